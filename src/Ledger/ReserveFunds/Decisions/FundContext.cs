namespace Jiuji.Ledger.ReserveFunds;

/// <summary>What every decision about a fund sees: the fund-year, its fund in the book, where its money stands, and the rules of the day.</summary>
public sealed record FundContext(ReserveFund Fund, Fund InBook, FundPosition Position, PackValues Pack, WorkingDayClock Clock)
{
    public FundAccounts Accounts => Fund.Accounts;

    /// <summary>A deadline of the pack, in working days after a day; null where the pack sets none (未设).</summary>
    public Deadline? Due(DateOnly from, int? workingDays) =>
        workingDays is { } days ? Clock.After(from, days, Pack.AcceptanceDayCounts) : null;
}
