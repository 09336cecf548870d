using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>The household that a number names, masked, for the handler to see that it is the right one.</summary>
public sealed record FoundHousehold(string Number, string HeadMasked, int Size, string Village);

/// <summary>Accepts a case in two looks: find the household by its number, then cause and amount with the guide and the limit in sight.</summary>
[Authorize(Roles = nameof(Role.TownshipHandler))]
public sealed class CaseNewModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public string HouseholdNumber { get; private set; } = "";
    public FoundHousehold? Household { get; private set; }
    public AidType Type { get; private set; }
    public string CauseCode { get; private set; } = "";
    public string Amount { get; private set; } = "";
    public string Incident { get; private set; } = "";
    public string IncidentNote { get; private set; } = "";

    /// <summary>The township and its villages; then the county's other townships, which take on what happened there.</summary>
    public IReadOnlyList<Region> Here { get; private set; } = [];
    public IReadOnlyList<Region> Elsewhere { get; private set; } = [];
    public AidMode How { get; private set; }
    public int Instalments { get; private set; }
    public DateOnly? FirstDue { get; private set; }
    public IReadOnlyList<CodeItem> Causes { get; private set; } = [];
    public PackValues Pack { get; private set; } = default!;

    public (long LeastFen, long MostFen)? Guide => Household is null ? null : CaseDecision.SuggestedFen(Household.Size, Pack);

    public Deadline? PayBy => CaseDecision.PaymentDeadline(AidMode.Ordinary, Today, Pack, rules.Calendar);

    public async Task OnGet(string? household, CancellationToken cancellationToken)
    {
        HouseholdNumber = (household ?? "").Trim();
        await Load(cancellationToken);
        if (HouseholdNumber.Length > 0 && Household is null)
        {
            ModelState.AddModelError(nameof(HouseholdNumber), "household.none");
        }
    }

    public async Task<IActionResult> OnPost(
        Guid commandId, string? householdNumber, AidType type, string? causeCode, string? amount, string? incident, string? incidentNote, AidMode how, int? instalments, DateOnly? firstDue,
        CancellationToken cancellationToken)
    {
        (How, Instalments, FirstDue) = (how, instalments ?? 0, firstDue);
        (HouseholdNumber, Type, CauseCode, Amount, Incident, IncidentNote) = (householdNumber ?? "", type, causeCode ?? "", amount ?? "", incident ?? "", (incidentNote ?? "").Trim());
        if (YuanText.Fen(amount) is not { } fen)
        {
            ModelState.AddModelError(nameof(Amount), "error.amount");
        }
        else if (await Sent(Asked(commandId, fen)) is { } accepted)
        {
            return Done($"/cases/{accepted.Value}", "notice.case_accepted");
        }

        await Load(cancellationToken);
        return Page();
    }

    private ICommand<string> Asked(Guid commandId, long fen) => How switch
    {
        AidMode.AidFirst => new RequestAidFirst(commandId, Viewer, County, HouseholdNumber, CauseCode, fen, Incident, Type, IncidentNote: IncidentNote),
        AidMode.Staged => new AgreeStagedGrant(commandId, Viewer, County, HouseholdNumber, Type, CauseCode, Instalments, fen, FirstDue ?? Today, Incident, IncidentNote: IncidentNote),
        AidMode.Ordinary or AidMode.Bridging or AidMode.FollowUp => new AcceptCase(commandId, Viewer, County, HouseholdNumber, Type, CauseCode, fen, Incident, IncidentNote: IncidentNote),
    };

    private async Task Load(CancellationToken cancellationToken)
    {
        Pack = rules.Rules(County, Today);
        var places = await db.Regions.AsNoTracking().Where(r => r.CountyCode == County && (r.Kind == RegionKind.Village || r.Kind == RegionKind.Township)).OrderBy(r => r.Code).ToListAsync(cancellationToken);
        Here = places.FindAll(r => r.Code == Viewer.TownshipCode || r.ParentCode == Viewer.TownshipCode);
        Elsewhere = places.FindAll(r => r.Kind == RegionKind.Township && r.Code != Viewer.TownshipCode);
        Causes = await db.Codes.AsNoTracking().Where(code => code.List == "hardship-cause").OrderBy(code => code.Order).ToListAsync(cancellationToken);
        var found = HouseholdNumber.Length == 0 ? null : await (
            from household in db.Set<Household>().AsNoTracking()
            where household.CountyCode == County && household.Number == HouseholdNumber && household.DeletedAt == null && household.MergedIntoId == null
            join person in db.Set<Person>().AsNoTracking().Where(p => p.DeletedAt == null && p.DeceasedOn == null)
                on new { household.CountyCode, household.Id } equals new { person.CountyCode, Id = person.HouseholdId }
            join v in db.Regions.AsNoTracking() on household.ResidenceVillage equals v.Code into villages
            from village in villages.DefaultIfEmpty()
            orderby person.Relation == Relation.Head ? 0 : 1, person.Id
            select new { household.Number, person.NameMasked, household.Size, Zh = village == null ? "" : village.NameZh, En = village == null ? "" : village.NameEn })
            .FirstOrDefaultAsync(cancellationToken);
        Household = found is null ? null : new FoundHousehold(found.Number, found.NameMasked, found.Size, Named(found.Zh, found.En));
    }
}
