using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>The signed sheet of a count of cash. A count that was only typed in keeps its own words as text, and has no sheet to look at.</summary>
public sealed class CountSheet
{
    public required Guid CountId { get; init; }
    public required Document Document { get; init; }

    public static IQueryable<CountSheet> Of(JiujiDb db, IQueryable<FundCount> counts) =>
        from count in counts
        join document in db.Documents on new { count.CountyCode, Hash = count.SheetHash } equals new { document.CountyCode, document.Hash }
        where !document.MediaType.StartsWith("text/")
        select new CountSheet { CountId = count.Id, Document = document };
}
