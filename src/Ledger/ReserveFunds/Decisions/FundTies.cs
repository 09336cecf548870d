namespace Jiuji.Ledger.ReserveFunds;

/// <summary>One account of the fund against its own list; they must agree.</summary>
public sealed record FundTie(string Account, long BookFen, long ListFen)
{
    public bool Holds => BookFen == ListFen;
}

/// <summary>The lists that stand behind one fund-year.</summary>
public sealed record FundLists
{
    public IReadOnlyList<Advance> Advances { get; init; } = [];
    public IReadOnlyList<ReimbursementClaim> Claims { get; init; } = [];
    public IReadOnlyList<Payment> Payments { get; init; } = [];
    public IReadOnlyList<RecoveryCase> Recoveries { get; init; } = [];
    public IReadOnlyList<SweepBack> SweepBacks { get; init; } = [];

    /// <summary>Sent back by the township and not yet confirmed by the county.</summary>
    public long SweepBackOnItsWayFen => SweepBacks.Where(s => s.State == SweepBackState.Sent).Sum(s => s.AmountFen);

    /// <summary>Confirmed by county receipts.</summary>
    public long HandedBackFen => SweepBacks.Where(s => s.State == SweepBackState.Received).Sum(s => s.AmountFen);
    public long LentOpenFen { get; init; }

    /// <summary>Last count or statement of each place, less money held for others.</summary>
    public long CountedFen { get; init; }
}

/// <summary>
/// Double entry makes the fund's identity true by construction, so `verify` also ties each account to its own list: what was issued on
/// documents, confirmations missing, counts, paid cases, approved lines, recovery cases and write-off documents.
/// </summary>
public static class FundTies
{
    public static IReadOnlyList<FundTie> Of(FundPosition position, FundLists lists) =>
    [
        new("advanced", position.Advanced, lists.Advances.Sum(a => a.IssuedFen) + lists.Claims.Sum(c => c.ReplenishedFen)),
        new("in transit", position.InTransit, lists.SweepBackOnItsWayFen + lists.Advances.Where(IsOnItsWay).Sum(a => a.IssuedFen - a.ReceivedFen)
            + lists.Claims.Where(c => c.State == ReimbursementClaimState.Replenished).Sum(c => c.ReplenishedFen)),
        new("in hands", position.InHands, lists.CountedFen),
        new("awaiting papers", position.AwaitingPapers, lists.Payments.Where(p => p.IsWithHousehold).Sum(p => p.UnapprovedFen)),
        new("approved", position.Approved, lists.Payments.Sum(p => p.ApprovedFen)),
        new("handed back", position.HandedBack, lists.HandedBackFen),
        new("recoverable", position.Recoverable, lists.Recoveries.Sum(r => r.OpenFen)),
        new("lost", position.Lost, lists.Recoveries.Sum(r => r.WrittenOffFen)),
        new("lent", position.Lent, lists.LentOpenFen),
    ];

    static bool IsOnItsWay(Advance advance) => advance.State is AdvanceState.PartIssued or AdvanceState.Issued or AdvanceState.NotReceived;
}
