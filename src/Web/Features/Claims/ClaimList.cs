using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Claims;

/// <summary>A claim in the list.</summary>
public sealed record ClaimRow(string Number, string Township, DateOnly Month, ReimbursementClaimState State, DateOnly? ReviewDueOn, int Payments, long AmountFen)
{
    /// <summary>The county's clock runs from the submission to the end of its review.</summary>
    public bool WaitsAtCounty => State is ReimbursementClaimState.Submitted or ReimbursementClaimState.UnderReview;
}

/// <summary>The claims of the viewer's area, the newest month first.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class ClaimListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int PageSize = 30;

    public IReadOnlyList<ClaimRow> Rows { get; private set; } = [];
    public PageLinks Pages { get; private set; } = new(null, null);

    public async Task OnGet(string? after, CancellationToken cancellationToken)
    {
        var (county, township) = (County, Viewer.TownshipCode);
        var claims = db.Set<ReimbursementClaim>().AsNoTracking().Where(c => c.CountyCode == county && (township == "" || c.TownshipCode == township));
        if (after?.Split('_', 2) is [var month, var number] && DateOnly.TryParseExact(month, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
        {
            claims = claims.Where(c => c.Month < last || (c.Month == last && c.Number.CompareTo(number) > 0));
        }

        var found = await claims.OrderByDescending(c => c.Month).ThenBy(c => c.Number).Take(PageSize + 1)
            .Join(db.Regions.AsNoTracking(), c => c.TownshipCode, region => region.Code, (c, region) => new { c, region.NameZh, region.NameEn })
            .OrderByDescending(pair => pair.c.Month).ThenBy(pair => pair.c.Number)
            .Select(pair => new { pair.c.Number, pair.NameZh, pair.NameEn, pair.c.Month, pair.c.State, pair.c.ReviewDueOn, Payments = pair.c.Lines.Count, Fen = pair.c.Lines.Sum(line => line.AmountFen) })
            .ToListAsync(cancellationToken);
        Rows = [.. found.Take(PageSize).Select(c => new ClaimRow(c.Number, Named(c.NameZh, c.NameEn), c.Month, c.State, c.ReviewDueOn, c.Payments, c.Fen))];
        Pages = new PageLinks(
            after is null ? null : "/claims",
            found.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"/claims?after={Rows[^1].Month:yyyyMMdd}_{Rows[^1].Number}") : null);
    }

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);
}
