using Jiuji.Ledger;
using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Announcements;

/// <summary>A township's exceptions of a year.</summary>
public sealed record CountRow(string Township, int Paid, long PaidFen, Exceptions Exceptions, int PostedLate);

/// <summary>
/// How often the ordinary way was left, for anybody to read without signing in: emergency advances, overrides, aid first, lists posted late. Counts and sums
/// of whole townships, nobody's name.
/// </summary>
[AllowAnonymous]
public sealed class PublicCountsModel(JiujiDb db, TimeProvider clock) : PageModel
{
    public string County { get; private set; } = "";
    public string CountyName { get; private set; } = "";
    public int Year { get; private set; }
    public IReadOnlyList<(string Code, string Name)> Counties { get; private set; } = [];
    public IReadOnlyList<CountRow> Rows { get; private set; } = [];

    /// <summary>All townships together.</summary>
    public CountRow Total => new(
        "", Rows.Sum(row => row.Paid), Rows.Sum(row => row.PaidFen),
        Exceptions.Sum(Rows.Select(row => row.Exceptions)), Rows.Sum(row => row.PostedLate));

    public async Task<IActionResult> OnGet(string? county, int? year, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        (County, Year) = (county ?? User.FindFirst(ActorClaims.County)?.Value ?? "", Math.Clamp(year ?? today.Year, 2000, today.Year));
        var tenants = await db.Regions.AsNoTracking().Where(r => r.Code == r.CountyCode).OrderBy(r => r.Code).ToListAsync(cancellationToken);
        Counties = [.. tenants.Select(region => (region.Code, FundPage.Named(region.NameZh, region.NameEn)))];
        CountyName = Counties.FirstOrDefault(pair => pair.Code == County).Name ?? "";
        if (County.Length > 0 && CountyName.Length == 0)
        {
            return NotFound();
        }

        db.Within = County;
        Rows = County.Length == 0 ? [] : await Read(new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31), cancellationToken);
        return Page();
    }

    private async Task<IReadOnlyList<CountRow>> Read(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var townships = await db.Regions.AsNoTracking().Where(r => r.CountyCode == County && r.Kind == RegionKind.Township).OrderBy(r => r.Code).ToListAsync(cancellationToken);
        var paid = (await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == County && p.PaidOn >= from && p.PaidOn <= to)
            .Join(db.Set<AidCase>().AsNoTracking(), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new { c.TownshipCode, p.AmountFen })
            .ToListAsync(cancellationToken)).ToLookup(p => p.TownshipCode, p => p.AmountFen);
        var late = (await db.Set<Announcement>().AsNoTracking().Where(a => a.CountyCode == County && a.Month >= from && a.Month <= to && a.PostedOn > a.DueOn).Select(a => a.TownshipCode).ToListAsync(cancellationToken)).ToLookup(code => code);
        var rows = new List<CountRow>();
        foreach (var township in townships)
        {
            var exceptions = await Exceptions.Read(db, County, township.Code, from, to, cancellationToken);
            rows.Add(new CountRow(FundPage.Named(township.NameZh, township.NameEn), paid[township.Code].Count(), paid[township.Code].Sum(), exceptions, late[township.Code].Count()));
        }

        return rows;
    }
}
