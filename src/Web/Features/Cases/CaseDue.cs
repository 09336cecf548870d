using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>What one person of one office has due: payments to make and papers to bring, by when.</summary>
public sealed record DueRow(string Township, string Person, int Overdue, int Today, int Week, int Later)
{
    public int All => Overdue + Today + Week + Later;
}

/// <summary>What is due today, this week and overdue, per office and person. Papers that were sent back run on (T12).</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class CaseDueModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private static readonly PaymentState[] PapersOpen = [PaymentState.Paid, PaymentState.PapersSubmitted, PaymentState.SentBack];
    private static readonly PaymentState[] Unpaid = [PaymentState.Planned, PaymentState.Released, PaymentState.BankFailed, PaymentState.Returned];
    private static readonly AidCaseState[] Over = [AidCaseState.RefusedInWriting, AidCaseState.RefusalServed, AidCaseState.RefusalUpheld, AidCaseState.Withdrawn, AidCaseState.Closed];

    public IReadOnlyList<DueRow> Rows { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var (county, township) = (County, Viewer.TownshipCode);
        var papers = await (from payment in db.Set<Payment>().AsNoTracking()
                            where payment.CountyCode == county && PapersOpen.Contains(payment.State) && payment.PapersDueOn != null
                            join aidCase in db.Set<AidCase>() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                            where township == "" || aidCase.TownshipCode == township
                            select new { aidCase.TownshipCode, aidCase.HandledBy, Due = payment.PapersDueOn!.Value }).ToListAsync(cancellationToken);
        var money = await (from aidCase in db.Set<AidCase>().AsNoTracking()
                           where aidCase.CountyCode == county && (township == "" || aidCase.TownshipCode == township) && !Over.Contains(aidCase.State)
                           where !db.Set<Payment>().Any(p => p.CountyCode == aidCase.CountyCode && p.AidCaseId == aidCase.Id && !Unpaid.Contains(p.State))
                           select new { aidCase.TownshipCode, aidCase.HandledBy, Due = aidCase.DueOn }).ToListAsync(cancellationToken);
        var names = await db.Regions.AsNoTracking().Where(r => r.CountyCode == county).ToDictionaryAsync(r => r.Code, r => Named(r.NameZh, r.NameEn), cancellationToken);
        var sunday = Today.AddDays((7 - (int)Today.DayOfWeek) % 7);
        Rows = [.. papers.Concat(money).GroupBy(each => (each.TownshipCode, each.HandledBy))
            .Select(group => new DueRow(
                names.GetValueOrDefault(group.Key.TownshipCode, group.Key.TownshipCode), group.Key.HandledBy, group.Count(each => each.Due < Today), group.Count(each => each.Due == Today),
                group.Count(each => each.Due > Today && each.Due <= sunday), group.Count(each => each.Due > sunday)))
            .OrderByDescending(row => row.Overdue).ThenByDescending(row => row.Today).ThenByDescending(row => row.Week).ThenBy(row => row.Person, StringComparer.Ordinal)];
    }
}
