using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests.Matches;

public class SolverInputTests
{
    static readonly DateOnly today = ChinaDay.Of(Story.Morning);

    [Fact]
    public void A_run_proposes_what_the_station_can_then_accept()
    {
        var story = new Story();
        var rows = Rows(story);
        var plan = Solve(rows);

        var recording = RunRecording.Of(
            Story.County, Guid.CreateVersion7(), SolverInput.Of(rows, today), plan, rows, Guid.CreateVersion7, TimeSpan.FromMilliseconds(5), story.Station());

        var match = Assert.Single(recording.Matches);
        Assert.Equal((story.Need.Id, story.Lot.Id, 3L), (match.NeedId, match.LotId, match.Quantity));
        Assert.True(recording.Run.CertificateHolds);
        Assert.Equal(match.Id, recording.Lines[0].MatchId);
        Assert.Contains(RunRecording.Reasons(recording.Lines[0]), reason => reason.Kind == ReasonKind.SameCounty || reason.Kind == ReasonKind.OnlyLot);
        Assert.Null(MatchDecision.Accept(new MatchFacts(match, story.Need, story.Lot), story.Room, story.Now.AddDays(3), story.Station()).Refusal);
    }

    [Fact]
    public void What_a_run_leaves_unmet_is_kept_with_the_rule_that_forbade_it()
    {
        var story = new Story();
        story.Lot.AgeFrom = 60;
        var rows = Rows(story);
        var recording = RunRecording.Of(
            Story.County, Guid.CreateVersion7(), SolverInput.Of(rows, today), Solve(rows), rows, Guid.CreateVersion7, TimeSpan.Zero, story.Station());
        Assert.Empty(recording.Matches);
        Assert.Contains("\"AllLotsForbidden\"", recording.Run.ResultJson);
        Assert.Contains("\"AgeNotNamedByDonor\":1", recording.Run.ResultJson);
    }

    [Fact]
    [Trait("trap", "T23")]
    public void What_is_promised_already_is_neither_offered_nor_wanted_again()
    {
        var story = new Story().Accepted();
        var input = SolverInput.Of(Rows(story) with { Matches = [story.Match] }, today);
        Assert.Equal(7, Assert.Single(input.Lots).Quantity);
        Assert.Empty(input.Needs);
    }

    [Fact]
    public void What_a_household_has_of_a_lot_counts_against_its_limit_as_it_does_at_the_station()
    {
        var story = new Story { GivenToHousehold = 2 };
        story.Lot.LimitPerHousehold = 4;
        var had = Match.Propose(Guid.CreateVersion7(), story.Need, story.Lot, 2, story.Now);
        (had.State, had.DeliveredQuantity) = (MatchState.Confirmed, 2);
        var rows = Rows(story) with { Matches = [had] };
        Assert.Equal(2, Assert.Single(Solve(rows).Proposals).Quantity);

        story.Lot.LimitPerHousehold = 2;
        Assert.Empty(Solve(rows).Proposals);
        Assert.Equal(ArcRefusal.LimitPerHouseholdReached, Assert.Single(Solve(rows).Unmet).MainRule);
        Assert.Equal(MatchingRefusal.ExceedsLotLimitPerHousehold, story.TryAccept().Refusal);
    }

    [Fact]
    [Trait("rule", "D8")]
    public void Of_a_service_with_dated_turns_no_more_is_proposed_than_one_turn_holds()
    {
        var story = new Story();
        story.Lot.Slots.Add(new LotSlot
        {
            CountyCode = Story.County, Id = Guid.CreateVersion7(), LotId = story.Lot.Id, Day = today, StartsAt = new TimeOnly(9, 0), EndsAt = new TimeOnly(11, 0), Places = 2,
        });
        Assert.Equal(2, Assert.Single(Solve(Rows(story) with { LargestTurn = new Dictionary<Guid, long> { [story.Lot.Id] = 2 } }).Proposals).Quantity);
        Assert.Empty(Solve(Rows(story)).Proposals);
    }

