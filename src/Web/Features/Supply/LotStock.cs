using Jiuji.Ledger;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Supply;

/// <summary>What the book says of a lot now, in the lot's unit. Promised is still in stock and no longer free (T23).</summary>
public sealed record LotStock(long InStock, long Held, long Delivered)
{
    public static LotStock Nothing { get; } = new(0, 0, 0);

    public long Free => InStock - Held;

    /// <summary>By lot; one that never came into stock is not in it.</summary>
    /// <param name="lots">Null for all of the county.</param>
    public static async Task<IReadOnlyDictionary<Guid, LotStock>> Of(
        JiujiDb db, string county, IReadOnlyCollection<Guid>? lots, CancellationToken cancellationToken)
    {
        var accounts = db.Set<Account>().AsNoTracking().Where(account => account.CountyCode == county
            && (account.Kind == AccountKind.InStock || account.Kind == AccountKind.Delivered));
        if (lots is not null)
        {
            accounts = accounts.Where(account => lots.Contains(account.Fund));
        }

        var rows = await accounts.Select(account => new { account.Fund, account.Kind, account.Balance, account.Held }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.Fund).ToDictionary(lot => lot.Key, lot => new LotStock(
            lot.Where(row => row.Kind == AccountKind.InStock).Sum(row => row.Balance),
            lot.Where(row => row.Kind == AccountKind.InStock).Sum(row => row.Held),
            lot.Where(row => row.Kind == AccountKind.Delivered).Sum(row => row.Balance)));
    }

    public static async Task<LotStock> Of(JiujiDb db, string county, Guid lot, CancellationToken cancellationToken) =>
        (await Of(db, county, [lot], cancellationToken)).GetValueOrDefault(lot, Nothing);

    /// <summary>What is free of one dated turn.</summary>
    public static Task<long> FreeOfSlot(JiujiDb db, string county, Guid lot, Guid slot, CancellationToken cancellationToken)
    {
        var party = slot.ToString("D");
        return db.Set<Account>().AsNoTracking()
            .Where(account => account.CountyCode == county && account.Fund == lot && account.Kind == AccountKind.InStock && account.Party == party)
            .SumAsync(account => account.Balance - account.Held, cancellationToken);
    }

    /// <summary>In stock by dated turn; a lot without such has one line without a turn.</summary>
    public static async Task<IReadOnlyList<(Guid? Slot, long InStock)>> BySlot(JiujiDb db, string county, Guid lot, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Account>().AsNoTracking()
            .Where(account => account.CountyCode == county && account.Fund == lot && account.Kind == AccountKind.InStock)
            .OrderBy(account => account.Party).Select(account => new { account.Party, account.Balance }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (Guid.TryParse(row.Party, out var slot) ? slot : (Guid?)null, row.Balance))];
    }
}
