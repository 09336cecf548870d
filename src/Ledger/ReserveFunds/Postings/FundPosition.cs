namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Where every yuan of one fund-year stands, in whole fen, all figures positive. Only <see cref="Approved"/> is expenditure:
/// no report may show an advance as such (T21).
/// </summary>
public sealed record FundPosition
{
    public long Advanced { get; init; }
    public long BroughtForward { get; init; }
    public long Lent { get; init; }
    public long InTransit { get; init; }
    public IReadOnlyDictionary<string, long> InHandsByPlace { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);
    public long AwaitingPapers { get; init; }
    public long Approved { get; init; }
    public long HandedBack { get; init; }
    public IReadOnlyDictionary<string, long> RecoverableByDebtor { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);
    public long Lost { get; init; }
    public long CarriedForward { get; init; }

    public long InHands => InHandsByPlace.Values.Sum();
    public long Recoverable => RecoverableByDebtor.Values.Sum();

    /// <summary>未清: what ceilings test, never the cumulative advances.</summary>
    public long Outstanding => InTransit + InHands + AwaitingPapers + Recoverable;

    /// <summary>已核销, the only expenditure.</summary>
    public long Expenditure => Approved;

    public long Sources => BroughtForward + Advanced + Lent;

    public long Uses => InTransit + InHands + AwaitingPapers + Approved + HandedBack + Recoverable + Lost + CarriedForward;

    /// <summary>上年转入 + 累计拨付 + 垫付 = 在途 + 结存 + 实付未核 + 已核销 + 已交回 + 待追缴 + 核损 + 结转下年.</summary>
    public bool IdentityHolds => Sources == Uses;

    /// <summary>
    /// Fixed imprest (定额备用金): quota = outstanding + approved not yet replenished + lost + handed back − lent. A shortfall from losses or
    /// hand-backs is made good by a new advance only; such advances count in <paramref name="madeGoodFen"/>.
    /// </summary>
    public bool ImprestIdentityHolds(long quotaFen, long replenishedFen, long madeGoodFen = 0) =>
        quotaFen + madeGoodFen == Outstanding + (Approved - replenishedFen) + Lost + HandedBack + CarriedForward - Lent;

    /// <summary>Computed from the balances of one fund's accounts; accounts of other funds are passed over.</summary>
    public static FundPosition Of(Guid fund, IEnumerable<(AccountKey Account, long Balance)> balances)
    {
        var own = balances.Where(b => b.Account.Fund == fund && b.Account.Unit == AccountKey.Yuan).ToList();
        return new()
        {
            Advanced = -Sum(own, AccountKind.Advanced),
            BroughtForward = -Sum(own, AccountKind.BroughtForward),
            Lent = -Sum(own, AccountKind.Lent),
            InTransit = Sum(own, AccountKind.InTransit),
            InHandsByPlace = ByParty(own, AccountKind.InHands),
            AwaitingPapers = Sum(own, AccountKind.AwaitingPapers),
            Approved = Sum(own, AccountKind.Approved),
            HandedBack = Sum(own, AccountKind.HandedBack),
            RecoverableByDebtor = ByParty(own, AccountKind.Recoverable),
            Lost = Sum(own, AccountKind.Lost),
            CarriedForward = Sum(own, AccountKind.CarriedForward),
        };
    }

    static long Sum(List<(AccountKey Account, long Balance)> own, AccountKind kind) =>
        own.Where(b => b.Account.Kind == kind).Sum(b => b.Balance);

    static SortedDictionary<string, long> ByParty(List<(AccountKey Account, long Balance)> own, AccountKind kind) =>
        new(own.Where(b => b.Account.Kind == kind).GroupBy(b => b.Account.Party).ToDictionary(g => g.Key, g => g.Sum(b => b.Balance)),
            StringComparer.Ordinal);
}

/// <summary>
/// What lies at one place: money in hands of all funds and money held for others. The bank statement or the cash count must equal it,
/// apart from listed items in flight.
/// </summary>
public sealed record PlacePosition(string Place, long InHandsFen, long HeldForOthersFen)
{
    public long Book => InHandsFen + HeldForOthersFen;

    /// <summary>Statement or count less book less items in flight; zero when the place agrees.</summary>
    public long Difference(long countedFen, long inFlightFen = 0) => countedFen - inFlightFen - Book;

    public static PlacePosition Of(Guid owner, string place, IEnumerable<(AccountKey Account, long Balance)> balances)
    {
        var here = balances.Where(b => b.Account.Owner == owner && b.Account.Party == place && b.Account.Unit == AccountKey.Yuan).ToList();
        return new(place, Sum(AccountKind.InHands), Sum(AccountKind.HeldForOthers));

        long Sum(AccountKind kind) => here.Where(b => b.Account.Kind == kind).Sum(b => b.Balance);
    }
}
