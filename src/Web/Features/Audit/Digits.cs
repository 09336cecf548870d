using Jiuji.Ledger.Audit;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Looks.Pictures;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Audit;

/// <summary>First digits against Benford's law, and amounts near the small-aid limit: where to look, not what was found.</summary>
[Authorize(Roles = AuditViewers.All)]
public sealed class DigitsModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : AuditPage(mediator, words, clock)
{
    public int Year { get; private set; }
    public string Township { get; private set; } = "";
    public IReadOnlyList<(string Code, string Name)> Townships { get; private set; } = [];
    public Benford Benford { get; private set; } = default!;
    public long? LimitFen { get; private set; }
    public IReadOnlyList<LimitBand> Bands { get; private set; } = [];

    public IReadOnlyList<Column> DigitColumns => [.. Benford.Digits.Select(digit => new Column(
        digit.Digit.ToString(System.Globalization.CultureInfo.InvariantCulture), digit.Share, Figures.Percent(digit.Share), digit.ExpectedShare))];

    public IReadOnlyList<Column> BandColumns => [.. Bands.Select(band => new Column(band.ToPercent.ToString(System.Globalization.CultureInfo.InvariantCulture), band.Count, Figures.Count(band.Count), null, band.IsJustUnder ? "recover" : "hands"))];

    public async Task OnGet(int? year, string? township, CancellationToken cancellationToken)
    {
        (Year, Township) = (year ?? Today.Year, township ?? "");
        Townships = [.. (await db.Regions.AsNoTracking().Where(r => r.CountyCode == County && r.Kind == RegionKind.Township).OrderBy(r => r.Code).ToListAsync(cancellationToken))
            .Select(region => (region.Code, Named(region.NameZh, region.NameEn)))];
        var (first, last) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        var amounts = await db.Set<Payment>().AsNoTracking()
            .Where(p => p.CountyCode == County && p.PaidOn >= first && p.PaidOn <= last)
            .Join(db.Set<AidCase>().AsNoTracking(), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new { p.AmountFen, c.TownshipCode })
            .Where(pair => Township == "" || pair.TownshipCode == Township)
            .Select(pair => pair.AmountFen).ToListAsync(cancellationToken);
        Benford = Benford.Of(amounts);
        LimitFen = rules.Find(County, Year < Today.Year ? last : Today)?.SmallAidLimitFen;
        Bands = LimitFen is { } limit ? LimitBands.Of(amounts, limit) : [];
    }
}
