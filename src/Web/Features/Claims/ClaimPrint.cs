using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Claims;

/// <summary>The cover of a claim on paper: case numbers and amounts, no name.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class ClaimPrintModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public ClaimSheet Sheet { get; private set; } = default!;

    public async Task<IActionResult> OnGet(string number, CancellationToken cancellationToken)
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
        return Page();
    }
}
