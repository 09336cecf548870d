using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Needs;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <inheritdoc/>
public sealed class NeedSourcesOnSqliteTests(MatchingCounty county) : NeedSourcesTests(county), IClassFixture<MatchingCounty>;

/// <inheritdoc/>
public sealed class NeedSourcesOnPostgresTests(PostgresMatchingCounty county) : NeedSourcesTests(county), IClassFixture<PostgresMatchingCounty>;

/// <summary>Where needs come from besides a visit, duplicates, and what people decide against the plan; on both databases.</summary>
public abstract class NeedSourcesTests(MatchingCounty county)
{
    const string FengqiaoVillage = "341722100200";

    [Fact, Trait("rule", "B10"), Trait("rule", "B11")]
    public async Task Who_is_not_eligible_is_referred_to_the_society_of_the_village_and_the_rest_goes_its_other_way()
    {
        await county.Household("RA1", village: FengqiaoVillage);
        var routed = await county.Sent(new RouteWarning(
            Guid.CreateVersion7(), Station, County, DiscoverySource.Hotline, "12345-077", "RA1", WarningFinding.NotEligible, "独居", "NRA1", "RICE", 2));
        Assert.Equal((WarningRoute.MutualAidSociety, ReferenceSeed.OrganisationId("MS01")), (routed.Route, routed.Society!.Value));
        var need = await county.NeedOf("NRA1");
        Assert.Equal((NeedReason.NotEligible, "Hotline:12345-077", IntakeChannel.Hotline12345), (need.Reason!.Value, need.CameFrom, need.Channel));

        var other = await county.Sent(new RouteWarning(Guid.CreateVersion7(), Station, County, DiscoverySource.Warning, "YJ-9", "RA1", WarningFinding.PolicyNotApplied));
        Assert.Equal((WarningRoute.ApplyPolicy, ""), (other.Route, other.Need));
        Assert.Equal(2, await county.Read(db => db.Set<Move>().CountAsync(move => move.Trigger == RouteWarningHandler.Trigger && move.SubjectId == need.HouseholdId)));
    }

    [Fact, Trait("rule", "B11")]
    public async Task Where_the_village_has_no_society_the_referral_is_refused_and_nothing_is_lost_in_silence()
    {
        await county.Household("RB1");
        Assert.Equal(MatchingRefusal.NoSocietyForVillage, await county.RefusalOf(new RouteWarning(
            Guid.CreateVersion7(), Station, County, DiscoverySource.Warning, "YJ-10", "RB1", WarningFinding.StillInNeed, "", "NRB1", "RICE", 1)));
        Assert.False(await county.Read(db => db.Set<Need>().AnyAsync(need => need.Number == "NRB1")));
    }

    [Fact, Trait("rule", "C11")]
    public async Task A_lead_becomes_a_need_only_after_the_station_has_gone_to_look()
    {
        await county.Household("RC1");
        var lead = await county.Sent(new GiveLead(Guid.CreateVersion7(), Provider(Charity), County, FengqiaoVillage, "桥头第三家，老人独居"));
        Assert.DoesNotContain("老人", System.Text.Encoding.UTF8.GetString((await county.Read(db => db.Set<Lead>().SingleAsync(each => each.Id == lead))).HintSealed), StringComparison.Ordinal);
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(new ConfirmLead(
            Guid.CreateVersion7(), Provider(Charity), County, lead, "NRC1", "RC1", "QUILT", 1, Urgency.Soon)));

