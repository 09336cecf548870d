using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Ledger.Reports;

/// <summary>
/// A report as it was handed in: its figures are kept, and a later correction is a note beside them, never a change (T20). One report for
/// each kind, area and period.
/// </summary>
public sealed class FundReport : LifecycleSubject<FundReportState>
{
    public required ReportKind Kind { get; init; }

    /// <summary>The village, township or county it is about.</summary>
    public required string AreaCode { get; init; }

    /// <summary>The township it belongs to; empty for the county's own.</summary>
    public required string TownshipCode { get; init; }
    public required DateOnly PeriodFrom { get; init; }
    public required DateOnly PeriodTo { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>The book as of this day: the period's end, or the day of making while the period runs.</summary>
    public DateOnly AsOf { get; private set; }
    public string PreparedBy { get; private set; } = "";

    /// <summary>What the filer adds in words: circumstances, reasons, what is planned.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Nothing moved and nothing happened (零报告).</summary>
    public bool IsNil { get; private set; }

    /// <summary>Raised each time the figures are made; approvals of an earlier round no longer count.</summary>
    public int Round { get; private set; }
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>Lower-case hex SHA-256 over all figures: what was approved is what was handed in.</summary>
    public string FiguresHash { get; private set; } = "";
    public List<ReportLine> Lines { get; init; } = [];
    public List<ReportApproval> Approvals { get; init; } = [];
    public List<ReportNote> Notes { get; init; } = [];

    public IEnumerable<ReportLine> Figures => Lines.Where(line => line.Round == Round).OrderBy(line => line.Ordinal);

    public IEnumerable<ReportApproval> ApprovalsOfThisRound => Approvals.Where(approval => approval.Round == Round);

    /// <summary>Keeps newly made figures; only before it is handed in.</summary>
    public void Keep(IReadOnlyList<ReportFigure> figures, DateOnly asOf, string preparedBy, string words)
    {
        if (State is FundReportState.Submitted or FundReportState.Accepted) throw new InvalidOperationException("A report that was handed in keeps its figures.");
        Round++;
        (AsOf, PreparedBy, Words, IsNil, FiguresHash) = (asOf, preparedBy, words, ReportFigures.IsNil(figures), HashOf(figures));
        Lines.AddRange(figures.Select((figure, ordinal) => ReportLine.Of(this, ordinal, figure)));
    }

    public static string HashOf(IEnumerable<ReportFigure> figures) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(figures.Select(f =>
        string.Create(CultureInfo.InvariantCulture, $"{f.Section}|{f.AreaCode}|{f.FundYear}|{f.Key}|{f.Mark}|{f.Count}|{f.AmountFen}\n"))))));

    public override void Apply(LifecycleMove move)
    {
        Fire(FundReportLifecycle.Table, move);
        if (move.Trigger == nameof(FundReportTrigger.Submit)) SubmittedOn = move.OccurredOn;
    }
}

/// <summary>One kept figure of a report.</summary>
public sealed class ReportLine
{
    public required string CountyCode { get; init; }
    public required Guid ReportId { get; init; }
    public required int Round { get; init; }
    public required int Ordinal { get; init; }
    public required ReportSection Section { get; init; }
    public required string AreaCode { get; init; }
    public required int FundYear { get; init; }
    public required string Key { get; init; }
    public required string Mark { get; init; }
    public required long Count { get; init; }
    public required long AmountFen { get; init; }

    public ReportFigure Figure => new(Section, AreaCode, FundYear, Key, Mark, Count, AmountFen);

    internal static ReportLine Of(FundReport report, int ordinal, ReportFigure figure) => new()
    {
        CountyCode = report.CountyCode, ReportId = report.Id, Round = report.Round, Ordinal = ordinal, Section = figure.Section, AreaCode = figure.AreaCode,
        FundYear = figure.FundYear, Key = figure.Key, Mark = figure.Mark, Count = figure.Count, AmountFen = figure.AmountFen,
    };
}

/// <summary>The two bureaus that settle the June and December report together with civil affairs (C5).</summary>
public enum CoApprover { FinanceBureau, RuralRevitalisationBureau }

/// <summary>A co-approval of one round of figures. A bureau without users signs on paper, and its scan is kept.</summary>
public sealed class ReportApproval
{
    public required string CountyCode { get; init; }
    public required Guid ReportId { get; init; }
    public required int Round { get; init; }
    public required CoApprover Bureau { get; init; }

    /// <summary>Who approved, or who entered the signed sheet.</summary>
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Scan of the signed sheet; empty for an approval given here.</summary>
    public string DocumentHash { get; init; } = "";
}

/// <summary>What turned out to be different after a report was handed in; published beside it.</summary>
public sealed class ReportNote
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required string Words { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}
