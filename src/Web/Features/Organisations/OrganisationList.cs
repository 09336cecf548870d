using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Organisations;

/// <summary>A charity as the county sees it: how it stands, what it offers now, and what it has promised.</summary>
public sealed record OrganisationLine(string Code, string Name, OrganisationState State, int Lots, int Promises);

/// <summary>The charities that the county looks after, and those from elsewhere that offer something here.</summary>
[Authorize(Roles = nameof(Role.CountyCivilAffairs))]
public sealed class OrganisationListModel(JiujiDb db) : PageModel
{
    public IReadOnlyList<OrganisationLine> Lines { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var county = User.Actor().CountyCode;
        var lots = await db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == county).GroupBy(lot => lot.OrganisationId)
            .Select(lots => new { lots.Key, Offered = lots.Count(lot => lot.State == LotState.Published || lot.State == LotState.Suspended) })
            .ToDictionaryAsync(lots => lots.Key, lots => lots.Offered, cancellationToken);
        var promises = await db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == county && match.HoldUntil != null).GroupBy(match => match.OrganisationId)
            .Select(matches => new { matches.Key, Count = matches.Count() }).ToDictionaryAsync(matches => matches.Key, matches => matches.Count, cancellationToken);
        var standings = await OrganisationDesk.Standings(db, county, cancellationToken);
        var known = lots.Keys.ToList();
        var charities = await db.Organisations.AsNoTracking()
            .Where(each => each.Kind == OrganisationKind.Charity && (each.CountyCode == county || known.Contains(each.Id))).OrderBy(each => each.Code).ToListAsync(cancellationToken);
        Lines = [.. charities.Select(each => new OrganisationLine(
            each.Code, SpokenLanguages.IsChinese ? each.NameZh : each.NameEn, standings.GetValueOrDefault(each.Id), lots.GetValueOrDefault(each.Id), promises.GetValueOrDefault(each.Id)))];
    }
}
