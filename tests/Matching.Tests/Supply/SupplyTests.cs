using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests.Supply;

public class SupplyTests
{
    [Fact]
    [Trait("rule", "D2")]
    public void The_county_reviews_before_anything_is_published()
    {
        var story = new Story();
        story.Lot.State = LotState.Draft;
        Assert.Equal(MatchingRefusal.MoveNotAllowed, Move(story, LotTrigger.Publish, County(story)).Refusal);
        Move(story, LotTrigger.Submit, story.Provider()).Outcome!.ApplyTo(story.Lot);
        Assert.Equal(MatchingRefusal.WrongRole, Move(story, LotTrigger.Publish, story.Provider()).Refusal);
        Assert.Equal(MatchingRefusal.ReasonMissing, Move(story, LotTrigger.ReturnForCorrection, County(story)).Refusal);
        Assert.Equal(MatchingRefusal.ReviewerIsProvider, SupplyDecision.Move(story.Lot, LotTrigger.Publish, [], County(story), story.Lot.OrganisationId).Refusal);
        Move(story, LotTrigger.Publish, County(story)).Outcome!.ApplyTo(story.Lot);
        Assert.Equal(LotState.Published, story.Lot.State);
    }

    [Fact]
    public void A_recall_ends_what_is_under_way_and_lists_who_received_it()
    {
        var (delivered, promised) = (new Story().Delivered(), new Story().Offered());
        var outcome = SupplyDecision.Move(delivered.Lot, LotTrigger.Recall, [delivered.Match, promised.Match], County(delivered, "轮毂裂纹")).Outcome!;
        Assert.Equal([promised.Match.Id], outcome.MatchesToEnd);
        Assert.Equal([delivered.Household.Id], outcome.HouseholdsThatReceived);
    }

    [Fact]
    public void A_suspension_keeps_the_promises()
    {
        var story = new Story().Offered();
        Assert.Empty(SupplyDecision.Move(story.Lot, LotTrigger.Suspend, [story.Match], County(story, "盘点")).Outcome!.MatchesToEnd);
    }

    [Fact]
    public void A_lot_expires_after_its_last_day_and_not_on_it()
    {
        var story = new Story();
        story.Lot.ValidUntil = ChinaDay.Of(story.Now);
        Assert.Equal(MatchingRefusal.NotYetDue, Move(story, LotTrigger.Expire, story.By(MatchingRole.Clock)).Refusal);
        story.Now = story.Now.AddDays(1);
        Assert.Equal(LotState.Expired, Move(story, LotTrigger.Expire, story.By(MatchingRole.Clock)).Outcome!.State);
    }

    [Fact]
    [Trait("rule", "D3")]
    public void An_edition_lists_what_is_published_today_and_one_delivery_per_station()
    {
        var (listed, draft) = (new Story(), new Story());
        draft.Lot.State = LotState.Draft;
        var station = Guid.CreateVersion7();
        var edition = SupplyEdition.Of(
            Story.County, Guid.CreateVersion7(), "2026-11", [listed.Lot, draft.Lot], new Dictionary<Guid, long> { [listed.Lot.Id] = 7 }, [station, station], County(listed));
        Assert.Equal((listed.Lot.Id, 7L), (edition.Lots.Single().LotId, edition.Lots.Single().Quantity));
        Assert.Equal([listed.Lot.OrganisationId], edition.Organisations);
        Assert.Equal(station, Assert.Single(edition.Deliveries).StationId);
        Assert.Equal(new DateOnly(2027, 5, 20), edition.NextDueOn(6));
    }

    [Fact]
    public void A_weekly_service_has_its_dated_slots_within_the_lot_s_validity()
    {
        var lot = new Story().Lot;
        var weekly = new WeeklySlots(new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Thursday }, new TimeOnly(9, 0), new TimeOnly(11, 0), 5);
        var slots = weekly.For(lot, new DateOnly(2026, 12, 24), new DateOnly(2027, 1, 31), Guid.CreateVersion7);
        Assert.Equal(
            [new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 28), new DateOnly(2026, 12, 31)], slots.Select(slot => slot.Day));
        Assert.All(slots, slot => Assert.Equal((lot.Id, 5L), (slot.LotId, slot.Places)));
    }

    [Fact]
    [Trait("rule", "D6")]
    [Trait("rule", "D8")]
    public void The_kinds_of_supply_are_those_of_the_documents()
    {
        Assert.Equal(
            ["Cash", "Goods", "Service", "Volunteer", "Project", "Training", "Facility", "ServiceOrganisation"], Enum.GetNames<SupplyKind>());
    }

    static Decision<LotOutcome> Move(Story story, LotTrigger trigger, Act act) => SupplyDecision.Move(story.Lot, trigger, [], act);

    static Act County(Story story, string reason = "") => story.By(MatchingRole.CountyCivilAffairs, reason);
}
