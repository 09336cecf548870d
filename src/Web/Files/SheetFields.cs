using System.Globalization;

namespace Jiuji.Web.Files;

/// <summary>How a cell is shown in xlsx. The numbers are the styles that <see cref="XlsxWriter"/> writes, in their order.</summary>
enum SheetFormat
{
    General,
    Heading,
    Text,
    Whole,
    Yuan,
    Day,
    Moment,
}

/// <summary>A value as plain text for CSV and as Excel stores it.</summary>
readonly record struct SheetValue(string Plain, string Stored);

/// <summary>
/// The columns of an export, declared one after the other: heading, where the value comes from, width in characters.
/// A null value is an empty cell.
/// </summary>
public sealed class SheetFields<TRow>
{
    readonly List<SheetField<TRow>> all = [];

    internal IReadOnlyList<SheetField<TRow>> All => all;

    public SheetFields<TRow> Text(string heading, Func<TRow, string?> value, double width = 18) =>
        Add(heading, width, SheetFormat.Text, row => value(row) is { } text ? Same(text) : null);

    public SheetFields<TRow> Whole(string heading, Func<TRow, long?> value, double width = 10) =>
        Add(heading, width, SheetFormat.Whole, row => value(row) is { } number ? Same($"{number}") : null);

    /// <summary>Fen in the row, yuan with two decimals in the sheet.</summary>
    public SheetFields<TRow> Yuan(string heading, Func<TRow, long?> fen, double width = 14) =>
        Add(heading, width, SheetFormat.Yuan, row => fen(row) is { } amount ? Same(FenText.Yuan(amount)) : null);

    public SheetFields<TRow> Day(string heading, Func<TRow, DateOnly?> value, double width = 12) =>
        Add(heading, width, SheetFormat.Day, row =>
            value(row) is { } day ? new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{ExcelDay.Count(day)}") : null);

    /// <summary>An instant, shown to the minute as the clock in China has it.</summary>
    public SheetFields<TRow> Moment(string heading, Func<TRow, DateTimeOffset?> value, double width = 17) =>
        Add(heading, width, SheetFormat.Moment, row =>
            value(row)?.ToOffset(TimeSpan.FromHours(8)).DateTime is { } moment
                ? new(moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), moment.ToOADate().ToString("R", CultureInfo.InvariantCulture))
                : null);

    public SheetFields<TRow> YesNo(string heading, Func<TRow, bool?> value, double width = 8) =>
        Text(heading, row => value(row) switch { true => "是", false => "否", null => null }, width);

    SheetFields<TRow> Add(string heading, double width, SheetFormat format, Func<TRow, SheetValue?> value)
    {
        all.Add(new(heading, width, format, value));
        return this;
    }

    static SheetValue Same(string text) => new(text, text);
}

sealed record SheetField<TRow>(string Heading, double Width, SheetFormat Format, Func<TRow, SheetValue?> ValueOf);
