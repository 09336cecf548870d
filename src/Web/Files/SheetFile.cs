namespace Jiuji.Web.Files;

/// <summary>What was found in an uploaded file. With problems there are no sheets: such a file is not read in part.</summary>
public sealed record SheetFile(
    string Name, IReadOnlyList<Sheet> Sheets, IReadOnlyList<SheetProblem> Problems, IReadOnlyList<SheetProblem> Notices)
{
    public SheetLimits Limits { get; init; } = SheetLimits.Default;

    internal static SheetFile Refused(string name, SheetProblem problem) => new(name, [], [problem], []);

    internal static SheetFile Refused(string name, SheetProblemCode code, params string[] arguments) =>
        Refused(name, SheetProblem.OfFile(name, code, arguments));
}

/// <summary>One visible sheet: its rows that hold anything, and the ranges that are merged.</summary>
public sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows, IReadOnlyList<SheetRange> Merged);

/// <summary>A row by the number the person sees. Cells begin at column A; what lies beyond the last one is empty.</summary>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells)
{
    public SheetCell this[int column] => column < Cells.Count ? Cells[column] : default;
}

public enum SheetCellKind
{
    Empty,
    Text,

    /// <summary>Plain decimal digits with a point, never an exponent.</summary>
    Number,

    /// <summary>yyyy-MM-dd, with a time behind it where the cell has one.</summary>
    Date,

    /// <summary>1 or 0.</summary>
    YesNo,

    /// <summary>Cannot be read; <see cref="SheetCell.Fault"/> says why.</summary>
    Faulty,
}

/// <summary>A cell as cleaned text. A fault counts only if somebody asks for its column.</summary>
public readonly record struct SheetCell(SheetCellKind Kind, string? Text, SheetProblemCode? Fault = null)
{
    public bool IsEmpty => Kind == SheetCellKind.Empty;
    public string Value => Text ?? "";

    internal static SheetCell Faulty(SheetProblemCode fault, string text) => new(SheetCellKind.Faulty, text, fault);

    /// <summary>Text of a person's hand: cleaned, and refused where it is too long or holds what no keyboard types.</summary>
    public static SheetCell OfText(string raw, SheetLimits limits)
    {
        if (raw.Length > limits.CellCharacters)
            return Faulty(SheetProblemCode.TextTooLong, $"{limits.CellCharacters}");
        if (CellText.HasUnreadable(raw))
            return Faulty(SheetProblemCode.CharactersUnreadable, "");
        var text = CellText.Clean(raw);
        return text.Length == 0 ? default : new(SheetCellKind.Text, text);
    }
}

/// <summary>A block of cells, such as A1:C3. Columns are 0-based, rows as the person sees them.</summary>
public readonly record struct SheetRange(int FirstColumn, int FirstRow, int LastColumn, int LastRow)
{
    public override string ToString() =>
        $"{SheetColumnName.Of(FirstColumn)}{FirstRow}:{SheetColumnName.Of(LastColumn)}{LastRow}";
}

/// <summary>Column letters: 0 is A, 26 is AA.</summary>
public static class SheetColumnName
{
    public static string Of(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : Of(column / 26 - 1) + (char)('A' + column % 26);

    /// <summary>Reads "AB12" as (27, 12); false where the text is no cell of a spreadsheet.</summary>
    public static bool TryReadCell(string? reference, out int column, out int row)
    {
        (column, row) = (0, 0);
        if (reference is null || reference.Length > 10)
            return false;
        var letters = reference.TakeWhile(char.IsAsciiLetterUpper).Count();
        if (letters is < 1 or > 3 || !int.TryParse(reference.AsSpan(letters), out row) || row is < 1 or > 1_048_576)
            return false;
        column = reference.Take(letters).Aggregate(0, (sum, c) => sum * 26 + (c - 'A' + 1)) - 1;
        return column < 16_384;
    }
}
