namespace Jiuji.Ledger.ReserveFunds;

/// <summary>The clock of a payment's papers: it runs from payment until acceptance, and a rejection does not stop it (T12).</summary>
public readonly record struct PapersClock(PaymentState State, DateOnly? DueOn, long AmountFen)
{
    /// <summary>Paid and not yet shown for.</summary>
    public bool AreOpen => State is PaymentState.Paid or PaymentState.PapersSubmitted or PaymentState.SentBack;

    public bool AreOverdue(DateOnly today) => AreOpen && DueOn < today;
}
