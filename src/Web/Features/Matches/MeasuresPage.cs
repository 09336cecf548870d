using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>How well matching works in this person's area: how fast, how much of what was asked for, how fairly, and what was wasted. Nothing names a household.</summary>
[Authorize(Roles = MatchingPages.Offices + ",OfficeHead,CountyFinance,Auditor")]
public sealed class MeasuresModel(JiujiDb db, NameShelf names, RuleShelf shelf, TimeProvider clock) : PageModel
{
    public const int UsualProactivePercent = 50;

    public TimeToMatch Time { get; private set; } = new(0, 0, 0);
    public IReadOnlyList<MetShare> ByCategory { get; private set; } = [];
    public IReadOnlyList<MetShare> ByTownship { get; private set; } = [];
    public ProactiveShare Proactive { get; private set; } = new(0, 0);
    public ExpiredUnused Wasted { get; private set; } = new(0, []);
    public IReadOnlyDictionary<Guid, string> WastedNames { get; private set; } = new Dictionary<Guid, string>();
    public decimal? WorstServed { get; private set; }
    public NameShelf Names => names;
    public string County => User.Actor().CountyCode;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var me = User.Actor();
        var measured = await (
            from need in db.Set<Need>().AsNoTracking()
            join household in db.Set<Household>() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
            where need.CountyCode == me.CountyCode && (me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode)
            select new MeasuredNeed(need, household.CategoryCode, household.ResidenceTownship)).ToListAsync(cancellationToken);
        var needs = measured.ToDictionary(each => each.Need.Id, each => each.Need);
        var accepted = await db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == me.CountyCode && match.AcceptedAt != null).ToListAsync(cancellationToken);
        Time = Measures.TimeToMatch(accepted.Where(match => needs.ContainsKey(match.NeedId)), needs);
        (ByCategory, ByTownship) = (Measures.MetByCategory(measured), Measures.MetByTownship(measured));
        Proactive = Measures.Proactive(needs.Values);
        WorstServed = Measures.WorstServedDecile(needs.Values.Where(need => need.State is not (NeedState.Withdrawn or NeedState.Moved)));
        await ReadWasted(me.CountyCode, cancellationToken);
    }

    public string CategoryName(string code) => MatchingRules.Of(shelf, County, clock.Today()).Categories.Any(category => category.Code == code) ? names.Category(County, code) : "";

    /// <summary>What was taken out of the book when a lot expired is what nobody used.</summary>
    private async Task ReadWasted(string county, CancellationToken cancellationToken)
    {
        var expired = await db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == county && lot.State == LotState.Expired).ToListAsync(cancellationToken);
        Wasted = Measures.ExpiredUnused(expired, await LotStock.TakenOut(db, county, [.. expired.Select(lot => lot.Id)], cancellationToken));
        WastedNames = expired.ToDictionary(lot => lot.Id, lot => lot.Name);
    }
}
