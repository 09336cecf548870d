using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Advances;

/// <summary>One advance: where it stands between the two bureaus, the treasury and the township's bank, and the next step of whoever looks.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class AdvanceDetailModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private static readonly AdvanceState[] Path =
        [AdvanceState.Drafted, AdvanceState.CivilAffairsApproved, AdvanceState.FinanceApproved, AdvanceState.Issued, AdvanceState.Received, AdvanceState.Cleared];

    public Advance Advance { get; private set; } = default!;
    public JointDocument Document { get; private set; } = default!;
    public FundReading Reading { get; private set; } = default!;
    public GateBox Gate { get; private set; } = default!;
    public ReserveFund Fund => Reading.Fund!.Fund;

    /// <summary>What the issue will be checked on, were it made now; nothing is changed by looking.</summary>
    public IReadOnlyList<CheckLine> Checks { get; private set; } = [];

    /// <summary>What an emergency advance may come to.</summary>
    public long CapFen { get; private set; }

    public bool MayApprove => (Advance.State, Viewer.Role) is (AdvanceState.Drafted, Role.CountyCivilAffairs) or (AdvanceState.CivilAffairsApproved, Role.CountyFinance);
    public bool MayIssue => Advance.State is AdvanceState.FinanceApproved or AdvanceState.PartIssued && Is(Role.CountyFinance);
    public bool MayReceive => Advance.State is AdvanceState.Issued or AdvanceState.PartIssued or AdvanceState.NotReceived && Is(Role.Cashier, Role.Bookkeeper);
    public bool MayCancel => Advance.State is AdvanceState.Drafted or AdvanceState.CivilAffairsApproved or AdvanceState.FinanceApproved && Is(Role.CountyCivilAffairs, Role.CountyFinance);
    public bool MayReportMissing => Advance.State is AdvanceState.Issued or AdvanceState.PartIssued && Is(Role.Cashier, Role.Bookkeeper, Role.TownshipHandler);
    public bool GateStops => Advance.Kind == AdvanceKind.Ordinary && Reading.Gate.Count > 0;

    public IReadOnlyList<LifeStep> Steps
    {
        get
        {
            var at = Array.IndexOf(Path, Advance.State == AdvanceState.PartIssued ? AdvanceState.FinanceApproved : Advance.State);
            return at < 0
                ? [new LifeStep(T.Of(Advance.State), StepMark.Stop)]
                : [.. Path.Select((state, i) => new LifeStep(T.Of(state), i < at ? StepMark.Done : i == at ? StepMark.Now : StepMark.Ahead))];
        }
    }

    public Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken) => Load(id, cancellationToken);

    public Task<IActionResult> OnPostApprove(Guid id, Guid commandId, CancellationToken cancellationToken) =>
        Take(id, new ApproveAdvance(commandId, Viewer, County, id), cancellationToken);

    public Task<IActionResult> OnPostIssue(Guid id, Guid commandId, CancellationToken cancellationToken) =>
        Take(id, new IssueAdvance(commandId, Viewer, County, id), cancellationToken);

    public async Task<IActionResult> OnPostReceive(Guid id, Guid commandId, DateOnly? day, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, statement) = await Scanned(scan, cancellationToken);
        return await Take(id, new ReceiveAdvance(commandId, Viewer, County, id, day, name, statement), cancellationToken);
    }

    public Task<IActionResult> OnPostCancel(Guid id, Guid commandId, CancellationToken cancellationToken) =>
        Take(id, new CancelAdvance(commandId, Viewer, County, id), cancellationToken);

    public Task<IActionResult> OnPostMissing(Guid id, Guid commandId, CancellationToken cancellationToken) =>
        Take(id, new ReportAdvanceMissing(commandId, Viewer, County, id), cancellationToken);

    private async Task<IActionResult> Take(Guid id, ICommand<AdvanceState> command, CancellationToken cancellationToken)
    {
        this.OnlyAsSeen(async (inLane, token) => await inLane.Set<Advance>().AsNoTracking().FirstOrDefaultAsync(a => a.CountyCode == County && a.Id == id, token) is { } advance ? SightOf(advance) : null);
        return await Sent(command) is null ? await Load(id, cancellationToken) : Done($"/advances/{id}");
    }

    private Sight SightOf(Advance advance) => new(
        [Sight.Fact("common.state", T.Of(advance.State)), Sight.Fact("common.amount", Figures.Yuan(advance.AmountFen)), Sight.Fact("advance.issued_so_far", Figures.Yuan(advance.IssuedFen))]);

    private async Task<IActionResult> Load(Guid id, CancellationToken cancellationToken)
    {
        var found = await (from advance in db.Set<Advance>().AsNoTracking().Include(a => a.Approvals)
                           where advance.CountyCode == County && advance.Id == id
                           join document in db.Set<JointDocument>().AsNoTracking() on new { advance.CountyCode, Id = advance.JointDocumentId } equals new { document.CountyCode, document.Id }
                           join fund in db.Set<ReserveFund>().AsNoTracking() on new { advance.CountyCode, Id = advance.ReserveFundId } equals new { fund.CountyCode, fund.Id }
                           select new { advance, document, fund.TownshipCode, fund.Year }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        if (!MaySee(found.TownshipCode))
        {
            return Forbid();
        }

        (Advance, Document) = (found.advance, found.document);
        this.Show(SightOf(Advance));
        Reading = (await FundReadings.Read(db, rules, County, found.TownshipCode, found.Year, Today, cancellationToken))[0];
        Gate = GateWords.Box(T, Reading, Today);
        if (Advance.State is AdvanceState.Drafted or AdvanceState.CivilAffairsApproved or AdvanceState.FinanceApproved or AdvanceState.PartIssued)
        {
            var issued = await db.Set<Advance>().Where(a => a.CountyCode == County && a.JointDocumentId == Document.Id).SumAsync(a => a.IssuedFen, cancellationToken);
            CapFen = await EmergencyCap.Of(db, Advance, Fund, Today, cancellationToken);
            var checks = AdvanceDecision.CheckIssue(Advance, Document, issued, Reading.Fund!, Reading.Gate, Advance.AmountFen - Advance.IssuedFen, CapFen);
            Checks = CheckWords.Lines(T, checks.Where(check => check.Rule != FundRefusal.TwoBureausNeeded || Advance.State is AdvanceState.FinanceApproved or AdvanceState.PartIssued));
        }

        return Page();
    }
}
