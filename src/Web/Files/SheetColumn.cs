namespace Jiuji.Web.Files;

/// <summary>What became of one cell: a value, or the problem with the figures its sentence needs.</summary>
public readonly record struct CellReading<T>(T? Value, SheetProblemCode? Problem, IReadOnlyList<string> Arguments)
{
    public static implicit operator CellReading<T>(T value) => new(value, null, []);
}

/// <summary>A choice that a cell may name by its code or by any of its names.</summary>
public sealed record SheetChoice<T>(T Value, string Code, params string[] Names);

/// <summary>A declared column. The first heading is the one we print; the others are accepted.</summary>
public abstract class SheetColumn(IReadOnlyList<string> headings, bool isRequired)
{
    public IReadOnlyList<string> Headings { get; } = headings;
    public string Heading => Headings[0];
    public bool IsRequired { get; } = isRequired;

    public abstract CellReading<object> Read(SheetCell cell);

    /// <summary>Text of at most so many characters. Numbers are taken as they are shown.</summary>
    public static SheetColumn<string> Text(IReadOnlyList<string> headings, int maxLength, bool required = false) =>
        new(headings, required, cell => CellParser.Text(cell.Value, maxLength));

    /// <summary>A whole number within the range, both ends included.</summary>
    public static SheetColumn<long> Whole(IReadOnlyList<string> headings, long min, long max, bool required = false) =>
        new(headings, required, cell => CellParser.Whole(cell.Value, min, max));

    /// <summary>Yuan in the sheet, fen in the row: "1,234.50", "¥1234.5", "１２３４元". More than two decimals are refused, not rounded.</summary>
    public static SheetColumn<long> Yuan(IReadOnlyList<string> headings, long minFen, long maxFen, bool required = false) =>
        new(headings, required, cell => CellParser.Fen(cell.Value, minFen, maxFen));

    /// <summary>A day: year first in any usual form, or an Excel date. "03/04/2026" is refused by name. A time of day is left off.</summary>
    public static SheetColumn<DateOnly> Day(IReadOnlyList<string> headings, DateOnly min, DateOnly max, bool required = false) =>
        new(headings, required, cell => CellParser.Day(cell, min, max));

    public static SheetColumn<bool> YesNo(IReadOnlyList<string> headings, bool required = false) =>
        new(headings, required, cell => CellParser.YesNo(cell.Value));

    public static SheetColumn<T> Choice<T>(IReadOnlyList<string> headings, IReadOnlyList<SheetChoice<T>> choices, bool required = false) =>
        new(headings, required, cell => CellParser.Choice(cell.Value, choices));

    /// <summary>A citizen id as the given reader understands it. It is never repeated in the problem.</summary>
    public static SheetColumn<T> CitizenId<T>(IReadOnlyList<string> headings, TryRead<T> read, bool required = false) =>
        new(headings, required, cell =>
            read(cell.Value, out var id) ? id : CellParser.No<T>(SheetProblemCode.CitizenIdWrong));

    /// <summary>Anything else, read from the cleaned text by a parser of the caller's.</summary>
    public static SheetColumn<T> Of<T>(IReadOnlyList<string> headings, Func<string, CellReading<T>> parse, bool required = false) =>
        new(headings, required, cell => parse(cell.Value));
}

public delegate bool TryRead<T>(string text, out T value);

public sealed class SheetColumn<T>(IReadOnlyList<string> headings, bool isRequired, Func<SheetCell, CellReading<T>> parse)
    : SheetColumn(headings, isRequired)
{
    public override CellReading<object> Read(SheetCell cell)
    {
        if (cell.Fault is { } fault)
            return new(null, fault, [cell.Value]);
        var reading = parse(cell);
        return new(reading.Value, reading.Problem, reading.Arguments);
    }
}

/// <summary>The values of one row, by the columns that declared them. Only asked of rows without problems.</summary>
public sealed class SheetValues
{
    readonly IReadOnlyDictionary<SheetColumn, int> places;
    readonly object?[] values;

    internal SheetValues(IReadOnlyDictionary<SheetColumn, int> places, object?[] values) => (this.places, this.values) = (places, values);

    public bool Has(SheetColumn column) => values[places[column]] is not null;

    /// <summary>A required column's value. Asking for an empty cell of another column is a mistake of the declaration, and throws.</summary>
    public T Get<T>(SheetColumn<T> column) =>
        values[places[column]] is T value ? value : throw new InvalidOperationException($"Column {column.Heading} may be empty.");

    public T GetOr<T>(SheetColumn<T> column, T whenEmpty) => Has(column) ? Get(column) : whenEmpty;

    public T? Find<T>(SheetColumn<T> column) where T : class => Has(column) ? Get(column) : null;

    public T? FindValue<T>(SheetColumn<T> column) where T : struct => Has(column) ? Get(column) : null;
}
