using Jiuji.Ledger.Announcements;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Announcements;

/// <summary>A list as its page and its sheet show it: masked names only, for nobody is opened here.</summary>
public abstract class AnnouncementPage(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ReportPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;
    private Dictionary<string, string> causes = [];

    public Announcement List { get; private set; } = default!;
    public IReadOnlyList<AnnouncedAid> Lines { get; private set; } = [];
    public string Place => PlaceName(List.VillageCode.Length > 0 ? List.VillageCode : List.TownshipCode);
    public long TotalFen => Lines.Sum(line => line.AmountFen);

    public string CauseWord(string code) => causes.GetValueOrDefault(code, code);

    /// <summary>A child is not named.</summary>
    public string NameOf(AnnouncedAid line) => line.NameMasked.Length > 0 ? line.NameMasked : T["disclosure.child"];

    protected async Task<IActionResult?> Load(string number, CancellationToken cancellationToken)
    {
        var list = await data.Set<Announcement>().AsNoTracking().Include(a => a.Lines).Include(a => a.Corrections).AsSplitQuery()
            .FirstOrDefaultAsync(a => a.CountyCode == County && a.Number == number, cancellationToken);
        if (list is null)
        {
            return NotFound();
        }

        if (!MaySee(list.TownshipCode))
        {
            return Forbid();
        }

        await LoadPlaces(cancellationToken);
        causes = (await data.Codes.AsNoTracking().Where(c => c.List == "hardship-cause").ToListAsync(cancellationToken)).ToDictionary(c => c.Code, c => Named(c.Zh, c.En));
        (List, Lines) = (list, [.. list.Lines.OrderBy(line => line.PaidOn).ThenBy(line => line.CaseNumber, StringComparer.Ordinal)]);
        return null;
    }

    protected SheetFields<AnnouncedAid> Fields() => new SheetFields<AnnouncedAid>()
        .Text(T["common.village"], line => PlaceName(line.VillageCode))
        .Text(T["common.name"], NameOf)
        .Text(T["common.cause"], line => CauseWord(line.CauseCode))
        .Yuan(T["common.amount_yuan"], line => line.AmountFen)
        .Day(T["payment.paid_on"], line => line.PaidOn);
}

/// <summary>One list: what stands on it, where it hangs, and what to do next.</summary>
[Authorize(Roles = DisclosureViewers.Offices)]
public sealed class AnnouncementDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : AnnouncementPage(db, mediator, words, clock)
{
    private readonly JiujiDb data = db;

    public string Typed { get; private set; } = "";
    public bool IsMine => Is(Role.TownshipHandler, Role.StationWorker);
    public bool MayRemove => IsMine && List.State == AnnouncementState.Posted;
    public bool MayCorrect => Is(Role.TownshipHandler) && List.State is AnnouncementState.Posted or AnnouncementState.Removed;

    public async Task<IActionResult> OnGet(string number, CancellationToken cancellationToken) => await Load(number, cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetCsv(string number, CancellationToken cancellationToken) => await Load(number, cancellationToken) ?? Csv(List.Number, Fields(), Lines);

    public async Task<IActionResult> OnGetXlsx(string number, CancellationToken cancellationToken) => await Load(number, cancellationToken) ?? Xlsx(List.Number, T["disclosure.title"], Fields(), Lines);

    /// <summary>The photo that shows it hanging, as a file to keep: nothing that somebody uploaded is shown inside the site.</summary>
    public async Task<IActionResult> OnGetEvidence(string number, bool removal, CancellationToken cancellationToken)
    {
        if (await Load(number, cancellationToken) is { } refused)
        {
            return refused;
        }

        var hash = removal ? List.RemovalEvidenceHash : List.EvidenceHash;
        var document = await data.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.CountyCode == County && d.Hash == hash, cancellationToken);
        return document is null ? NotFound() : File(document.Content, document.MediaType, document.FileName);
    }

    public async Task<IActionResult> OnPostPost(string number, Guid commandId, string? place, DateOnly? day, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, content) = await FormScan.Of(scan, cancellationToken);
        return await Take(number, place, new PostAnnouncement(commandId, Viewer, County, number, (place ?? "").Trim(), name, content, day), cancellationToken);
    }

    public async Task<IActionResult> OnPostRemove(string number, Guid commandId, DateOnly? day, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, content) = await FormScan.Of(scan, cancellationToken);
        return await Take(number, null, new RemoveAnnouncement(commandId, Viewer, County, number, name, content, day), cancellationToken);
    }

    public Task<IActionResult> OnPostCorrect(string number, Guid commandId, string? text, string? about, CancellationToken cancellationToken) =>
        Take(number, text, new CorrectAnnouncement(commandId, Viewer, County, number, (text ?? "").Trim(), about ?? ""), cancellationToken);

    public async Task<IActionResult> OnPostDiscard(string number, Guid commandId, CancellationToken cancellationToken) =>
        await Sent(new DiscardAnnouncement(commandId, Viewer, County, number)) is null ? await Load(number, cancellationToken) ?? Page() : Done("/disclosure");

    private async Task<IActionResult> Take<TAnswer>(string number, string? typed, ICommand<TAnswer> command, CancellationToken cancellationToken)
    {
        Typed = typed ?? "";
        return await Sent(command) is null ? await Load(number, cancellationToken) ?? Page() : Done($"/disclosure/{number}");
    }
}

/// <summary>The sheet that is hung up.</summary>
[Authorize(Roles = DisclosureViewers.Offices)]
public sealed class AnnouncementPrintModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : AnnouncementPage(db, mediator, words, clock)
{
    public async Task<IActionResult> OnGet(string number, CancellationToken cancellationToken) => await Load(number, cancellationToken) ?? Page();
}
