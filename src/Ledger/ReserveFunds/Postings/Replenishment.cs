namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Row 18's bound (fixed imprest): at most what is approved and not yet replenished. Approvals undone by rows 12 and 21–23 have left
/// <see cref="FundPosition.Approved"/> already; losses and hand-backs were never in it, so a top-up can not refill a shortage (T22).
/// </summary>
public static class Replenishment
{
    public static long MostFen(FundPosition position, long replenishedFen) => Math.Max(0, position.Approved - replenishedFen);

    /// <summary>Null when allowed.</summary>
    public static FundRefusal? Check(FundPosition position, long replenishedFen, long amountFen) =>
        amountFen > MostFen(position, replenishedFen) ? FundRefusal.ReplenishmentExceedsApproved : null;
}
