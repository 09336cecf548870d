using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// The proposals of the last run and what has become of earlier ones. A station sees its township's and decides; a provider sees what it has been asked
/// for, and a de-identified list of needs that its lots could meet.
/// </summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders)]
public sealed class MatchListModel(
    JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, PersonalVault vault, RuleShelf shelf, PlanShelf plans, LongWork.LongTasks jobs, TimeProvider clock)
    : ActingPage(mediator, words)
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true)]
    public MatchTab? Tab { get; set; }

    /// <summary>Where the page begins: behind a card, or before it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public MatchRunRecord? Run { get; private set; }

    /// <summary>Needs that came since and wait for another run.</summary>
    public int Waiting { get; private set; }
    public IReadOnlyDictionary<MatchTab, int> Counts { get; private set; } = new Dictionary<MatchTab, int>();
    public IReadOnlyList<MatchCard> Cards { get; private set; } = [];
    public IReadOnlyList<ShortlistRow> Shortlisted { get; private set; } = [];

    /// <summary>How many open needs were referred to this organisation, those that are too few of their kind to be listed among them.</summary>
    public int Referred { get; private set; }
    public PageLinks Links { get; private set; } = new(null, null);
    public bool IsProvider => Me.InMatching().IsProvider();
    public bool MayDecide => Me.InMatching() is MatchingRole.StationWorker or MatchingRole.TownshipHandler;
    public NameShelf Names => names;
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var visible = MatchCards.Visible(db, Me);
        var states = (await visible.GroupBy(match => match.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
            .ToDictionary(state => state.Key, state => state.Count);
        Counts = Enum.GetValues<MatchTab>().ToDictionary(tab => tab, tab => MatchCards.States(tab).Sum(state => states.GetValueOrDefault(state)));
        var tab = Tab ??= Counts.FirstOrDefault(each => each.Value > 0).Key;
        var wanted = MatchCards.States(tab);
        (Cards, Links) = await MatchCards.OrderFor(Me).Page(
            MatchCards.In(db, visible.Where(match => wanted.Contains(match.State)), Me), new(After, Before), PageSize, $"/matches?tab={tab}", cancellationToken);
        if (IsProvider)
        {
            Shortlisted = await Shortlist(cancellationToken);
        }
        else
        {
            Run = await db.Set<MatchRunRecord>().AsNoTracking().Where(run => run.CountyCode == Me.CountyCode && run.PlacedNeedId == null).OrderByDescending(run => run.RanAt).FirstOrDefaultAsync(cancellationToken);
            Waiting = await RunDue.Count(db, Me.CountyCode, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRun(CancellationToken cancellationToken)
    {
        var (id, result) = await jobs.Send(
            new RunMatch(CommandId, Me, Me.CountyCode), "run.start", "/matches",
            done => done.Refused is { } refused ? Words.Sentence(refused) : Words["run.sizes", done.Value!.Needs, done.Value.Proposals], Solve(Me.CountyCode), cancellationToken);
        return result is null ? Redirect($"/jobs/{id}") : await Answer(result, "run.done", "/matches", () => OnGet(cancellationToken));
    }

    /// <summary>Solved before the lane; inside it the plan stands if nothing it rests on has changed.</summary>
    private LongWork.LongTasks.Prepare Solve(string county) => async (services, progress, stop) =>
    {
        var today = clock.Today();
        var rows = await CountyRows.Read(services.GetRequiredService<JiujiDb>(), county, today, stop);
        plans.SolveInSteps(county, SolverInput.Of(rows, today), MatchingRules.Of(shelf, county, today).Policy, progress, stop);
    };

    public Task<IActionResult> OnPostAccept(Guid match, CancellationToken cancellationToken) =>
        Send(new AcceptProposal(CommandId, Me, Me.CountyCode, match), "match.accepted", $"/matches/{match}", () => OnGet(cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAside(Guid match, string? reason, CancellationToken cancellationToken) =>
        Send(new SetAside(CommandId, Me, Me.CountyCode, match, reason ?? ""), "match.set_aside", "/matches", () => OnGet(cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<ShortlistRow>> Shortlist(CancellationToken cancellationToken)
    {
        var kinds = await db.Set<SupplyLot>().AsNoTracking()
            .Where(lot => lot.CountyCode == Me.CountyCode && lot.OrganisationId == Me.OrganisationId && lot.State == LotState.Published)
            .Select(lot => lot.NeedKindCode).ToHashSetAsync(cancellationToken);
        // What a station has referred to this society is shown whatever its lots are (B11), and as little of it as of any other need.
        var referred = (await db.Set<Need>().AsNoTracking()
            .Where(need => need.CountyCode == Me.CountyCode && need.ReferredToOrganisationId == Me.OrganisationId && (need.State == NeedState.Open || need.State == NeedState.PartMet))
            .Select(need => need.KindCode).ToListAsync(cancellationToken));
        Referred = referred.Count;
        var open = await (
            from need in db.Set<Need>().AsNoTracking()
            join household in db.Set<Household>() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
            where need.CountyCode == Me.CountyCode && (need.State == NeedState.Open || need.State == NeedState.PartMet)
                && (kinds.Contains(need.KindCode) || referred.Contains(need.KindCode))
            select new { need, household.ResidenceCounty, household.ResidenceTownship, household.ResidenceVillage }).ToListAsync(cancellationToken);
        return Matching.Consents.Shortlist.For(
            Me.OrganisationId!.Value,
            [.. open.Select(each => new PlacedNeed(each.need, new Place(each.ResidenceCounty, each.ResidenceTownship, each.ResidenceVillage)))],
            need => kinds.Contains(need.KindCode) || need.ReferredToOrganisationId == Me.OrganisationId, vault);
    }
}
