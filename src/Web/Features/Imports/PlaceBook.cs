using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Imports;

/// <summary>From a code that somebody wrote to the three keys of a place. What lies where is looked up, never cut out of a code (design §2).</summary>
public sealed class PlaceBook
{
    private readonly Dictionary<string, Region> byCode;

    private PlaceBook(Dictionary<string, Region> byCode) => this.byCode = byCode;

    public static async Task<PlaceBook> Read(JiujiDb db, CancellationToken cancellationToken) =>
        new(await db.Regions.AsNoTracking().Where(region => region.CountyCode != "").ToDictionaryAsync(region => region.Code, cancellationToken));

    public bool Knows(string code) => byCode.ContainsKey(code);

    /// <summary>Null for a code that is no place of a tenant.</summary>
    public Place? Find(string code) => !byCode.TryGetValue(code, out var region) ? null : region.Kind switch
    {
        RegionKind.Village => new Place(region.CountyCode, region.ParentCode, region.Code),
        RegionKind.Township => new Place(region.CountyCode, region.Code, ""),
        _ => new Place(region.CountyCode, "", ""),
    };
}
