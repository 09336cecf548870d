using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Advances: two bureaus, one numbered document, never beyond it (F3).</summary>
public sealed class AdvanceTests
{
    readonly FundStory story = new();

    [Fact]
    [Trait("rule", "F3")]
    public void An_advance_needs_two_bureaus_by_two_people()
    {
        var advance = story.Draft();
        story.Do(AdvanceDecision.ApproveByCivilAffairs(advance, story.Context, Affairs(FundStory.Affairs)), advance);
        FundStory.Refuses(FundRefusal.TwoBureausNeeded, AdvanceDecision.ApproveByFinance(advance, story.Context, Finance(FundStory.Affairs)));
        FundStory.Refuses(FundRefusal.MoveNotAllowed, Issue(advance));
    }

    [Fact]
    [Trait("rule", "F3")]
    public void Finance_does_not_approve_what_it_drafted() =>
        FundStory.Refuses(FundRefusal.SamePersonTwice, AdvanceDecision.ApproveByFinance(AfterCivilAffairs(), story.Context, Finance(FundStory.Drafter)));

    [Fact]
    [Trait("rule", "F3")]
    public void An_advance_without_a_document_or_its_number_is_refused()
    {
        FundStory.Refuses(FundRefusal.JointDocumentUnknown, Issue(story.Approved(), document: null));
        var unnumbered = new JointDocument { CountyCode = County.Code, Id = story.Document.Id, Number = "", Title = "", IssuedOn = County.Today, AmountFen = 1 };
        FundStory.Refuses(FundRefusal.DocumentNumberMissing, Issue(story.Approved(), unnumbered));
    }

    [Fact]
    [Trait("rule", "F3")]
    public void Issues_on_a_document_never_exceed_it()
    {
        var advance = story.Approved(1_000_000);
        FundStory.Refuses(FundRefusal.JointDocumentExceeded, Issue(advance, story.Document, issuedFen: 1_000_001));
        Assert.True(Issue(advance, story.Document, issuedFen: 1_000_000).IsAccepted);
        Assert.Contains(AdvanceDecision.CheckDraft(story.Document, 1_500_000, 500_001), c => c is { Rule: FundRefusal.JointDocumentExceeded, Result: CheckResult.Failed });
    }

    [Fact]
    public void Nothing_is_not_an_amount()
    {
        FundStory.Refuses(FundRefusal.AmountNotPositive, Issue(story.Approved(), story.Document, amountFen: 0));
        Assert.Equal(FundRefusal.AmountNotPositive, RuleCheck.FirstRefusal(AdvanceDecision.CheckDraft(story.Document, 0, 0)));
    }

    [Fact]
    public void An_advance_issued_in_parts_is_received_in_parts()
    {
        var advance = story.Approved(1_000_000);
        story.Do(Issue(advance, story.Document, amountFen: 400_000), advance);
        story.Do(Receive(advance), advance);
        Assert.Equal((AdvanceState.PartIssued, 400_000L), (advance.State, advance.ReceivedFen));
        story.Do(Issue(advance, story.Document), advance);
        FundStory.Refuses(FundRefusal.ReceiptExceedsIssued, Receive(advance, 600_001));
        story.Do(Receive(advance), advance);
        Assert.Equal(AdvanceState.Received, advance.State);
        Assert.Equal("ADV 1000000 = HND bank:1 1000000", story.Book.ToString());
    }

    [Fact]
    public void An_advance_that_never_arrived_is_an_exception_and_is_taken_back_from_the_way()
    {
        var advance = story.Approved(500_000);
        story.Do(Issue(advance, story.Document), advance);
        story.Do(AdvanceDecision.Take(advance, AdvanceTrigger.ReportNotReceived, story.As(FundStory.Cashier, FundRole.Cashier)), advance);
        story.Do(AdvanceDecision.SweepBack(advance, story.Context, "QD 9", story.As(FundStory.Finance, FundRole.CountyFinance, DocumentKinds.CountyReceipt)), advance);
        Assert.Equal("ADV 500000 = RET 500000", story.Book.ToString());
    }

    [Fact]
    public void After_the_issue_an_advance_can_only_come_back()
    {
        var advance = story.Received(500_000);
        FundStory.Refuses(FundRefusal.MoveNotAllowed, AdvanceDecision.Take(advance, AdvanceTrigger.Cancel, story.As(FundStory.Finance, FundRole.CountyFinance)));
        story.Do(AdvanceDecision.SweepBack(advance, story.Context, "QD 9", story.As(FundStory.Finance, FundRole.CountyFinance, DocumentKinds.CountyReceipt)), advance);
        Assert.Equal("ADV 500000 = RET 500000", story.Book.ToString());
    }

