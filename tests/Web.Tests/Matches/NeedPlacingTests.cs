using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Needs;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <summary>A new need has its proposals at once, and a person decides on each.</summary>
public sealed class NeedPlacingTests(MatchingCounty county) : IClassFixture<MatchingCounty>
{
    [Fact]
    public async Task A_new_need_has_its_proposal_without_a_run_and_nothing_is_held_by_it()
    {
        await county.Household("PA1");
        var lot = await county.Lot("LPA1", "CH01", "RICE", "BAG", 10);
        await county.Need("NPA1", "PA1", "RICE", 2);

        var match = Assert.Single(await Standing("NPA1"));
        Assert.Equal((lot, 2L, MatchState.Proposed), (match.LotId, match.Quantity, match.State));
        Assert.Equal(10, (await county.Stock(lot)).Free);
        var run = await county.Read(db => db.Set<MatchRunRecord>().AsNoTracking().SingleAsync(each => each.Id == match.RunId));
        Assert.True(run.CertificateHolds);
        Assert.Equal(match.NeedId, run.PlacedNeedId);
        var line = await county.Read(db => db.Set<ProposalRecord>().AsNoTracking().SingleAsync(each => each.MatchId == match.Id));
        Assert.NotEmpty(RunRecording.Reasons(line));

        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        Assert.Equal(8, (await county.Stock(lot)).Free);
    }

    [Fact]
    public async Task A_more_urgent_need_takes_over_what_nobody_has_taken_up_and_the_other_proposal_makes_room()
    {
        await county.Household("PB1");
        await county.Household("PB2");
        await county.Lot("LPB1", "CH01", "HEATER", "PIECE", 1);
        await county.Need("NPB1", "PB1", "HEATER", 1, Urgency.Ordinary);
        var first = Assert.Single(await Standing("NPB1"));
        await county.Need("NPB2", "PB2", "HEATER", 1, Urgency.Critical);

        Assert.Single(await Standing("NPB2"));
        Assert.Empty(await Standing("NPB1"));
        Assert.Equal(MatchState.Cancelled, (await county.Match(first.Id)).State);
        Assert.Equal(NeedState.Open, (await county.NeedOf("NPB1")).State);
    }

    [Fact]
    public async Task What_somebody_has_taken_up_stays_theirs_and_a_need_for_which_there_is_nothing_has_no_proposal()
    {
        await county.Household("PC1");
        await county.Household("PC2");
        var lot = await county.Lot("LPC1", "CH01", "WALKER", "PIECE", 1);
        await county.Need("NPC1", "PC1", "WALKER", 1, Urgency.Ordinary);
        var first = Assert.Single(await Standing("NPC1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, first.Id));
        await county.Need("NPC2", "PC2", "WALKER", 1, Urgency.Critical);
        await county.Need("NPC3", "PC2", "CARE_BED", 1, Urgency.Critical);

        Assert.Empty(await Standing("NPC2"));
        Assert.Empty(await Standing("NPC3"));
        Assert.Equal(MatchState.Accepted, (await county.Match(first.Id)).State);
        Assert.Equal(0, (await county.Stock(lot)).Free);
    }

    [Fact]
    public async Task Needs_placed_one_by_one_stand_as_a_run_of_all_would_have_them()
    {
        foreach (var place in Enumerable.Range(1, 6))
        {
            await county.Household($"PD{place}");
        }

        await county.Lot("LPD1", "CH01", "QUILT", "PIECE", 4);
        await county.Lot("LPD2", "CH05", "QUILT", "PIECE", 3);
        foreach (var place in Enumerable.Range(1, 6))
        {
            await county.Need($"NPD{place}", $"PD{place}", "QUILT", 2, place % 2 == 0 ? Urgency.Critical : Urgency.Soon);
        }

        var placed = await Served();
        await county.Sent(new RunMatch(Guid.CreateVersion7(), Officer, County));
        Assert.Equal(await Served(), placed);
        Assert.Equal(7, placed.Sum(each => each.Units));
    }

    [Fact]
    public async Task A_list_of_needs_is_not_placed_row_by_row_and_is_said_to_wait_for_a_run()
    {
        await county.Household("PE1");
        await county.Household("PE2");
        await county.Household("PE3");
        await county.Lot("LPE1", "CH01", "COAT", "PIECE", 5);
        await county.Sent(new RunMatch(Guid.CreateVersion7(), Officer, County));
        county.Clock.Advance(TimeSpan.FromMinutes(1));
        // One that was placed at once, two of a list, and two of the list for which nobody offers anything.
        await county.Need("NPE0", "PE3", "COAT", 1);
        await county.Sent(new ImportNeeds(Guid.CreateVersion7(), Station, County,
            [Row("NPE1", "PE1", "COAT"), Row("NPE2", "PE2", "COAT"), Row("NPE3", "PE1", "SKILLS"), Row("NPE4", "PE2", "SKILLS")]));

        Assert.Empty(await Standing("NPE1"));
        Assert.Equal(2, await county.Read(db => RunDue.Count(db, County, default)));
        county.Clock.Advance(TimeSpan.FromMinutes(1));
        await county.Sent(new RunMatch(Guid.CreateVersion7(), Officer, County));
        Assert.Single(await Standing("NPE1"));
        Assert.Equal(0, await county.Read(db => RunDue.Count(db, County, default)));
    }

    static NeedRow Row(string number, string household, string kind) =>
        new(Guid.CreateVersion7(), number, household, kind, 1, Urgency.Soon, null, DiscoverySource.Aide, false, "");

    /// <summary>How much of it each need is proposed; which of two equal lots serves it is nobody's concern.</summary>
    async Task<List<(string Need, long Units)>> Served()
    {
        var matches = await county.Read(async db => await (
            from match in db.Set<Match>().AsNoTracking()
            join need in db.Set<Need>() on match.NeedId equals need.Id
            where match.CountyCode == County && match.State == MatchState.Proposed && need.KindCode == "QUILT"
            select new { need.Number, need.Urgency, match.Quantity }).ToListAsync());
        return [.. matches.GroupBy(match => $"{match.Urgency}").Select(group => (group.Key, group.Sum(match => match.Quantity))).OrderBy(each => each.Key)];
    }

    async Task<List<Match>> Standing(string need)
    {
        var id = (await county.NeedOf(need)).Id;
        return await county.Read(db => db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == County && match.NeedId == id && match.State == MatchState.Proposed).ToListAsync());
    }
}
