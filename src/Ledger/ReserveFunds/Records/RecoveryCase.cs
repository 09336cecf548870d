namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Who owes.</summary>
public enum DebtorKind { Household, AccountHolder, Custodian, PayingUnit, Bank, RunningBudget }

/// <summary>Why money has to come back.</summary>
public enum RecoveryCause { RefusedForGood, Duplicate, WrongPayee, PaidAfterDeath, PriorYearCorrection, CashShortage, BankFee, Fraud }

/// <summary>Money somebody owes the fund (追缴; to a household: 退回款), with its open balance in the book.</summary>
public sealed class RecoveryCase : LifecycleSubject<RecoveryCaseState>
{
    public required string Number { get; init; }
    public required Guid ReserveFundId { get; init; }
    public Guid? PaymentId { get; init; }
    public required DebtorKind DebtorKind { get; set; }

    /// <summary>Name of the debtor in the book, an opaque key; never a person's name.</summary>
    public required string Debtor { get; set; }
    public required RecoveryCause Cause { get; init; }
    public required long AmountFen { get; init; }
    public long RecoveredFen { get; private set; }
    public long WrittenOffFen { get; private set; }
    public required DateOnly OpenedOn { get; init; }

    /// <summary>Paid in a closed year: what is recovered can only be handed back (row 33).</summary>
    public bool PriorYear { get; init; }

    public long OpenFen => AmountFen - RecoveredFen - WrittenOffFen;

    public override void Apply(LifecycleMove move)
    {
        var wasWrittenOff = State == RecoveryCaseState.WrittenOff;
        Fire(RecoveryCaseLifecycle.Table, move);
        switch (Enum.Parse<RecoveryCaseTrigger>(move.Trigger))
        {
            case RecoveryCaseTrigger.RecoverPart or RecoveryCaseTrigger.RecoverAll:
                RecoveredFen += move.AmountFen;
                if (wasWrittenOff) WrittenOffFen -= move.AmountFen;
                break;
            case RecoveryCaseTrigger.WriteOff:
                WrittenOffFen += move.AmountFen;
                break;
            default:
                break;
        }
    }
}
