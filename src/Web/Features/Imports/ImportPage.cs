using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
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
    ImportKind kind, JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf shelf, PersonalVault vault, TimeProvider clock) : ActingPage(mediator, words)
{
    private readonly IMediator sender = mediator;

    public ImportKind Kind => kind;
    public ImportReport? Report { get; private set; }
    public bool WasChecked { get; private set; }

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
        var importer = new Importer(db, sender, shelf, vault, clock, reason => Words.Of(reason));
        await using var stream = file.OpenReadStream();
        Report = await importer.Run(new ImportWish(kind, WasChecked, goodRows), stream, file.FileName, Me, null, cancellationToken);
        return Page();
    }

    private string FileName => kind == ImportKind.Supply ? "supply" : "needs";
}

[Authorize(Roles = "CountyCivilAffairs,CharityStaff,SocietyTreasurer,SocietyCouncil")]
public sealed class SupplyImportModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf shelf, PersonalVault vault, TimeProvider clock)
    : ImportPage(ImportKind.Supply, db, mediator, words, shelf, vault, clock);

[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedImportModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf shelf, PersonalVault vault, TimeProvider clock)
    : ImportPage(ImportKind.Needs, db, mediator, words, shelf, vault, clock);
