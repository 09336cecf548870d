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

namespace Jiuji.Web.Features.Claims;

/// <summary>One payment in the claim, with what its papers still lack.</summary>
public sealed record ClaimLineRow(ClaimLine Line, string CaseNumber, DateOnly? PaidOn, IReadOnlyList<string> Missing);

/// <summary>A claim with its lines and the fund it belongs to, for its page and its printed cover.</summary>
public sealed record ClaimSheet(ReimbursementClaim Claim, string Township, FundForm Form, IReadOnlyList<ClaimLineRow> Lines)
{
    public long ClaimedFen => Claim.Lines.Sum(line => line.AmountFen);

    /// <summary>Two queries: the claim with its fund, the payments with their cases and papers.</summary>
    public static async Task<ClaimSheet?> Read(JiujiDb db, RuleShelf rules, string county, string number, DateOnly day, CancellationToken cancellationToken)
    {
        var found = await (from claim in db.Set<ReimbursementClaim>().AsNoTracking().Include(c => c.Lines)
                           where claim.CountyCode == county && claim.Number == number
                           join fund in db.Set<ReserveFund>().AsNoTracking() on new { claim.CountyCode, Id = claim.ReserveFundId } equals new { fund.CountyCode, fund.Id }
                           join region in db.Regions.AsNoTracking() on claim.TownshipCode equals region.Code
                           select new { claim, fund.Form, region.NameZh, region.NameEn }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var ids = found.claim.Lines.Select(line => line.PaymentId).ToList();
        var paid = (await (from payment in db.Set<Payment>().AsNoTracking().Include(p => p.Papers)
                           where payment.CountyCode == county && ids.Contains(payment.Id)
                           join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                           select new { payment, aidCase }).ToListAsync(cancellationToken)).ToDictionary(pair => pair.payment.Id);
        var pack = rules.Rules(county, day);
        return new ClaimSheet(found.claim, FundPage.Named(found.NameZh, found.NameEn), found.Form, [.. found.claim.Lines.Select(line =>
        {
            var (payment, aidCase) = (paid[line.PaymentId].payment, paid[line.PaymentId].aidCase);
            return new ClaimLineRow(line, aidCase.Number, payment.PaidOn, PaymentDecision.MissingPapers(payment, aidCase, pack));
        }).OrderBy(row => row.PaidOn).ThenBy(row => row.CaseNumber, StringComparer.Ordinal)]);
    }
}

/// <summary>One claim: its lines, and the next step of the township, the reviewer, the treasury or the cashier.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class ClaimDetailModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    // The case whose line the form was about.
    private string? answered;

    public ClaimSheet Sheet { get; private set; } = default!;
    public ReimbursementClaim Claim => Sheet.Claim;
    public IReadOnlyList<string> Rejected { get; private set; } = [];
    public string Typed { get; private set; } = "";
    public string Amount { get; private set; } = "";

    public bool MaySubmit => Claim.State == ReimbursementClaimState.Drafted && Is(Role.TownshipHandler, Role.Bookkeeper);
    public bool MayReview => Claim.State is ReimbursementClaimState.Submitted or ReimbursementClaimState.UnderReview && Is(Role.CountyCivilAffairs);
    public bool MayWithdraw => Claim.State is ReimbursementClaimState.Drafted or ReimbursementClaimState.Submitted && Is(Role.TownshipHandler, Role.Bookkeeper);
    public bool IsLate => Claim.State is ReimbursementClaimState.Submitted or ReimbursementClaimState.UnderReview && Claim.ReviewDueOn < Today;
    public bool MayClear => Claim.State == ReimbursementClaimState.Approved && Sheet.Form == FundForm.AdvanceAndClear && Is(Role.CountyCivilAffairs, Role.CountyFinance);
    public bool MayReplenish => Claim.State == ReimbursementClaimState.Approved && Sheet.Form == FundForm.FixedImprest && Is(Role.CountyFinance);
    public bool MayReceive => Claim.State == ReimbursementClaimState.Replenished && Is(Role.Cashier, Role.Bookkeeper);
    public bool MayClose => Claim.State is ReimbursementClaimState.Cleared or ReimbursementClaimState.Received && Is(Role.CountyCivilAffairs, Role.CountyFinance);

    public IReadOnlyList<LifeStep> Steps
    {
        get
        {
            ReimbursementClaimState[] way = Sheet.Form == FundForm.AdvanceAndClear
                ? [ReimbursementClaimState.Drafted, ReimbursementClaimState.Submitted, ReimbursementClaimState.UnderReview, ReimbursementClaimState.Approved, ReimbursementClaimState.Cleared, ReimbursementClaimState.Closed]
                : [ReimbursementClaimState.Drafted, ReimbursementClaimState.Submitted, ReimbursementClaimState.UnderReview, ReimbursementClaimState.Approved, ReimbursementClaimState.Replenished, ReimbursementClaimState.Received, ReimbursementClaimState.Closed];
            var at = Array.IndexOf(way, Claim.State);
            return at < 0
                ? [new LifeStep(T.Of(Claim.State), StepMark.Stop)]
                : [.. way.Select((state, i) => new LifeStep(T.Of(state), i < at || state == ReimbursementClaimState.Closed && i == at ? StepMark.Done : i == at ? StepMark.Now : StepMark.Ahead))];
        }
    }

