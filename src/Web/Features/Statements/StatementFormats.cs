using System.Globalization;
using System.Text.Json;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Statements;

/// <summary>A column that a format may name: its field in the form, and whether day or amount hang on it.</summary>
public sealed record FormatColumn(string Field, string Chosen);

/// <summary>The formats of the county's banks. A new one is made from a sample file: its rows are shown, its headings are offered, and what most banks write is chosen already.</summary>
[Authorize(Roles = $"{nameof(Role.Bookkeeper)},{nameof(Role.CountyFinance)}")]
public sealed class StatementFormatsModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public IReadOnlyList<StatementFormat> Formats { get; private set; } = [];
    public StatementFile? Sample { get; private set; }

    /// <summary>The sample's rows, carried by the form, so that columns can be tried without choosing the file again.</summary>
    public IReadOnlyList<StatementRow> Rows { get; private set; } = [];

    /// <summary>The sample as the chosen columns read it.</summary>
    public StatementReading? Preview { get; private set; }
    public IReadOnlyList<string> Headings { get; private set; } = [];
    public StatementLayout Layout { get; private set; } = new();
    public string Name { get; private set; } = "";

    public IEnumerable<FormatColumn> Columns =>
    [
        new("day", Layout.Day), new("income", Layout.Income), new("outgo", Layout.Outgo), new("amount", Layout.Amount), new("mark", Layout.Mark), new("balance", Layout.Balance),
        new("counterparty", Layout.Name), new("account", Layout.Account), new("reference", Layout.Reference), new("summary", Layout.Summary), new("currency", Layout.Currency),
    ];

    public Task OnGet(CancellationToken cancellationToken) => Load(cancellationToken);

    /// <summary>Shows what a sample looks like under an encoding and a delimiter.</summary>
    public async Task<IActionResult> OnPostSample(IFormFile? file, string? encoding, string? delimiter, CancellationToken cancellationToken)
    {
        await Load(cancellationToken);
        if (file is null || file.Length == 0 || file.Length > SheetLimits.Default.Bytes)
        {
            ModelState.AddModelError("file", "import.file_missing");
            return Page();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        var reading = new StatementLayout { Encoding = encoding ?? "Detect", Delimiter = delimiter ?? "" };
        Sample = StatementFile.Read(content.ToArray(), file.FileName, reading);
        Layout = (StatementLayout.Guess(Sample.Sample) ?? reading) with { Encoding = reading.Encoding, Delimiter = reading.Delimiter };
        Headings = [.. HeadingRow(Sample.Sample).Select(cell => cell.Trim()).Where(cell => cell.Length > 0).Distinct()];
        Rows = Sample.Sample;
        Try();
        return Page();
    }

    /// <summary>The row with the most texts that are no figures: titles above it have fewer, lines below it have figures.</summary>
    private static IReadOnlyList<string> HeadingRow(IReadOnlyList<StatementRow> rows) =>
        rows.MaxBy(row => row.Cells.Count(cell => cell.Length > 0 && !cell.Any(char.IsDigit)))?.Cells ?? [];

    public async Task<IActionResult> OnPostSave(
        Guid commandId, string? name, AmountStyle style, string? day, string? income, string? outgo, string? amount, string? mark, string? balance, string? counterparty, string? account,
        string? reference, string? summary, string? currency, string? encoding, string? delimiter, string[] headings, string? rows, string? act, CancellationToken cancellationToken)
    {
        var command = new SaveFormat(
            commandId, Viewer, County, name ?? "", style, day ?? "", income ?? "", outgo ?? "", amount ?? "", mark ?? "", balance ?? "", counterparty ?? "", account ?? "", reference ?? "",
            summary ?? "", currency ?? "", Encoding: encoding ?? "Detect", Delimiter: delimiter ?? "");
        if (act != "try" && await Sent(command) is not null)
        {
            return Done("/statements/formats", "reconcile.format_saved");
        }

        (Name, Layout, Headings, Rows) = (command.Name, command.Layout(), headings, ReadRows(rows));
        Try();
        await Load(cancellationToken);
        return Page();
    }

    private void Try() => Preview = Rows.Count > 0 && Layout.IsWhole ? StatementReader.Read(Rows, Layout) : null;

    public string RowsText => JsonSerializer.Serialize(Rows.Select(row => row.Cells.Prepend(row.Number.ToString(CultureInfo.InvariantCulture))));

    /// <summary>What the form carried; whatever else stands there is no sample.</summary>
    private static IReadOnlyList<StatementRow> ReadRows(string? text)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<string[][]>(text ?? "[]") ?? []).Take(StatementFile.SampleRows)
                .Where(cells => cells.Length > 0 && int.TryParse(cells[0], CultureInfo.InvariantCulture, out _))
                .Select(cells => new StatementRow(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1..]))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private async Task Load(CancellationToken cancellationToken) =>
        Formats = await db.Set<StatementFormat>().AsNoTracking().Where(f => f.CountyCode == County).OrderBy(f => f.Name).ToListAsync(cancellationToken);
}
