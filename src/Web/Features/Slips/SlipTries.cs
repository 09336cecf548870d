using System.Security.Cryptography;
using System.Text;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Slips;

/// <summary>How often somebody tried, kept for a quarter of an hour. Who it was stands as a hash: the table tells nobody's number or address.</summary>
public sealed class SlipTry
{
    public required string Who { get; init; }
    public int Tries { get; set; }
    public DateTimeOffset Since { get; set; }
}

/// <summary>
/// How often somebody may try a slip code: five tries for one household or twenty from one address within a quarter of an hour, over all processes. A try is
/// counted before the code is looked at, so that many at once do not slip through; a right one gives it back.
/// </summary>
public sealed class SlipTries(Lanes.Lanes lanes, TimeProvider clock)
{
    private const int MostForHousehold = 5;
    private const int MostFromAddress = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public static void AddTo(ModelBuilder model) => model.Entity<SlipTry>(table =>
    {
        table.ToTable("slip_try").HasKey(row => row.Who);
        table.HasIndex(row => row.Since);
    });

    /// <summary>Counts the try; false where there have been too many.</summary>
    public async Task<bool> Begin(string household, string address, CancellationToken cancellationToken)
    {
        var may = false;
        await Change(async db =>
        {
            var now = clock.GetUtcNow();
            await db.Set<SlipTry>().Where(row => row.Since <= now - Window).ExecuteDeleteAsync(cancellationToken);
            var (one, other) = (await Row(db, KeyOf("household", household), now), await Row(db, KeyOf("address", address), now));
            may = one.Tries < MostForHousehold && other.Tries < MostFromAddress;
            (one.Tries, other.Tries) = (one.Tries + 1, other.Tries + 1);
        }, cancellationToken);
        return may;
    }

    /// <summary>The code was right: the household starts anew, and the address has one try less against it.</summary>
    public Task Right(string household, string address, CancellationToken cancellationToken) => Change(async db =>
    {
        var (one, other) = (await Row(db, KeyOf("household", household), clock.GetUtcNow()), await Row(db, KeyOf("address", address), clock.GetUtcNow()));
        (one.Tries, other.Tries) = (0, Math.Max(0, other.Tries - 1));
    }, cancellationToken);

    private Task<Result<Done>> Change(Func<JiujiDb, Task> change, CancellationToken cancellationToken) => lanes.Shared.Run<Done>("", async (services, token) =>
    {
        var db = services.GetRequiredService<JiujiDb>();
        await change(db);
        await db.SaveChangesAsync(token);
        return new Done();
    }, cancellationToken);

    private static async Task<SlipTry> Row(JiujiDb db, string who, DateTimeOffset now)
    {
        if (await db.Set<SlipTry>().FirstOrDefaultAsync(row => row.Who == who) is { } known)
        {
            return known;
        }

        var fresh = new SlipTry { Who = who, Since = now };
        db.Add(fresh);
        return fresh;
    }

    private static string KeyOf(string kind, string who) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {who}")));
}
