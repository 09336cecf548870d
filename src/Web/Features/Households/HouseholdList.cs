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

public sealed class HouseholdLine
{
    public required string Number { get; init; }
    public required string Head { get; init; }
    public required int Size { get; init; }
    public required string Category { get; init; }
    public required string Village { get; init; }
    public required string Township { get; init; }
}

/// <summary>The households of this person's area: the head's name masked, nothing else personal.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class HouseholdListModel(JiujiDb db, NameShelf names) : PageModel
{
    private const int PageSize = 50;
    private static readonly Keyset<HouseholdLine> ByNumber = new Keyset<HouseholdLine>().By(line => line.Number);

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<HouseholdLine> Lines { get; private set; } = [];
    public PageLinks Links { get; private set; } = new(null, null);
    public NameShelf Names => names;
    public string County => User.Actor().CountyCode;

    public async Task OnGet(string? after, string? before, CancellationToken cancellationToken) => (Lines, Links) = await ByNumber.Page(
        Filtered(User.Actor()), new(after, before), PageSize, $"/households?search={Uri.EscapeDataString(Search ?? "")}", cancellationToken);

    private IQueryable<HouseholdLine> Filtered(Actor me)
    {
        var search = Search?.Trim() ?? "";
        var villages = db.Regions.Where(region => region.NameZh.Contains(search) || region.NameEn.Contains(search)).Select(region => region.Code);
        return from household in db.Set<Household>().AsNoTracking()
               where household.CountyCode == me.CountyCode && household.DeletedAt == null && household.MergedIntoId == null
               where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
               where search == "" || household.Number == search || villages.Contains(household.ResidenceVillage)
               select new HouseholdLine
               {
                   Number = household.Number,
                   Head = db.Set<Person>().Where(person => person.CountyCode == household.CountyCode && person.HouseholdId == household.Id && person.Relation == Relation.Head && person.DeletedAt == null)
                       .Select(person => person.NameMasked).FirstOrDefault() ?? "",
                   Size = household.Size,
                   Category = household.CategoryCode,
                   Village = household.ResidenceVillage,
                   Township = household.ResidenceTownship,
               };
    }
}
