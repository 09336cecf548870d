using Jiuji.Matching.Organisations;

namespace Jiuji.Matching.Tests.Organisations;

/// <summary>A society closes only after an audit, and what is left goes by the source it came from.</summary>
public class SocietyDecisionTests
{
    static readonly Dictionary<ResidueSource, string> nowhere = [];

    static SocietyFacts Facts(Story story, SocietyState? state, long moneyLeftFen = 0, bool hasGoods = false, params SocietyResidue[] residue) => new(
        new OrganisationFacts(
            new OrganisationStanding { CountyCode = Story.County, OrganisationId = story.Lot.OrganisationId, Society = state },
            [story.Lot], [story.Match], [.. story.Consents], moneyLeftFen),
        residue, hasGoods);

    static SocietyResidue Left(Story story, ResidueSource source, long fen) => new()
    {
        CountyCode = Story.County, OrganisationId = story.Lot.OrganisationId, Source = source, AmountFen = fen,
    };

    [Fact, Trait("rule", "M4")]
    public void A_society_is_audited_before_anything_of_it_moves_and_moved_before_it_closes()
    {
        var story = new Story();
        var officer = story.By(MatchingRole.CountyCivilAffairs, "决议");
        Assert.Equal(MatchingRefusal.MoveNotAllowed, SocietyDecision.Move(Facts(story, null), SocietyTrigger.MoveResidue, "文", nowhere, officer).Refusal);
        Assert.Equal(MatchingRefusal.MoveNotAllowed, SocietyDecision.Move(Facts(story, SocietyState.Closing), SocietyTrigger.MoveResidue, "文", nowhere, officer).Refusal);
        Assert.Equal(MatchingRefusal.MoveNotAllowed, SocietyDecision.Move(Facts(story, SocietyState.Audited), SocietyTrigger.Close, "文", nowhere, officer).Refusal);
        Assert.Equal(SocietyState.Closing, SocietyDecision.Move(Facts(story, null), SocietyTrigger.BeginClosing, "文", nowhere, officer).Outcome!.State);
        Assert.Equal(SocietyState.Audited, SocietyDecision.Move(Facts(story, SocietyState.Closing), SocietyTrigger.Audit, "文", nowhere, officer).Outcome!.State);
        Assert.Equal(SocietyState.ResidueMoved, SocietyDecision.Move(Facts(story, SocietyState.Audited), SocietyTrigger.MoveResidue, "文", nowhere, officer).Outcome!.State);
        Assert.Equal(SocietyState.Closed, SocietyDecision.Move(Facts(story, SocietyState.ResidueMoved), SocietyTrigger.Close, "文", nowhere, officer).Outcome!.State);
    }

    [Fact, Trait("rule", "M4")]
    public void Whoever_kept_the_money_neither_audits_it_nor_moves_it()
    {
        var story = new Story();
        var council = story.By(MatchingRole.SocietyCouncil, "决议");
        Assert.Equal(SocietyState.Closing, SocietyDecision.Move(Facts(story, null), SocietyTrigger.BeginClosing, "文", nowhere, council).Outcome!.State);
        Assert.Equal(MatchingRefusal.WrongRole, SocietyDecision.Move(Facts(story, SocietyState.Closing), SocietyTrigger.Audit, "文", nowhere, council).Refusal);
        Assert.Equal(MatchingRefusal.WrongRole, SocietyDecision.Move(Facts(story, SocietyState.Audited), SocietyTrigger.MoveResidue, "文", nowhere, council).Refusal);
        Assert.Equal(MatchingRefusal.WrongRole, SocietyDecision.Move(Facts(story, SocietyState.ResidueMoved), SocietyTrigger.Close, "文", nowhere, council).Refusal);
    }

    [Fact, Trait("rule", "M4")]
    public void What_is_left_of_each_source_must_go_to_somebody_named()
    {
        var story = new Story();
        var officer = story.By(MatchingRole.CountyCivilAffairs, "移交");
        var facts = Facts(story, SocietyState.Audited, 0, true, Left(story, ResidueSource.Fiscal, 10_000), Left(story, ResidueSource.Donation, 500), Left(story, ResidueSource.Collective, 0));
        Assert.Equal([ResidueSource.Fiscal, ResidueSource.Donation, ResidueSource.Goods], facts.Left);
        var movedTo = new Dictionary<ResidueSource, string> { [ResidueSource.Fiscal] = "县财政局", [ResidueSource.Donation] = "县慈善协会" };
        Assert.Equal(MatchingRefusal.ResidueUnplaced, SocietyDecision.Move(facts, SocietyTrigger.MoveResidue, "文", movedTo, officer).Refusal);
        movedTo[ResidueSource.Goods] = " ";
        Assert.Equal(MatchingRefusal.ResidueUnplaced, SocietyDecision.Move(facts, SocietyTrigger.MoveResidue, "文", movedTo, officer).Refusal);
        movedTo[ResidueSource.Goods] = "县慈善协会";
        Assert.Equal(SocietyState.ResidueMoved, SocietyDecision.Move(facts, SocietyTrigger.MoveResidue, "文", movedTo, officer).Outcome!.State);
    }

    [Fact, Trait("rule", "M4")]
    public void Money_that_still_stands_in_its_book_is_dealt_with_first()
    {
        var story = new Story();
        Assert.Equal(
            MatchingRefusal.MoneyLeftWithOrganisation,
            SocietyDecision.Move(Facts(story, SocietyState.Audited, moneyLeftFen: 1), SocietyTrigger.MoveResidue, "文", nowhere, story.By(MatchingRole.CountyCivilAffairs, "移交")).Refusal);
    }

    [Fact]
    public void What_it_promised_ends_when_what_is_left_is_moved_and_not_before()
    {
        var story = new Story().Offered();
        var officer = story.By(MatchingRole.CountyCivilAffairs, "移交");
        Assert.Null(SocietyDecision.Move(Facts(story, SocietyState.Closing), SocietyTrigger.Audit, "文", nowhere, officer).Outcome!.Ending);
        var ending = SocietyDecision.Move(Facts(story, SocietyState.Audited), SocietyTrigger.MoveResidue, "文", nowhere, officer).Outcome!.Ending!;
        Assert.Equal([story.Lot.Id], ending.LotsToWithdraw);
        Assert.Equal([story.Match.Id], ending.MatchesToCancel);
        Assert.Equal([story.Consent!.Id], ending.ConsentsToEnd);
    }

    [Theory]
    [InlineData(SocietyState.Active, SocietyTrigger.BeginClosing)]
    [InlineData(SocietyState.Closing, SocietyTrigger.Audit)]
    [InlineData(SocietyState.Audited, SocietyTrigger.MoveResidue)]
    [InlineData(SocietyState.ResidueMoved, SocietyTrigger.Close)]
    public void Each_step_of_closing_rests_on_a_paper(SocietyState state, SocietyTrigger trigger)
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.DocumentMissing, SocietyDecision.Move(Facts(story, state), trigger, " ", nowhere, story.By(MatchingRole.CountyCivilAffairs, "决议")).Refusal);
    }

    [Fact]
    public void A_society_that_does_not_act_stands_as_an_organisation_that_may_not()
    {
        Assert.True(SocietyState.Active.AsOrganisation().MayAct());
        Assert.All(Enum.GetValues<SocietyState>().Except([SocietyState.Active]), state => Assert.False(state.AsOrganisation().MayAct()));
        Assert.Equal(OrganisationState.Ended, SocietyState.Closed.AsOrganisation());
    }
}
