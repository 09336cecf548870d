using Jiuji.Ledger;

namespace Jiuji.Ledger.Tests;

/// <summary>Names that the tests share: one county, one township's book, one fund, a clock that stands at noon of a working day.</summary>
public static class County
{
    public const string Code = "341723";
    public const string Purpose = "temporary-assistance";

    /// <summary>Who tells the book about funds and months.</summary>
    public const string Clerk = "user:9";

    public static readonly Guid Township = new("01900000-0000-7000-8000-000000000001");
    public static readonly Guid FundId = new("01900000-0000-7000-8000-00000000000f");
    public static readonly DateTimeOffset Noon = new(2026, 5, 20, 12, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateOnly Today = new(2026, 5, 20);

    public static Fund Fund(Guid? id = null, Guid? owner = null, string unit = AccountKey.Yuan, FundKind kind = FundKind.FiscalReserve) => new()
    {
        CountyCode = Code,
        Id = id ?? FundId,
        Owner = owner ?? Township,
        Kind = kind,
        Name = "Reserve fund 2026",
        Source = "QYCJ[2026]1",
        Unit = unit,
        ValidFrom = new(2026, 1, 1),
        ValidTo = new(2026, 12, 31),
        FunctionalBudgetCode = "2082001",
        EconomicBudgetCode = "50901",
        Purposes = [new() { CountyCode = Code, FundId = id ?? FundId, Purpose = Purpose }],
    };

    public static AccountKey Account(AccountKind kind, string party = "", Guid? fund = null) =>
        new(Township, fund ?? (kind is AccountKind.HeldForOthers or AccountKind.Bank or AccountKind.UnknownOwner ? Guid.Empty : FundId), kind, party, AccountKey.Yuan);

    public static Transfer Transfer(AccountKind from, AccountKind to, long amount, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        From = Account(from),
        To = Account(to),
        Amount = amount,
        Reason = "Test",
        Purpose = Purpose,
        Actor = "user:1",
        OccurredOn = Today,
    };
}

/// <summary>A clock that tests set.</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
