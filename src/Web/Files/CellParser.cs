using System.Globalization;
using System.Text.RegularExpressions;

namespace Jiuji.Web.Files;

/// <summary>From a cell's cleaned text to a value, or to the exact reason why not. Nothing is guessed and nothing is rounded.</summary>
static partial class CellParser
{
    internal static CellReading<T> No<T>(SheetProblemCode problem, params string[] arguments) => new(default, problem, arguments);

    internal static CellReading<string> Text(string text, int maxLength) =>
        text.Length <= maxLength ? text : No<string>(SheetProblemCode.TextTooLong, $"{maxLength}");

    internal static CellReading<long> Whole(string text, long min, long max)
    {
        if (!TryDecimal(text, out var number))
            return No<long>(SheetProblemCode.NotANumber, text);
        if (number != decimal.Truncate(number))
            return No<long>(SheetProblemCode.NotWhole, text);
        return number >= min && number <= max ? (long)number : No<long>(SheetProblemCode.OutOfRange, text, $"{min}", $"{max}");
    }

    internal static CellReading<long> Fen(string text, long minFen, long maxFen)
    {
        if (!TryDecimal(CurrencyMarks().Replace(CellText.CleanFigure(text), ""), out var yuan))
            return No<long>(SheetProblemCode.NotAnAmount, text);
        var fen = yuan * 100;
        if (fen != decimal.Truncate(fen))
            return No<long>(SheetProblemCode.SurplusDecimals, text);
        return fen >= minFen && fen <= maxFen ? (long)fen
            : No<long>(SheetProblemCode.OutOfRange, text, FenText.Yuan(minFen), FenText.Yuan(maxFen));
    }

    internal static CellReading<DateOnly> Day(SheetCell cell, DateOnly min, DateOnly max)
    {
        if (DayOf(cell) is not { } day)
            return No<DateOnly>(
                DayLast().IsMatch(CellText.CleanFigure(cell.Value)) ? SheetProblemCode.DateAmbiguous : SheetProblemCode.NotADate, cell.Value);
        return day >= min && day <= max ? day
            : No<DateOnly>(SheetProblemCode.OutOfRange, cell.Value, IsoDay(min), IsoDay(max));
    }

    static string IsoDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static CellReading<bool> YesNo(string text) => text.ToUpperInvariant() switch
    {
        "是" or "Y" or "YES" or "1" or "TRUE" or "√" => true,
        "否" or "N" or "NO" or "0" or "FALSE" or "×" => false,
        _ => No<bool>(SheetProblemCode.NotYesOrNo, text),
    };

    internal static CellReading<T> Choice<T>(string text, IReadOnlyList<SheetChoice<T>> choices)
    {
        var match = choices.FirstOrDefault(choice => Spellings(choice).Contains(text, StringComparer.OrdinalIgnoreCase));
        if (match is not null)
            return match.Value;
        return Nearest.To(text, choices.SelectMany(Spellings)) is { } meant
            ? No<T>(SheetProblemCode.CodeMisspelt, text, meant)
            : No<T>(SheetProblemCode.CodeUnknown, text);
    }

    static IEnumerable<string> Spellings<T>(SheetChoice<T> choice) => choice.Names.Prepend(choice.Code);

    // Thousands either grouped all the way or not at all: "12,34" is a slip, not a number.
    static bool TryDecimal(string text, out decimal number)
    {
        var figure = CellText.CleanFigure(text);
        number = 0;
        return figure.Length <= 28 && Figure().IsMatch(figure)
            && decimal.TryParse(figure, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out number)
            // Beyond this no column has a use for it, and the arithmetic above stays exact.
            && Math.Abs(number) < 1_000_000_000_000_000_000m;
    }

    // A bare number in a date column is a day without its format, unless its eight digits already are one.
    static DateOnly? DayOf(SheetCell cell)
    {
        var text = CellText.CleanFigure(cell.Value);
        if (YearFirst().Match(text) is { Success: true } match)
            return DateOnly.TryParseExact(
                $"{match.Groups["y"]}-{match.Groups["m"]}-{match.Groups["d"]}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return cell.Kind == SheetCellKind.Number && double.TryParse(text, CultureInfo.InvariantCulture, out var count)
            && ExcelDay.Moment(count) is { } moment ? DateOnly.FromDateTime(moment) : null;
    }

    [GeneratedRegex(@"^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$")]
    private static partial Regex Figure();

    [GeneratedRegex("^(¥|CNY|RMB|人民币)|(元|圆)$")]
    private static partial Regex CurrencyMarks();

    // The same mark twice, or eight digits in a row. Blanks are gone by now, so a time may follow the day directly.
    [GeneratedRegex(@"^(?:(?<y>\d{4})(?<mark>[-/.])(?<m>\d{1,2})\k<mark>(?<d>\d{1,2})|(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})日|(?<y>\d{4})(?<m>\d\d)(?<d>\d\d))(?<time>T?\d\d:\d\d(:\d\d)?)?$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})$")]
    private static partial Regex DayLast();
}
