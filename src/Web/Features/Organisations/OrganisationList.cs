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
/// <param name="Address">Its page; empty where whoever looks has no business there.</param>
public sealed record OrganisationLine(string Code, string Name, Enum State, int Lots, int Promises, string Address);

/// <summary>The charities that the county looks after, those from elsewhere that offer something here, and the county's mutual-aid societies.</summary>
[Authorize(Roles = "CountyCivilAffairs,Auditor")]
public sealed class OrganisationListModel(JiujiDb db) : PageModel
{
    public IReadOnlyList<OrganisationLine> Charities { get; private set; } = [];
    public IReadOnlyList<OrganisationLine> Societies { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var county = User.Actor().CountyCode;
        var lots = await db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == county).GroupBy(lot => lot.OrganisationId)
            .Select(lots => new { lots.Key, Offered = lots.Count(lot => lot.State == LotState.Published || lot.State == LotState.Suspended) })
            .ToDictionaryAsync(lots => lots.Key, lots => lots.Offered, cancellationToken);
        var promises = await db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == county && match.HoldUntil != null).GroupBy(match => match.OrganisationId)
            .Select(matches => new { matches.Key, Count = matches.Count() }).ToDictionaryAsync(matches => matches.Key, matches => matches.Count, cancellationToken);
        var standings = await db.Set<OrganisationStanding>().AsNoTracking().Where(each => each.CountyCode == county).ToDictionaryAsync(each => each.OrganisationId, cancellationToken);
        var known = lots.Keys.ToList();
        var listed = await db.Organisations.AsNoTracking()
            .Where(each => (each.Kind == OrganisationKind.Charity && (each.CountyCode == county || known.Contains(each.Id))) || (each.Kind == OrganisationKind.Society && each.CountyCode == county))
            .OrderBy(each => each.Code).ToListAsync(cancellationToken);
        var mayOpenAll = User.IsInRole(nameof(Role.CountyCivilAffairs));
        OrganisationLine Line(Organisation each, Enum state, string address) => new(
            each.Code, SpokenLanguages.IsChinese ? each.NameZh : each.NameEn, state, lots.GetValueOrDefault(each.Id), promises.GetValueOrDefault(each.Id), address);
        Charities = [.. listed.Where(each => each.Kind == OrganisationKind.Charity)
            .Select(each => Line(each, standings.GetValueOrDefault(each.Id)?.State ?? OrganisationState.Active, mayOpenAll ? $"/organisations/{each.Code}" : ""))];
        Societies = [.. listed.Where(each => each.Kind == OrganisationKind.Society)
            .Select(each => Line(each, standings.GetValueOrDefault(each.Id)?.Society ?? SocietyState.Active, $"/societies/{each.Code}"))];
    }
}
