using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>What a household lacks. Quantities in the unit; money in fen.</summary>
public sealed record NeedView(
    Guid Id, string Number, string Household, string Kind, string Unit, long Quantity, long Met, Urgency Urgency, DateOnly? Deadline, bool GreenChannel, DiscoverySource Source,
    string Cause, bool Whole, NeedState State, DateTimeOffset QueuedAt);

public static class NeedReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(MatchingPages.Offices);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/needs", "list-needs", ApiScope.ReadNeeds, Viewers, List, typeof(ListPart<NeedView>)),
        new("/needs/{number}", "read-need", ApiScope.ReadNeeds, Viewers, One, typeof(NeedView)),
    ];

    private sealed class Row
    {
        public required Need Need { get; init; }
        public required string Household { get; init; }
    }

    /// <summary>Lists the needs of the sender's area, by number.</summary>
    /// <param name="state">Only needs in this state.</param>
    /// <param name="kind">Only needs of this kind, by its code.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, NeedState? state, string? kind)
    {
        var after = page.After;
        var rows = Seen(db, Caller.Of(context.User).Actor).Where(row => after == "" || row.Need.Number.CompareTo(after) > 0);
        if (state is not null)
        {
            rows = rows.Where(row => row.Need.State == state);
        }

        if (kind is not null)
        {
            rows = rows.Where(row => row.Need.KindCode == kind);
        }

        return Answers.Part(context, page, rows.OrderBy(row => row.Need.Number), row => row.Need.Number, View);
    }

    /// <summary>Reads one need.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, string number)
    {
        var row = await Seen(db, Caller.Of(context.User).Actor).FirstOrDefaultAsync(row => row.Need.Number == number, context.RequestAborted);
        return Answers.One(context, row is null ? null : View(row), number);
    }

    private static IQueryable<Row> Seen(JiujiDb db, Actor actor) =>
        from need in db.Set<Need>().AsNoTracking()
        where need.CountyCode == actor.CountyCode
        join household in db.Set<Household>().AsNoTracking() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
        where actor.TownshipCode == "" || household.ResidenceTownship == actor.TownshipCode || household.RegisteredTownship == actor.TownshipCode
        select new Row { Need = need, Household = household.Number };

    private static NeedView View(Row row) => new(
        row.Need.Id, row.Need.Number, row.Household, row.Need.KindCode, row.Need.Unit, row.Need.Quantity, row.Need.MetQuantity, row.Need.Urgency, row.Need.Deadline,
        row.Need.IsGreenChannel, row.Need.DiscoverySource, row.Need.CauseCode, row.Need.IsWhole, row.Need.State, row.Need.QueuedAt);
}
