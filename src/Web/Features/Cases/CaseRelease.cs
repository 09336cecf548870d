using Jiuji.Ledger.ReserveFunds;
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

/// <summary>The same page before the cashier sends the money to the bank.</summary>
[Authorize(Roles = nameof(Role.Cashier))]
public sealed class CaseReleaseModel(
    JiujiDb db, FundDesk desk, PaymentDesk payments, PaymentSteps steps, PersonalVault vault, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock)
    : CheckPage(db, desk, payments, steps, vault, mediator, words, clock)
{
    protected override OpenPurpose Purpose => OpenPurpose.Release;

    public bool IsOpen =>
        Sheet.MayBePaid && !Sheet.WaitsAsAidFirst
        && (Sheet.OwesInstalment || PaymentLifecycle.Table.Open(Sheet.Payment?.State ?? PaymentState.Planned, FundRole.Cashier).Contains(PaymentTrigger.Release));

    public async Task<IActionResult> OnPostRelease(string number, Guid commandId, string? seen, CancellationToken cancellationToken) =>
        await SentAsSeen(number, seen, new ReleasePayment(commandId, Viewer, County, number)) is null ? await Again(number, cancellationToken) : Done($"/cases/{number}", "notice.released");
}
