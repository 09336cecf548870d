using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <inheritdoc/>
public sealed class OrganisationOnSqliteTests(MatchingCounty county) : OrganisationTests(county), IClassFixture<MatchingCounty>;

/// <inheritdoc/>
public sealed class OrganisationOnPostgresTests(PostgresMatchingCounty county) : OrganisationTests(county), IClassFixture<PostgresMatchingCounty>;

/// <summary>A charity is suspended, wound up and ended by the county, and a hold runs out: nothing promised is lost in silence. On both databases.</summary>
public abstract class OrganisationTests(MatchingCounty county)
{
    [Fact, Trait("trap", "T17")]
    public async Task When_a_charity_ends_its_lots_are_withdrawn_its_promises_released_its_consents_ended_and_the_needs_stand_where_they_stood()
    {
        await county.Household("OA1");
        await county.Household("OA2");
        var lot = await county.Lot("LOA1", "CH02", "HOME_CARE", "VISIT", 4);
        var other = await county.Lot("LOA2", "CH02", "MEALS", "MEAL", 3);
        await county.Need("NOA1", "OA1", "HOME_CARE", 2);
        await county.Need("NOA2", "OA2", "MEALS", 2);
        var queued = (await county.NeedOf("NOA1")).QueuedAt;
        var match = Assert.Single(await county.Proposals("NOA1"));
        var proposed = Assert.Single(await county.Proposals("NOA2"));
        match = Assert.Single(await county.Proposals("NOA1"));
        proposed = await ProposalFor("NOA2");
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AskConsent(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AnswerConsent(Guid.CreateVersion7(), Station, County, match.Id, Given: true));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new ProviderAccept(Guid.CreateVersion7(), Provider(SocialWork), County, match.Id));
        Assert.Equal(new LotStock(4, 2, 0), await county.Stock(lot));

        Assert.Equal(MatchingRefusal.MoveNotAllowed, await county.RefusalOf(End("CH02", "注销", "民〔2026〕8 号")));
        await county.Sent(new LiquidateOrganisation(Guid.CreateVersion7(), Officer, County, "CH02", "理事会决议", "民〔2026〕7 号"));
        Assert.Equal(MatchingRefusal.DocumentMissing, await county.RefusalOf(End("CH02", "注销", " ")));
        var done = await county.Sent(End("CH02", "注销", "民〔2026〕8 号"));