        await county.Sent(new ConfirmLead(Guid.CreateVersion7(), Station, County, lead, "NRC1", "RC1", "QUILT", 1, Urgency.Soon, "已上门"));
        var need = await county.NeedOf("NRC1");
        Assert.Equal((DiscoverySource.Charity, $"lead:{lead:D}"), (need.DiscoverySource, need.CameFrom));
        Assert.Equal(need.Id, (await county.Read(db => db.Set<Lead>().AsNoTracking().SingleAsync(each => each.Id == lead))).NeedId);
        Assert.Equal(MatchingRefusal.MoveNotAllowed, await county.RefusalOf(new DismissLead(Guid.CreateVersion7(), Station, County, lead, "重复")));
        Assert.Equal(("Dismiss", MatchingRefusal.MoveNotAllowed), await TriedInVain(lead));
    }

    [Fact, Trait("rule", "C11"), Trait("trap", "T30")]
    public async Task A_check_that_a_rule_refused_stays_with_the_lead()
    {
        await county.Household("RK1");
        await county.Need("NRK1", "RK1", "COAT", 1);
        var lead = await county.Sent(new GiveLead(Guid.CreateVersion7(), Provider(Charity), County, FengqiaoVillage, "河边第二家"));
        Assert.Equal(MatchingRefusal.SameNeedOpen, await county.RefusalOf(new ConfirmLead(Guid.CreateVersion7(), Station, County, lead, "NRK2", "RK1", "COAT", 1, Urgency.Soon)));
        Assert.Equal(("Confirm", MatchingRefusal.SameNeedOpen), await TriedInVain(lead));
        Assert.Equal(LeadState.Received, (await county.Read(db => db.Set<Lead>().AsNoTracking().SingleAsync(each => each.Id == lead))).State);
    }

    [Fact, Trait("rule", "A6")]
    public async Task Two_files_are_kept_apart_with_a_reason_and_an_attempt_without_one_stays_in_the_history()
    {
        await county.Household("RL1", "公孙明");
        await county.Household("RL2", "公孙明", sameBirthAs: "RL1");
        KeepApart Apart(string one, string other, string reason) => new(Guid.CreateVersion7(), Station, County, one, other, reason);
        Assert.Equal(MatchingRefusal.ReasonMissing, await county.RefusalOf(Apart("RL1", "RL2", " ")));
        Assert.Equal(MatchingRefusal.SameHousehold, await county.RefusalOf(Apart("RL1", "RL1", "同名")));
        var ids = await county.Read(db => db.Set<Household>().Where(each => each.Number == "RL1" || each.Number == "RL2").Select(each => each.Id).ToListAsync());
        var tried = await county.Read(db => db.Set<Move>().AsNoTracking().Where(move => ids.Contains(move.SubjectId) && move.Refusal != null).Select(move => move.Refusal).ToListAsync());
        Assert.Equal([MatchingRefusal.ReasonMissing, MatchingRefusal.SameHousehold], tried.Order());
        Assert.DoesNotContain(await county.Read(db => KeepApartHandler.Pairs(db, County, default)), pair => ids.Contains(pair.First));

        await county.Sent(Apart("RL2", "RL1", "同名同日，两户"));
        Assert.Contains(await county.Read(db => KeepApartHandler.Pairs(db, County, default)), pair => ids.Contains(pair.First) && ids.Contains(pair.Second));
    }

    [Fact, Trait("rule", "B14")]
    public async Task After_aid_somebody_asks_what_is_still_missing_and_what_is_becomes_a_need_that_says_so()
    {
        await county.Household("RD1");
        await county.Lot("LRD1", "CH01", "RICE", "BAG", 2);
        await county.Need("NRD1", "RD1", "RICE", 2);
        var match = Assert.Single(await county.Proposals("NRD1"));
        await county.InDelivery(match.Id, Charity);
        await county.Sent(new Deliver(Guid.CreateVersion7(), Provider(Charity), County, match.Id, 2));
        Assert.True((await county.NeedOf("NRD1")).NeedsReview);

        await county.Sent(new ReviewNeed(Guid.CreateVersion7(), Station, County, "NRD1", "还缺棉被", "NRD2", "QUILT", 1));
        Assert.False((await county.NeedOf("NRD1")).NeedsReview);
        Assert.Equal(NeedReason.StillInNeed, (await county.NeedOf("NRD2")).Reason);
        Assert.Equal(MatchingRefusal.MoveNotAllowed, await county.RefusalOf(new ReviewNeed(Guid.CreateVersion7(), Station, County, "NRD1", "再问")));
        Assert.Equal(("Review", MatchingRefusal.MoveNotAllowed), await TriedInVain((await county.NeedOf("NRD1")).Id));
    }

    /// <summary>What the history says of the one attempt at this subject that was refused.</summary>
    async Task<(string Trigger, MatchingRefusal Refusal)> TriedInVain(Guid subject)
    {
        var move = await county.Read(db => db.Set<Move>().AsNoTracking().SingleAsync(move => move.SubjectId == subject && move.Refusal != null));
        return (move.Trigger, move.Refusal!.Value);
    }

    [Fact]
    public async Task A_person_may_choose_another_lot_and_its_cost_is_kept_but_no_choice_breaks_a_hard_rule()
    {
        await county.Household("RE1");
        await county.Household("RE2");
        await county.Lot("LRE1", "CH01", "WHEELCHAIR", "UNIT", 1);
        await county.Need("NRE1", "RE1", "WHEELCHAIR", 1, Urgency.Critical);
        await county.Need("NRE2", "RE2", "WHEELCHAIR", 1, Urgency.Ordinary);
        Assert.Single(await county.Proposals("NRE1"));
        ChooseLot Choice(string need, string lot, string reason) => new(Guid.CreateVersion7(), Station, County, need, lot, 1, reason);

        Assert.Equal(MatchingRefusal.ReasonMissing, await county.RefusalOf(Choice("NRE2", "LRE1", " ")));
        Assert.Equal(("Choose", MatchingRefusal.ReasonMissing), await TriedInVain((await county.NeedOf("NRE2")).Id));
        var chosen = await county.Match((await county.Sent(Choice("NRE2", "LRE1", "已约好试用"))).Match);
        Assert.True(chosen.ChoiceCost > 0);
        Assert.Null(chosen.RunId);
        await county.Lot("LRE2", "CH01", "COAT", "PIECE", 1);
        Assert.Equal(MatchingRefusal.KindsDiffer, await county.RefusalOf(Choice("NRE2", "LRE2", "换一样")));
    }

    [Fact, Trait("rule", "A6"), Trait("trap", "T16")]
    public async Task Two_files_of_one_household_are_found_and_a_person_merges_them_without_losing_the_queue()
    {
        await county.Household("RF1", "端木文");
        await county.Household("RF2", "端木文", sameBirthAs: "RF1");
        await county.Need("NRF2", "RF2", "QUILT", 1);
        var queued = (await county.NeedOf("NRF2")).QueuedAt;
        var known = await county.Read(async db => (await db.Set<Person>().AsNoTracking().ToListAsync())
            .Join(await db.Set<Household>().AsNoTracking().Where(each => each.Number.StartsWith("RF")).ToListAsync(), person => person.HouseholdId, household => household.Id, (person, household) => new KnownPerson(person, household)).ToList());
        var pair = Assert.Single(DuplicateSearch.In(known, new HashSet<(Guid, Guid)>()));
        Assert.Equal(Likeness.Name | Likeness.BirthDate, pair.Likeness);
        Assert.Empty(DuplicateSearch.In(known, new HashSet<(Guid, Guid)> { (pair.First, pair.Second) }));

        await county.Sent(new MergeHouseholds(Guid.CreateVersion7(), Station, County, "RF1", "RF2", "同一人，重复建档"));
        Assert.Equal(NeedState.Moved, (await county.NeedOf("NRF2")).State);
        var carried = await county.NeedOf("NRF2-RF1");
        Assert.Equal((pair.First, queued, NeedState.Open), (carried.HouseholdId, carried.QueuedAt, carried.State));
        Assert.Equal(MatchingRefusal.AlreadyMerged, await county.RefusalOf(new MergeHouseholds(Guid.CreateVersion7(), Station, County, "RF1", "RF2", "再次")));
    }

    [Fact, Trait("trap", "T30")]
    public async Task After_danger_to_life_the_household_is_told_and_that_is_written_down_once()
    {
        var head = await county.Household("RG1");
        await county.Sent(new LookInDanger(Guid.CreateVersion7(), Provider(Charity), County, head, PersonalFields.Name, "房屋倒塌", Station));
        var seen = await county.Read(db => db.Set<Disclosure>().SingleAsync(each => each.PersonId == head));
        await county.Sent(new TellHousehold(Guid.CreateVersion7(), Station, County, seen.Id, "上门当面告知"));
        Assert.Equal(MatchingRefusal.MoveNotAllowed, await county.RefusalOf(new TellHousehold(Guid.CreateVersion7(), Station, County, seen.Id, "再告知")));
    }

    [Fact, Trait("rule", "D8")]
    public async Task A_service_with_dated_turns_is_promised_turn_by_turn()
    {
        await county.Household("RH1");
        var id = Guid.CreateVersion7();
        var (first, second) = (new DateOnly(2027, 6, 5), new DateOnly(2027, 6, 12));
        LotRow Row(long quantity) => new(
            id, "LRH1", "CH01", "BATHING", "助浴", "VISIT", quantity, null, [County], [], null, null, new DateOnly(2027, 6, 30), false, "",
            [new TurnRow(first, new TimeOnly(9, 0), new TimeOnly(11, 0), 1), new TurnRow(second, new TimeOnly(9, 0), new TimeOnly(11, 0), 3)]);
        Assert.Equal(Features.Imports.ImportRefusal.TurnsDiffer, await county.RefusalOf(new ImportSupply(Guid.CreateVersion7(), Officer, County, [Row(5)])));
        await county.Sent(new ImportSupply(Guid.CreateVersion7(), Officer, County, [Row(4)]));
        await county.Sent(new PublishLot(Guid.CreateVersion7(), Officer, County, "LRH1"));
        await county.Need("NRH1", "RH1", "BATHING", 2);
        var match = Assert.Single(await county.Proposals("NRH1"));

        Assert.Equal(MatchingRefusal.SlotNotOpen, await county.RefusalOf(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id)));
        var (_, turns) = await county.Read(db => LotStock.OpenTurns(db, County, id, match.Quantity, new DateOnly(2026, 11, 1), default));
        Assert.Equal(second, Assert.Single(turns).Day);
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id, turns[0].Id));
        Assert.Equal(1, (await county.Read(db => LotStock.OpenTurns(db, County, id, 1, first, default))).Turns.Single(turn => turn.Day == second).Free);
    }
}
