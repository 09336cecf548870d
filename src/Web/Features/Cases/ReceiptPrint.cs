using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>The numbered receipt of a cash payment, to be signed or thumbed on paper before the money is handed over and kept with the papers.</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class ReceiptPrintModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public CaseSheet Sheet { get; private set; } = default!;

    public Receives ReceivedAs => Sheet.Payment switch
    {
        { ProxyId: not null } => Receives.Proxy,
        { } payment when payment.PayeePersonId != Sheet.Applicant.Id => Receives.Guardian,
        _ => Receives.Self,
    };

    public async Task<IActionResult> OnGet(string number, int instalment, CancellationToken cancellationToken)
    {
        if (await CaseSheet.Read(db, County, number, cancellationToken, instalment) is not { Receipt: not null } sheet)
        {
            return NotFound();
        }

        Sheet = sheet;
        return MaySee(sheet.AidCase.TownshipCode) ? Page() : Forbid();
    }
}
