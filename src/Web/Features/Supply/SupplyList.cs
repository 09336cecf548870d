using Jiuji.Matching;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Supply;

/// <summary>A line of the supply ledger; what is free stands in the book.</summary>
public sealed record SupplyLine(
    Guid Id, string Number, string Name, string KindCode, string Unit, long Quantity, long? Limit, Guid Organisation, DateOnly ValidUntil, LotState State)
{
    public LotStock Stock { get; init; } = LotStock.Nothing;
}

/// <summary>The supply ledger (供给台账): what is offered, how much of it is still free, and until when. A provider sees what is published and all of its own.</summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders)]
public sealed class SupplyListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names) : ActingPage(mediator, words)
{
    private const int PageSize = 50;
    private const int MostExported = 10_000;
    private static readonly Keyset<SupplyLot> SoonToExpire = new Keyset<SupplyLot>().By(lot => lot.ValidUntil).By(lot => lot.Number);

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public LotState? State { get; set; }

    /// <summary>Where the page begins: behind a line, or before it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<SupplyLine> Lines { get; private set; } = [];
    public PageLinks Links { get; private set; } = new(null, null);
    public NameShelf Names => names;
    public bool MayPublish => Me.InMatching() == MatchingRole.CountyCivilAffairs;
    public bool MaySeeSociety => Me.InMatching() == MatchingRole.SocietyCouncil;
    public bool MayImport => MayPublish || Me.InMatching().IsProvider();

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        (var lots, Links) = await SoonToExpire.Page(Filtered(), new(After, Before), PageSize, Here, cancellationToken);
        Lines = await WithStock(lots, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetCsv(CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        SheetWriter.Csv(stream, Fields(), await Exported(cancellationToken));
        return File(stream.ToArray(), "text/csv", "supply.csv");
    }

    public async Task<IActionResult> OnGetXlsx(CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        SheetWriter.Xlsx(stream, Words["supply.title"], Fields(), await Exported(cancellationToken));
        return File(stream.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "supply.xlsx");
    }

    public Task<IActionResult> OnPostEdition(string? number, CancellationToken cancellationToken) =>
        Send(new PublishEdition(CommandId, Me, Me.CountyCode, number?.Trim() ?? ""), "supply.edition_sent", "/supply/editions", () => OnGet(cancellationToken), cancellationToken);

    private async Task<List<SupplyLine>> Exported(CancellationToken cancellationToken) =>
        await WithStock(await SoonToExpire.Ordered(Filtered()).Take(MostExported).ToListAsync(cancellationToken), cancellationToken);

    private async Task<List<SupplyLine>> WithStock(IReadOnlyList<SupplyLot> lots, CancellationToken cancellationToken)
    {
        var stock = await LotStock.Of(db, Me.CountyCode, [.. lots.Select(lot => lot.Id)], cancellationToken);
        return [.. lots.Select(lot => new SupplyLine(
            lot.Id, lot.Number, lot.Name, lot.NeedKindCode, lot.Unit, lot.Quantity, lot.LimitPerHousehold, lot.OrganisationId, lot.ValidUntil, lot.State)
        {
            Stock = stock.GetValueOrDefault(lot.Id, LotStock.Nothing),
        })];
    }

    private IQueryable<SupplyLot> Filtered()
    {
        var lots = db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == Me.CountyCode);
        if (Me.InMatching().IsProvider())
        {
            lots = lots.Where(lot => lot.OrganisationId == Me.OrganisationId || lot.State == LotState.Published);
        }

        if (!string.IsNullOrWhiteSpace(Search))
        {
            var text = Search.Trim();
            lots = lots.Where(lot => lot.Number == text || lot.Name.Contains(text));
        }

        if (!string.IsNullOrEmpty(Kind))
        {
            lots = lots.Where(lot => lot.NeedKindCode == Kind);
        }

        return State is { } state ? lots.Where(lot => lot.State == state) : lots;
    }

    private string Here => $"/supply?search={Uri.EscapeDataString(Search ?? "")}&kind={Uri.EscapeDataString(Kind ?? "")}&state={State}";

    private SheetFields<SupplyLine> Fields() => new SheetFields<SupplyLine>()
        .Text(Words["common.number"], line => line.Number)
        .Text(Words["supply.name"], line => line.Name)
        .Text(Words["supply.aid_kind"], line => names.Kind(line.KindCode))
        .Text(Words["supply.provider"], line => names.Organisation(line.Organisation), 28)
        .Text(Words["supply.free"], line => Quantities.Figure(line.Stock.Free, line.Unit))
        .Text(Words["supply.unit"], line => names.Unit(line.Unit))
        .Day(Words["supply.valid_until"], line => line.ValidUntil)
        .Text(Words["common.state"], line => Words.Of(line.State));
}
