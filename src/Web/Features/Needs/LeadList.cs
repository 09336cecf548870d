using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Needs;

/// <summary>A lead with its words, for those who may read them.</summary>
/// <param name="Tried">Checks that a rule refused, first things first; a provider is not told of them.</param>
public sealed record LeadLine(Lead Lead, string Hint, string? NeedNumber, IReadOnlyList<Move> Tried);

/// <summary>Leads: a provider gives hints and sees what became of its own; a station goes to look and writes down what it found (C11).</summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders)]
public sealed class LeadListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, PersonalVault vault, TimeProvider clock) : ActingPage(mediator, words)
{
    private const int PageSize = 30;
    private static readonly Keyset<Lead> ToCheckFirst = new Keyset<Lead>()
        .By(lead => lead.State == LeadState.Received ? 0 : 1).By(lead => lead.GivenAt, descending: true).By(lead => lead.Id);

    [BindProperty]
    public NeedTyped Typed { get; set; } = new();

    /// <summary>Where the page begins: behind a lead, or before it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<LeadLine> Lines { get; private set; } = [];
    public PageLinks Links { get; private set; } = new(null, null);
    public IReadOnlyList<Region> Places { get; private set; } = [];
    public NameShelf Names => names;
    public bool IsProvider => Me.InMatching().IsProvider();
    public bool MayCheck => Me.InMatching() is Matching.MatchingRole.StationWorker or Matching.MatchingRole.TownshipHandler;
    public string SuggestedNumber => NeedTyped.Suggested(clock.Today(), CommandId);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var (me, viewer) = (Me, Me.Viewer());
        var leads = db.Set<Lead>().AsNoTracking().Where(lead => lead.CountyCode == me.CountyCode);
        leads = IsProvider ? leads.Where(lead => lead.OrganisationId == me.OrganisationId)
            : me.TownshipCode.Length > 0 ? leads.Where(lead => lead.TownshipCode == me.TownshipCode) : leads;
        (var shown, Links) = await ToCheckFirst.Page(leads, new(After, Before), PageSize, "/leads", cancellationToken);
        var needs = shown.Select(lead => lead.NeedId).OfType<Guid>().ToList();
        var numbers = IsProvider ? [] : await db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == me.CountyCode && needs.Contains(need.Id))
            .ToDictionaryAsync(need => need.Id, need => need.Number, cancellationToken);
        var ids = shown.Select(lead => lead.Id).ToList();
        var tried = (IsProvider ? [] : await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == me.CountyCode && ids.Contains(move.SubjectId) && move.Refusal != null)
            .OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync(cancellationToken)).ToLookup(move => move.SubjectId);
        Lines = [.. shown.Select(lead => new LeadLine(
            lead, PersonalView.Hint(viewer, lead, vault).Outcome?.Text ?? "", lead.NeedId is { } need ? numbers.GetValueOrDefault(need) : null, [.. tried[lead.Id]]))];
        Places = !IsProvider ? [] : await db.Regions.AsNoTracking()
            .Where(region => region.CountyCode == me.CountyCode && (region.Kind == RegionKind.Township || region.Kind == RegionKind.Village))
            .OrderBy(region => region.Code).ToListAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostGive(string? place, string? hint, CancellationToken token) =>
        Send(new GiveLead(CommandId, Me, Me.CountyCode, place ?? "", hint ?? ""), "lead.given", "/leads", () => OnGet(token), token);

    public Task<IActionResult> OnPostConfirm(Guid lead, CancellationToken token) => !ModelState.IsValid ? OnGet(token) : Send(
        new ConfirmLead(CommandId, Me, Me.CountyCode, lead, Typed.Number!.Trim(), Typed.Household!.Trim(), Typed.Kind!, Typed.QuantityIn(names), Typed.Urgency, Typed.Note ?? ""),
        "lead.confirmed", "/leads", () => OnGet(token), token);

    public Task<IActionResult> OnPostDismiss(Guid lead, string? reason, CancellationToken token)
    {
        ModelState.Clear();
        return Send(new DismissLead(CommandId, Me, Me.CountyCode, lead, reason ?? ""), "lead.dismissed", "/leads", () => OnGet(token), token);
    }
}
