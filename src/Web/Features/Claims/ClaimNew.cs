using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Claims;

/// <summary>What can be claimed up to the end of a month: payments with accepted papers that stand in no other claim.</summary>
public sealed record ReadyMonth(DateOnly Month, int Payments, long AmountFen);

/// <summary>Drafts a claim: choose the month up to which, with what each would hold in sight.</summary>
[Authorize(Roles = $"{nameof(Role.TownshipHandler)},{nameof(Role.Bookkeeper)}")]
public sealed class ClaimNewModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public IReadOnlyList<ReadyMonth> Ready { get; private set; } = [];

    public Task OnGet(CancellationToken cancellationToken) => Load(cancellationToken);

    public async Task<IActionResult> OnPost(Guid commandId, DateOnly month, CancellationToken cancellationToken)
    {
        if (await Sent(new DraftClaim(commandId, Viewer, County, month.Year, month.Month)) is { } drafted)
        {
            return Done($"/claims/{drafted.Value}", "notice.claim_drafted");
        }

        await Load(cancellationToken);
        return Page();
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        var (county, township, earliest) = (County, Viewer.TownshipCode, Today.Year - 1);
        var open = db.Set<ClaimLine>().Where(line => line.CountyCode == county && line.State == ClaimLineState.Open).Select(line => line.PaymentId);
        var paid = await db.Set<Payment>().AsNoTracking()
            .Where(p => p.CountyCode == county && p.State == PaymentState.PapersAccepted && !open.Contains(p.Id))
            .Join(
                db.Set<ReserveFund>().Where(f => f.TownshipCode == township && f.Year >= earliest), p => new { p.CountyCode, Id = p.ReserveFundId }, f => new { f.CountyCode, f.Id },
                (p, f) => new { p.PaidOn, p.AmountFen, p.ApprovedFen, f.Year })
            .ToListAsync(cancellationToken);
        Ready = [.. paid.Select(p => (p.Year, Month: CountyDay.Month(p.PaidOn!.Value))).Distinct().OrderByDescending(of => of.Month)
            .Select(of => (of.Month, Lines: paid.FindAll(p => p.Year == of.Year && CountyDay.Month(p.PaidOn!.Value) <= of.Month)))
            .Select(of => new ReadyMonth(of.Month, of.Lines.Count, of.Lines.Sum(p => p.AmountFen - p.ApprovedFen)))];
    }
}
