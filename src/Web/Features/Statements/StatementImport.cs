using Jiuji.Ledger.Reconciliation;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Statements;

/// <summary>A bank's file is chosen, checked and brought in; with any problem nothing of it is.</summary>
[Authorize(Roles = $"{nameof(Role.Bookkeeper)},{nameof(Role.CountyFinance)}")]
public sealed class StatementImportModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock, PersonalVault vault)
    : StatementPage(db, mediator, words, clock)
{
    public const int MostProblemsShown = 200;

    public IReadOnlyList<string> Formats { get; private set; } = [];
    public string Format { get; private set; } = "";
    public StatementFile? Read { get; private set; }
    public bool LinesAreKnown { get; private set; }

    public Task<IActionResult> OnGet(string township, CancellationToken cancellationToken) => Load(township, cancellationToken);

    public async Task<IActionResult> OnPost(string township, Guid commandId, IFormFile? file, string? format, string? act, bool newLinesOnly, CancellationToken cancellationToken)
    {
        Format = format ?? "";
        if (await Enter(township, cancellationToken) is { } status)
        {
            return StatusCode(status);
        }

        if (file is null || file.Length == 0 || file.Length > SheetLimits.Default.Bytes)
        {
            ModelState.AddModelError("file", "import.file_missing");
            return await Load(township, cancellationToken);
        }

        var (isKnown, layout) = await StatementFile.Format(Db, County, Format, cancellationToken);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        Read = StatementFile.Read(content.ToArray(), file.FileName, layout);
        if (!isKnown || !Read.IsClean || act == "check")
        {
            Response.StatusCode = isKnown && Read.IsClean ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
            return await Load(township, cancellationToken);
        }

        var answer = await Sent(new ImportStatement(
            commandId, Viewer, County, township, file.FileName, Read.Hash, Read.Content, Format, Read.Reading.OpeningFen, Read.Reading.ClosingFen, Read.Rows(township, vault), newLinesOnly));
        LinesAreKnown = answer is null;
        return answer is null ? await Load(township, cancellationToken) : Done($"/statements/{township}", "reconcile.imported");
    }

    private async Task<IActionResult> Load(string township, CancellationToken cancellationToken)
    {
        if (await Enter(township, cancellationToken) is { } status)
        {
            return StatusCode(status);
        }

        Formats = await Db.Set<StatementFormat>().AsNoTracking().Where(f => f.CountyCode == County).OrderBy(f => f.Name).Select(f => f.Name).ToListAsync(cancellationToken);
        return Page();
    }
}
