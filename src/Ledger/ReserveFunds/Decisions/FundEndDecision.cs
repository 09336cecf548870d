namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Ends a fund in the book: nothing new is spent from it after its last day. Said once, and only when the day is over or here, so that no payment which the
/// bank makes meanwhile is left without its fund.
/// </summary>
public static class FundEndDecision
{
    /// <param name="transfers">Of the fund, in the order of the book.</param>
    /// <param name="heldFen">What is held for payments that the bank has not answered.</param>
    /// <returns>Refused by its checks alone: <see cref="FundRefusal.MoveNotAllowed"/> for a fund that has ended, <see cref="FundRefusal.FundOutsideDates"/> for a day before its
    /// first, after today or before something that was spent from it, <see cref="FundRefusal.FundNotClear"/> while money is held.</returns>
    public static FundDecision End(FundContext fund, IReadOnlyList<Transfer> transfers, long heldFen, DateOnly lastDay, DateOnly today)
    {
        var (first, ended) = (fund.InBook.ValidFrom, fund.InBook.ValidTo);
        var undone = transfers.Select(transfer => transfer.Reverses).OfType<Guid>().ToHashSet();
        DateOnly? lastSpent = transfers.Where(transfer => BookDecision.IsNewSpending(transfer) && !undone.Contains(transfer.Id)).Max(transfer => (DateOnly?)transfer.OccurredOn);
        var isWithin = first <= lastDay && lastDay <= today && (lastSpent is not { } spent || spent <= lastDay);
        return FundDecision.Checked(
        [
            RuleCheck.Of(FundRefusal.MoveNotAllowed, ended is null, figures: ("endedOn", Text(ended))),
            RuleCheck.Of(FundRefusal.FundOutsideDates, isWithin, "", ("from", Text(first)), ("lastSpentOn", Text(lastSpent)), ("today", Text(today))),
            RuleCheck.Of(FundRefusal.FundNotClear, heldFen == 0, "", ("heldFen", heldFen)),
        ], () => []);
    }

    static string Text(DateOnly? day) => day is { } known ? known.ToString("O", System.Globalization.CultureInfo.InvariantCulture) : "";
}
