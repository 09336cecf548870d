using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>Changes a household's category in two looks: find it by its number, then what it is now and what it becomes.</summary>
[Authorize(Roles = nameof(Role.CountyCivilAffairs))]
public sealed class CategoryPageModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public string HouseholdNumber { get; private set; } = "";
    public FoundHousehold? Household { get; private set; }
    public string CategoryNow { get; private set; } = "";
    public string Category { get; private set; } = "";
    public string Monthly { get; private set; } = "";
    public string Basis { get; private set; } = "";
    public DateOnly? Since { get; private set; }
    public DateOnly? Taper { get; private set; }
    public IReadOnlyList<PackCategory> Categories { get; private set; } = [];

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
        Guid commandId, string? householdNumber, string? category, string? monthly, string? basis, DateOnly? since, DateOnly? taper, CancellationToken cancellationToken)
    {
        (HouseholdNumber, Category, Monthly, Basis, Since, Taper) = (householdNumber ?? "", category ?? "", (monthly ?? "").Trim(), (basis ?? "").Trim(), since, taper);
        var fen = Monthly.Length == 0 ? 0 : YuanText.Fen(Monthly);
        if (fen is not { } perPerson)
        {
            ModelState.AddModelError(nameof(Monthly), "error.amount");
        }
        else if (await Sent(new ChangeCategory(commandId, Viewer, County, HouseholdNumber, Category, Basis, perPerson, since, taper)) is { } changed)
        {
            return changed.Value is { BridgingCase.Length: > 0 } follows
                ? Done($"/cases/{follows.BridgingCase}", "category.changed_bridging") : Done($"/cases/category?household={Uri.EscapeDataString(HouseholdNumber)}", "category.changed");
        }

        await Load(cancellationToken);
        return Page();
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        Categories = MatchingRules.Of(rules, County, Today).Categories;
        var found = HouseholdNumber.Length == 0 ? null : await (
            from household in db.Set<Household>().AsNoTracking()
            where household.CountyCode == County && household.Number == HouseholdNumber && household.DeletedAt == null && household.MergedIntoId == null
            join person in db.Set<Person>().AsNoTracking().Where(p => p.DeletedAt == null && p.DeceasedOn == null)
                on new { household.CountyCode, household.Id } equals new { person.CountyCode, Id = person.HouseholdId }
            orderby person.Relation == Relation.Head ? 0 : 1, person.Id
            select new { household.Number, household.CategoryCode, household.Size, person.NameMasked }).FirstOrDefaultAsync(cancellationToken);
        if (found is not null)
        {
            Household = new FoundHousehold(found.Number, found.NameMasked, found.Size, "");
            CategoryNow = Categories.FirstOrDefault(each => each.Code == found.CategoryCode) is { } named ? Named(named.Zh, named.En) : found.CategoryCode;
        }
    }
}
