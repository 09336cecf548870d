namespace Jiuji.Web.Files;

/// <summary>Every way in which an uploaded sheet can be wrong. The list is closed; <see cref="SheetProblemText"/> puts each into words.</summary>
public enum SheetProblemCode
{
    // The file: nothing of it is read.
    FileEmpty,
    FileTooLarge,
    FileTypeUnknown,
    FileIsOldExcel,
    FileIsEncrypted,
    FileIsNotASpreadsheet,
    FileDamaged,
    FileUnpacksTooLarge,
    EncodingUnknown,
    NoVisibleSheet,

    // A sheet.
    SheetEmpty,
    NoRows,
    TooManyRows,
    TooManyColumns,
    TooManyCells,
    MergedCells,
    HeadingMissing,
    HeadingMisspelt,
    HeadingTwice,

    // A row.
    KeyTwice,
    BadQuotes,
    Refused,

    // A cell.
    ValueMissing,
    TextTooLong,
    CharactersUnreadable,
    CellHasError,
    FormulaWithoutValue,
    DigitsLost,
    NotANumber,
    NotWhole,
    NotAnAmount,
    SurplusDecimals,
    OutOfRange,
    NotADate,
    DateAmbiguous,
    CodeUnknown,
    CodeMisspelt,
    NotYesOrNo,
    CitizenIdWrong,

    // The end of a long list.
    MoreProblems,

    // Notices: nothing is wrong, but the person should know.
    SheetHidden,
    SheetIgnored,
    ColumnIgnored,
}

/// <summary>One thing that is wrong, and where: row as the person sees it (1-based), column as its letter with its heading.</summary>
/// <param name="Sheet">The sheet's name; for CSV the file's.</param>
/// <param name="Arguments">Figures and names for the sentence, in the order <see cref="SheetProblemText"/> uses them.</param>
public sealed record SheetProblem(
    string Sheet, int? Row, string? Column, string? Heading, SheetProblemCode Code, IReadOnlyList<string> Arguments)
{
    public static SheetProblem OfFile(string fileName, SheetProblemCode code, params string[] arguments) =>
        new(fileName, null, null, null, code, arguments);

    public static SheetProblem OfSheet(string sheet, SheetProblemCode code, params string[] arguments) =>
        new(sheet, null, null, null, code, arguments);
}
