using Jiuji.Matching.Households;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>A member of a household, masked. Fields in the clear are opened by the command look-at, which the household can see.</summary>
public sealed record MemberView(Guid Id, string Name, Relation Relation);

/// <summary>A household, masked.</summary>
/// <param name="Category">The code of the county's rule pack, or that it is in none or pending.</param>
public sealed record HouseholdView(
    Guid Id, string Number, string Category, int Size, string RegisteredTownship, string RegisteredVillage, string ResidenceTownship, string ResidenceVillage,
    IReadOnlyList<MemberView> Members);

public static class HouseholdReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(MatchingPages.Offices);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/households", "list-households", ApiScope.ReadNeeds, Viewers, List, typeof(ListPart<HouseholdView>)),
        new("/households/{number}", "read-household", ApiScope.ReadNeeds, Viewers, One, typeof(HouseholdView)),
    ];

    /// <summary>Lists the households of the sender's area by number, masked.</summary>
    /// <param name="village">Only households that live in this village, by its code.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, string? village)
    {
        var (actor, after) = (Caller.Of(context.User).Actor, page.After);
        var households = Seen(db, actor).Where(h => (after == "" || h.Number.CompareTo(after) > 0) && (village == null || h.ResidenceVillage == village));
        return Answers.Part(context, page, households.OrderBy(h => h.Number), h => h.Number, rows => Views(db, actor.CountyCode, rows, context.RequestAborted));
    }

    /// <summary>Reads one household, masked.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, string number)
    {
        var actor = Caller.Of(context.User).Actor;
        var rows = await Seen(db, actor).Where(h => h.Number == number).ToListAsync(context.RequestAborted);
        return Answers.One(context, await Views(db, actor.CountyCode, rows, context.RequestAborted) is [var found, ..] ? found : null, number);
    }

    private static IQueryable<Household> Seen(JiujiDb db, Actor actor) => db.Set<Household>().AsNoTracking()
        .Where(h => h.CountyCode == actor.CountyCode && h.DeletedAt == null && h.MergedIntoId == null)
        .Where(h => actor.TownshipCode == "" || h.ResidenceTownship == actor.TownshipCode || h.RegisteredTownship == actor.TownshipCode);

    private static async Task<IReadOnlyList<HouseholdView>> Views(JiujiDb db, string county, IReadOnlyList<Household> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(h => h.Id).ToList();
        var members = (await db.Set<Person>().AsNoTracking().Where(p => p.CountyCode == county && ids.Contains(p.HouseholdId) && p.DeletedAt == null)
            .Select(p => new { p.HouseholdId, p.Id, p.NameMasked, p.Relation }).ToListAsync(cancellationToken)).ToLookup(p => p.HouseholdId);
        return
        [
            .. rows.Select(h => new HouseholdView(
                h.Id, h.Number, h.CategoryCode, h.Size, h.RegisteredTownship, h.RegisteredVillage, h.ResidenceTownship, h.ResidenceVillage,
                [.. members[h.Id].OrderBy(p => p.Relation).ThenBy(p => p.Id).Select(p => new MemberView(p.Id, p.NameMasked, p.Relation))])),
        ];
    }
}
