using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>The approval form with its three boxes. It prints masked; with the name only after opening has been noted.</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class CasePrintModel(JiujiDb db, PaymentSteps steps, PersonalVault vault, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public CaseSheet Sheet { get; private set; } = default!;
    public Payee? Payee { get; private set; }

    /// <summary>Whoever receives, as the form shows them before they are opened.</summary>
    public (string NameMasked, Receives As) Receiver { get; private set; }

    public bool MayOpen => Is(Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier, Role.Bookkeeper);

    public Task<IActionResult> OnGet(string number, CancellationToken cancellationToken) => Load(number, opened: false, cancellationToken);

    public async Task<IActionResult> OnPostOpen(string number, Guid commandId, CancellationToken cancellationToken) =>
        await Load(number, await Sent(new OpenPayee(commandId, Viewer, County, number, OpenPurpose.Print)) is not null, cancellationToken);

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

        var (receiver, proxy) = await steps.ReceiverOf(sheet.AidCase, sheet.Payment, Today, cancellationToken);
        Sheet = sheet;
        Receiver = (proxy?.NameMasked ?? receiver.NameMasked, Payee.AsWhom(sheet.Applicant, receiver, proxy));
        Payee = opened ? Payee.Of(sheet.Applicant, receiver, proxy, vault) : null;
        return Page();
    }
}
