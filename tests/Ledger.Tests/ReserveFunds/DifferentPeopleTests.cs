using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Different people across all steps of one aid, and the set-up of a township that can keep them apart.</summary>
public sealed class DifferentPeopleTests
{
    static readonly PackValues Pack = Packs.With();

    [Theory]
    [InlineData(FundRole.OfficeHead, FundRole.LeaderForFinance, FundRefusal.SamePersonTwice)]
    [InlineData(FundRole.Cashier, FundRole.OfficeHead, FundRefusal.CashierMayNotSign)]
    [InlineData(FundRole.Cashier, FundRole.CountyReviewer, FundRefusal.CashierMayNotSign)]
    [InlineData(FundRole.Cashier, FundRole.Bookkeeper, FundRefusal.CashierMayNotSign)]
    [InlineData(FundRole.DutyPayer, FundRole.LeaderForAffairs, FundRefusal.DutyPayerMayNotSign)]
    [InlineData(FundRole.Handler, FundRole.CountyReviewer, FundRefusal.TownshipMayNotReviewOwnClaim)]
    [InlineData(FundRole.LeaderForAffairs, FundRole.CountyReviewer, FundRefusal.TownshipMayNotReviewOwnClaim)]
    [InlineData(FundRole.CountyCivilAffairs, FundRole.CountyFinance, FundRefusal.TwoBureausNeeded)]
    public void Two_duties_that_clash_are_never_one_persons(FundRole one, FundRole other, FundRefusal refusal)
    {
        Assert.Equal(refusal, DifferentPeople.Clash(one, other, []));
        Assert.Equal(refusal, DifferentPeople.Clash(other, one, []));
    }

    [Fact]
    public void A_pack_adds_pairs_of_its_own()
    {
        Assert.Null(DifferentPeople.Clash(FundRole.Handler, FundRole.Bookkeeper, Pack.IncompatibleDuties));
        var stricter = Packs.With(("duties.incompatible", """[["handler", "bookkeeper"]]"""));
        Assert.Equal(FundRefusal.SamePersonTwice, DifferentPeople.Clash(FundRole.Bookkeeper, FundRole.Handler, stricter.IncompatibleDuties));
    }

    [Fact]
    public void Who_signed_a_case_does_not_pay_it()
    {
        var story = new FundStory();
        story.Received();
        var aidCase = story.Signed();
        FundStory.Refuses(FundRefusal.CashierMayNotSign,
            story.Release(story.Planned(aidCase), aidCase, acting: story.As(FundStory.Head, FundRole.Cashier, DocumentKinds.PaymentList)));
    }

    [Fact]
    public void Who_worked_for_the_township_does_not_review_its_claim()
    {
        var story = new FundStory();
        story.Received();
        var aidCase = story.Signed();
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.UnderReview(payment, aidCase);
        FundStory.Refuses(FundRefusal.TownshipMayNotReviewOwnClaim, ClaimDecision.ReviewLine(
            claim, line, 100_000, story.Context, story.Parts(aidCase, payment, claim), story.As(FundStory.LeaderF, FundRole.CountyReviewer)));
    }

    [Fact]
    public void A_stand_in_acts_only_when_appointed_for_role_person_and_day()
    {
        var story = new FundStory();
        var acting = story.As("town:deputy", FundRole.OfficeHead) with { StandsInFor = FundStory.Head };
        var appointed = new StandIn
        {
            CountyCode = County.Code, Id = Guid.CreateVersion7(), TownshipCode = "341723100", Role = FundRole.OfficeHead, Actor = "town:deputy",
            StandsInFor = FundStory.Head, From = story.Today, Until = story.Today, DocumentNumber = "1号",
        };
        Assert.Equal(FundRefusal.StandInNotAppointed, RuleCheck.FirstRefusal([DifferentPeople.CheckStandIn(acting)]));
        var covered = acting with { StandIns = [appointed] };
        Assert.Equal(CheckResult.Passed, DifferentPeople.CheckStandIn(covered).Result);
        Assert.Equal(CheckResult.Failed, DifferentPeople.CheckStandIn(covered with { At = acting.At.AddDays(1) }).Result);
        Assert.Equal(CheckResult.Failed, DifferentPeople.CheckStandIn(covered with { Role = FundRole.LeaderForFinance }).Result);
    }

    [Fact]
    public void Set_up_refuses_a_township_whose_cashier_would_have_to_sign()
    {
        Assert.Empty(SetUpCheck.Gaps(Staff("f"), Pack));
        Assert.Equal([new SetUpGap(FundRole.LeaderForFinance, FundRole.Cashier)], SetUpCheck.Gaps(Staff("d"), Pack));
    }

    [Fact]
    public void Set_up_names_a_vacant_duty() =>
        Assert.Equal([new SetUpGap(FundRole.Bookkeeper, null)], SetUpCheck.Gaps([.. Staff("f").Where(p => p.Role != FundRole.Bookkeeper)], Pack));

    [Fact]
    public void A_stand_in_can_keep_a_pair_apart() =>
        Assert.Empty(SetUpCheck.Gaps([.. Staff("d"), new(FundRole.Cashier, "county:1")], Pack));

    static IReadOnlyList<Part> Staff(string cashier) =>
    [
        new(FundRole.Handler, "a"), new(FundRole.OfficeHead, "b"), new(FundRole.LeaderForAffairs, "c"), new(FundRole.LeaderForFinance, "d"),
        new(FundRole.Cashier, cashier), new(FundRole.Bookkeeper, "e"),
    ];
}
