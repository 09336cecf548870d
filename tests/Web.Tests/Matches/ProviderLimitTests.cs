using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Solving;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Lanes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <inheritdoc/>
public sealed class ProviderLimitOnSqliteTests(MatchingCounty county) : ProviderLimitTests(county), IClassFixture<MatchingCounty>;

/// <inheritdoc/>
public sealed class ProviderLimitOnPostgresTests(PostgresMatchingCounty county) : ProviderLimitTests(county), IClassFixture<PostgresMatchingCounty>;

/// <summary>What an organisation can take on at one time holds in runs, in single placings and when somebody takes a proposal up, from data alone. On both databases.</summary>
public abstract class ProviderLimitTests(MatchingCounty county)
{
    [Fact]
    public async Task A_run_proposes_no_more_of_a_provider_than_it_can_take_on_and_says_so()
    {
        await county.Household("PLA1");
        await county.Household("PLA2");
        await county.Lot("LPLA1", "CH02", "COUNSELLING", "VISIT", 10);
        await county.Lot("LPLA2", "CH02", "COUNSELLING", "VISIT", 10);
        await county.Sent(Limit("CH02", "COUNSELLING", 3));
        await county.Need("NPLA1", "PLA1", "COUNSELLING", 2, Urgency.Critical);
        await county.Need("NPLA2", "PLA2", "COUNSELLING", 4, Urgency.Soon);
        Assert.Equal(3, (await Proposed("COUNSELLING")).Sum(match => match.Quantity));

        var ran = (await county.Sent(new RunMatch(Guid.CreateVersion7(), Officer, County))).Run;
        var proposed = await Proposed("COUNSELLING");
        Assert.Equal(3, proposed.Sum(match => match.Quantity));
        var first = (await county.NeedOf("NPLA1")).Id;
        Assert.Equal(2, proposed.Where(match => match.NeedId == first).Sum(match => match.Quantity));
        var run = await county.Read(db => db.Set<MatchRunRecord>().AsNoTracking().SingleAsync(each => each.CountyCode == County && each.Id == ran));
        Assert.True(run.CertificateHolds);
        Assert.Contains(nameof(UnmetCause.ProviderCapReached), run.ResultJson, StringComparison.Ordinal);
        var ids = proposed.ConvertAll(match => (Guid?)match.Id);
        var lines = await county.Read(db => db.Set<ProposalRecord>().AsNoTracking().Where(line => ids.Contains(line.MatchId)).ToListAsync());
        Assert.All(lines, line => Assert.Contains(new ProposalReason(ReasonKind.ProviderCapReached, 3, 3), RunRecording.Reasons(line)));
    }

    [Fact]
    public async Task What_is_promised_counts_until_it_is_handed_over_and_then_there_is_room_again()
    {
        await county.Household("PLB1");
        await county.Household("PLB2");
        await county.Lot("LPLB1", "CH01", "TUTORING", "VISIT", 10);
        await county.Sent(Limit("CH01", "TUTORING", 2));
        await county.Need("NPLB1", "PLB1", "TUTORING", 2);
        var match = Assert.Single(await county.Proposals("NPLB1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AskConsent(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AnswerConsent(Guid.CreateVersion7(), Station, County, match.Id, Given: true));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new ProviderAccept(Guid.CreateVersion7(), Provider(Charity), County, match.Id));

        await county.Need("NPLB2", "PLB2", "TUTORING", 1);
        Assert.Empty(await county.Proposals("NPLB2"));
        await county.Sent(new Deliver(Guid.CreateVersion7(), Provider(Charity), County, match.Id, 2));
        Assert.Equal(1, Assert.Single(await county.Proposals("NPLB2")).Quantity);
    }

    [Fact, Trait("trap", "T5")]
    public async Task A_proposal_above_what_is_left_is_refused_when_it_is_taken_up_and_cannot_be_chosen_by_hand_either()
    {
        await county.Household("PLC1");
        await county.Household("PLC2");
        await county.Lot("LPLC1", "CH01", "MEALS", "MEAL", 10);
        await county.Need("NPLC1", "PLC1", "MEALS", 2);
        await county.Need("NPLC2", "PLC2", "MEALS", 2);
        var one = Assert.Single(await county.Proposals("NPLC1"));
        var other = Assert.Single(await Proposed("MEALS"), match => match.Id != one.Id);

        // Both were proposed before the charity said what it can take on.
        await county.Sent(Limit("CH01", "MEALS", 3));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, one.Id));
        Assert.Equal(MatchingRefusal.ExceedsProviderLimit, await county.RefusalOf(new AcceptProposal(Guid.CreateVersion7(), Station, County, other.Id)));
        await county.Sent(Limit("CH01", "MEALS", 1));
        Assert.Equal(MatchingRefusal.ExceedsProviderLimit, await county.RefusalOf(new ChooseLot(Guid.CreateVersion7(), Station, County, "NPLC2", "LPLC1", 1, "路近")));
        await county.Sent(Limit("CH01", "MEALS", null));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, other.Id));
    }

    [Fact]
    public async Task A_provider_sets_its_own_limit_and_the_county_anybodys_and_each_change_is_kept()
    {
        Assert.Equal(SiteRefusal.NotYourArea, await county.RefusalOf(Limit("CH02", "REHAB", 5) with { By = Provider(Charity) }));
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(Limit("CH02", "REHAB", 5) with { By = Station }));
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(Limit("CH02", "PETROL", 5)));
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(Limit("ST01", "REHAB", 5)));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => county.Send(Limit("CH02", "REHAB", 0)));

        await county.Sent(Limit("CH02", "REHAB", 5) with { By = Provider(SocialWork) });
        await county.Sent(Limit("CH02", "REHAB", 8));
        Assert.Equal(8, await county.Read(db => db.Set<ProviderLimit>().Where(limit => limit.KindCode == "REHAB").Select(limit => limit.Units).SingleAsync()));
        await county.Sent(Limit("CH02", "REHAB", null));
        Assert.False(await county.Read(db => db.Set<ProviderLimit>().AnyAsync(limit => limit.KindCode == "REHAB")));
        var history = await county.Read(db => db.Set<Move>().AsNoTracking().Where(move => move.Noun == LimitProviderHandler.Noun && move.Reason == "REHAB").OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync());
        Assert.Equal(["→5", "5→8", "8→"], history.Select(move => $"{move.FromState}→{move.ToState}"));
        Assert.Equal(["provider", "county", "county"], history.Select(move => move.Actor));
    }

    static LimitProvider Limit(string organisation, string kind, long? units) => new(Guid.CreateVersion7(), Officer, County, organisation, kind, units);

    Task<List<Match>> Proposed(string kind) => county.Read(db => db.Set<Match>().AsNoTracking()
        .Where(match => match.CountyCode == County && match.State == MatchState.Proposed && db.Set<Need>().Any(need => need.Id == match.NeedId && need.KindCode == kind)).ToListAsync());
}
