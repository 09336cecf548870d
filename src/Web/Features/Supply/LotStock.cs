using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Supply;

/// <summary>A dated turn of a service that can still be taken, and how much of it is free.</summary>
public sealed record OpenTurn(Guid Id, DateOnly Day, TimeOnly StartsAt, TimeOnly EndsAt, long Free)
{
    public string Hours => string.Create(CultureInfo.InvariantCulture, $"{StartsAt:HH\\:mm}–{EndsAt:HH\\:mm}");
}

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

    /// <summary>What left the stock because it was no longer offered, by lot.</summary>
    public static async Task<IReadOnlyDictionary<Guid, long>> TakenOut(JiujiDb db, string county, IReadOnlyCollection<Guid> lots, CancellationToken cancellationToken) =>
        (await db.Set<Account>().AsNoTracking().Where(account => account.CountyCode == county && account.Kind == AccountKind.Withdrawn && lots.Contains(account.Fund))
            .Select(account => new { account.Fund, account.Balance }).ToListAsync(cancellationToken))
        .GroupBy(account => account.Fund).ToDictionary(lot => lot.Key, lot => lot.Sum(account => account.Balance));

    /// <summary>Of every lot with dated turns: what its turns from today on still hold together, and the most that one of them does.</summary>
    public static async Task<IReadOnlyDictionary<Guid, (long Free, long Largest)>> OpenTurns(JiujiDb db, string county, DateOnly today, CancellationToken cancellationToken)
    {
        var turns = await db.Set<LotSlot>().AsNoTracking().Where(turn => turn.CountyCode == county).Select(turn => new { turn.Id, turn.LotId, turn.Day, turn.IsCancelled }).ToListAsync(cancellationToken);
        var lots = turns.Select(turn => turn.LotId).ToHashSet();
        var free = (await db.Set<Account>().AsNoTracking().Where(account => account.CountyCode == county && lots.Contains(account.Fund) && account.Kind == AccountKind.InStock)
            .Select(account => new { account.Party, Free = account.Balance - account.Held }).ToListAsync(cancellationToken)).ToDictionary(account => account.Party, account => account.Free);
        return turns.GroupBy(turn => turn.LotId).ToDictionary(lot => lot.Key, lot =>
        {
            var open = lot.Where(turn => !turn.IsCancelled && turn.Day >= today).Select(turn => free.GetValueOrDefault(turn.Id.ToString("D"))).ToList();
            return (open.Sum(), open.DefaultIfEmpty(0).Max());
        });
    }

    /// <summary>Whether the lot goes by dated turns, and those from today on that still hold so much.</summary>
    public static async Task<(bool IsSlotted, IReadOnlyList<OpenTurn> Turns)> OpenTurns(
        JiujiDb db, string county, Guid lot, long quantity, DateOnly today, CancellationToken cancellationToken)
    {
        var turns = await db.Set<LotSlot>().AsNoTracking().Where(turn => turn.CountyCode == county && turn.LotId == lot).ToListAsync(cancellationToken);
        var free = (await db.Set<Account>().AsNoTracking().Where(account => account.CountyCode == county && account.Fund == lot && account.Kind == AccountKind.InStock)
            .Select(account => new { account.Party, Free = account.Balance - account.Held }).ToListAsync(cancellationToken)).ToDictionary(account => account.Party, account => account.Free);
        return (turns.Count > 0, [.. turns.Where(turn => !turn.IsCancelled && turn.Day >= today).OrderBy(turn => turn.Day).ThenBy(turn => turn.StartsAt)
            .Select(turn => new OpenTurn(turn.Id, turn.Day, turn.StartsAt, turn.EndsAt, free.GetValueOrDefault(turn.Id.ToString("D")))).Where(turn => turn.Free >= quantity)]);
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