        Assert.Equal((OrganisationState.Ended, 2, 2, 1), (done.State, done.LotsWithdrawn, done.MatchesEnded, done.ConsentsEnded));
        Assert.All(new[] { lot, other }, each => Assert.Equal(new LotStock(0, 0, 0), county.Stock(each).Result));
        Assert.All(new[] { lot, other }, each => Assert.Equal(LotState.Withdrawn, LotOf(each).Result.State));
        Assert.Equal([MatchState.Cancelled, MatchState.Cancelled], [(await county.Match(match.Id)).State, (await county.Match(proposed.Id)).State]);
        Assert.Equal(ConsentState.OrganisationEnded, (await county.ConsentOf(match.Id)).State);
        Assert.Equal((NeedState.Open, queued), ((await county.NeedOf("NOA1")).State, (await county.NeedOf("NOA1")).QueuedAt));
        var history = await county.Read(db => db.Set<Move>().AsNoTracking().Where(move => move.SubjectId == SocialWork).OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync());
        Assert.Equal(["End!", "Liquidate", "End!", "End"], history.Select(move => move.Refusal is null ? move.Trigger : move.Trigger + "!"));
        Assert.Equal("民〔2026〕8 号", (await county.Read(db => db.Set<OrganisationStanding>().AsNoTracking().SingleAsync(each => each.OrganisationId == SocialWork))).Document);
        Assert.Equal(MatchingRefusal.MoveNotAllowed, await county.RefusalOf(End("CH02", "再次", "民〔2026〕9 号")));
    }

    [Fact, Trait("rule", "D5")]
    public async Task A_suspended_charity_is_matched_with_nobody_sees_nothing_and_what_it_promised_stays_promised()
    {
        var head = await county.Household("OB1");
        var lot = await county.Lot("LOB1", "CH05", "RICE", "BAG", 5);
        await county.Need("NOB1", "OB1", "RICE", 2);
        var match = Assert.Single(await county.Proposals("NOB1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new SuspendOrganisation(Guid.CreateVersion7(), Officer, County, "CH05", "年报未交"));

        Assert.Equal(new LotStock(5, 2, 0), await county.Stock(lot));
        var provider = Provider((await LotOf(lot)).OrganisationId);
        Assert.Equal(MatchingRefusal.OrganisationNotActive, await county.RefusalOf(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id)));
        Assert.Equal(MatchingRefusal.OrganisationNotActive, await county.RefusalOf(new LookAt(Guid.CreateVersion7(), provider, County, head, Jiuji.Matching.Personal.PersonalFields.Name, "上门")));
        await county.Household("OB2");
        await county.Need("NOB2", "OB2", "RICE", 1);
        Assert.Empty(await county.Proposals("NOB2"));

        await county.Sent(new ResumeOrganisation(Guid.CreateVersion7(), Officer, County, "CH05", "已补交"));
        Assert.Single(await county.Proposals("NOB2"));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
    }

    [Fact]
    public async Task Only_the_county_ends_a_charity_and_only_one_that_is_there()
    {
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(new SuspendOrganisation(Guid.CreateVersion7(), Station, County, "CH01", "试")));
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(new EndOrganisation(Guid.CreateVersion7(), Provider(Charity), County, "CH01", "试", "文")));
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(new SuspendOrganisation(Guid.CreateVersion7(), Officer, County, "CH99", "试")));
        // A village society closes by its own steps, after an audit.
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(new SuspendOrganisation(Guid.CreateVersion7(), Officer, County, "MS01", "试")));
        Assert.Equal(MatchingRefusal.ReasonMissing, await county.RefusalOf(new SuspendOrganisation(Guid.CreateVersion7(), Officer, County, "CH01", " ")));
    }

    [Fact]
    public async Task A_hold_whose_time_has_run_out_is_let_go_and_the_lot_is_free_again()
    {
        await county.Household("OC1");
        var lot = await county.Lot("LOC1", "CH01", "CARE_BED", "BED", 1);
        await county.Need("NOC1", "OC1", "CARE_BED", 1);
        var match = Assert.Single(await county.Proposals("NOC1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        Assert.Equal(new LotStock(1, 1, 0), await county.Stock(lot));

        county.Clock.Advance(TimeSpan.FromDays(15));
        Assert.True(await county.Sent(new ExpireMatches(Guid.CreateVersion7(), Officer, County)) >= 1);
        Assert.Equal(new LotStock(1, 0, 0), await county.Stock(lot));
        Assert.Equal((MatchState.Expired, NeedState.Open), ((await county.Match(match.Id)).State, (await county.NeedOf("NOC1")).State));
    }

    [Fact, Trait("trap", "T23")]
    public async Task A_hold_that_the_book_does_not_let_expire_keeps_no_other_from_becoming_free()
    {
        await county.Household("OD1");
        await county.Household("OD2");
        var (stuck, other) = (await county.Lot("LOD1", "CH01", "WHEELCHAIR", "UNIT", 1), await county.Lot("LOD2", "CH01", "WALKER", "PIECE", 1));
        await county.Need("NOD1", "OD1", "WHEELCHAIR", 1);
        await county.Need("NOD2", "OD2", "WALKER", 1);
        var matches = new List<Match> { await ProposalFor("NOD1"), await ProposalFor("NOD2") };
        foreach (var match in matches)
        {
            await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        }

        // Its row names a hold that the book does not know.
        await county.Read(db => db.Set<Match>().Where(match => match.Id == matches[0].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(match => match.HoldId, Guid.CreateVersion7())));
        county.Clock.Advance(TimeSpan.FromDays(15));
        Assert.True(await county.Sent(new ExpireMatches(Guid.CreateVersion7(), Officer, County)) >= 1);

        Assert.Equal([MatchState.Accepted, MatchState.Expired], [(await county.Match(matches[0].Id)).State, (await county.Match(matches[1].Id)).State]);
        Assert.Equal((new LotStock(1, 1, 0), new LotStock(1, 0, 0)), (await county.Stock(stuck), await county.Stock(other)));
        Assert.Equal(NeedState.Open, (await county.NeedOf("NOD2")).State);
        Assert.Equal(0, await county.Sent(new ExpireMatches(Guid.CreateVersion7(), Officer, County)));
    }

    static EndOrganisation End(string code, string reason, string document) => new(Guid.CreateVersion7(), Officer, County, code, reason, document);

    Task<SupplyLot> LotOf(Guid lot) => county.Read(db => db.Set<SupplyLot>().AsNoTracking().SingleAsync(each => each.CountyCode == County && each.Id == lot));

    Task<Match> ProposalFor(string need) => county.Read(db => db.Set<Match>().AsNoTracking()
        .SingleAsync(match => match.State == MatchState.Proposed && db.Set<Need>().Any(each => each.Id == match.NeedId && each.Number == need)));
}
