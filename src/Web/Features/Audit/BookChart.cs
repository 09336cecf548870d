using Jiuji.Ledger;
using Jiuji.Ledger.Exports;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Audit;

/// <summary>Owners and funds by the names that people know them by, for whatever leaves the book.</summary>
public static class BookChart
{
    public static async Task<Chart> Read(JiujiDb db, string county, CancellationToken cancellationToken)
    {
        var owners = await db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.NameZh, cancellationToken);
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fund.CountyCode == county).ToDictionaryAsync(fund => fund.Id, fund => fund.Name, cancellationToken);
        return new Chart(id => owners.GetValueOrDefault(id, id.ToString("D")), id => funds.GetValueOrDefault(id, id.ToString("D")));
    }
}
