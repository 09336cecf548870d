using Jiuji.Matching;
using Jiuji.Matching.Supply;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>Something offered. Quantities in its unit; money in fen.</summary>
/// <param name="Free">What the book says can still be promised.</param>
/// <param name="Held">Promised and not yet delivered.</param>
/// <param name="Areas">Codes of the places it serves; its county where it names none.</param>
/// <param name="Categories">The categories that its donor restricts it to; empty for none.</param>
public sealed record LotView(
    Guid Id, string Number, string Name, Guid Organisation, SupplyKind Kind, string NeedKind, string Unit, LotState State, long Quantity, long Free, long Held, long Delivered,
    long? LimitPerHousehold, int? AgeFrom, int? AgeTo, DateOnly ValidUntil, bool Perishable, IReadOnlyList<string> Areas, IReadOnlyList<string> Categories, string Restriction,
    string Description);

public static class SupplyReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(MatchingPages.OfficesAndProviders);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/lots", "list-lots", ApiScope.ReadSupply, Viewers, List, typeof(ListPart<LotView>)),
        new("/lots/{number}", "read-lot", ApiScope.ReadSupply, Viewers, One, typeof(LotView)),
    ];

    /// <summary>Lists the county's supply ledger by number; a provider sees what is published and all of its own.</summary>
    /// <param name="state">Only lots in this state.</param>
    /// <param name="needKind">Only lots that meet needs of this kind, by its code.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, LotState? state, string? needKind)
    {
        var (actor, after) = (Caller.Of(context.User).Actor, page.After);
        var lots = Seen(db, actor).Where(lot => after == "" || lot.Number.CompareTo(after) > 0);
        if (state is not null)
        {
            lots = lots.Where(lot => lot.State == state);
        }

        if (needKind is not null)
        {
            lots = lots.Where(lot => lot.NeedKindCode == needKind);
        }

        return Answers.Part(context, page, lots.OrderBy(lot => lot.Number), lot => lot.Number, rows => Views(db, actor.CountyCode, rows, context.RequestAborted));
    }

    /// <summary>Reads one lot with what the book holds of it.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, string number) =>
        Answers.One(context, await Find(db, Caller.Of(context.User).Actor, number, context.RequestAborted), number);

    public static async Task<LotView?> Find(JiujiDb db, Actor actor, string number, CancellationToken cancellationToken)
    {
        var rows = await Seen(db, actor).Where(lot => lot.Number == number).ToListAsync(cancellationToken);
        return await Views(db, actor.CountyCode, rows, cancellationToken) is [var found, ..] ? found : null;
    }

    private static IQueryable<SupplyLot> Seen(JiujiDb db, Actor actor)
    {
        var lots = db.Set<SupplyLot>().AsNoTracking().Include(lot => lot.Areas).Include(lot => lot.Categories).AsSplitQuery().Where(lot => lot.CountyCode == actor.CountyCode);
        return actor.InMatching().IsProvider() ? lots.Where(lot => lot.OrganisationId == actor.OrganisationId || lot.State == LotState.Published) : lots;
    }

    private static async Task<IReadOnlyList<LotView>> Views(JiujiDb db, string county, IReadOnlyList<SupplyLot> rows, CancellationToken cancellationToken)
    {
        var stock = await LotStock.Of(db, county, [.. rows.Select(lot => lot.Id)], cancellationToken);
        return
        [
            .. from lot in rows
               let has = stock.GetValueOrDefault(lot.Id, LotStock.Nothing)
               select new LotView(
                   lot.Id, lot.Number, lot.Name, lot.OrganisationId, lot.Kind, lot.NeedKindCode, lot.Unit, lot.State, lot.Quantity, has.Free, has.Held, has.Delivered,
                   lot.LimitPerHousehold, lot.AgeFrom, lot.AgeTo, lot.ValidUntil, lot.IsPerishable, [.. lot.AreaCodes.Order(StringComparer.Ordinal)],
                   [.. lot.CategoryCodes.Order(StringComparer.Ordinal)], lot.Restriction, lot.Description),
        ];
    }
}
