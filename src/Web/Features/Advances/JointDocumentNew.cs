using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Advances;

/// <summary>Enters a joint document of the two bureaus (F3), under which advances can then be drafted.</summary>
[Authorize(Roles = FundViewers.CountyOffices)]
public sealed class JointDocumentNewModel(IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Amount { get; private set; } = "";
    public DateOnly IssuedOn { get; private set; }

    /// <summary>A file is chosen anew each time; the name ties its field to what was wrong with it.</summary>
    public string Paper => "";

    public void OnGet() => IssuedOn = Today;

    public async Task<IActionResult> OnPost(Guid commandId, string? number, string? title, string? amount, DateOnly? issuedOn, IFormFile? paper, CancellationToken cancellationToken)
    {
        (Number, Title, Amount, IssuedOn) = (number ?? "", title ?? "", amount ?? "", issuedOn ?? Today);
        if (YuanText.Fen(amount) is not { } fen)
        {
            ModelState.AddModelError(nameof(Amount), "error.amount");
            return Page();
        }

        if (paper is { Length: > Scan.MostBytes })
        {
            ModelState.AddModelError(nameof(Paper), $"scan.{ScanProblem.TooLarge}");
        }

        var (name, content) = await FormScan.Of(paper, cancellationToken);
        return await Sent(new RegisterJointDocument(commandId, Viewer, County, Number, Title, IssuedOn, fen, name, content)) is null ? Page() : Done("/funds", "notice.document_entered");
    }
}
