using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>The check page: what is on it is what the next step is decided on, and the payee is shown in full only after that has been noted.</summary>
public abstract class CheckPage(
    JiujiDb db, FundDesk desk, PaymentDesk payments, PaymentSteps steps, PersonalVault vault, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock)
    : FundPage(mediator, words, clock)
{
    private Sight? before;
    private readonly CaseCheckReading reading = new(db, desk, payments, steps, words);

    public CaseCheck Check { get; private set; } = default!;
    public CaseSheet Sheet => Check.Sheet;

    /// <summary>What stands on the page, for the form to carry along.</summary>
    public Sight Sight { get; private set; } = new([]);

    /// <summary>What somebody else has changed since this viewer looked; empty unless that is why nothing was done.</summary>
    public IReadOnlyList<Changed> ChangedSince { get; private set; } = [];

    protected abstract OpenPurpose Purpose { get; }

    public Task<IActionResult> OnGet(string number, CancellationToken cancellationToken) => Load(number, opened: false, cancellationToken);

    /// <summary>核对: opening the full name and account is a step of its own, so that a link or a preview never does it.</summary>
    public async Task<IActionResult> OnPostOpen(string number, Guid commandId, CancellationToken cancellationToken) =>
        await Load(number, await Sent(new OpenPayee(commandId, Viewer, County, number, Purpose)) is not null, cancellationToken);

    /// <summary>A refused step shows the page as it was, with the payee open; that is another look, and noted like the first.</summary>
    protected async Task<IActionResult> Again(string number, CancellationToken cancellationToken)
    {
        ModelState.Remove("commandId");
        var errors = ModelState.SelectMany(entry => entry.Value!.Errors.Select(error => (entry.Key, error.ErrorMessage))).ToList();
        var status = Response.StatusCode;
        ModelState.Clear();
        var opened = await Sent(new OpenPayee(NewCommandId, Viewer, County, number, Purpose)) is not null;
        errors.ForEach(error => ModelState.AddModelError(error.Key, error.ErrorMessage));
        Response.StatusCode = status;
        return await Load(number, opened, cancellationToken);
    }

    /// <summary>Sent on the condition that the case still reads as it did when this viewer looked at it; asked in the lane, on what the command decides on.</summary>
    protected async Task<Result<TAnswer>?> SentAsSeen<TAnswer>(string number, string? seen, ICommand<TAnswer> command)
    {
        var terms = HttpContext.RequestServices.GetRequiredService<SendingTerms>();
        before = Sight.Unpack(seen);
        terms.Condition = (services, token) => StillReads(services, number, token);
        var result = await Sent(command);
        terms.Condition = null;
        return result;
    }

    private async Task<Refused?> StillReads(IServiceProvider inLane, string number, CancellationToken cancellationToken)
    {
        if (before is not { } seen || await CaseSheet.Read(inLane.GetRequiredService<JiujiDb>(), County, number, cancellationToken) is not { } sheet)
        {
            return Refused.By(SiteRefusal.ChangedMeanwhile);
        }

        var (receiver, proxy) = await inLane.GetRequiredService<PaymentSteps>().ReceiverOf(sheet.AidCase, sheet.Shown, Today, cancellationToken);
        return CaseSight.Of(sheet, receiver, proxy, null).Since(seen).Count == 0 ? null : Refused.By(SiteRefusal.ChangedMeanwhile);
    }

    private async Task<IActionResult> Load(string number, bool opened, CancellationToken cancellationToken)
    {
        var sheet = await CaseSheet.Read(db, County, number, cancellationToken);
        if (sheet is null)
        {
            return NotFound();
        }

        if (!MaySee(sheet.AidCase.TownshipCode))
        {
            return Forbid();
        }

        var pack = desk.Rules(County, Today).Pack;
        var acting = new Acting(Guid.Empty, Viewer.Name, FundCapacity.Of(Viewer.Role), Now)
        {
            PackKey = pack.Key, PackVersion = pack.Version, StandsInFor = Viewer.StandsInFor, StandIns = await StandInPosts.Of(db, Viewer, cancellationToken),
        };
        var (receiver, proxy) = await steps.ReceiverOf(sheet.AidCase, sheet.Shown, Today, cancellationToken);
        Check = await reading.Read(sheet, acting, opened ? Payee.Of(sheet.Applicant, receiver, proxy, vault) : null, cancellationToken) with
        {
            ReceiverMasked = proxy?.NameMasked ?? receiver.NameMasked, ReceivesAs = Payee.AsWhom(sheet.Applicant, receiver, proxy),
        };
        Sight = CaseSight.Of(sheet, receiver, proxy, Check.Payee);
        ChangedSince = before is { } seen ? Sight.Since(seen) : [];
        return Page();
    }
}

/// <summary>Before a signature (F9).</summary>
[Authorize(Roles = $"{nameof(Role.OfficeHead)},{nameof(Role.LeaderAffairs)},{nameof(Role.LeaderFinance)}")]
public sealed class CaseSignModel(
    JiujiDb db, FundDesk desk, PaymentDesk payments, PaymentSteps steps, PersonalVault vault, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock)
    : CheckPage(db, desk, payments, steps, vault, mediator, words, clock)
{
    protected override OpenPurpose Purpose => OpenPurpose.Sign;

    public bool IsOpen => AidCaseLifecycle.Table.Open(Sheet.AidCase.State, FundCapacity.Of(Viewer.Role)).Contains(AidCaseTrigger.Sign);

    public async Task<IActionResult> OnPostSign(string number, Guid commandId, string? seen, CancellationToken cancellationToken) =>
        await SentAsSeen(number, seen, new SignCase(commandId, Viewer, County, number)) is null ? await Again(number, cancellationToken) : Done($"/cases/{number}", "sign.done");

    public async Task<IActionResult> OnPostRefuse(string number, Guid commandId, string? reason, CancellationToken cancellationToken) =>
        await Sent(new RefuseCase(commandId, Viewer, County, number, (reason ?? "").Trim())) is null ? await Again(number, cancellationToken) : Done($"/cases/{number}");
}
