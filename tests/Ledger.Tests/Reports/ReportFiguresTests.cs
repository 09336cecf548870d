using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Reports;
using Jiuji.Ledger.Tests.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.Reports;

/// <summary>Figures of a month against a book that was posted by hand: 10,000 fen advanced in April, 1,500 paid in May, of which 1,000 are approved in May.</summary>
public sealed class ReportFiguresTests
{
    static readonly DateOnly April = new(2026, 4, 10), May = new(2026, 5, 12), First = new(2026, 5, 1), Last = new(2026, 5, 31);

    static FundBook Book()
    {
        var book = new FundBook(County.Noon.AddYears(1));
        book.Post(AdvancePostings.AdvanceIssued(Ours, 10_000, Because("QD 1", April)));
        book.Post(AdvancePostings.AdvanceReceived(Ours, Bank, 10_000, Because("QD 1", April)));
        book.Post(PaymentPostings.PaymentMade(Ours, Bank, 1_500, null, Because(on: May)));
        book.Post(ClaimPostings.ClaimLineApprovedInPart(Ours, 1_000, Because(on: May)));
        return book;
    }

    static IReadOnlyList<ReportFigure> Figures(FundBook book) => ReportFigures.OfFund("341722101", 2026, Ours.Fund, book.Transfers, First, Last);

    static long Stood(IEnumerable<ReportFigure> figures, ReportSection section, AccountKind part) => ReportFigures.Sum(figures, section, part);

    [Fact]
    [Trait("rule", "C4")]
    public void A_month_opens_with_what_stood_and_closes_with_what_stands()
    {
        var figures = Figures(Book());
        Assert.Equal((10_000, 10_000), (Stood(figures, ReportSection.Opening, AccountKind.Advanced), Stood(figures, ReportSection.Opening, AccountKind.InHands)));
        Assert.Equal((8_500, 500, 1_000), (Stood(figures, ReportSection.Closing, AccountKind.InHands), Stood(figures, ReportSection.Closing, AccountKind.AwaitingPapers), Stood(figures, ReportSection.Closing, AccountKind.Approved)));
    }

    [Fact]
    [Trait("trap", "T21")]
    public void An_advance_is_never_in_a_reports_expenditure()
    {
        var book = Book();
        book.Post(AdvancePostings.AdvanceIssued(Ours, 90_000, Because("QD 2", May)));
        Assert.Equal(1_000, ReportFigures.ExpenditureFen(Figures(book)));
        Assert.Equal(0, ReportFigures.ExpenditureFen(ReportFigures.OfFund("", 2026, Ours.Fund, book.Transfers, April, April)));
    }

    [Fact]
    [Trait("trap", "T20")]
    public void What_is_corrected_in_the_next_month_leaves_this_months_figures_alone()
    {
        var book = Book();
        var before = FundReport.HashOf(Figures(book));
        book.Post(ClaimPostings.ApprovalCorrected(Ours, 1_000, Because(on: new(2026, 6, 3))));
        Assert.Equal(before, FundReport.HashOf(Figures(book)));
    }

    [Fact]
    public void Flows_stand_by_event_and_by_mark_and_are_never_netted()
    {
        var book = Book();
        book.Post(PaymentPostings.PriorYearPaymentReturned(Ours, Bank, 300, Because(on: May)));
        var flows = Figures(book).Where(figure => figure.Section == ReportSection.Flow).Select(figure => $"{figure.Key} {figure.Mark} {figure.Count} {figure.AmountFen}");
        Assert.Equal(["PaymentMade  1 1500", "PriorYearPaymentReturned PriorYear 1 300", "ClaimLineApprovedInPart  1 1000"], flows);
    }

    [Fact]
    [Trait("rule", "C2")]
    public void A_month_in_which_nothing_moved_is_a_nil_report()
    {
        Assert.False(ReportFigures.IsNil(Figures(Book())));
        var june = ReportFigures.OfFund("341722101", 2026, Ours.Fund, Book().Transfers, new(2026, 6, 1), new(2026, 6, 30));
        Assert.True(ReportFigures.IsNil(june));
        Assert.False(ReportFigures.IsNil([.. june, new(ReportSection.Count, "341722101", 2026, nameof(ReportCount.CasesAccepted), "", 1, 0)]));
    }
}
