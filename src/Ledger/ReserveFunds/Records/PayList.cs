namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// 发放清单: released payments that go to the bank together. A list is sent once. Whether a line has been answered is what its payment says; the list keeps
/// only what was sent.
/// </summary>
public sealed class PayList
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Stands in the bank's file and on its statement, e.g. FF-101-20261121-01.</summary>
    public required string Number { get; init; }
    public required Guid ReserveFundId { get; init; }
    public required string TownshipCode { get; init; }
    public required DateOnly BuiltOn { get; init; }
    public required string BuiltBy { get; init; }
    public DateTimeOffset? SentAt { get; private set; }
    public string SentBy { get; private set; } = "";
    public int Version { get; private set; }
    public List<PayListLine> Lines { get; init; } = [];

    public long TotalFen => Lines.Sum(line => line.AmountFen);

    /// <summary>Marks it as sent; once only.</summary>
    public void Send(DateTimeOffset at, string by) => (SentAt, SentBy, Version) = (at, by, Version + 1);
}

/// <summary>One payment in one list. It names the hold that its release took, so one release can stand in one list only (T18).</summary>
public sealed class PayListLine
{
    public required string CountyCode { get; init; }
    public required Guid ListId { get; init; }
    public required Guid PaymentId { get; init; }
    public required Guid HoldId { get; init; }
    public required long AmountFen { get; init; }

    /// <summary>What the bank repeats on its statement: at most 35 characters, unique in the county.</summary>
    public required string Reference { get; init; }

    /// <summary>Sent, and the bank has not answered.</summary>
    public bool Awaits(Payment payment) => payment.State == PaymentState.Released && payment.HoldId == HoldId;
}