    public Task<IActionResult> OnGet(string number, CancellationToken cancellationToken) => Load(number, cancellationToken);

    public Task<IActionResult> OnPostSubmit(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new SubmitClaim(commandId, Viewer, County, number), cancellationToken);

    /// <summary>Every line is approved but those that are ticked; a reason is written once for all of them.</summary>
    public Task<IActionResult> OnPostReview(string number, Guid commandId, string[] rejected, string? reason, CancellationToken cancellationToken)
    {
        (Rejected, Typed) = (rejected, (reason ?? "").Trim());
        return Take(number, new ReviewClaim(commandId, Viewer, County, number, string.Join(';', rejected), Typed), cancellationToken);
    }

    /// <summary>One line by itself: whole, in part, or nothing with the reason.</summary>
    public async Task<IActionResult> OnPostLine(string number, Guid commandId, string caseNumber, string? approved, string? lineReason, CancellationToken cancellationToken)
    {
        answered = caseNumber;
        if (YuanText.Fen(approved) is { } fen)
        {
            return await Take(number, new ReviewClaimLine(commandId, Viewer, County, number, caseNumber, fen, (lineReason ?? "").Trim()), cancellationToken);
        }

        ModelState.AddModelError(nameof(Amount), "error.amount");
        return await Load(number, cancellationToken);
    }

    public Task<IActionResult> OnPostWithdraw(string number, Guid commandId, string caseNumber, CancellationToken cancellationToken)
    {
        answered = caseNumber;
        return Take(number, new WithdrawClaimLine(commandId, Viewer, County, number, caseNumber), cancellationToken);
    }

    public Task<IActionResult> OnPostTakeBack(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new TakeBackClaim(commandId, Viewer, County, number), cancellationToken);

    public Task<IActionResult> OnPostDiscard(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new DiscardClaim(commandId, Viewer, County, number), cancellationToken);

    public Task<IActionResult> OnPostClear(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new ClearClaim(commandId, Viewer, County, number), cancellationToken);

    public async Task<IActionResult> OnPostReplenish(string number, Guid commandId, string? amount, CancellationToken cancellationToken)
    {
        Amount = amount ?? "";
        if (YuanText.Fen(amount) is { } fen)
        {
            return await Take(number, new ReplenishClaim(commandId, Viewer, County, number, fen), cancellationToken);
        }

        ModelState.AddModelError(nameof(Amount), "error.amount");
        return await Load(number, cancellationToken);
    }

    public Task<IActionResult> OnPostReceive(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new ReceiveReplenishment(commandId, Viewer, County, number), cancellationToken);

    public Task<IActionResult> OnPostClose(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new CloseClaim(commandId, Viewer, County, number), cancellationToken);

    private async Task<IActionResult> Take<TState>(string number, ICommand<TState> command, CancellationToken cancellationToken)
    {
        this.OnlyAsSeen(async (inLane, token) => await ClaimSheet.Read(inLane, rules, County, number, Today, token) is { } sheet ? SightOfForm(sheet) ?? SightOf(sheet.Claim) : null);
        return await Sent(command) is null ? await Load(number, cancellationToken) : Done($"/claims/{number}");
    }

    /// <summary>A line rests on itself: several reviewers share a long claim.</summary>
    public Sight SightOf(ClaimLine line) => new(
    [
        Sight.Fact("common.state", T.Of(line.State)), Sight.Fact("claim.amount", Figures.Yuan(line.AmountFen)), Sight.Fact("claim.approved_amount", Figures.Yuan(line.ApprovedFen)),
    ]);

    /// <summary>A step of the whole claim rests on every line.</summary>
    private Sight SightOf(ReimbursementClaim claim) => new(
    [
        Sight.Fact("common.state", T.Of(claim.State)), Sight.Fact("claim.amount", Figures.Yuan(claim.Lines.Sum(line => line.AmountFen))),
        Sight.Fact("claim.approved_amount", Figures.Yuan(claim.ApprovedFen)),
        Sight.Fact(
            "claim.lines_title", string.Join(' ', claim.Lines.Select(line => $"{line.Id} {line.State}").Order(StringComparer.Ordinal)),
            string.Join(T["picture.separator"], claim.Lines.CountBy(line => line.State).OrderBy(count => count.Key).Select(count => $"{T.Of(count.Key)} {count.Value}"))),
    ]);

    private Sight? SightOfForm(ClaimSheet sheet) => sheet.Lines.FirstOrDefault(row => row.CaseNumber == answered) is { } row ? SightOf(row.Line) : null;

    private async Task<IActionResult> Load(string number, CancellationToken cancellationToken)
    {
        var sheet = await ClaimSheet.Read(db, rules, County, number, Today, cancellationToken);
        if (sheet is null)
        {
            return NotFound();
        }

        if (!MaySee(sheet.Claim.TownshipCode))
        {
            return Forbid();
        }

        Sheet = sheet;
        this.Show(SightOf(sheet.Claim), SightOfForm(sheet));
        if (Amount.Length == 0)
        {
            Amount = YuanText.Of(Claim.ApprovedFen);
        }

        return Page();
    }

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);
}
