using System.Globalization;
using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Slips;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Refusals;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Sight = Jiuji.Web.Features.Steps.Sight;

namespace Jiuji.Web.Features.Households;

/// <summary>One household: masked members, needs, consents, its aid chain over all sources, and who has seen what.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class HouseholdDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, PersonalVault vault, TimeProvider clock)
    : ActingPage(mediator, words)
{
    private readonly IMediator sender = mediator;

    // The consent that the form was about.
    private Guid? answered;

    [FromRoute]
    public string Number { get; set; } = "";

    public Household Household { get; private set; } = default!;
    public IReadOnlyList<Person> Members { get; private set; } = [];
    public IReadOnlyList<Need> Needs { get; private set; } = [];
    public IReadOnlyList<Consent> Consents { get; private set; } = [];
    public AidChain Chain { get; private set; } = new([]);
    public IReadOnlyList<Disclosure> Seen { get; private set; } = [];
    /// <summary>After danger to life: what the household has not been told of yet (PIPL 18).</summary>
    public IReadOnlyList<Disclosure> ToTell { get; private set; } = [];

    /// <summary>Warnings, merges and changes of category.</summary>
    public IReadOnlyList<Move> History { get; private set; } = [];

    /// <summary>Other files that turned out to be this household, read with it.</summary>
    public IReadOnlyList<string> MergedNumbers { get; private set; } = [];

    /// <summary>The file into which this one was merged.</summary>
    public string? MergedInto { get; private set; }

    /// <summary>Organisations with a delivery on its way: the household may let it finish.</summary>
    public IReadOnlySet<Guid> Delivering { get; private set; } = new HashSet<Guid>();
    public Revealed? Shown { get; private set; }
    public string? SlipCode { get; private set; }
    public string? SlipQr { get; private set; }
    public NameShelf Names => names;
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var county = Me.CountyCode;
        var household = await db.Set<Household>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == county && each.Number == Number, cancellationToken);
        if (household is null || !household.TouchesArea(Me.Viewer().Areas))
        {
            return NotFound();
        }

        Household = household;
        Members = await db.Set<Person>().AsNoTracking().Where(person => person.CountyCode == county && person.HouseholdId == household.Id && person.DeletedAt == null)
            .OrderBy(person => person.Relation == Relation.Head ? 0 : 1).ThenBy(person => person.BirthDate).ToListAsync(cancellationToken);
        var files = await ReadTogether(household, cancellationToken);
        Needs = await db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == county && files.Contains(need.HouseholdId)).OrderBy(need => need.Number).ToListAsync(cancellationToken);
        Consents = await db.Set<Consent>().AsNoTracking().Where(consent => consent.CountyCode == county && files.Contains(consent.HouseholdId))
            .OrderBy(consent => consent.AskedAt).ToListAsync(cancellationToken);
        this.Show(SightOf(household), Consents.FirstOrDefault(consent => consent.Id == answered) is { } consent ? SightOf(consent) : null);
        Chain = new AidChain(await db.Set<AidChainItem>().AsNoTracking().Where(item => item.CountyCode == county && files.Contains(item.HouseholdId)).ToListAsync(cancellationToken));
        Seen = await db.Set<Disclosure>().AsNoTracking().Where(seen => seen.CountyCode == county && files.Contains(seen.HouseholdId))
            .OrderByDescending(seen => seen.At).Take(50).ToListAsync(cancellationToken);
        ToTell = await db.Set<Disclosure>().AsNoTracking().Where(seen => seen.CountyCode == county && files.Contains(seen.HouseholdId)
            && seen.TellHouseholdBy != null && !TellHouseholdHandler.Told(db, county).Contains(seen.Id)).OrderBy(seen => seen.At).ToListAsync(cancellationToken);
        var names = files.Select(file => file.ToString("D")).ToList();
        History = await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == county && (files.Contains(move.SubjectId) || (move.Trigger == KeepApartHandler.Trigger && names.Contains(move.ToState))))
            .OrderBy(move => move.At).ToListAsync(cancellationToken);
        Delivering = await db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == county && files.Contains(match.HouseholdId) && match.State == MatchState.InDelivery)
            .Select(match => match.OrganisationId).ToHashSetAsync(cancellationToken);
        return Page();
    }

    /// <summary>Everything of one member, once the look is written down; it is in this one answer and nowhere else.</summary>
    public async Task<IActionResult> OnPostShow(Guid person, string? purpose, CancellationToken cancellationToken)
    {
        var looked = await sender.Send(new LookAt(CommandId, Me, Me.CountyCode, person, PersonalFields.All, purpose ?? ""), cancellationToken);
        if (looked.Refused is { } refused)
        {
            ModelState.AddModelError("", Words.Sentence(refused));
        }
        else
        {
            Shown = await LookedAt.Shown(db, Me, Me.CountyCode, looked.Value, vault, clock.GetUtcNow(), cancellationToken);
        }

        return await OnGet(cancellationToken);
    }

    /// <summary>A new slip code ends the old one: the mark changes where somebody else has just printed one.</summary>
    private Sight SightOf(Household household) => new(
    [
        Sight.Fact("household.category", names.Category(household.CountyCode, household.CategoryCode)), Sight.Fact("household.size", household.Size.ToString(CultureInfo.CurrentCulture)),
        Sight.Fact("household.residence", names.Place(household.ResidenceVillage)),
        Sight.Fact("slip.code", Convert.ToHexString(household.SlipCodeHash ?? []), Words[household.SlipCodeHash is null ? "common.none" : "household.slip_given"]),
    ]);

    private void OnlyAsSeen() => this.OnlyAsSeen(async (inLane, cancellationToken) => await inLane.Set<Household>().AsNoTracking()
        .FirstOrDefaultAsync(each => each.CountyCode == Me.CountyCode && each.Number == Number, cancellationToken) is { } household ? SightOf(household) : null);

    public async Task<IActionResult> OnPostSlip(CancellationToken cancellationToken)
    {
        OnlyAsSeen();
        var code = Matching.Matches.SlipCode.New();
        var issued = await sender.Send(
            new IssueSlip(CommandId, Me, Me.CountyCode, Number, Convert.ToBase64String(Matching.Matches.SlipCode.Hash(code))), cancellationToken);
        if (issued.Refused is { } refused)
        {
            ModelState.AddModelError("", Words.Sentence(refused));
        }
        else if (!issued.Repeat)
        {
            SlipCode = Matching.Matches.SlipCode.Printed(code);
            SlipQr = QrSvg.Of($"{Request.Scheme}://{Request.Host}/h?n={Me.CountyCode}.{Uri.EscapeDataString(Number)}", Words["slip.title"]);
        }

        return await OnGet(cancellationToken);
    }

    public Task<IActionResult> OnPostTold(Guid disclosure, string? how, CancellationToken token) => Send(
        new TellHousehold(CommandId, Me, Me.CountyCode, disclosure, how ?? ""), "danger.told", $"/households/{Uri.EscapeDataString(Number)}", () => OnGet(token), token);

    /// <summary>This file and those merged into it, however many merges ago.</summary>
    private async Task<List<Guid>> ReadTogether(Household household, CancellationToken cancellationToken)
    {
        var merged = await db.Set<Household>().AsNoTracking().Where(each => each.CountyCode == household.CountyCode && (each.MergedIntoId != null || each.Id == household.Id))
            .ToListAsync(cancellationToken);
        var files = HouseholdMerge.ReadTogether(household.Id, merged);
        MergedNumbers = [.. merged.Where(each => each.Id != household.Id && files.Contains(each.Id)).Select(each => each.Number).Order(StringComparer.Ordinal)];
        MergedInto = household.MergedIntoId is not { } into ? null : await db.Set<Household>().AsNoTracking()
            .Where(each => each.CountyCode == household.CountyCode && each.Id == into).Select(each => each.Number).FirstOrDefaultAsync(cancellationToken);
        return [.. files];
    }

    public Task<IActionResult> OnPostWithdraw(Guid consent, WithdrawalScope scope, CancellationToken cancellationToken)
    {
        answered = consent;
        this.OnlyAsSeen(async (inLane, token) => await inLane.Set<Consent>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == Me.CountyCode && each.Id == consent, token)
            is { } now ? SightOf(now) : null);
        return Send(
            new WithdrawConsent(CommandId, Me, Me.CountyCode, consent, scope), "slip.withdrawn", $"/households/{Uri.EscapeDataString(Number)}", () => OnGet(cancellationToken), cancellationToken);
    }

    /// <summary>An office that takes a consent back for the household has seen how far it goes. The household itself never has to: its own page asks for nothing of the kind.</summary>
    public Sight SightOf(Consent consent) => new(
        [Sight.Fact("common.state", Words.Of(consent.State)), Sight.Fact("consent.fields", names.Fields(consent.Fields)), Sight.Fact("consent.until", consent.ValidUntil is { } until ? Days.Iso(until) : "")]);
}
