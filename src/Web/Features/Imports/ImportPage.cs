using System.Globalization;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Seeding;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Imports;

/// <summary>A spreadsheet is chosen, checked and loaded; every problem is shown with its sheet, row and column, and with any of them nothing is loaded.</summary>
public abstract class ImportPage(
    ImportKind kind, JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf shelf, PersonalVault vault, TimeProvider clock, LongWork.LongTasks jobs) : ActingPage(mediator, words)
{
    /// <summary>A small file is answered at once; a larger one goes on by itself, on a page that shows how far it is.</summary>
    private const int LargestAtOnce = 100 * 1024;
    private const int MostProblemsTold = 300;

    private readonly IMediator sender = mediator;

    public ImportKind Kind => kind;
    public ImportReport? Report { get; private set; }
    public bool WasChecked { get; private set; }

    /// <summary>Needs of whatever list that wait for a match run; asked only where needs come in.</summary>
    public int NeedsWaiting { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken) => NeedsWaiting = kind == ImportKind.Needs ? await RunDue.Count(db, Me.CountyCode, cancellationToken) : 0;

    public IActionResult OnGetTemplate() => PhysicalFile(
        Path.Combine(SeedFiles.Folder, "templates", $"{FileName}.xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{FileName}.xlsx");

    public async Task<IActionResult> OnPost(IFormFile? file, string? act, bool goodRows, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0)
        {
            ModelState.AddModelError("file", Words["import.file_missing"]);
            return Page();
        }

        WasChecked = act == "check";
        if (!WasChecked && file.Length > LargestAtOnce)
        {
            return Redirect($"/jobs/{await Begin(file, goodRows, cancellationToken)}");
        }

        var importer = new Importer(db, sender, shelf, vault, clock, reason => Words.Of(reason));
        await using var stream = file.OpenReadStream();
        Report = await importer.Run(new ImportWish(kind, WasChecked, goodRows), stream, file.FileName, Me, null, cancellationToken);
        await OnGet(cancellationToken);
        return Page();
    }

    private async Task<Guid> Begin(IFormFile file, bool goodRows, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        var (bytes, name, me) = (content.ToArray(), file.FileName, Me);
        return await jobs.Start(me, $"import.title.{kind}", Request.Path, async (services, progress, stop) =>
        {
            var importer = new Importer(
                services.GetRequiredService<JiujiDb>(), services.GetRequiredService<IMediator>(), shelf, vault, clock, reason => Words.Of(reason));
            var report = await importer.Run(new ImportWish(kind, DryRun: false, goodRows), new MemoryStream(bytes), name, me, progress, stop);
            return [Words["import.loaded", report.Rows, report.Loaded], .. report.Problems.Take(MostProblemsTold).Select(problem => SheetProblemText.Of(problem, CultureInfo.CurrentUICulture))];
        }, cancellationToken);
    }

    private string FileName => kind == ImportKind.Supply ? "supply" : "needs";
}

[Authorize(Roles = "CountyCivilAffairs,CharityStaff,SocietyTreasurer,SocietyCouncil")]
public sealed class SupplyImportModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf shelf, PersonalVault vault, TimeProvider clock, LongWork.LongTasks jobs)
    : ImportPage(ImportKind.Supply, db, mediator, words, shelf, vault, clock, jobs);

[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedImportModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf shelf, PersonalVault vault, TimeProvider clock, LongWork.LongTasks jobs)
    : ImportPage(ImportKind.Needs, db, mediator, words, shelf, vault, clock, jobs);
