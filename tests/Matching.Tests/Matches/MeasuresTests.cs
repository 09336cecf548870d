using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests.Matches;

public class MeasuresTests
{
    [Fact]
    [Trait("rule", "C1")]
    public void Half_of_the_aided_needs_must_have_been_found_by_us()
    {
        var needs = new[] { Met(DiscoverySource.Aide), Met(DiscoverySource.Applied), Met(DiscoverySource.Warning), Met(DiscoverySource.Hotline), Unmet() };
        var share = Measures.Proactive(needs);
        Assert.Equal((2, 4, true), (share.Proactive, share.All, share.Reaches(50)));
        Assert.False(Measures.Proactive(needs[1..]).Reaches(50));
        Assert.Null(Measures.Proactive([]).Share);
    }

    [Fact]
    public void Time_to_match_runs_from_entry_to_the_station_s_yes()
    {
        var story = new Story().Accepted();
        var measured = Measures.TimeToMatch([story.Match, new Story().Match], new Dictionary<Guid, Need> { [story.Need.Id] = story.Need });
        Assert.Equal((1, 2m), (measured.Matches, measured.MedianDays));
    }

    [Fact]
    public void Shares_are_means_over_needs_because_bags_and_hours_do_not_add()
    {
        var needs = new[] { Met(DiscoverySource.Aide), Unmet(), Half() }.Select((need, at) => new MeasuredNeed(need, at < 2 ? "DIBAO" : "TEKUN", "t1"));
        Assert.Equal(
            [new MetShare("DIBAO", 2, 1, 0.5m), new MetShare("TEKUN", 1, 0, 0.5m)], Measures.MetByCategory(needs));
        Assert.Equal([new MetShare("t1", 3, 1, 0.5m)], Measures.MetByTownship(needs));
    }

    [Fact]
    public void The_worst_served_tenth_is_rounded_up_to_somebody()
    {
        Assert.Equal(0m, Measures.WorstServedDecile([Unmet(), Half(), Met(DiscoverySource.Aide)]));
        Assert.Equal(0.5m, Measures.WorstServedDecile([Half(), Met(DiscoverySource.Aide)]));
        Assert.Null(Measures.WorstServedDecile([]));
    }

    [Fact]
    public void A_lot_that_expired_with_something_left_was_wasted()
    {
        var (wasted, usedUp) = (new Story().Lot, new Story().Lot);
        wasted.State = usedUp.State = LotState.Expired;
        var measured = Measures.ExpiredUnused([wasted, usedUp], new Dictionary<Guid, long> { [wasted.Id] = 4 });
        Assert.Equal((wasted.Id, "BAG", 4L), Assert.Single(measured.Wasted));
    }

    static Need Unmet() => new Story(settings => settings.NeedQuantity = 4).Need;

    static Need Half()
    {
        var need = Unmet();
        (need.State, need.MetQuantity) = (NeedState.PartMet, 2);
        return need;
    }

    static Need Met(DiscoverySource source)
    {
        var like = Unmet();
        return new Need
        {
            CountyCode = like.CountyCode,
            Id = like.Id,
            Number = like.Number,
            HouseholdId = like.HouseholdId,
            KindCode = like.KindCode,
            Unit = like.Unit,
            Quantity = 4,
            MetQuantity = 4,
            State = NeedState.Met,
            Urgency = like.Urgency,
            DiscoverySource = source,
            Channel = like.Channel,
            QueuedAt = like.QueuedAt,
        };
    }
}
