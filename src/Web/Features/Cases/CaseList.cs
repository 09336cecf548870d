using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>Which cases a list shows: those with something still due, by what is due next, or all of them.</summary>
public enum CaseFilter { Open, Sign, Pay, Papers, Claim, All }

/// <summary>A case in the list. <see cref="DueOn"/> is the next thing due: the payment, and after it the papers.</summary>
public sealed record CaseRow(string Number, string Village, AidCaseState State, PaymentState? Payment, DateOnly AcceptedOn, DateOnly? DueOn, bool Provisional, long AmountFen)
{
    public Enum Shown => Payment is { } payment and not PaymentState.Planned ? payment : State;
}

/// <summary>The cases of the viewer's area, what is due first before all else; a page is found by where the one before ended, at any depth.</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class CaseListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int PageSize = 30;
    private static readonly DateOnly Never = new(9999, 12, 31);
    private static readonly AidCaseState[] BeforeDecision = [AidCaseState.Investigated, AidCaseState.NoticePosted, AidCaseState.Signing];
    private static readonly AidCaseState[] Decided = [AidCaseState.Signed, AidCaseState.Filed, AidCaseState.CountyApproved, AidCaseState.MeetingApproved];
    private static readonly AidCaseState[] Over = [AidCaseState.RefusedInWriting, AidCaseState.RefusalServed, AidCaseState.RefusalUpheld, AidCaseState.Withdrawn, AidCaseState.Closed];
    private static readonly PaymentState[] Unpaid = [PaymentState.Planned, PaymentState.Released, PaymentState.BankFailed, PaymentState.Returned];
    private static readonly PaymentState[] PapersOpen = [PaymentState.Paid, PaymentState.PapersSubmitted, PaymentState.SentBack];

    public CaseFilter Show { get; private set; }

    /// <summary>Only what this user handles; empty for everybody's.</summary>
    public string Who { get; private set; } = "";
    public IReadOnlyList<StepLink> Begin => [.. DeskWorks.All.Where(step => step.IsFor(Viewer, Viewer)).Select(step => new StepLink($"/cases/desk/{step.Key}", T.Of(step.Step), "", true))];
    public IReadOnlyList<CaseRow> Rows { get; private set; } = [];
    public PageLinks Pages { get; private set; } = new(null, null);

    /// <summary>What the database sorts and filters by; made by members, since a constructor's arguments cannot be asked for in SQL.</summary>
    private sealed class Line
    {
        public required AidCase AidCase { get; init; }
        public PaymentState? State { get; init; }
        public bool PapersProvisional { get; init; }
        public required string Zh { get; init; }
        public required string En { get; init; }
        public DateOnly DueOn { get; init; }
    }

    public async Task OnGet(CaseFilter show, string? after, string? who, CancellationToken cancellationToken)
    {
        (Show, Who) = (show, who ?? "");
        var lines = Filtered(show);
        if (Who.Length > 0)
        {
            lines = lines.Where(line => line.AidCase.HandledBy == who);
        }

        if (after?.Split('_', 2) is [var day, var number] && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
        {
            lines = lines.Where(line => line.DueOn > last || (line.DueOn == last && line.AidCase.Number.CompareTo(number) > 0));
        }

        var found = await lines.OrderBy(line => line.DueOn).ThenBy(line => line.AidCase.Number).Take(PageSize + 1).ToListAsync(cancellationToken);
        Rows = [.. found.Take(PageSize).Select(Row)];
        var here = Who.Length == 0 ? $"/cases?show={show}" : $"/cases?show={show}&who={Uri.EscapeDataString(Who)}";
        Pages = new PageLinks(after is null ? null : here, found.Count > PageSize ? $"{here}&after={Cursor(found[PageSize - 1])}" : null);
    }

    private IQueryable<Line> Filtered(CaseFilter show)
    {
        var lines = Lines();
        return show switch
        {
            CaseFilter.Open => lines.Where(line => line.DueOn < Never),
            CaseFilter.Sign => lines.Where(line => BeforeDecision.Contains(line.AidCase.State)),
            CaseFilter.Pay => lines.Where(line => Decided.Contains(line.AidCase.State) && (line.State == null || Unpaid.Contains(line.State.Value))),
            CaseFilter.Papers => lines.Where(line => line.State != null && PapersOpen.Contains(line.State.Value)),
            CaseFilter.Claim => lines.Where(line => line.State == PaymentState.PapersAccepted),
            CaseFilter.All => lines,
        };
    }

    /// <summary>Every case of the area with its next due day: the payment's until it is paid, then the papers', then none.</summary>
    private IQueryable<Line> Lines()
    {
        var (county, township) = (County, Viewer.TownshipCode);
        return from aidCase in db.Set<AidCase>().AsNoTracking()
               where aidCase.CountyCode == county && (township == "" || aidCase.TownshipCode == township)
               join p in db.Set<Payment>().AsNoTracking().Where(p => !db.Set<Payment>().Any(later => later.CountyCode == p.CountyCode && later.AidCaseId == p.AidCaseId && later.InstalmentNo > p.InstalmentNo))
                   on new { aidCase.CountyCode, aidCase.Id } equals new { p.CountyCode, Id = p.AidCaseId } into payments
               from payment in payments.DefaultIfEmpty()
               join v in db.Regions.AsNoTracking() on aidCase.VillageCode equals v.Code into villages
               from village in villages.DefaultIfEmpty()
               select new Line
               {
                   AidCase = aidCase,
                   State = payment == null ? null : payment.State,
                   PapersProvisional = payment != null && payment.PapersDueProvisional,
                   Zh = village == null ? "" : village.NameZh,
                   En = village == null ? "" : village.NameEn,
                   DueOn = payment != null && PapersOpen.Contains(payment.State) ? payment.PapersDueOn ?? Never
                       : (payment == null || Unpaid.Contains(payment.State)) && !Over.Contains(aidCase.State) ? aidCase.DueOn
                       : Never,
               };
    }

    private static CaseRow Row(Line line)
    {
        var papers = line.State is { } state && PapersOpen.Contains(state);
        return new CaseRow(
            line.AidCase.Number, Named(line.Zh, line.En), line.AidCase.State, line.State, line.AidCase.AcceptedOn, line.DueOn < Never ? line.DueOn : null,
            papers ? line.PapersProvisional : line.AidCase.DueProvisional, line.AidCase.AmountFen);
    }

    private static string Cursor(Line last) => string.Create(CultureInfo.InvariantCulture, $"{last.DueOn:yyyyMMdd}_{last.AidCase.Number}");

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);
}
