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

public sealed record NeedLine(
    string Number, string HouseholdNumber, string Head, string KindCode, string Unit, long Quantity, long Met, Urgency Urgency, DateOnly? Deadline, bool IsGreen, NeedState State);

/// <summary>The queue of needs of this person's area, most pressing first.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedListModel(JiujiDb db, NameShelf names) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public NeedState? State { get; set; }

    /// <summary>Only those where somebody is to ask what is still missing after aid (B14).</summary>
    [BindProperty(SupportsGet = true)]
    public bool Review { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<NeedLine> Lines { get; private set; } = [];
    public PageLinks Links { get; private set; } = new(null, null);
    public NameShelf Names => names;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Number = Math.Max(1, Number);
        var lines = await Filtered(User.Actor()).Skip((Number - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        Lines = [.. lines.Take(PageSize)];
        Links = new PageLinks(Number > 1 ? Link(Number - 1) : null, lines.Count > PageSize ? Link(Number + 1) : null);
    }

    private IQueryable<NeedLine> Filtered(Actor me)
    {
        var needs = db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == me.CountyCode);
        needs = Review ? needs.Where(need => need.NeedsReview) : State is { } state ? needs.Where(need => need.State == state) : needs.Where(need => need.State == NeedState.Open || need.State == NeedState.PartMet);
        var search = Search?.Trim() ?? "";
        return from need in needs
               join household in db.Set<Household>() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
               where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
               where search == "" || need.Number == search || household.Number == search
               orderby need.Urgency descending, need.IsGreenChannel descending, need.Deadline ?? DateOnly.MaxValue, need.QueuedAt, need.Number
               select new NeedLine(
                   need.Number, household.Number,
                   db.Set<Person>().Where(person => person.CountyCode == need.CountyCode && person.HouseholdId == household.Id && person.Relation == Relation.Head && person.DeletedAt == null)
                       .Select(person => person.NameMasked).FirstOrDefault() ?? "",
                   need.KindCode, need.Unit, need.Quantity, need.MetQuantity, need.Urgency, need.Deadline, need.IsGreenChannel, need.State);
    }

    private string Link(int number) => $"/needs?search={Uri.EscapeDataString(Search ?? "")}&state={State}&review={Review}&page-number={number}";
}