    [Fact]
    [Trait("trap", "T24")]
    public void The_ceiling_tests_what_is_outstanding_and_never_the_sum_of_all_advances()
    {
        story.Received(800_000);
        story.Pack = Packs.With(("fund.ceilingFen", "1000000"));
        FundStory.Refuses(FundRefusal.CeilingExceeded, Issue(story.Approved(200_001)));
        story.Reimbursed(story.Signed(100_000));
        Assert.Equal(700_000, story.Book.Position().Outstanding);
        Assert.True(Issue(story.Approved(300_000)).IsAccepted);
        FundStory.Refuses(FundRefusal.CeilingExceeded, Issue(story.Approved(300_001)));
    }

    [Fact]
    [Trait("rule", "F5")]
    [Trait("trap", "T24")]
    public void A_shut_gate_stops_ordinary_advances_and_no_others()
    {
        IReadOnlyList<GateReason> shut = [GateReason.Of(GateReasonKind.IdleMoney, "")];
        FundStory.Refuses(FundRefusal.GateShut, Issue(story.Approved(100_000), gate: shut));
        var emergency = story.Approved(100_000, AdvanceKind.Emergency);
        Assert.True(AdvanceDecision.Issue(emergency, story.Document, 0, story.Context, shut, Finance(FundStory.Finance), emergencyCapFen: 100_000).IsAccepted);
        Assert.True(Issue(story.Approved(100_000, AdvanceKind.Replenishment), gate: shut).IsAccepted);
    }

    [Fact]
    [Trait("rule", "F5")]
    [Trait("trap", "T24")]
    public void Overdue_papers_are_named_before_the_gate_that_they_shut()
    {
        IReadOnlyList<GateReason> shut = [GateReason.Of(GateReasonKind.IdleMoney, ""), GateReason.Of(GateReasonKind.PapersOverdue, "CZ24", ("payments", 3))];
        var refused = Issue(story.Approved(100_000), gate: shut);
        FundStory.Refuses(FundRefusal.PapersOverdue, refused);
        Assert.Equal("3", refused.Checks.Single(check => check.Rule == FundRefusal.PapersOverdue).Figures["payments"]);
        Assert.Equal([FundRefusal.PapersOverdue, FundRefusal.GateShut], refused.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Rule));
    }

    [Fact]
    public void The_cap_of_emergency_advances_is_the_case_or_ten_days_less_what_went_that_way()
    {
        var month = new RunOut(300_000, null);
        Assert.Equal(100_000, AdvanceDecision.EmergencyCapFen(null, month, 0));
        Assert.Equal(40_000, AdvanceDecision.EmergencyCapFen(null, month, 60_000));
        Assert.Equal(80_000, AdvanceDecision.EmergencyCapFen(story.Accepted(80_000), month, 0));
        Assert.Equal(0, AdvanceDecision.EmergencyCapFen(story.Accepted(80_000), month, 90_000));
    }

    [Fact]
    public void An_emergency_advance_is_capped_at_the_case_or_ten_days()
    {
        var advance = story.Approved(100_000, AdvanceKind.Emergency);
        FundStory.Refuses(FundRefusal.EmergencyAdvanceTooLarge,
            AdvanceDecision.Issue(advance, story.Document, 0, story.Context, [], Finance(FundStory.Finance), emergencyCapFen: 99_999));
    }

    Advance AfterCivilAffairs()
    {
        var advance = story.Draft();
        story.Do(AdvanceDecision.ApproveByCivilAffairs(advance, story.Context, Affairs(FundStory.Affairs)), advance);
        return advance;
    }

    FundDecision Issue(Advance advance) => Issue(advance, story.Document);

    FundDecision Issue(Advance advance, IReadOnlyList<GateReason> gate) =>
        AdvanceDecision.Issue(advance, story.Document, 0, story.Context, gate, Finance(FundStory.Finance));

    FundDecision Issue(Advance advance, JointDocument? document, long issuedFen = 0, long? amountFen = null) =>
        AdvanceDecision.Issue(advance, document, issuedFen, story.Context, [], Finance(FundStory.Finance), amountFen);

    FundDecision Receive(Advance advance, long? amountFen = null) => AdvanceDecision.Receive(
        advance, story.Context, "QD", story.As(FundStory.Cashier, FundRole.Cashier, DocumentKinds.BankStatement), amountFen);

    Acting Affairs(string actor) => story.As(actor, FundRole.CountyCivilAffairs, DocumentKinds.AdvanceDocument);

    Acting Finance(string actor) => story.As(actor, FundRole.CountyFinance, DocumentKinds.AdvanceDocument);
}
