namespace Jiuji.Ledger.ReserveFunds;

/// <summary>How a receipt was signed.</summary>
public enum ReceiptForm { Signature, Thumbprint, ByProxy }

/// <summary>
/// The numbered receipt of money handed over in cash (R11, F19). A thumbprint needs two witnesses from outside the paying office, and somebody
/// calls the household back afterwards.
/// </summary>
public sealed class CashReceipt
{
    public required string CountyCode { get; init; }
    public required string Number { get; init; }
    public required Guid PaymentId { get; init; }
    public required ReceiptForm Form { get; init; }
    public string WitnessOne { get; init; } = "";
    public string WitnessTwo { get; init; } = "";
    public required string PaidBy { get; init; }
    public required DateTimeOffset At { get; init; }
    public string CalledBackBy { get; set; } = "";
    public DateOnly? CalledBackOn { get; set; }

    /// <summary>What a thumbprint lacks; null where the receipt holds.</summary>
    /// <param name="office">Names of the users of the paying office, who are no witnesses.</param>
    public static FundRefusal? Lacks(ReceiptForm form, string one, string two, IReadOnlySet<string> office) =>
        form != ReceiptForm.Thumbprint || (one.Length > 0 && two.Length > 0 && one != two && !office.Contains(one) && !office.Contains(two))
            ? null
            : FundRefusal.WitnessesMissing;
}
