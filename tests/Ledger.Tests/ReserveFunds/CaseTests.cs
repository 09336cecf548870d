using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Cases: signatures, limits, notice, refusal and the routes above the limit.</summary>
public sealed class CaseTests
{
    readonly FundStory story = new();

    [Fact]
    [Trait("rule", "F9")]
    public void Three_distinct_people_in_three_roles_sign()
    {
        var aidCase = story.Investigated();
        story.Do(Sign(aidCase, FundStory.Head, FundRole.OfficeHead), aidCase);
        FundStory.Refuses(FundRefusal.SamePersonTwice, Sign(aidCase, "town:other", FundRole.OfficeHead));
        FundStory.Refuses(FundRefusal.SamePersonTwice, Sign(aidCase, FundStory.Head, FundRole.LeaderForAffairs));
        story.Do(Sign(aidCase, FundStory.LeaderA, FundRole.LeaderForAffairs), aidCase);
        Assert.Equal(AidCaseState.Signing, aidCase.State);
        story.Do(Sign(aidCase, FundStory.LeaderF, FundRole.LeaderForFinance), aidCase);
        Assert.Equal((AidCaseState.Signed, 3), (aidCase.State, aidCase.Signatures.Count));
    }

    [Fact]
    [Trait("rule", "F9")]
    public void A_signature_on_paper_needs_its_scan()
    {
        var aidCase = story.Investigated();
        var acting = story.As(FundStory.Head, FundRole.OfficeHead);
        FundStory.Refuses(FundRefusal.ScanMissing, CaseDecision.Sign(aidCase, story.Parts(aidCase), story.Pack, acting, onPaper: true));
        story.Do(CaseDecision.Sign(aidCase, story.Parts(aidCase), story.Pack, acting with { ScanHash = FundStory.Hash }, onPaper: true), aidCase);
        Assert.Equal(FundStory.Hash, aidCase.Signatures[0].ScanHash);
    }

    [Theory]
    [Trait("rule", "F6")]
    [InlineData(100_000)]
    [InlineData(150_000)]
    [InlineData(200_000)]
    [InlineData(300_000)]
    public void The_small_aid_limit_is_the_packs_and_nothing_else(long limitFen)
    {
        story.Pack = Packs.With(("smallAid.limitFen", $$"""[{"from": "2020-01-01", "limitFen": {{limitFen}}}]"""));
        Assert.True(Sign(story.Investigated(limitFen), FundStory.Head, FundRole.OfficeHead).IsAccepted);
        FundStory.Refuses(FundRefusal.AboveSmallAidLimit, Sign(story.Investigated(limitFen + 1), FundStory.Head, FundRole.OfficeHead));
    }

    [Fact]
    [Trait("rule", "F6")]
    public void The_limit_follows_the_day_and_the_area()
    {
        const string byDayAndArea = """
            [{"from": "2020-01-01", "limitFen": 100000}, {"from": "2025-01-01", "limitFen": 200000}, {"from": "2021-01-01", "areas": ["341722"], "limitFen": 300000}]
            """;
        var pack = RulePack.Parse(Packs.Json(("smallAid.limitFen", byDayAndArea)));
        Assert.Null(new PackValues(pack, "341723", new(2019, 12, 31)).SmallAidLimitFen);
        Assert.Equal(100_000, new PackValues(pack, "341723", new(2024, 12, 31)).SmallAidLimitFen);
        Assert.Equal(200_000, new PackValues(pack, "341723", new(2025, 1, 1)).SmallAidLimitFen);
        Assert.Equal(300_000, new PackValues(pack, "341722", new(2025, 1, 1)).SmallAidLimitFen);
    }

    [Fact]
    [Trait("rule", "F15")]
    [Trait("rule", "F20")]
    public void Above_the_limits_the_county_and_then_a_meeting_decide()
    {
        var aidCase = story.Investigated(1_000_001);
        story.Take(aidCase, AidCaseTrigger.PassToCounty, story.As(FundStory.Handler, FundRole.Handler));
        var county = story.As(FundStory.Affairs, FundRole.CountyCivilAffairs, DocumentKinds.CountyDecision);
        FundStory.Refuses(FundRefusal.AboveCountyLimit, CaseDecision.ApproveByCounty(aidCase, story.Pack, county));
        story.Take(aidCase, AidCaseTrigger.PassToMeeting, county);
        FundStory.Refuses(FundRefusal.DocumentMissing, CaseDecision.Take(
            aidCase, AidCaseTrigger.ApproveByMeeting, [], story.Pack, story.As("meeting", FundRole.CoordinationMeeting)));
        story.Take(aidCase, AidCaseTrigger.ApproveByMeeting, story.As("meeting", FundRole.CoordinationMeeting, DocumentKinds.MeetingMinute));
        Assert.Equal(AidCaseState.MeetingApproved, aidCase.State);
    }

