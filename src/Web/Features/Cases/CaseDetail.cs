using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Files;
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

namespace Jiuji.Web.Features.Cases;

/// <summary>One case from acceptance to approval: where it stands, the facts, the papers, what was done by whom, and the viewer's own next steps.</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class CaseDetailModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public CaseSheet Sheet { get; private set; } = default!;
    public PackValues Pack { get; private set; } = default!;
    public string ClaimNumber { get; private set; } = "";

    /// <summary>Where it happened, by name (F13).</summary>
    public string IncidentPlace { get; private set; } = "";
    public string Typed { get; private set; } = "";

    /// <summary>The instalment that was asked for; 0 for the one whose turn it is.</summary>
    public int Instalment { get; private set; }

    public AidCase AidCase => Sheet.AidCase;

    /// <summary>Released days ago, and the bank has said nothing (T19).</summary>
    public bool AskTheBank => Payment is { State: PaymentState.Released, Channel: PaymentChannel.Bank, ReleasedAt: { } at } && BankSilence.AskTheBank(at, Now);
    public Payment? Payment => Sheet.Payment;
    public IReadOnlyList<LifeStep> Steps => CaseSteps(Sheet, Pack);

    /// <summary>Papers the pack asks for, each with what is there of it.</summary>
    public IReadOnlyList<(string Kind, Paper? Paper)> Papers => [.. Pack.Papers(AidCase.Type, AidCase.Mode)
        .Select(kind => (kind, Payment?.Papers.Where(paper => paper.Kind == kind).OrderBy(paper => paper.State == PaperState.Rejected).ThenByDescending(paper => paper.SubmittedAt).FirstOrDefault()))];

    public bool AboveLimit => Pack.SmallAidLimitFen is { } limit && AidCase.AmountFen > limit;

    public bool May(AidCaseTrigger step) => Capacity is { } role && AidCase.Mode != AidMode.Bridging && AidCaseLifecycle.Table.Open(AidCase.State, role).Contains(step);

    public bool May(PaymentTrigger step) =>
        Capacity is { } role && Sheet.MayBePaid && !Sheet.WaitsAsAidFirst
        && ((step == PaymentTrigger.Release && Sheet.OwesInstalment && role == FundRole.Cashier)
            || PaymentLifecycle.Table.Open(Payment?.State ?? PaymentState.Planned, role).Contains(step));

    /// <summary>What else this viewer may do now, each on a page of its own.</summary>
    public IReadOnlyList<StepLink> Links => [.. CaseWorks.All.Where(step => step.IsFor(Viewer, Sheet))
        .Where(step => step.Step is not AidCaseTrigger.PassToCounty || AboveLimit)
        .OrderBy(step => step.StandsBack)
        .Select(step => new StepLink($"/cases/{AidCase.Number}/do/{step.Key}", T.Of(step.Step), T[$"act.{step.Key}"], step.StandsBack))];

    /// <summary>The notice is a step only where the pack asks for one.</summary>
    public bool MayPostNotice => May(AidCaseTrigger.PostNotice) && Pack.NoticeDays(AidCase.Type, AidCase.Mode) > 0;

    public Task<IActionResult> OnGet(string number, int instalment, CancellationToken cancellationToken) => Load(number, instalment, cancellationToken);

    public Task<IActionResult> OnPostInvestigate(string number, Guid commandId, string? finding, IFormFile? scan, CancellationToken cancellationToken) =>
        TakeWith(scan, file => Take(number, finding, new InvestigateCase(commandId, Viewer, County, number, (finding ?? "").Trim(), null, file.Name, file.Base64), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostNotice(string number, Guid commandId, string? where, IFormFile? scan, CancellationToken cancellationToken) =>
        TakeWith(scan, file => Take(number, where, new PostCaseNotice(commandId, Viewer, County, number, (where ?? "").Trim(), null, file.Name, file.Base64), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostFile(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, null, new FileCase(commandId, Viewer, County, number), cancellationToken);

    public Task<IActionResult> OnPostPaid(string number, Guid commandId, DateOnly? day, int instalment, CancellationToken cancellationToken) =>
        Take(number, null, new ConfirmPaid(commandId, Viewer, County, number, day, instalment), cancellationToken, instalment);

    public Task<IActionResult> OnPostReturned(string number, Guid commandId, string? reason, DateOnly? day, int instalment, IFormFile? scan, CancellationToken cancellationToken) =>
        TakeWith(scan, file => Take(number, reason, new ReturnPayment(commandId, Viewer, County, number, (reason ?? "").Trim(), day, instalment, file.Name, file.Base64), cancellationToken, instalment), cancellationToken);

    public Task<IActionResult> OnPostPapers(string number, Guid commandId, string[] kinds, int instalment, CancellationToken cancellationToken) =>
        Take(number, null, new SubmitPapers(commandId, Viewer, County, number, string.Join(';', kinds), Instalment: instalment), cancellationToken, instalment);

    public Task<IActionResult> OnPostAcceptPapers(string number, Guid commandId, int instalment, CancellationToken cancellationToken) =>
        Take(number, null, new AcceptPapers(commandId, Viewer, County, number, Instalment: instalment), cancellationToken, instalment);

    public Task<IActionResult> OnPostSendBack(string number, Guid commandId, string? reason, int instalment, CancellationToken cancellationToken) =>
        Take(number, reason, new SendBackPapers(commandId, Viewer, County, number, (reason ?? "").Trim(), Instalment: instalment), cancellationToken, instalment);

    /// <summary>A photo or scan may come with the step; one that is too large is said to be, and nothing is done.</summary>
    private async Task<IActionResult> TakeWith(IFormFile? scan, Func<(string Name, string Base64), Task<IActionResult>> take, CancellationToken cancellationToken)
    {
        if (scan is { Length: > Scan.MostBytes })
        {
            ModelState.AddModelError("scan", $"scan.{ScanProblem.TooLarge}");
        }

        return await take(await FormScan.Of(scan, cancellationToken));
    }

    private async Task<IActionResult> Take<TAnswer>(string number, string? typed, ICommand<TAnswer> command, CancellationToken cancellationToken, int instalment = 0)
    {
        Typed = typed ?? "";
        return await Sent(command) is null ? await Load(number, instalment, cancellationToken) : Done(instalment > 0 ? $"/cases/{number}?instalment={instalment}" : $"/cases/{number}");
    }

    private async Task<IActionResult> Load(string number, int instalment, CancellationToken cancellationToken)
    {
        Instalment = instalment;
        var sheet = await CaseSheet.Read(db, County, number, cancellationToken, instalment);
        if (sheet is null)
        {
            return NotFound();
        }

        if (!MaySee(sheet.AidCase.TownshipCode))
        {
            return Forbid();
        }

        (Sheet, Pack) = (sheet, rules.Rules(County, Today));
        IncidentPlace = await db.Regions.AsNoTracking().FirstOrDefaultAsync(r => r.Code == sheet.AidCase.IncidentPlace, cancellationToken) is { } place ? Named(place.NameZh, place.NameEn) : "";
        if (Payment is not null)
        {
            ClaimNumber = await db.Set<ClaimLine>().AsNoTracking()
                .Where(line => line.CountyCode == County && line.PaymentId == Payment.Id && line.State != ClaimLineState.Rejected && line.State != ClaimLineState.Withdrawn)
                .Join(db.Set<ReimbursementClaim>(), line => new { line.CountyCode, Id = line.ClaimId }, claim => new { claim.CountyCode, claim.Id }, (line, claim) => claim.Number)
                .OrderByDescending(claim => claim).FirstOrDefaultAsync(cancellationToken) ?? "";
        }

        return Page();
    }

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);

    /// <summary>The way of an ordinary case, as far as it has come; a case that left the way says where it stopped.</summary>
    private IReadOnlyList<LifeStep> CaseSteps(CaseSheet sheet, PackValues pack)
    {
        var payment = sheet.Payment?.State ?? PaymentState.Planned;
        var state = sheet.AidCase.State;
        if (state is AidCaseState.RefusedInWriting or AidCaseState.RefusalServed or AidCaseState.UnderReview or AidCaseState.RefusalUpheld or AidCaseState.Withdrawn)
        {
            return [new LifeStep(T.Of(AidCaseState.Accepted), StepMark.Done, Day(sheet.AidCase.AcceptedOn)), new LifeStep(T.Of(state), StepMark.Stop)];
        }

        List<(string Word, DateOnly? On)> way =
        [
            (T.Of(AidCaseState.Accepted), sheet.AidCase.AcceptedOn),
            (T.Of(AidCaseState.Investigated), On(sheet, nameof(AidCaseTrigger.Investigate))),
        ];
        if (pack.NoticeDays(sheet.AidCase.Type, sheet.AidCase.Mode) > 0)
        {
            way.Add((T.Of(AidCaseState.NoticePosted), sheet.AidCase.NoticePostedOn));
        }

        var money = payment is not (PaymentState.Planned or PaymentState.Returned or PaymentState.BankFailed);
        way.Add((T.Of(AidCaseState.Signed), On(sheet, nameof(AidCaseTrigger.SignLast))));
        way.Add((T.Of(PaymentState.Released), money ? On(sheet, nameof(PaymentTrigger.Release)) : null));
        way.Add((T.Of(PaymentState.Paid), sheet.Payment?.PaidOn));
        way.Add((T.Of(PaymentState.PapersAccepted), payment is PaymentState.PapersAccepted or PaymentState.Claimed or PaymentState.Approved ? On(sheet, nameof(PaymentTrigger.AcceptPapers)) : null));
        way.Add((T.Of(PaymentState.Approved), payment == PaymentState.Approved ? On(sheet, nameof(PaymentTrigger.Approve)) : null));
        var now = way.FindIndex(step => step.On is null);
        return [.. way.Select((step, at) => new LifeStep(step.Word, at == now ? StepMark.Now : now >= 0 && at > now ? StepMark.Ahead : StepMark.Done, step.On is { } on && (now < 0 || at < now) ? Day(on) : null))];
    }

    private string Day(DateOnly day) => Days.Short(day, Today);

    private static DateOnly? On(CaseSheet sheet, string trigger) => sheet.Taken.LastOrDefault(move => move.Trigger == trigger)?.OccurredOn;
}
