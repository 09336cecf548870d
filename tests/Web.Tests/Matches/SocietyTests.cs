using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Needs;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <inheritdoc/>
public sealed class SocietyOnSqliteTests(MatchingCounty county) : SocietyTests(county), IClassFixture<MatchingCounty>;

/// <inheritdoc/>
public sealed class SocietyOnPostgresTests(PostgresMatchingCounty county) : SocietyTests(county), IClassFixture<PostgresMatchingCounty>;

/// <summary>A village's mutual-aid society pauses and closes: audited first, what is left by its source, nothing promised lost in silence. On both databases.</summary>
public abstract class SocietyTests(MatchingCounty county)
{
    private static Actor Auditor => new(Guid.CreateVersion7(), "auditor", Role.Auditor, County, "", null);

    private static Actor Council(string society) => new(Guid.CreateVersion7(), "council", Role.SocietyCouncil, County, Renli, ReferenceSeed.OrganisationId(society));

    [Fact, Trait("rule", "M4"), Trait("trap", "T17")]
    public async Task A_society_closes_with_its_lots_withdrawn_its_promises_released_its_money_placed_and_its_people_out()
    {
        await county.Household("SA1");
        var lot = await county.Lot("LSA1", "MS01", "HOME_CARE", "VISIT", 4);
        await county.Need("NSA1", "SA1", "HOME_CARE", 2);
        var queued = (await county.NeedOf("NSA1")).QueuedAt;
        var match = Assert.Single(await county.Proposals("NSA1"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AskConsent(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new AnswerConsent(Guid.CreateVersion7(), Station, County, match.Id, Given: true));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        await Appoint("MS01");

        await county.Sent(new BeginClosingSociety(Guid.CreateVersion7(), Council("MS01"), County, "MS01", "并村", "枫互决〔2026〕1 号"));
        Assert.Equal(new LotStock(4, 2, 0), await county.Stock(lot));
        await county.Sent(new AuditSociety(Guid.CreateVersion7(), Auditor, County, "MS01", "清算审计", "石审〔2026〕9 号", 1_000_000, 0, 250_050));
        Assert.Equal(MatchingRefusal.MoveNotAllowed, await county.RefusalOf(new AuditSociety(Guid.CreateVersion7(), Auditor, County, "MS01", "再审", "石审〔2026〕10 号", 0, 0, 0)));

        var moving = new MoveSocietyResidue(Guid.CreateVersion7(), Officer, County, "MS01", "移交", "石民〔2026〕3 号", "石台县财政局", DonationTo: "石台县慈善协会");
        Assert.Equal(MatchingRefusal.ResidueUnplaced, await county.RefusalOf(moving));
        var done = await county.Sent(moving with { CommandId = Guid.CreateVersion7(), GoodsTo = "石台县慈善协会" });

        Assert.Equal((SocietyState.ResidueMoved, 1, 1, 1), (done.State, done.LotsWithdrawn, done.MatchesEnded, done.ConsentsEnded));
        Assert.Equal(new LotStock(0, 0, 0), await county.Stock(lot));
        Assert.Equal((MatchState.Cancelled, ConsentState.OrganisationEnded), ((await county.Match(match.Id)).State, await ConsentAbout("MS01")));
        Assert.Equal((NeedState.Open, queued), ((await county.NeedOf("NSA1")).State, (await county.NeedOf("NSA1")).QueuedAt));
        var residue = await county.Read(db => db.Set<SocietyResidue>().AsNoTracking().Where(each => each.CountyCode == County).ToListAsync());
        Assert.Equal(
            [(ResidueSource.Fiscal, 1_000_000L, "石台县财政局"), (ResidueSource.Donation, 250_050, "石台县慈善协会"), (ResidueSource.Goods, 0, "石台县慈善协会")],
            residue.OrderBy(each => each.Source).Select(each => (each.Source, each.AmountFen, each.MovedTo)));

        Assert.Equal(1, (await county.Sent(new CloseSociety(Guid.CreateVersion7(), Officer, County, "MS01", "石民〔2026〕4 号"))).PeopleEnded);
        var today = Ledger.CountyDay.Of(county.Clock.Now);
        Assert.False(await county.Read(db => SocietyDesk.People(db, County, ReferenceSeed.OrganisationId("MS01"), today).AnyAsync()));
        var history = await county.Read(db => db.Set<Move>().AsNoTracking().Where(move => move.Noun == "Society" && move.SubjectId == ReferenceSeed.OrganisationId("MS01"))
            .OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync());
        Assert.Equal(["BeginClosing", "Audit", "Audit!", "MoveResidue!", "MoveResidue", "Close"], history.Select(move => move.Refusal is null ? move.Trigger : move.Trigger + "!"));
        Assert.DoesNotContain(await county.Read(db => new CountyVerification(db).Run(County, null, default)), result => result.Broken > 0);
    }

    [Fact, Trait("rule", "B11")]
    public async Task A_paused_society_is_matched_with_nobody_and_referred_nothing_until_it_goes_on()
    {
        await county.Household("SB1", village: "341722100202");
        await county.Lot("LSB1", "MS02", "RICE", "BAG", 5);
        await county.Sent(new PauseSociety(Guid.CreateVersion7(), Council("MS02"), County, "MS02", "换届"));
        Assert.Equal(MatchingRefusal.OrganisationNotActive, await county.RefusalOf(new ImportSupply(Guid.CreateVersion7(), Officer, County,
            [new LotRow(Guid.CreateVersion7(), "LSB2", "MS02", "RICE", "大米", "BAG", 5, null, [County], [], null, null, new DateOnly(2027, 6, 30), false, "")])));
        await county.Need("NSB1", "SB1", "RICE", 1);
        Assert.Empty(await county.Proposals("NSB1"));
        Assert.Equal(MatchingRefusal.NoSocietyForVillage, await county.RefusalOf(Referral("SB1", "NSB2")));

        await county.Sent(new ResumeSociety(Guid.CreateVersion7(), Council("MS02"), County, "MS02"));
        Assert.Single(await county.Proposals("NSB1"));
        Assert.Equal(ReferenceSeed.OrganisationId("MS02"), (await county.Sent(Referral("SB1", "NSB2"))).Society);
    }

    [Fact]
    public async Task Only_its_own_council_and_the_county_close_a_society_and_only_one_that_is_there()
    {
        Assert.Equal(SiteRefusal.NotYourArea, await county.RefusalOf(new PauseSociety(Guid.CreateVersion7(), Council("MS03"), County, "MS04", "试")));
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(new PauseSociety(Guid.CreateVersion7(), Station, County, "MS04", "试")));
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(new AuditSociety(Guid.CreateVersion7(), Council("MS04"), County, "MS04", "试", "文", 0, 0, 0)));
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(new CloseSociety(Guid.CreateVersion7(), Council("MS04"), County, "MS04", "文")));
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(new PauseSociety(Guid.CreateVersion7(), Officer, County, "CH01", "试")));
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(new PauseSociety(Guid.CreateVersion7(), Officer, County, "MS05", "试")));
        Assert.Equal(MatchingRefusal.DocumentMissing, await county.RefusalOf(new BeginClosingSociety(Guid.CreateVersion7(), Officer, County, "MS04", "并村", " ")));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => county.Send(new AuditSociety(Guid.CreateVersion7(), Auditor, County, "MS04", "试", "文", -1, 0, 0)));
    }

    private static RouteWarning Referral(string household, string need) => new(
        Guid.CreateVersion7(), Station, County, DiscoverySource.Warning, $"YJ-{need}", household, WarningFinding.NotEligible, "独居", need, "HEATER", 1);

    /// <summary>The last consent that names the society.</summary>
    private Task<ConsentState> ConsentAbout(string society) => county.Read(db => db.Set<Consent>().AsNoTracking()
        .Where(consent => consent.CountyCode == County && consent.OrganisationId == ReferenceSeed.OrganisationId(society)).Select(consent => consent.State).SingleAsync());

    private Task<bool> Appoint(string society) => county.With(async services =>
    {
        var by = new Actor(Guid.CreateVersion7(), "seed", Role.Administrator, "", "", null);
        var appointed = await services.GetRequiredService<IMediator>().Send(new Features.Users.AppointUser(
            Guid.CreateVersion7(), by, "treasurer", "江山", "", IsDemo: true, Role.SocietyTreasurer, County, Renli, ReferenceSeed.OrganisationId(society), "任命", new DateOnly(2025, 1, 1)));
        Assert.Null(appointed.Refused);
        return true;
    });
}
