using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.LongWork;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Statements;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Months;

/// <summary>One month of one township: every check of the close, the difference explained, money held for others, cash counts, and the three signatures.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class MonthDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock, MonthDesk desk, LongTasks jobs) : StatementPage(db, mediator, words, clock)
{
    public DateOnly Month { get; private set; }
    public MonthFacts Facts { get; private set; } = new(default);
    public FundMonth? Held { get; private set; }
    public long OutstandingFen { get; private set; }
    public IReadOnlyList<CheckLine> Checks { get; private set; } = [];
    public bool IsReconciled { get; private set; }
    public IReadOnlyList<HeldMoney> HeldMoney { get; private set; } = [];
    public IReadOnlyList<FundCount> Counts { get; private set; } = [];

    /// <summary>The counts that have a sheet to look at.</summary>
    public IReadOnlyList<Guid> Sheets { get; private set; } = [];

    /// <summary>Signatures that were refused.</summary>
    public IReadOnlyList<MonthRefusal> RefusedSignatures { get; private set; } = [];

    /// <summary>Cash moved on these days, and nobody counted it.</summary>
    public IReadOnlyList<(string Custodian, DateOnly Day)> Uncounted { get; private set; } = [];
    public string Stated { get; private set; } = "";
    public string Outstanding { get; private set; } = "";

    public bool MayHold => Held is null && Is(Role.Bookkeeper);
    public MonthRecord? Signs => Viewer.Role switch { Role.CountyFinance => MonthRecord.Finance, Role.CountyCivilAffairs => MonthRecord.CivilAffairs, _ => null };
    public bool MaySign => Held is not null && Signs is { } record && FundMonthLifecycle.Table.Permits(Held.State, FundMonthLifecycle.StepOf(record));

    /// <summary>Finance signs last.</summary>
    public bool WaitsForAffairs => Held is { State: FundMonthState.Held } && Signs == MonthRecord.Finance;
    public long InFlightFen => Held?.InFlightFen ?? Facts.InFlightFen;
    public long BookFen => Held?.BookFen ?? Facts.BookFen;
    public long? StatementFen => Held?.StatementFen ?? Facts.StatementFen;

    public Task<IActionResult> OnGet(string township, string month, CancellationToken cancellationToken) => Load(township, month, cancellationToken);

    public async Task<IActionResult> OnPostHold(string township, string month, Guid commandId, string? stated, CancellationToken cancellationToken)
    {
        Stated = stated ?? "";
        if (Stated.Length > 0 && YuanText.Fen(Stated) is null)
        {
            ModelState.AddModelError("stated", "error.amount");
        }
        else if (MonthText.Read(month) is { } of)
        {
            var held = await SentAsWork(jobs, new HoldMonth(commandId, Viewer, County, township, of, YuanText.Fen(Stated)), "month.hold", $"/months/{township}/{month}");
            if (held.Elsewhere is not null || held.Result is not null)
            {
                return held.Elsewhere ?? Done($"/months/{township}/{month}", "month.held");
            }
        }

        return await Load(township, month, cancellationToken);
    }

    public async Task<IActionResult> OnPostSign(string township, string month, Guid commandId, string? outstanding, CancellationToken cancellationToken)
    {
        Outstanding = outstanding ?? "";
        if (YuanText.Fen(Outstanding) is not { } fen)
        {
            ModelState.AddModelError("outstanding", "error.amount");
        }
        else if (MonthText.Read(month) is { } of && await Sent(new SignMonth(commandId, Viewer, County, township, of, fen)) is not null)
        {
            return Done($"/months/{township}/{month}", "month.signed");
        }

        return await Load(township, month, cancellationToken);
    }

    private async Task<IActionResult> Load(string township, string month, CancellationToken cancellationToken)
    {
        if (await Enter(township, cancellationToken) is { } status)
        {
            return StatusCode(status);
        }

        if (MonthText.Read(month) is not { } of || await desk.Place(County, township, cancellationToken) is not { } place)
        {
            return NotFound();
        }

        Month = of;
        Held = await Db.Set<FundMonth>().AsNoTracking().Include(m => m.Signatures)
            .FirstOrDefaultAsync(m => m.CountyCode == County && m.TownshipCode == township && m.Month == of, cancellationToken);
        OutstandingFen = await desk.Outstanding(place, of, cancellationToken);
        if (Held is null)
        {
            Facts = await desk.Facts(place, of, YuanText.Fen(Stated), cancellationToken);
            var checks = MonthDecision.Checks(Facts, Today);
            IsReconciled = checks.All(check => check.Passed);
            Checks = [.. checks.Select(check => new CheckLine(
                check.Passed ? Verdict.Pass : Verdict.Fail, check.Passed ? T[$"month.check.{check.Rule}"] : T["month.check_failed", T.Of(check.Rule), check.Figure]))];
        }

        HeldMoney = await HeldAt(place, cancellationToken);
        Uncounted = await desk.Uncounted(place, of, cancellationToken);
        var next = of.AddMonths(1);
        Counts = await Db.Set<FundCount>().AsNoTracking().Where(c => c.CountyCode == County && c.Owner == place.Owner && c.CountedOn >= of && c.CountedOn < next)
            .OrderBy(c => c.CountedOn).ToListAsync(cancellationToken);
        var counted = Counts.Select(count => count.Id).ToList();
        Sheets = await CountSheet.Of(Db, Db.Set<FundCount>().Where(c => c.CountyCode == County && counted.Contains(c.Id))).Select(sheet => sheet.CountId).ToListAsync(cancellationToken);
        RefusedSignatures = await Db.Set<MonthRefusal>().AsNoTracking().Where(r => r.CountyCode == County && r.TownshipCode == township && r.Month == of)
            .OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        return Page();
    }

    /// <summary>What was held at the month's end.</summary>
    private async Task<IReadOnlyList<HeldMoney>> HeldAt(BankPlace place, CancellationToken cancellationToken)
    {
        var last = Month.AddMonths(1).AddDays(-1);
        return await Db.Set<HeldMoney>().AsNoTracking()
            .Where(h => h.CountyCode == County && h.Owner == place.Owner && h.ReceivedOn <= last && (h.EndedOn == null || h.EndedOn > last)).OrderBy(h => h.ReceivedOn).ToListAsync(cancellationToken);
    }
}