    [Fact]
    [Trait("trap", "T16")]
    public void Rows_that_were_deleted_or_merged_take_no_part()
    {
        var story = new Story();
        story.Household.DeletedAt = story.Now;
        Assert.Empty(SolverInput.Of(Rows(story), today).Needs);
    }

    [Fact]
    public void A_lot_that_is_not_published_or_has_expired_takes_no_part()
    {
        var story = new Story();
        story.Lot.State = LotState.Suspended;
        Assert.Empty(SolverInput.Of(Rows(story), today).Lots);
        story.Lot.State = LotState.Published;
        Assert.Empty(SolverInput.Of(Rows(story), new DateOnly(2027, 1, 1)).Lots);
    }

    /// <summary>The solver and the station read the same rules from the same rows: what one forbids, the other does too.</summary>
    [Fact]
    public void What_the_station_would_refuse_the_run_does_not_propose()
    {
        Action<Story>[] changes =
        [
            story => story.Lot.AgeFrom = 60,
            story => story.Lot.IsFemaleOnly = (story.Person.Sex = Jiuji.Matching.Personal.Sex.Male) == Jiuji.Matching.Personal.Sex.Male,
            story => story.Lot.Areas.Add(new LotArea { CountyCode = Story.County, LotId = story.Lot.Id, AreaCode = "elsewhere" }),
            story => story.Lot.Categories.Add(new LotCategory { CountyCode = Story.County, LotId = story.Lot.Id, CategoryCode = "DIBAO" }),
            story => story.Related.Add(story.Lot.OrganisationId),
            story => story.CausesAided.Add("ILLNESS"),
            story => story.Need.State = NeedState.Withdrawn,
            story => story.Lot.State = LotState.Recalled,
        ];
        foreach (var change in changes)
        {
            var story = new Story();
            Assert.Single(Solve(Rows(story)).Proposals);
            change(story);
            Assert.NotNull(story.TryAccept().Refusal);
            Assert.Empty(Solve(Rows(story)).Proposals);
        }
    }

    [Fact]
    public void The_hash_depends_on_what_goes_in_and_not_on_its_order()
    {
        var (one, other) = (new Story(), new Story());
        var policy = new MatchPolicy(today, "CZ24");
        string Hash(RunRows rows) => SolverInput.Of(rows, today).Hash(policy);
        var rows = Rows(one, other);
        Assert.Equal(Hash(rows), Hash(Rows(other, one)));
        one.Need.Urgency = Urgency.Critical;
        Assert.NotEqual(Hash(Rows(other)), Hash(rows));
        Assert.NotEqual(SolverInput.Of(rows, today).Hash(policy), SolverInput.Of(rows, today).Hash(policy with { Version = "CZ21" }));
        RunRows Capped(long units) => rows with { ProviderCaps = new Dictionary<ProviderKind, long> { [new(one.Lot.OrganisationId, one.Lot.NeedKindCode)] = units } };
        Assert.Equal(3, new HashSet<string> { Hash(rows), Hash(Capped(1)), Hash(Capped(2)) }.Count);
    }

    static MatchPlan Solve(RunRows rows)
    {
        var input = SolverInput.Of(rows, today);
        return MatchRun.Solve(input.Lots, input.Needs, new MatchPolicy(today, "CZ24"));
    }

    static RunRows Rows(params Story[] stories) => new()
    {
        Lots = [.. stories.Select(story => story.Lot)],
        Free = stories.ToDictionary(story => story.Lot.Id, story => story.Free),
        Needs = [.. stories.Select(story => story.Need)],
        Households = [.. stories.Select(story => story.Household)],
        Persons = [.. stories.Select(story => story.Person)],
        Consents = [.. stories.SelectMany(story => story.Consents)],
        Ties = [.. stories.SelectMany(story => story.Related.Select(story.Tie))],
        CausesAided = stories.ToDictionary(story => story.Household.Id, story => (IReadOnlySet<string>)story.CausesAided),
    };
}
