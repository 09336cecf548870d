using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <inheritdoc/>
public sealed class MatchPathOnSqliteTests(MatchingCounty county) : MatchPathTests(county), IClassFixture<MatchingCounty>;

/// <inheritdoc/>
public sealed class MatchPathOnPostgresTests(PostgresMatchingCounty county) : MatchPathTests(county), IClassFixture<PostgresMatchingCounty>;

/// <summary>A match's way, its holds and its consents, on both databases.</summary>
public abstract class MatchPathTests(MatchingCounty county)
{
    [Fact]
    public async Task A_lot_goes_from_publication_to_the_households_confirmation_and_the_book_follows()
    {
        await county.Household("A1");
        var lot = await county.Lot("LA1", "CH01", "RICE", "BAG", 10);
        await county.Need("NA1", "A1", "RICE", 2);
        Assert.Equal(new LotStock(10, 0, 0), await county.Stock(lot));

        var match = Assert.Single(await county.Proposals("NA1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        Assert.Equal(new LotStock(10, 2, 0), await county.Stock(lot));

        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new ProviderAccept(Guid.CreateVersion7(), Provider(Charity), County, match.Id));
        Assert.Equal(new LotStock(10, 2, 0), await county.Stock(lot));

        await county.Sent(new Deliver(Guid.CreateVersion7(), Provider(Charity), County, match.Id, 2));
        Assert.Equal(new LotStock(8, 0, 2), await county.Stock(lot));
        Assert.Equal(NeedState.Met, (await county.NeedOf("NA1")).State);

        await county.Sent(new ConfirmReceipt(Guid.CreateVersion7(), Station, County, match.Id, "本人签字"));
        Assert.Equal(MatchState.Confirmed, (await county.Match(match.Id)).State);
        Assert.Equal("RICE × 2", await county.Read(db => db.Set<AidChainItem>().Where(item => item.HouseholdId == match.HouseholdId).Select(item => item.Given).SingleAsync()));
    }

    [Fact, Trait("trap", "T23")]
    public async Task What_is_promised_is_no_longer_free_and_cannot_be_promised_again()
    {
        await county.Household("B1");
        await county.Household("B2");
        var lot = await county.Lot("LB1", "CH01", "HEATER", "PIECE", 1);
        await county.Need("NB1", "B1", "HEATER", 1, Urgency.Critical);
        await county.Need("NB2", "B2", "HEATER", 1, Urgency.Ordinary);
        var first = Assert.Single(await county.Proposals("NB1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, first.Id));

        Assert.Equal(0, (await county.Stock(lot)).Free);
        Assert.Empty(await county.Proposals("NB2"));

        await county.Sent(new WithdrawMatch(Guid.CreateVersion7(), Station, County, first.Id));
        Assert.Equal(1, (await county.Stock(lot)).Free);
        Assert.Equal(NeedState.Open, (await county.NeedOf("NB1")).State);
    }

    [Fact, Trait("trap", "T23")]
    public async Task A_proposal_made_before_somebody_else_took_the_goods_is_refused_when_it_is_taken_up()
    {
        await county.Household("C1");
        var lot = await county.Lot("LC1", "CH01", "COAT", "PIECE", 1);
        await county.Need("NC1", "C1", "COAT", 1);
        var match = Assert.Single(await county.Proposals("NC1"));
        await county.Sent(new WithdrawLot(Guid.CreateVersion7(), Officer, County, "LC1", "质量问题"));

        Assert.Equal(MatchingRefusal.LotNotPublished, await county.RefusalOf(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id)));
        Assert.Equal(new LotStock(0, 0, 0), await county.Stock(lot));
    }

    [Fact, Trait("trap", "T17")]
    public async Task The_rest_of_a_part_delivery_stays_promised_as_a_match_of_its_own()
    {
        await county.Household("D1");
        var lot = await county.Lot("LD1", "CH01", "QUILT", "PIECE", 5);
        await county.Need("ND1", "D1", "QUILT", 3);
        var match = Assert.Single(await county.Proposals("ND1"));
        await county.InDelivery(match.Id, Charity);

        var done = await county.Sent(new Deliver(Guid.CreateVersion7(), Provider(Charity), County, match.Id, 1));
        Assert.Equal(new LotStock(4, 2, 1), await county.Stock(lot));
        Assert.Equal((NeedState.PartMet, 1), ((await county.NeedOf("ND1")).State, (await county.NeedOf("ND1")).MetQuantity));

        await county.Sent(new Deliver(Guid.CreateVersion7(), Provider(Charity), County, done.Rest!.Value, 2));
        Assert.Equal(new LotStock(2, 0, 3), await county.Stock(lot));
        Assert.Equal(NeedState.Met, (await county.NeedOf("ND1")).State);
    }

    [Fact, Trait("trap", "T17")]
    public async Task A_rest_that_nobody_will_bring_is_free_again_and_the_need_stays_open_for_it()
    {
        await county.Household("E1");
        var lot = await county.Lot("LE1", "CH01", "OIL", "BARREL", 5);
        await county.Need("NE1", "E1", "OIL", 2);
        var match = Assert.Single(await county.Proposals("NE1"));
        await county.InDelivery(match.Id, Charity);

        await county.Sent(new Deliver(Guid.CreateVersion7(), Provider(Charity), County, match.Id, 1, RestFollows: false));
        Assert.Equal(new LotStock(4, 0, 1), await county.Stock(lot));
        Assert.Equal(1, Assert.Single(await county.Proposals("NE1")).Quantity);
    }

    [Fact, Trait("trap", "T28")]
    public async Task Lots_of_two_donors_are_never_mixed_in_one_match_or_one_account()
    {
        await county.Household("F1");
        var lots = new[] { await county.Lot("LF1", "CH01", "NAPPIES", "PACK", 2), await county.Lot("LF2", "CH05", "NAPPIES", "PACK", 2) };
        await county.Need("NF1", "F1", "NAPPIES", 4);

        var matches = await county.Proposals("NF1");
        Assert.Equal(lots.Order(), matches.Select(match => match.LotId).Order());
        foreach (var match in matches)
        {
            await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        }

        Assert.All(lots, lot => Assert.Equal(new LotStock(2, 2, 0), county.Stock(lot).Result));
    }

    [Fact]
    public async Task What_comes_back_is_in_stock_again_and_struck_from_the_aid_chain()
    {
        await county.Household("G1");
        var lot = await county.Lot("LG1", "CH01", "WALKER", "PIECE", 1);
        await county.Need("NG1", "G1", "WALKER", 1);
        var match = Assert.Single(await county.Proposals("NG1"));
        await county.InDelivery(match.Id, Charity);
        await county.Sent(new Deliver(Guid.CreateVersion7(), Provider(Charity), County, match.Id, 1));
        Assert.Equal(LotState.UsedUp, await StateOf(lot));

        await county.Sent(new DisputeMatch(Guid.CreateVersion7(), Station, County, match.Id, "坏的"));
        await county.Sent(new FailDelivery(Guid.CreateVersion7(), Station, County, match.Id, "退回更换"));

        Assert.Equal(new LotStock(1, 0, 0), await county.Stock(lot));
        Assert.Equal(LotState.Published, await StateOf(lot));
        Assert.Equal(NeedState.Open, (await county.NeedOf("NG1")).State);
        var chain = new AidChain(await county.Read(db => db.Set<AidChainItem>().Where(item => item.HouseholdId == match.HouseholdId).ToListAsync()));
        Assert.Equal([null, chain.Items[0].Id], chain.Items.Select(item => item.Reverses));
    }

    [Fact, Trait("rule", "D5")]
    public async Task A_provider_sees_nothing_personal_until_the_household_has_named_it()
    {
        var head = await county.Household("H1", "欧阳真真");
        await county.Lot("LH1", "CH02", "HOME_CARE", "VISIT", 4);
        await county.Need("NH1", "H1", "HOME_CARE", 2);
        var match = Assert.Single(await county.Proposals("NH1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        Assert.Equal(MatchingRefusal.ConsentMissing, await county.RefusalOf(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id)));
        Assert.Equal(MatchingRefusal.ConsentMissing, await county.RefusalOf(Look(head, PersonalFields.Name)));
        Assert.Empty(await county.Read(db => db.Set<Disclosure>().Where(seen => seen.PersonId == head).ToListAsync()));

        await county.Sent(new AskConsent(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AnswerConsent(Guid.CreateVersion7(), Station, County, match.Id, Given: true));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(Look(head, PersonalFields.Name | PersonalFields.Phone));
        Assert.Equal(MatchingRefusal.FieldNotConsented, await county.RefusalOf(Look(head, PersonalFields.Health)));
        Assert.Equal(MatchingRefusal.FieldNotConsented, await county.RefusalOf(Look(head, PersonalFields.IdNumber)));
        Assert.Equal(SocialWork, (await county.Read(db => db.Set<Disclosure>().SingleAsync(seen => seen.PersonId == head))).OrganisationId);

        var card = await county.Read(db => MatchCards.Of(db, MatchCards.Visible(db, Provider(SocialWork)).Where(each => each.Id == match.Id), Provider(SocialWork)).SingleAsync());
        Assert.Equal(("", "", "", ""), (card.Head, card.HouseholdNumber, card.NeedNumber, card.Township));
    }

    [Fact]
    public async Task A_consent_withdrawn_on_the_way_stops_the_delivery_and_frees_the_lot()
    {
        await county.Household("I1");
        var lot = await county.Lot("LI1", "CH02", "COUNSELLING", "VISIT", 4);
        await county.Need("NI1", "I1", "COUNSELLING", 2);
        var match = Assert.Single(await county.Proposals("NI1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AskConsent(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AnswerConsent(Guid.CreateVersion7(), Station, County, match.Id, Given: true));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new ProviderAccept(Guid.CreateVersion7(), Provider(SocialWork), County, match.Id));

        var withdrawn = await county.Sent(new WithdrawConsent(Guid.CreateVersion7(), Station, County, (await county.ConsentOf(match.Id)).Id));
        Assert.Equal(1, withdrawn.MatchesEnded);
        Assert.Equal(new LotStock(4, 0, 0), await county.Stock(lot));
        Assert.Equal(MatchState.Withdrawn, (await county.Match(match.Id)).State);
    }

    [Fact, Trait("trap", "T30")]
    public async Task Danger_to_life_takes_two_people_shows_the_least_and_leaves_its_mark()
    {
        var head = await county.Household("J1");
        LookInDanger InDanger(PersonalFields fields, Users.Actor? second) => new(Guid.CreateVersion7(), Provider(Charity), County, head, fields, "房屋倒塌", second);

        Assert.Equal(MatchingRefusal.SecondPersonMissing, await county.RefusalOf(InDanger(PersonalFields.Name, null)));
        Assert.Equal(MatchingRefusal.SecondPersonMissing, await county.RefusalOf(InDanger(PersonalFields.Name, Provider(SocialWork))));
        Assert.Equal(MatchingRefusal.BeyondMinimumFields, await county.RefusalOf(InDanger(PersonalFields.Health, Station)));
        await county.Sent(InDanger(PersonalFields.Name | PersonalFields.Phone, Station));

        var seen = await county.Read(db => db.Set<Disclosure>().SingleAsync(each => each.PersonId == head));
        Assert.Equal((DisclosureBasis.DangerToLife, "station"), (seen.Basis, seen.SecondActor));
        Assert.NotNull(seen.TellHouseholdBy);
    }

    [Fact]
    public async Task Another_townships_station_and_another_charity_cannot_act()
    {
        await county.Household("K1");
        await county.Lot("LK1", "CH01", "WHEELCHAIR", "UNIT", 1);
        await county.Need("NK1", "K1", "WHEELCHAIR", 1);
        var match = Assert.Single(await county.Proposals("NK1"));
        Assert.Equal(SiteRefusal.NotYourArea, await county.RefusalOf(new AcceptProposal(Guid.CreateVersion7(), Station with { TownshipCode = "341722101" }, County, match.Id)));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        Assert.Equal(SiteRefusal.NotYourArea, await county.RefusalOf(new ProviderAccept(Guid.CreateVersion7(), Provider(SocialWork), County, match.Id)));
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(new AcceptProposal(Guid.CreateVersion7(), Provider(Charity), County, match.Id)));
    }

    [Fact, Trait("trap", "T30")]
    public async Task What_was_tried_and_refused_stays_in_the_history()
    {
        await county.Household("M1");
        await county.Lot("LM1", "CH02", "MEALS", "MEAL", 4);
        await county.Need("NM1", "M1", "MEALS", 2);
        var match = Assert.Single(await county.Proposals("NM1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        Assert.Equal(MatchingRefusal.ConsentMissing, await county.RefusalOf(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id)));

        var tried = await county.Read(db => db.Set<Move>().SingleAsync(move => move.SubjectId == match.Id && move.Refusal != null));
        Assert.Equal(("Offer", "Accepted", "station", MatchingRefusal.ConsentMissing), (tried.Trigger, tried.ToState, tried.Actor, tried.Refusal!.Value));
        Assert.Equal(MatchState.Accepted, (await county.Match(match.Id)).State);
    }

    [Fact]
    public async Task A_hold_that_still_runs_is_not_let_go()
    {
        await county.Household("L1");
        var lot = await county.Lot("LL1", "CH01", "CARE_BED", "BED", 1);
        await county.Need("NL1", "L1", "CARE_BED", 1);
        var queued = (await county.NeedOf("NL1")).QueuedAt;
        var match = Assert.Single(await county.Proposals("NL1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        Assert.Equal(0, await county.Sent(new ExpireMatches(Guid.CreateVersion7(), Officer, County)));
        Assert.Equal(new LotStock(1, 1, 0), await county.Stock(lot));
        Assert.Equal(queued, (await county.NeedOf("NL1")).QueuedAt);
    }

    static LookAt Look(Guid person, PersonalFields fields) => new(Guid.CreateVersion7(), Provider(SocialWork), County, person, fields, "上门照料");

    Task<LotState> StateOf(Guid lot) => county.Read(db => db.Set<SupplyLot>().Where(each => each.CountyCode == County && each.Id == lot).Select(each => each.State).SingleAsync());
}
