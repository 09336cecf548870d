using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;

namespace Jiuji.Matching.Tests.Needs;

public class NeedTests
{
    [Fact]
    [Trait("trap", "T17")]
    public void Part_after_part_meets_the_need_and_nothing_beyond()
    {
        var story = new Story();
        Receive(story, 1);
        Assert.Equal((NeedState.PartMet, 2L), (story.Need.State, story.Need.OpenQuantity));
        Receive(story, 1);
        Assert.Equal(MatchingRefusal.ExceedsNeed, NeedDecision.Receive(story.Need, 2, story.Station()).Refusal);
        Receive(story, 1);
        Assert.Equal(NeedState.Met, story.Need.State);
        Assert.Equal(MatchingRefusal.NeedClosed, NeedDecision.Receive(story.Need, 1, story.Station()).Refusal);
    }

    [Fact]
    public void What_comes_back_opens_a_met_need_again()
    {
        var story = new Story();
        Receive(story, 3);
        NeedDecision.GiveBack(story.Need, 1, story.Station()).Outcome!.ApplyTo(story.Need);
        Assert.Equal((NeedState.PartMet, 1L), (story.Need.State, story.Need.OpenQuantity));
        NeedDecision.GiveBack(story.Need, 2, story.Station()).Outcome!.ApplyTo(story.Need);
        Assert.Equal((NeedState.Open, 3L), (story.Need.State, story.Need.OpenQuantity));
    }

    [Fact]
    [Trait("rule", "B14")]
    public void After_each_aid_somebody_must_ask_what_is_still_missing()
    {
        var story = new Story();
        Assert.False(story.Need.NeedsReview);
        Receive(story, 1);
        Assert.True(story.Need.NeedsReview);
    }

    [Fact]
    [Trait("rule", "B14")]
    public void A_review_is_written_down_and_done_once()
    {
        var story = new Story();
        MatchingRefusal? Review(string found) => NeedDecision.Review(story.Need, story.Station(found)).Refusal;
        Assert.Equal(MatchingRefusal.MoveNotAllowed, Review("无其他困难"));
        Receive(story, 3);
        Assert.Equal(MatchingRefusal.ReasonMissing, Review(""));
        Assert.Equal(MatchingRefusal.WrongRole, NeedDecision.Review(story.Need, story.Provider("无其他困难")).Refusal);
        NeedDecision.Review(story.Need, story.Station("仍缺冬衣，另行登记")).Outcome!.ApplyTo(story.Need);
        Assert.Equal((false, NeedState.Met), (story.Need.NeedsReview, story.Need.State));
    }

    [Fact]
    public void The_clock_lapses_only_what_is_past_its_deadline()
    {
        var story = new Story();
        MatchingRefusal? Lapse() => NeedDecision.Lapse(story.Need, story.By(MatchingRole.Clock, "已过最迟日期")).Refusal;
        Assert.Equal(MatchingRefusal.NotYetDue, Lapse());
        story.Need.Deadline = ChinaDay.Of(story.Now);
        Assert.Equal(MatchingRefusal.NotYetDue, Lapse());
        story.Need.Deadline = story.Need.Deadline.Value.AddDays(-1);
        Assert.Null(Lapse());
    }

    [Fact]
    public void A_need_that_moves_says_where_to()
    {
        var story = new Story();
        NeedDecision.MoveAway(story.Need, "elsewhere", story.Station("迁往外县")).Outcome!.ApplyTo(story.Need);
        Assert.Equal((NeedState.Moved, "elsewhere"), (story.Need.State, story.Need.MovedToCounty));
    }

    [Fact]
    [Trait("rule", "C8")]
    public void The_queue_is_urgency_then_green_channel_then_deadline_then_waiting()
    {
        var (first, second, third, last) = (new Story().Need, new Story().Need, new Story().Need, new Story().Need);
        first.Urgency = Urgency.Critical;
        second.IsGreenChannel = true;
        third.Deadline = new DateOnly(2026, 11, 23);
        Assert.Equal([first, second, third, last], Need.InQueueOrder([last, third, second, first]));
    }

    [Fact]
    [Trait("rule", "C8")]
    public void The_queues_key_sorts_as_the_queue_does()
    {
        DateOnly?[] deadlines = [null, new(2026, 11, 23), new(2027, 1, 2)];
        var needs = (from urgency in Enum.GetValues<Urgency>()
                     from isGreenChannel in new[] { false, true }
                     from deadline in deadlines
                     from waiting in new[] { TimeSpan.FromMicroseconds(1), TimeSpan.FromHours(30) }
                     select Waiting(urgency, isGreenChannel, deadline, waiting)).ToList();
        Assert.Equal(Need.InQueueOrder(needs), needs.OrderBy(need => need.QueueKey, StringComparer.Ordinal));
        Assert.Equal(needs.Count, needs.DistinctBy(need => need.QueueKey).Count());
    }

    static Need Waiting(Urgency urgency, bool isGreenChannel, DateOnly? deadline, TimeSpan waiting)
    {
        var need = new Story(settings => settings.Waiting = waiting).Need;
        (need.Urgency, need.IsGreenChannel, need.Deadline) = (urgency, isGreenChannel, deadline);
        return need;
    }

    static void Receive(Story story, long quantity) => NeedDecision.Receive(story.Need, quantity, story.Provider()).Outcome!.ApplyTo(story.Need);
}
