using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Documents;

/// <summary>The papers of a case: which the pack asks for, which are there, each behind one click that is noted, and the form that takes photos of the rest.</summary>
[Authorize(Roles = FundViewers.Cases)]
[RequestSizeLimit(4L * Scan.MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = 4L * Scan.MostBytes)]
public sealed class CasePapersModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public CaseSheet Sheet { get; private set; } = default!;
    public IReadOnlyList<string> Kinds { get; private set; } = [];

    public IEnumerable<Paper> Papers => (Sheet.Payment?.Papers ?? []).OrderBy(paper => paper.SubmittedAt);
    public IEnumerable<string> Missing => Kinds.Where(kind => !Papers.Any(paper => paper.Kind == kind && paper.State != PaperState.Rejected));

    public bool MaySubmit => Sheet.Payment is { } payment && Capacity is { } role && PaymentLifecycle.Table.Open(payment.State, role).Contains(PaymentTrigger.SubmitPapers);

    public Task<IActionResult> OnGet(string number, CancellationToken cancellationToken) => Load(number, cancellationToken);

    public async Task<IActionResult> OnPost(string number, Guid commandId, CancellationToken cancellationToken)
    {
        List<PaperScan> papers = [];
        foreach (var file in Request.Form.Files.Where(file => file.Length > 0))
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            var (scan, problem) = Scan.Of(file.FileName, content.ToArray());
            if (scan is null)
            {
                ModelState.AddModelError(file.Name, $"scan.{problem}");
            }
            else
            {
                papers.Add(new PaperScan(file.Name, scan));
            }
        }

        if (ModelState.IsValid && papers.Count == 0)
        {
            ModelState.AddModelError("", "scan.none");
        }

        return await Sent(new SubmitScans(commandId, Viewer, County, number, papers)) is null ? await Load(number, cancellationToken) : Done($"/cases/{number}/papers");
    }

    public async Task<IActionResult> OnGetFile(string number, Guid paper, CancellationToken cancellationToken)
    {
        if (await Sent(new OpenPaper(NewCommandId, Viewer, County, number, paper)) is not { Value: { } hash })
        {
            return Response.StatusCode == StatusCodes.Status403Forbidden ? Forbid() : NotFound();
        }

        return KeptFile.Show(this, await db.Documents.AsNoTracking().SingleAsync(kept => kept.CountyCode == County && kept.Hash == hash, cancellationToken));
    }

    private async Task<IActionResult> Load(string number, CancellationToken cancellationToken)
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

        (Sheet, Kinds) = (sheet, rules.Rules(County, Today).Papers(sheet.AidCase.Type, sheet.AidCase.Mode));
        return Page();
    }
}
