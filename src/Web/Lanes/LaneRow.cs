using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Lanes;

/// <summary>
/// The row that makes a county's lane one lane over all processes. On SQLite the transaction itself, begun IMMEDIATE, keeps everybody else out.
/// </summary>
public static class LaneRow
{
    public static async Task Lock(JiujiDb db, string county, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
        {
            return;
        }

        await db.Database.ExecuteSqlAsync($"INSERT INTO lane (county_code, seq, chain_head) VALUES ({county}, 0, '') ON CONFLICT DO NOTHING", cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT seq FROM lane WHERE county_code = {county} FOR UPDATE", cancellationToken);
    }
}
