using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Needs;

/// <summary>A lot that could be asked about: why not this one?</summary>
public sealed record OtherLot(Guid Id, string Number, string Name);

/// <summary>One need: what is proposed for it and why, what has come, and why not another lot.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedDetailModel(JiujiDb db, NameShelf names, RuleShelf shelf, PlanShelf plans, TimeProvider clock) : PageModel
{
    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>The lot that somebody asks about.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lot { get; set; }

    public Need Need { get; private set; } = default!;
    public string HouseholdNumber { get; private set; } = "";
    public IReadOnlyList<MatchCard> Matches { get; private set; } = [];
    public IReadOnlyList<OtherLot> Others { get; private set; } = [];
    public WhyNot? WhyNot { get; private set; }
    public NameShelf Names => names;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var me = User.Actor();
        var found = await (
            from need in db.Set<Need>().AsNoTracking()
            join household in db.Set<Household>().AsNoTracking() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
            where need.CountyCode == me.CountyCode && need.Number == Number
            where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
            select new { need, household.Number }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        (Need, HouseholdNumber) = (found.need, found.Number);
        Matches = await MatchCards.Of(db, MatchCards.Visible(db, me).Where(match => match.NeedId == Need.Id && match.State != MatchState.Cancelled), me).ToListAsync(cancellationToken);
        Others = await db.Set<SupplyLot>().AsNoTracking()
            .Where(lot => lot.CountyCode == me.CountyCode && lot.NeedKindCode == Need.KindCode && lot.State == LotState.Published)
            .OrderBy(lot => lot.Number).Select(lot => new OtherLot(lot.Id, lot.Number, lot.Name)).ToListAsync(cancellationToken);
        if (Others.FirstOrDefault(lot => lot.Number == Lot) is { } asked)
        {
            WhyNot = await Ask(me.CountyCode, asked.Id, cancellationToken);
        }

        return Page();
    }

    /// <summary>Asked of the plan for things as they stand now; null when this need or that lot has nothing left to plan.</summary>
    private async Task<WhyNot?> Ask(string county, Guid lot, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var solved = plans.Solve(
            county, SolverInput.Of(await CountyRows.Read(db, county, today, cancellationToken), today), MatchingRules.Of(shelf, county, today).Policy);
        return solved.Input.Needs.Any(need => need.Id == Need.Id) && solved.Input.Lots.Any(each => each.Id == lot) ? solved.Plan.WhyNot(Need.Id, lot) : null;
    }
}
