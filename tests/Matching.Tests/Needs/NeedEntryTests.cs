using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;

namespace Jiuji.Matching.Tests.Needs;

public class NeedEntryTests
{
    [Fact]
    [Trait("rule", "C8")]
    public void The_green_channel_is_worked_out_from_the_members_it_is_for()
    {
        var story = new Story();
        var grandmother = Story.NewPerson(story.Household.Id, new DateOnly(1950, 1, 1), "程奶奶");
        Assert.True(Enter(story, Told(), grandmother).Outcome!.IsGreenChannel);
        Assert.False(Enter(story, Told() with { PersonId = story.Person.Id }, grandmother).Outcome!.IsGreenChannel);
    }

    [Fact]
    [Trait("rule", "C11")]
    public void A_charity_enters_leads_and_not_needs()
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.WrongRole, NeedEntry.Decide(Told(), story.Household, [story.Person], [], GreenChannel.Usual, story.Provider()).Refusal);
    }

    [Fact]
    [Trait("rule", "B3")]
    public void The_same_need_is_not_entered_twice_while_it_is_open()
    {
        var story = new Story();
        MatchingRefusal? Enter() => NeedEntry.Decide(Told(), story.Household, [story.Person], [story.Need], GreenChannel.Usual, story.Station()).Refusal;
        Assert.Equal(MatchingRefusal.SameNeedOpen, Enter());
        story.Need.State = NeedState.Withdrawn;
        Assert.Null(Enter());
    }

    [Fact]
    public void A_need_of_nothing_or_of_somebody_else_is_refused()
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.QuantityNotPositive, Enter(story, Told() with { Quantity = 0 }).Refusal);
        Assert.Equal(MatchingRefusal.SubjectsDiffer, Enter(story, Told() with { PersonId = Guid.CreateVersion7() }).Refusal);
        story.Household.MergedIntoId = Guid.CreateVersion7();
        Assert.Equal(MatchingRefusal.SubjectsDiffer, Enter(story, Told()).Refusal);
    }

    [Fact]
    public void A_need_that_moved_here_keeps_what_is_open_and_how_long_it_has_waited()
    {
        var (story, moved) = (new Story(), new Story().Need);
        moved.MetQuantity = 1;
        var entered = Enter(story, NeedTold.MovedFrom(moved, Guid.CreateVersion7(), "XQ-2026-0401")).Outcome!;
        Assert.Equal((2L, moved.QueuedAt, $"need:{Story.County}/XQ-2026-0311"), (entered.Quantity, entered.QueuedAt, entered.CameFrom));
    }

    static NeedTold Told() => new(Guid.CreateVersion7(), "XQ-2026-0400", "RICE", "BAG", 2, Urgency.Soon, DiscoverySource.Grid, IntakeChannel.Visit);

    static Decision<Need> Enter(Story story, NeedTold told, params Person[] others) =>
        NeedEntry.Decide(told, story.Household, [story.Person, .. others], [], GreenChannel.Usual, story.Station());
}
