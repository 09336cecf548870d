namespace Jiuji.Ledger.ReserveFunds;

/// <summary>What money is that lies at a fund's place without being the fund's.</summary>
public enum HeldKind { Interest, CashOverage, Unidentified, Donation }

/// <summary>Where it went in the end.</summary>
public enum HeldEnd { ToTreasury, PassedOn, OwnerFound }

/// <summary>
/// 代管款 (posting rows 31, 32, 35, 36): interest, cash too many, a receipt nobody can name, a donation paid in by mistake. Each sum has somebody who
/// looks after it and a day by which it is gone; none of it is ever money in hands. The id is that of the transfer that brought it.
/// </summary>
public sealed class HeldMoney
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid ReserveFundId { get; init; }
    public required Guid Owner { get; init; }
    public required string Place { get; init; }
    public required HeldKind Kind { get; init; }
    public required long AmountFen { get; init; }
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Who gave a donation, or what the statement says; never a household.</summary>
    public required string From { get; init; }

    /// <summary>The user who finds out whose it is.</summary>
    public required string LookedAfterBy { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateOnly? EndedOn { get; private set; }
    public HeldEnd? End { get; private set; }

    /// <summary>The charity or donor it was passed on to.</summary>
    public string EndedAt { get; private set; } = "";

    public bool IsOpen => End is null;

    /// <summary>It is gone; once only.</summary>
    public void Finish(HeldEnd end, string to, DateOnly day) => (End, EndedAt, EndedOn) = (end, to, day);
}
