using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Ledger.Reports;

/// <summary>The parts of a report: where the money stood before, where it stands, what moved, what was counted.</summary>
public enum ReportSection { Opening, Closing, Flow, Count }

/// <summary>What a report counts besides money.</summary>
public enum ReportCount
{
    CasesAccepted,
    PaymentsMade,
    HouseholdsAided,
    NeedsEntered,
    NeedsFound,
    PapersOverdue,
    VillagesReported,
    VillagesMissing,
    EmergencyAdvances,
    Overrides,
}

/// <summary>
/// One figure of a report, which can be led back to its transfers: the area and fund-year it is about, and its key, which is an account kind
/// in Opening and Closing, an event in Flow (with the book's mark, never netted), a <see cref="ReportCount"/> in Count.
/// </summary>
/// <param name="Count">Transfers of a flow, or the number counted.</param>
public sealed record ReportFigure(ReportSection Section, string AreaCode, int FundYear, string Key, string Mark, long Count, long AmountFen);

/// <summary>
/// A fund's figures for some days, made from its transfers by the day they happened. Approved is the only expenditure; what the county
/// advanced stands among the sources and nowhere else (T21).
/// </summary>
public static class ReportFigures
{
    /// <summary>The parts of the identity in its order: sources first, then uses.</summary>
    public static readonly IReadOnlyList<AccountKind> Parts =
    [
        AccountKind.BroughtForward, AccountKind.Advanced, AccountKind.Lent,
        AccountKind.InTransit, AccountKind.InHands, AccountKind.AwaitingPapers, AccountKind.Approved,
        AccountKind.HandedBack, AccountKind.Recoverable, AccountKind.Lost, AccountKind.CarriedForward,
    ];

    public static IReadOnlyList<ReportFigure> OfFund(string areaCode, int fundYear, Guid fund, IReadOnlyList<Transfer> transfers, DateOnly from, DateOnly to) =>
    [
        .. Position(ReportSection.Opening, areaCode, fundYear, fund, transfers, from.AddDays(-1)),
        .. Position(ReportSection.Closing, areaCode, fundYear, fund, transfers, to),
        .. Moved(transfers).Where(t => t.OccurredOn >= from && t.OccurredOn <= to)
            .GroupBy(t => (t.Reason, t.Mark)).OrderBy(flow => RowOf(flow.Key.Reason)).ThenBy(flow => flow.Key.Reason, StringComparer.Ordinal).ThenBy(flow => flow.Key.Mark, StringComparer.Ordinal)
            .Select(flow => new ReportFigure(ReportSection.Flow, areaCode, fundYear, flow.Key.Reason, flow.Key.Mark, flow.Count(), flow.Sum(t => t.Amount))),
    ];

    /// <summary>Where the fund's money stood at the end of a day.</summary>
    public static FundPosition Standing(Guid fund, IEnumerable<Transfer> transfers, DateOnly day)
    {
        var balances = new Dictionary<AccountKey, long>();
        foreach (var transfer in Moved(transfers).Where(t => t.OccurredOn <= day))
        {
            balances[transfer.From] = balances.GetValueOrDefault(transfer.From) - transfer.Amount;
            balances[transfer.To] = balances.GetValueOrDefault(transfer.To) + transfer.Amount;
        }
        return FundPosition.Of(fund, balances.Select(balance => (balance.Key, balance.Value)));
    }

    /// <summary>One part of a position; all are shown positive.</summary>
    public static long Part(FundPosition position, AccountKind part) => part switch
    {
        AccountKind.BroughtForward => position.BroughtForward,
        AccountKind.Advanced => position.Advanced,
        AccountKind.Lent => position.Lent,
        AccountKind.InTransit => position.InTransit,
        AccountKind.InHands => position.InHands,
        AccountKind.AwaitingPapers => position.AwaitingPapers,
        AccountKind.Approved => position.Approved,
        AccountKind.HandedBack => position.HandedBack,
        AccountKind.Recoverable => position.Recoverable,
        AccountKind.Lost => position.Lost,
        AccountKind.CarriedForward => position.CarriedForward,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No part of a fund."),
    };

    /// <summary>What was spent in the period: the growth of what is approved, and nothing else (T21).</summary>
    public static long ExpenditureFen(IReadOnlyCollection<ReportFigure> figures) => Sum(figures, ReportSection.Closing, AccountKind.Approved) - Sum(figures, ReportSection.Opening, AccountKind.Approved);

    public static long Sum(IEnumerable<ReportFigure> figures, ReportSection section, AccountKind part)
    {
        var key = part.ToString();
        return figures.Where(figure => figure.Section == section && figure.Key == key).Sum(figure => figure.AmountFen);
    }

    /// <summary>Nothing moved and nothing happened: a nil report (零报告, C2), which is handed in all the same.</summary>
    public static bool IsNil(IEnumerable<ReportFigure> figures) => figures.All(figure => figure.Section switch
    {
        ReportSection.Flow => false,
        ReportSection.Count => figure.Count == 0 || figure.Key is not (nameof(ReportCount.CasesAccepted) or nameof(ReportCount.PaymentsMade) or nameof(ReportCount.NeedsEntered)),
        ReportSection.Opening or ReportSection.Closing => true,
        _ => throw new ArgumentOutOfRangeException(nameof(figures), figure.Section, "Unknown section."),
    });

    static IEnumerable<ReportFigure> Position(ReportSection section, string areaCode, int fundYear, Guid fund, IReadOnlyList<Transfer> transfers, DateOnly day)
    {
        var position = Standing(fund, transfers, day);
        return Parts.Select(part => new ReportFigure(section, areaCode, fundYear, part.ToString(), "", 0, Part(position, part)));
    }

    /// <summary>A hold moves nothing.</summary>
    static IEnumerable<Transfer> Moved(IEnumerable<Transfer> transfers) => transfers.Where(t => t.Kind is TransferKind.Post or TransferKind.PostHold);

    static int RowOf(string reason) => Enum.TryParse<FundEvent>(reason, out var happened) ? happened.Row() : int.MaxValue;
}
