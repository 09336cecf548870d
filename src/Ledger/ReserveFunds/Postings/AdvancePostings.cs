namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Money between the county and the township: rows 1–3, 18, 19, 33, 37, 38. Each method returns the transfers of one event, to be posted
/// as one group. An advance is never expenditure here or anywhere (T21).
/// </summary>
public static class AdvancePostings
{
    /// <summary>Row 1. A joint document is a limit, not money: nothing moves. Σ issued on it stays at or below its amount.</summary>
    public static IReadOnlyList<Transfer> JointDocumentRegistered() => [];

    /// <summary>Row 2. The county treasury issues: the money is in transit, and nothing is spent anywhere.</summary>
    public static IReadOnlyList<Transfer> AdvanceIssued(FundAccounts fund, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.AdvanceIssued, fund.Advanced, fund.InTransit, amountFen)];

    /// <summary>Row 3. The township's bank receives it: from this day the money has an age.</summary>
    public static IReadOnlyList<Transfer> AdvanceReceived(FundAccounts fund, string bank, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.AdvanceReceived, fund.InTransit, fund.InHands(bank), amountFen)];

    /// <summary>Row 18, first half (fixed imprest). The amount is bounded by <see cref="Replenishment"/>.</summary>
    public static IReadOnlyList<Transfer> ReplenishmentIssued(FundAccounts fund, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.ReplenishmentIssued, fund.Advanced, fund.InTransit, amountFen)];

    /// <summary>Row 18, second half.</summary>
    public static IReadOnlyList<Transfer> ReplenishmentReceived(FundAccounts fund, string bank, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.ReplenishmentReceived, fund.InTransit, fund.InHands(bank), amountFen)];

    /// <summary>Row 19 (advance and clear). Approval was row 14; clearing itself moves no money.</summary>
    public static IReadOnlyList<Transfer> AdvanceCleared() => [];

    /// <summary>Row 33, first half: the township sends money back.</summary>
    public static IReadOnlyList<Transfer> SweepBackSent(FundAccounts fund, string place, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.SweepBackSent, fund.InHands(place), fund.InTransit, amountFen)];

    /// <summary>Row 33, second half: the county confirms receipt. An unused treasury quota lapses this way without cash.</summary>
    public static IReadOnlyList<Transfer> SweepBackReceived(FundAccounts fund, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.SweepBackReceived, fund.InTransit, fund.HandedBack, amountFen)];

    /// <summary>
    /// Row 37. Money goes from township A to B only through the county: A hands back (33), B is advanced (2, 3) on a new document.
    /// This is the county's step in the middle, once A's money has arrived.
    /// </summary>
    public static IReadOnlyList<Transfer> Reallocated(FundAccounts from, FundAccounts to, long amountFen, Basis basis) =>
    [
        basis.Move(FundEvent.Reallocated, from.InTransit, from.HandedBack, amountFen),
        basis.Move(FundEvent.Reallocated, to.Advanced, to.InTransit, amountFen, 1),
    ];

    /// <summary>
    /// Row 38. Only money in hands goes into the new year, each layer with the day it was born; what is in transit, awaiting papers or
    /// recoverable stays with the old year until it is cleared there.
    /// </summary>
    public static IReadOnlyList<Transfer> CarriedOver(
        FundAccounts oldYear, FundAccounts newYear, string place, IReadOnlyList<MoneyLayer> layers, Basis basis) =>
        [.. layers.SelectMany((layer, i) => CarriedOver(oldYear, newYear, place, layer, i, basis))];

    static Transfer[] CarriedOver(FundAccounts oldYear, FundAccounts newYear, string place, MoneyLayer layer, int i, Basis basis)
    {
        var aged = basis with { CaseReference = MoneyLayer.Reference(layer.BornOn) };
        return
        [
            aged.Move(FundEvent.CarriedOver, oldYear.InHands(place), oldYear.CarriedForward, layer.AmountFen, 2 * i),
            aged.Move(FundEvent.CarriedOver, newYear.BroughtForward, newYear.InHands(place), layer.AmountFen, (2 * i) + 1),
        ];
    }
}
