using System.ComponentModel.DataAnnotations;
using Jiuji.Ledger;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Supply;

/// <summary>What somebody types about one lot; kept when the form comes back.</summary>
public sealed class LotTyped
{
    [Required(ErrorMessage = "error.required_here"), StringLength(32)]
    public string? Number { get; set; }

    [Required(ErrorMessage = "error.required_here")]
    public string? Organisation { get; set; }

    [Required(ErrorMessage = "error.required_here")]
    public string? Kind { get; set; }

    [Required(ErrorMessage = "error.required_here"), StringLength(60)]
    public string? Name { get; set; }

    /// <summary>In the kind's unit, money in whole yuan; not asked for where there are dated turns.</summary>
    [Range(1, 10_000_000)]
    public long? Quantity { get; set; }

    [Range(1, 10_000_000)]
    public long? Limit { get; set; }

    /// <summary>Codes of the places it serves; none for the whole county.</summary>
    public List<string> Areas { get; set; } = [];

    /// <summary>Categories the donor restricts it to; none for anyone.</summary>
    public List<string> Categories { get; set; } = [];

    [Range(0, 120)]
    public int? AgeFrom { get; set; }

    [Range(0, 120)]
    public int? AgeTo { get; set; }

    [Required(ErrorMessage = "error.required_here")]
    public DateOnly? ValidUntil { get; set; }
    public bool IsPerishable { get; set; }

    [StringLength(200)]
    public string? Description { get; set; }

    /// <summary>A weekly service: the weekdays, between which days, which hours and how many places each time.</summary>
    public List<DayOfWeek> Weekdays { get; set; } = [];
    public DateOnly? FirstDay { get; set; }
    public DateOnly? LastDay { get; set; }
    public TimeOnly? StartsAt { get; set; }
    public TimeOnly? EndsAt { get; set; }

    [Range(1, 10_000)]
    public long? Places { get; set; }
}

/// <summary>A charity or society posts one lot; the county reviews it before anybody is offered it (D2).</summary>
[Authorize(Roles = "CharityStaff,SocietyTreasurer,SocietyCouncil,CountyCivilAffairs")]
public sealed class LotNewModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, RuleShelf shelf, TimeProvider clock) : ActingPage(mediator, words)
{
    private const int FenPerYuan = 100;

    [BindProperty]
    public LotTyped Typed { get; set; } = new();

    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];
    public IReadOnlyList<Region> Places { get; private set; } = [];
    public IReadOnlyList<PackCategory> Categories => MatchingRules.Of(shelf, Me.CountyCode, clock.Today()).Categories;
    public NameShelf Names => names;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Typed.Number = $"ZY-{clock.Today():yyyyMMdd}-{CommandId.ToString("N")[^4..].ToUpperInvariant()}";
        await Load(cancellationToken);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        var turns = Turns();
        if (turns.Count == 0 && Typed.Quantity is null)
        {
            ModelState.AddModelError($"{nameof(Typed)}.{nameof(LotTyped.Quantity)}", "error.required_here");
        }

        if (!ModelState.IsValid)
        {
            return await Again(cancellationToken);
        }

        var unit = names.Kinds.FirstOrDefault(kind => kind.Code == Typed.Kind)?.Unit ?? "";
        var step = unit == AccountKey.Yuan ? FenPerYuan : 1;
        var row = new LotRow(
            CommandId, Typed.Number!.Trim(), Typed.Organisation!, Typed.Kind!, Typed.Name!.Trim(), unit, turns.Count > 0 ? turns.Sum(turn => turn.Places) : Typed.Quantity!.Value * step,
            Typed.Limit * step, Typed.Areas.Count > 0 ? Typed.Areas : [Me.CountyCode], Typed.Categories, Typed.AgeFrom, Typed.AgeTo, Typed.ValidUntil!.Value, Typed.IsPerishable,
            Typed.Description ?? "", turns);
        return await Send(
            new ImportSupply(CommandId, Me, Me.CountyCode, [row]), "supply.sent_to_review", $"/supply/{Uri.EscapeDataString(row.Number)}", () => Again(cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> Again(CancellationToken cancellationToken)
    {
        await Load(cancellationToken);
        return Page();
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        Organisations = await db.Organisations.AsNoTracking()
            .Where(organisation => organisation.Kind == OrganisationKind.Charity || organisation.Kind == OrganisationKind.Society || organisation.Kind == OrganisationKind.Federation)
            .Where(organisation => Me.OrganisationId == null ? organisation.CountyCode == Me.CountyCode : organisation.Id == Me.OrganisationId)
            .OrderBy(organisation => organisation.Code).ToListAsync(cancellationToken);
        Places = await db.Regions.AsNoTracking().Where(region => region.CountyCode == Me.CountyCode && region.Kind == RegionKind.Township)
            .OrderBy(region => region.Code).ToListAsync(cancellationToken);
    }

    /// <summary>The dated turns that the weekly service comes to; none where no weekday was ticked.</summary>
    private IReadOnlyList<TurnRow> Turns()
    {
        if (Typed.Weekdays.Count == 0)
        {
            return [];
        }

        if (Typed is not { FirstDay: { } first, LastDay: { } last, StartsAt: { } starts, EndsAt: { } ends, Places: { } places, ValidUntil: { } until } || last < first || ends <= starts)
        {
            ModelState.AddModelError($"{nameof(Typed)}.{nameof(LotTyped.FirstDay)}", "supply.turns_incomplete");
            return [];
        }

        return [.. WeeklySlots.DaysOf(Typed.Weekdays.ToHashSet(), first, last < until ? last : until).Select(day => new TurnRow(day, starts, ends, places))];
    }
}
