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

/// <summary>The cases of the viewer's area, what is due first before all else, and where all are shown the newest first; a page is found by where the one before ended, at any depth.</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class CaseListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int PageSize = 30;
    private static readonly Keyset<Line> DueFirst = new Keyset<Line>().By(line => line.AidCase.NextDueOn).By(line => line.AidCase.Number);
    private static readonly Keyset<Line> NewestFirst = new Keyset<Line>().By(line => line.AidCase.Number, descending: true);
    private static readonly AidCaseState[] BeforeDecision = [AidCaseState.Investigated, AidCaseState.NoticePosted, AidCaseState.Signing];
    private static readonly AidCaseState[] Decided = [AidCaseState.Signed, AidCaseState.Filed, AidCaseState.CountyApproved, AidCaseState.MeetingApproved];
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
    }

    public async Task OnGet(CaseFilter show, string? after, string? before, string? who, CancellationToken cancellationToken)
    {
        (Show, Who) = (show, who ?? "");
        var lines = Filtered(show);
        if (Who.Length > 0)
        {
            lines = lines.Where(line => line.AidCase.HandledBy == who);
        }

        var here = Who.Length == 0 ? $"/cases?show={show}" : $"/cases?show={show}&who={Uri.EscapeDataString(Who)}";
        var (found, links) = await (show is CaseFilter.All ? NewestFirst : DueFirst).Page(lines, new(after, before), PageSize, here, cancellationToken);
        (Rows, Pages) = ([.. found.Select(Row)], links);
    }

    private IQueryable<Line> Filtered(CaseFilter show)
    {
        var (lines, withPapersOpen, withPapersAccepted) = (Lines(), PaidWith(PapersOpen), PaidWith(PaymentState.PapersAccepted));
        return show switch
        {
            CaseFilter.Open => lines.Where(line => line.AidCase.NextDueOn < AidCase.NothingDue),
            CaseFilter.Sign => lines.Where(line => line.AidCase.NextDueOn < AidCase.NothingDue && BeforeDecision.Contains(line.AidCase.State)),
            CaseFilter.Pay => lines.Where(line => line.AidCase.NextDueOn < AidCase.NothingDue && Decided.Contains(line.AidCase.State) && (line.State == null || Unpaid.Contains(line.State.Value))),
            CaseFilter.Papers => lines.Where(line => withPapersOpen.Contains(line.AidCase.Id) && line.State != null && PapersOpen.Contains(line.State.Value)),
            CaseFilter.Claim => lines.Where(line => withPapersAccepted.Contains(line.AidCase.Id) && line.State == PaymentState.PapersAccepted),
            CaseFilter.All => lines,
        };
    }

    /// <summary>The few cases with a payment in such a state: found by its index, where walking all cases in order would look at each one's payments.</summary>
    private IQueryable<Guid> PaidWith(params PaymentState[] states)
    {
        var county = County;
        return db.Set<Payment>().Where(p => p.CountyCode == county && states.Contains(p.State)).Select(p => p.AidCaseId);
    }

    /// <summary>Every case of the area with its last payment.</summary>
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
               };
    }

    private static CaseRow Row(Line line)
    {
        var papers = line.State is { } state && PapersOpen.Contains(state);
        return new CaseRow(
            line.AidCase.Number, Named(line.Zh, line.En), line.AidCase.State, line.State, line.AidCase.AcceptedOn, line.AidCase.NextDueOn < AidCase.NothingDue ? line.AidCase.NextDueOn : null,
            papers ? line.PapersProvisional : line.AidCase.DueProvisional, line.AidCase.AmountFen);
    }

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);
}
