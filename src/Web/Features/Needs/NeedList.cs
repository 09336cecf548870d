using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Needs;

/// <summary>A need in the queue; made by members, since a constructor's arguments cannot be asked for in SQL.</summary>
public sealed class NeedLine
{
    public required Need Need { get; init; }
    public required string HouseholdNumber { get; init; }
    public required string Head { get; init; }
}

/// <summary>The queue of needs of this person's area, most pressing first.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedListModel(JiujiDb db, NameShelf names) : PageModel
{
    private const int PageSize = 50;

    private static readonly Keyset<NeedLine> MostPressing = new Keyset<NeedLine>().By(line => line.Need.QueueKey);

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public NeedState? State { get; set; }

    /// <summary>Only those where somebody is to ask what is still missing after aid (B14).</summary>
    [BindProperty(SupportsGet = true)]
    public bool Review { get; set; }

    public IReadOnlyList<NeedLine> Lines { get; private set; } = [];
    public PageLinks Links { get; private set; } = new(null, null);
    public NameShelf Names => names;

    public async Task OnGet(string? after, string? before, CancellationToken cancellationToken) => (Lines, Links) = await MostPressing.Page(
        Filtered(User.Actor()), new(after, before), PageSize, $"/needs?search={Uri.EscapeDataString(Search ?? "")}&state={State}&review={Review}", cancellationToken);

    private IQueryable<NeedLine> Filtered(Actor me)
    {
        var needs = db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == me.CountyCode);
        needs = Review ? needs.Where(need => need.NeedsReview) : State is { } state ? needs.Where(need => need.State == state) : needs.Where(need => need.State == NeedState.Open || need.State == NeedState.PartMet);
        var search = Search?.Trim() ?? "";
        return from need in needs
               join household in db.Set<Household>() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
               where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
               where search == "" || need.Number == search || household.Number == search
               select new NeedLine
               {
                   Need = need,
                   HouseholdNumber = household.Number,
                   Head = db.Set<Person>().Where(person => person.CountyCode == need.CountyCode && person.HouseholdId == household.Id && person.Relation == Relation.Head && person.DeletedAt == null)
                       .Select(person => person.NameMasked).FirstOrDefault() ?? "",
               };
    }
}
