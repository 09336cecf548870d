using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Households;

public sealed record HouseholdLine(string Number, string Head, int Size, string Category, string Village, string Township);

/// <summary>The households of this person's area: the head's name masked, nothing else personal.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class HouseholdListModel(JiujiDb db, NameShelf names) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<HouseholdLine> Lines { get; private set; } = [];
    public PageLinks Links { get; private set; } = new(null, null);
    public NameShelf Names => names;
    public string County => User.Actor().CountyCode;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Number = Math.Max(1, Number);
        var lines = await Filtered(User.Actor()).Skip((Number - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        Lines = [.. lines.Take(PageSize)];
        Links = new PageLinks(Number > 1 ? Link(Number - 1) : null, lines.Count > PageSize ? Link(Number + 1) : null);
    }

    private IQueryable<HouseholdLine> Filtered(Actor me)
    {
        var search = Search?.Trim() ?? "";
        var villages = db.Regions.Where(region => region.NameZh.Contains(search) || region.NameEn.Contains(search)).Select(region => region.Code);
        return from household in db.Set<Household>().AsNoTracking()
               where household.CountyCode == me.CountyCode && household.DeletedAt == null && household.MergedIntoId == null
               where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
               where search == "" || household.Number == search || villages.Contains(household.ResidenceVillage)
               orderby household.Number
               select new HouseholdLine(
                   household.Number,
                   db.Set<Person>().Where(person => person.CountyCode == household.CountyCode && person.HouseholdId == household.Id && person.Relation == Relation.Head && person.DeletedAt == null)
                       .Select(person => person.NameMasked).FirstOrDefault() ?? "",
                   household.Size, household.CategoryCode, household.ResidenceVillage, household.ResidenceTownship);
    }

    private string Link(int number) => $"/households?search={Uri.EscapeDataString(Search ?? "")}&page-number={number}";
}
