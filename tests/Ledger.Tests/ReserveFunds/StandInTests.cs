using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Who may be appointed to stand in (A/B 角, design §3.3), and what a stand-in's steps are checked on.</summary>
public sealed class StandInTests
{
    private const string Deputy = "county:deputy";
    static readonly DateOnly Today = new(2026, 3, 2);
    static readonly PackValues Pack = Packs.With();

    static readonly IReadOnlyList<HeldDuty> Held =
    [
        new(FundRole.Handler, FundStory.Handler, Today.AddYears(-1), null), new(FundRole.OfficeHead, FundStory.Head, Today.AddYears(-1), null),
        new(FundRole.LeaderForAffairs, FundStory.LeaderA, Today.AddYears(-1), null), new(FundRole.LeaderForFinance, FundStory.LeaderF, Today.AddYears(-1), null),
        new(FundRole.Cashier, FundStory.Cashier, Today.AddYears(-1), null), new(FundRole.Bookkeeper, FundStory.Keeper, Today.AddYears(-1), Today.AddDays(-10)),
    ];

    [Fact]
    [Trait("rule", "F9")]
    public void A_stand_in_is_appointed_beforehand_by_a_document_for_somebody_whose_duty_it_is() => Assert.Empty(Refused(For(FundRole.OfficeHead, FundStory.Head)));

    [Theory]
    [Trait("rule", "F9")]
    [InlineData(FundRefusal.StandInNotBeforehand, -1, 10)]
    [InlineData(FundRefusal.StandInNotBeforehand, 5, 4)]
    public void Nobody_is_appointed_afterwards_or_to_days_that_end_before_they_begin(FundRefusal refusal, int from, int until) =>
        Assert.Equal([refusal], Refused(For(FundRole.OfficeHead, FundStory.Head, from: from, until: until)));

    [Fact]
    [Trait("rule", "F9")]
    public void Every_reason_is_named_at_once() => Assert.Equal(
        [FundRefusal.SecondPersonNeeded, FundRefusal.StandInNotBeforehand, FundRefusal.StandInDutyNotTheirs, FundRefusal.DocumentNumberMissing],
        Refused(For(FundRole.Cashier, FundStory.Head, actor: FundStory.Head, from: -1, document: "")).Where(refusal => refusal != FundRefusal.CashierMayNotSign));

    [Theory]
    [Trait("rule", "F9")]
    [InlineData(FundStory.LeaderA, FundRole.LeaderForFinance, FundStory.LeaderF, FundRefusal.SamePersonTwice)]
    [InlineData(FundStory.Cashier, FundRole.OfficeHead, FundStory.Head, FundRefusal.CashierMayNotSign)]
    [InlineData(FundStory.Head, FundRole.Cashier, FundStory.Cashier, FundRefusal.CashierMayNotSign)]
    [InlineData(FundStory.Head, FundRole.OfficeHead, FundStory.Head, FundRefusal.SecondPersonNeeded)]
    public void A_stand_in_never_holds_an_incompatible_pair(string actor, FundRole duty, string standsInFor, FundRefusal refusal) =>
        Assert.Equal([refusal], Refused(For(duty, standsInFor, actor)));

    [Fact]
    [Trait("rule", "F9")]
    public void A_duty_that_has_ended_clashes_no_more_and_can_be_stood_in_for_until_somebody_follows()
    {
        Assert.Empty(Refused(For(FundRole.Cashier, FundStory.Cashier, FundStory.Keeper)));
        Assert.Empty(Refused(For(FundRole.Bookkeeper, FundStory.Keeper)));
    }

    [Fact]
    [Trait("rule", "F9")]
    public void Who_stands_in_for_one_signer_does_not_stand_in_for_another_on_the_same_days()
    {
        var first = For(FundRole.OfficeHead, FundStory.Head, until: 5);
        Assert.Equal([FundRefusal.SamePersonTwice], Refused(For(FundRole.LeaderForFinance, FundStory.LeaderF, from: 5, until: 9), first));
        Assert.Empty(Refused(For(FundRole.LeaderForFinance, FundStory.LeaderF, from: 6, until: 9), first));
    }

    [Fact]
    [Trait("rule", "F9")]
    public void Nobody_appoints_themselves() =>
        Assert.Equal([FundRefusal.SecondPersonNeeded], Refused(For(FundRole.OfficeHead, FundStory.Head, actor: "county:affairs")));

    [Fact]
    [Trait("rule", "F9")]
    public void Every_step_of_a_stand_in_is_marked_and_one_outside_the_days_is_refused_and_recorded()
    {
        var story = new FundStory();
        story.Received();
        var aidCase = story.Investigated();
        var appointed = For(FundRole.OfficeHead, FundStory.Head, from: 0, until: 0, today: story.Today);
        var acting = story.As(Deputy, FundRole.OfficeHead) with { StandsInFor = FundStory.Head, StandIns = [appointed] };
        var late = CaseDecision.Sign(aidCase, story.Parts(aidCase), Pack, acting with { HappenedOn = story.Today.AddDays(1) });
        FundStory.Refuses(FundRefusal.StandInNotAppointed, late);
        Assert.Equal((FundRefusal.StandInNotAppointed, FundStory.Head), (late.Moves[0].Refusal!.Value, late.Moves[0].StandsInFor));
        Assert.Contains(late.Checks, check => check is { Rule: FundRefusal.StandInNotAppointed, Result: CheckResult.Failed });

        var signed = story.Do(CaseDecision.Sign(aidCase, story.Parts(aidCase), Pack, acting), aidCase);
        Assert.Equal((Deputy, FundStory.Head), (signed.Moves[0].Actor, signed.Moves[0].StandsInFor));

        // The person counts, not the duty: who signed for one signer does not sign for another one of the same case, appointed or not.
        var other = For(FundRole.LeaderForAffairs, FundStory.LeaderA, from: 0, until: 0, today: story.Today);
        FundStory.Refuses(FundRefusal.SamePersonTwice, CaseDecision.Sign(
            aidCase, story.Parts(aidCase), Pack, story.As(Deputy, FundRole.LeaderForAffairs) with { StandsInFor = FundStory.LeaderA, StandIns = [appointed, other] }));
    }

    static StandIn For(FundRole duty, string standsInFor, string actor = Deputy, int from = 0, int until = 10, string document = "任 1号", DateOnly? today = null) => new()
    {
        CountyCode = County.Code, Id = Guid.CreateVersion7(), TownshipCode = "341723100", Role = duty, Actor = actor, StandsInFor = standsInFor,
        From = (today ?? Today).AddDays(from), Until = (today ?? Today).AddDays(until), DocumentNumber = document,
    };

    static IEnumerable<FundRefusal> Refused(StandIn standIn, params StandIn[] others) =>
        StandInDecision.Check(standIn, "county:affairs", Held, others, Today, Pack).Where(check => check.Result == CheckResult.Failed).Select(check => check.Rule);
}