    [Fact]
    public void A_notice_runs_its_days_before_the_last_word()
    {
        var aidCase = story.Investigated(type: AidType.Expense);
        FundStory.Refuses(FundRefusal.NoticeStillRunning, Sign(aidCase, FundStory.Head, FundRole.OfficeHead));
        story.Take(aidCase, AidCaseTrigger.PostNotice, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.PostingEvidence));
        story.Now = story.Now.AddDays(2);
        FundStory.Refuses(FundRefusal.NoticeStillRunning, Sign(aidCase, FundStory.Head, FundRole.OfficeHead));
        story.Now = story.Now.AddDays(1);
        Assert.True(Sign(aidCase, FundStory.Head, FundRole.OfficeHead).IsAccepted);
    }

    [Fact]
    public void A_refusal_is_written_served_and_reviewed_and_a_reopened_case_is_signed_anew()
    {
        var aidCase = story.Investigated();
        story.Do(Sign(aidCase, FundStory.Head, FundRole.OfficeHead), aidCase);
        var leader = story.As(FundStory.LeaderA, FundRole.LeaderForAffairs, DocumentKinds.WrittenRefusal);
        FundStory.Refuses(FundRefusal.ReasonMissing, CaseDecision.Refuse(aidCase, leader with { Reason = "" }));
        story.Do(CaseDecision.Refuse(aidCase, leader), aidCase);
        FundStory.Refuses(FundRefusal.MoveNotAllowed, CaseDecision.Take(
            aidCase, AidCaseTrigger.RequestReview, [], story.Pack, story.As("h", FundRole.Household, DocumentKinds.ReviewRequest)));
        story.Take(aidCase, AidCaseTrigger.ServeRefusal, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.ServiceReceipt));
        story.Take(aidCase, AidCaseTrigger.RequestReview, story.As("h", FundRole.Household, DocumentKinds.ReviewRequest));
        story.Take(aidCase, AidCaseTrigger.Reopen, story.As(FundStory.Affairs, FundRole.CountyCivilAffairs, DocumentKinds.CountyDecision));
        Assert.Empty(aidCase.SignaturesOfThisRound);
        story.Sign(aidCase);
        Assert.Equal((AidCaseState.Signed, 4), (aidCase.State, aidCase.Signatures.Count));
    }

    [Fact]
    [Trait("rule", "F10")]
    public void The_clock_starts_at_acceptance_and_gives_five_working_days()
    {
        story.OnDay("2024-09-27");
        Assert.Equal(new DateOnly(2024, 10, 10), story.Accepted().DueOn);
    }

    [Fact]
    [Trait("rule", "F17")]
    [Trait("rule", "F18")]
    public void Bridging_aid_is_due_in_three_working_days_without_an_application()
    {
        Assert.Equal(new DateOnly(2025, 2, 5), CaseDecision.PaymentDeadline(AidMode.Bridging, new(2025, 1, 24), story.Pack, Calendar.Clock)!.Day);
        Assert.DoesNotContain(DocumentKinds.Application, story.Pack.Papers(AidType.Emergency, AidMode.Bridging));
        var bridging = new BridgingAid
        {
            CountyCode = County.Code, Id = Guid.CreateVersion7(), AidCaseId = Guid.CreateVersion7(), HouseholdId = Guid.CreateVersion7(), Category = "DIBAO",
            ConfirmedOn = story.Today, DueOn = story.Today, DueProvisional = false, MonthlyPerPersonFen = 52_000, People = 3,
        };
        Assert.Equal(156_000, bridging.AmountFen);
        story.Do(GrantDecision.Take(bridging, BridgingAidTrigger.Prepare, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.Confirmation)), bridging);
        Assert.Equal(BridgingAidState.Prepared, bridging.State);
    }

    [Fact]
    [Trait("rule", "F11")]
    public void The_suggested_amount_is_one_to_six_months_of_the_urban_standard()
    {
        Assert.Equal((140_000, 840_000), CaseDecision.SuggestedFen(2, story.Pack));
        Assert.Equal((70_000, 420_000), CaseDecision.SuggestedFen(2, Packs.With(("amount.perPerson", "false"))));
        Assert.Null(CaseDecision.SuggestedFen(2, Packs.With(("amount.urbanStandardFen", "null"))));
    }

    [Fact]
    [Trait("rule", "F13")]
    public void The_township_where_it_happened_takes_the_case_on()
    {
        Assert.Null(RuleCheck.FirstRefusal(CaseDecision.CheckAcceptance("341722100", "341722100", 100)));
        Assert.Equal(FundRefusal.OutsideArea, RuleCheck.FirstRefusal(CaseDecision.CheckAcceptance("341722100", "341722101", 100)));
    }

    [Fact]
    [Trait("rule", "F7")]
    [Trait("rule", "F8")]
    public void The_pack_says_in_whose_name_the_township_decides()
    {
        Assert.Equal(DelegationMode.Full, story.Pack.Delegation);
        Assert.Equal(DelegationMode.Entrusted, Packs.With(("delegation.mode", "\"ENTRUSTED\"")).Delegation);
    }

    [Fact]
    public void A_decided_case_is_filed_with_the_county()
    {
        var aidCase = story.Signed();
        FundStory.Refuses(FundRefusal.DocumentMissing, CaseDecision.Take(
            aidCase, AidCaseTrigger.FileWithCounty, [], story.Pack, story.As(FundStory.Handler, FundRole.Handler)));
        story.Take(aidCase, AidCaseTrigger.FileWithCounty, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.FilingRecord));
        Assert.Equal(AidCaseState.Filed, aidCase.State);
    }

    FundDecision Sign(AidCase aidCase, string actor, FundRole role) =>
        CaseDecision.Sign(aidCase, story.Parts(aidCase), story.Pack, story.As(actor, role));
}
