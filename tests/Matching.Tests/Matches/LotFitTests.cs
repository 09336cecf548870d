using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests.Matches;

public class LotFitTests
{
    [Fact]
    public void Each_hard_rule_refuses_by_its_own_name()
    {
        Refuses(MatchingRefusal.LotNotPublished, story => story.Lot.State = LotState.Suspended);
        Refuses(MatchingRefusal.LotExpired, story => story.Lot.ValidUntil = new DateOnly(2026, 11, 19));
        Refuses(MatchingRefusal.NeedClosed, story => story.Need.State = NeedState.Lapsed);
        Refuses(MatchingRefusal.AreaNotServed, story => Serves(story.Lot, "999900200"));
        Refuses(MatchingRefusal.CategoryNotEligible, story => story.Lot.Categories.Add(Category(story.Lot, "DIBAO")));
        Refuses(MatchingRefusal.AgeNotEligible, story => story.Lot.AgeFrom = 60);
        Refuses(MatchingRefusal.RelatedParty, story => story.Related.Add(story.Lot.OrganisationId));
        Refuses(MatchingRefusal.SameCauseInWindow, story => story.CausesAided.Add("ILLNESS"));
        Refuses(MatchingRefusal.SexNotEligible, story => (story.Lot.IsFemaleOnly, story.Person.Sex) = (true, Sex.Male));
    }

    [Fact]
    public void When_several_rules_forbid_the_first_is_the_answer_and_all_are_known()
    {
        var story = new Story();
        (story.Lot.AgeFrom, story.Lot.State) = (60, LotState.Recalled);
        Assert.Equal(
            [MatchingRefusal.LotNotPublished, MatchingRefusal.AgeNotEligible],
            LotFit.Refusals(story.Lot, story.Need, story.HouseholdFacts, ChinaDay.Of(story.Now)));
        Assert.Equal(MatchingRefusal.LotNotPublished, story.TryAccept().Refusal);
    }

    [Theory]
    [InlineData(CategoryCode.None)]
    [InlineData(CategoryCode.Pending)]
    [Trait("rule", "B11")]
    public void A_household_in_no_category_or_pending_has_every_lot_that_is_not_restricted(string category)
    {
        Assert.Null(new Story(settings => settings.CategoryCode = category).TryAccept().Refusal);
    }

    [Fact]
    [Trait("rule", "A21")]
    public void Who_lives_in_another_county_is_helped_where_registered()
    {
        var story = new Story();
        (story.Household.ResidenceCounty, story.Household.ResidenceTownship, story.Household.ResidenceVillage) = ("elsewhere", "e1", "e2");
        Serves(story.Lot, Story.Township);
        Assert.Null(story.TryAccept().Refusal);
    }

    [Fact]
    public void One_member_must_meet_age_and_sex_together()
    {
        var lot = new Story().Lot;
        (lot.AgeFrom, lot.AgeTo, lot.IsFemaleOnly) = (18, 45, true);
        var facts = new Story().HouseholdFacts with { Members = [new(30, Sex.Male), new(70, Sex.Female)] };
        Assert.DoesNotContain(facts.Members, member => member.Fits(lot));
        Assert.False(new MemberFacts(null, Sex.Female).Fits(lot));
    }

    [Fact]
    [Trait("trap", "T28")]
    public void A_match_draws_on_one_lot_only_so_restrictions_cannot_mix()
    {
        var story = new Story();
        var other = new Story();
        var mixed = new MatchFacts(story.Match, story.Need, other.Lot);
        Assert.Equal(MatchingRefusal.SubjectsDiffer, MatchDecision.Accept(mixed, story.Room, story.Now.AddDays(1), story.Station()).Refusal);
    }

    [Fact]
    [Trait("rule", "D10")]
    public void A_slotted_service_is_taken_by_an_open_slot()
    {
        var story = new Story();
        var slot = new LotSlot
        {
            CountyCode = Story.County,
            Id = Guid.CreateVersion7(),
            LotId = story.Lot.Id,
            Day = new DateOnly(2026, 11, 25),
            StartsAt = new TimeOnly(9, 0),
            EndsAt = new TimeOnly(11, 0),
            Places = 4,
        };
        story.Lot.Slots.Add(slot);
        Assert.Equal(MatchingRefusal.SlotNotOpen, story.TryAccept().Refusal);
        story.SlotId = slot.Id;
        Assert.Equal(slot.Id, story.TryAccept().Outcome!.SlotId);
        slot.IsCancelled = true;
        Assert.Equal(MatchingRefusal.SlotNotOpen, story.TryAccept().Refusal);
    }

    [Fact]
    public void An_organisation_that_was_refused_is_not_proposed_until_the_household_says_otherwise()
    {
        var story = new Story();
        var consent = story.ConsentFor(story.Lot.OrganisationId, story.Lot.FieldsNeeded);
        Jiuji.Matching.Consents.ConsentDecision.Withdraw(
            consent, Jiuji.Matching.Consents.WithdrawalScope.StopNow, [], story.By(MatchingRole.Household)).Outcome!.Consent.ApplyTo(consent);
        Assert.Equal(MatchingRefusal.ConsentRefused, story.TryAccept().Refusal);
        story.Now = story.Now.AddHours(1);
        story.ConsentFor(story.Lot.OrganisationId, story.Lot.FieldsNeeded);
        Assert.Null(story.TryAccept().Refusal);
    }

    static void Refuses(MatchingRefusal refusal, Action<Story> change)
    {
        var story = new Story();
        Assert.Null(story.TryAccept().Refusal);
        change(story);
        Assert.Equal(refusal, story.TryAccept().Refusal);
    }

    static void Serves(SupplyLot lot, string area) => lot.Areas.Add(new LotArea { CountyCode = lot.CountyCode, LotId = lot.Id, AreaCode = area });

    static LotCategory Category(SupplyLot lot, string code) => new() { CountyCode = lot.CountyCode, LotId = lot.Id, CategoryCode = code };
}
