using System.Globalization;
using System.Text.RegularExpressions;

namespace Jiuji.Ledger.Reconciliation;

/// <summary>What can be wrong with a bank's file, line by line.</summary>
public enum StatementProblemKind
{
    HeadingMissing,
    NoLines,
    DayMissing,
    DayUnreadable,
    AmountMissing,
    AmountUnreadable,
    AmountZero,
    SurplusDecimals,
    BothSides,
    MarkUnknown,
    BalanceUnreadable,
    BalanceBroken,
    CurrencyForeign,
    NotAStatement,
    SeveralAccounts,
    AlreadyImported,
}

/// <summary>One thing that is wrong, and where.</summary>
/// <param name="Row">As the person sees it, from 1; null for the file as a whole.</param>
/// <param name="Column">Heading of the column; empty for the row as a whole.</param>
/// <param name="Found">What stands there, or the figure that was expected.</param>
public sealed record StatementProblem(int? Row, string Column, StatementProblemKind Kind, string Found = "");

/// <summary>A line as the bank wrote it: fen, positive came in, negative went out.</summary>
public sealed record ParsedLine(int Row, DateOnly Day, long AmountFen)
{
    public string Time { get; init; } = "";
    public long? BalanceFen { get; init; }
    public string Name { get; init; } = "";
    public string Account { get; init; } = "";
    public string Reference { get; init; } = "";
    public string Summary { get; init; } = "";
}

/// <summary>All lines and all problems of one file. With any problem nothing of it is imported.</summary>
public sealed record StatementReading(IReadOnlyList<ParsedLine> Lines, IReadOnlyList<StatementProblem> Problems)
{
    public long? OpeningFen { get; init; }
    public long? ClosingFen { get; init; }

    /// <summary>Lines whose balance the bank has blanked out, so that it could not be checked.</summary>
    public int BalancesMasked { get; init; }

    public bool IsClean => Problems.Count == 0;

    internal static StatementReading Refused(StatementProblemKind kind, string found = "") => new([], [new(null, "", kind, found)]);
}

/// <summary>From rows of text to lines of a statement. Reads everything and reports everything; nothing is guessed, nothing rounded.</summary>
public static partial class StatementReader
{
    const long MostFen = 100_000_000_000_000;
    static readonly string[] OwnCurrencies = ["", "人民币", "CNY", "RMB", "156", "人民币元"];
    static readonly string[] Trailers = ["合计", "总计", "小计", "本页", "承前页", "过次页", "制表", "打印", "注:", "备注:", "说明", "期末", "期初", "TOTAL"];

    public static StatementReading Read(IReadOnlyList<StatementRow> rows, StatementLayout layout)
    {
        var found = rows.Select((row, index) => (Columns: Columns.In(row, layout), index)).FirstOrDefault(pair => pair.Columns is not null);
        if (found.Columns is not { } columns) return StatementReading.Refused(StatementProblemKind.HeadingMissing, layout.Day);
        var (lines, problems, masked) = (new List<ParsedLine>(), new List<StatementProblem>(), 0);
        foreach (var row in rows.Skip(found.index + 1).Where(row => !row.IsBlank && !IsTrailer(row, columns)))
        {
            var before = problems.Count;
            var line = new LineReader(row, columns, layout, problems).Read();
            if (line.BalanceIsMasked) masked++;
            if (problems.Count == before) lines.Add(line.Line);
        }
        if (lines.Count == 0 && problems.Count == 0) problems.Add(new(null, "", StatementProblemKind.NoLines));
        return RunningBalance.Check(new(lines, problems) { BalancesMasked = masked });
    }

    /// <summary>Totals and remarks below the lines: no day, and either no amount or a word that says so.</summary>
    static bool IsTrailer(StatementRow row, Columns columns)
    {
        if (TryDay(row[columns.Day], out _, out _)) return false;
        var first = StatementLayout.Bare(row.Cells.First(cell => !string.IsNullOrWhiteSpace(cell)));
        return Trailers.Any(word => first.Contains(word, StringComparison.Ordinal)) || (string.IsNullOrWhiteSpace(row[columns.Day]) && columns.AmountsAreEmpty(row));
    }

    internal static bool TryDay(string text, out DateOnly day, out string time)
    {
        (day, time) = (default, "");
        if (text.Length > 64) return false;
        var match = DayText().Match(StatementText.Narrow(text));
        if (!match.Success) return false;
        time = match.Groups["time"].Value;
        return DateOnly.TryParseExact($"{match.Groups["y"]}-{match.Groups["m"]}-{match.Groups["d"]}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year is >= 2000 and <= 2100;
    }

    /// <summary>An empty cell, or the dash that banks put for it.</summary>
    internal static bool IsEmpty(string text) => StatementText.Narrow(text) is "" or "-" or "--" or "---";

    /// <summary>Some digits blanked out with stars or letters, as banks do in downloads that are passed on.</summary>
    internal static bool IsMasked(string text) => Masked().IsMatch(StatementText.Narrow(text));

    /// <summary>Null where it went well.</summary>
    internal static StatementProblemKind? Fen(string text, out long fen)
    {
        fen = 0;
        var figure = Currency().Replace(StatementText.Narrow(text).Replace(" ", "", StringComparison.Ordinal), "");
        if (figure.Length > 24 || !Figure().IsMatch(figure)
            || !decimal.TryParse(figure, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            || Math.Abs(yuan) > MostFen / 100)
            return StatementProblemKind.AmountUnreadable;
        if (yuan * 100 != decimal.Truncate(yuan * 100)) return StatementProblemKind.SurplusDecimals;
        fen = (long)(yuan * 100);
        return null;
    }

    internal static bool IsOwnCurrency(string text) => OwnCurrencies.Contains(StatementText.Narrow(text).ToUpperInvariant());

    [GeneratedRegex(@"^(?:(?<y>\d{4})(?<mark>[-/.])(?<m>\d{1,2})\k<mark>(?<d>\d{1,2})|(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})日|(?<y>\d{4})(?<m>\d\d)(?<d>\d\d))(?:[ T]?(?<time>\d\d:?\d\d(?::?\d\d)?))?$")]
    private static partial Regex DayText();

    [GeneratedRegex(@"^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$")]
    private static partial Regex Figure();

    [GeneratedRegex("^(¥|￥|CNY|RMB|人民币)|(元|圆)$")]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[-+]?[\d,.*xXyYzZ]*[*xXyYzZ][\d,.*xXyYzZ]*$")]
    private static partial Regex Masked();
}

/// <summary>Where each column of a layout stands in one file.</summary>
sealed record Columns(int Day, int Time, int Income, int Outgo, int Amount, int Mark, int Balance, int Name, int Account, int Reference, int Summary, int Currency)
{
    /// <summary>Null where the row is not the one with the headings.</summary>
    internal static Columns? In(StatementRow row, StatementLayout layout)
    {
        var places = new Dictionary<string, int>();
        for (var i = 0; i < row.Cells.Count; i++)
            if (StatementLayout.Bare(row.Cells[i]) is { Length: > 0 } heading) places.TryAdd(heading, i);
        var columns = new Columns(
            Of(layout.Day), Of(layout.Time), Of(layout.Income), Of(layout.Outgo), Of(layout.Amount), Of(layout.Mark), Of(layout.Balance), Of(layout.Name),
            Of(layout.Account), Of(layout.Reference), Of(layout.Summary), Of(layout.Currency));
        var amountsFound = layout.Style switch
        {
            AmountStyle.TwoColumns => columns.Income >= 0 && columns.Outgo >= 0,
            AmountStyle.Marked => columns.Amount >= 0 && columns.Mark >= 0,
            _ => columns.Amount >= 0,
        };
        return columns.Day >= 0 && amountsFound ? columns : null;

        int Of(string heading) => heading.Length > 0 && places.TryGetValue(StatementLayout.Bare(heading), out var place) ? place : -1;
    }

    internal bool AmountsAreEmpty(StatementRow row) =>
        StatementReader.IsEmpty(row[Income]) && StatementReader.IsEmpty(row[Outgo]) && StatementReader.IsEmpty(row[Amount]);
}

/// <summary>One row to one line.</summary>
sealed class LineReader(StatementRow row, Columns columns, StatementLayout layout, List<StatementProblem> problems)
{
    internal (ParsedLine Line, bool BalanceIsMasked) Read()
    {
        if (string.IsNullOrWhiteSpace(row[columns.Day])) Problem(layout.Day, StatementProblemKind.DayMissing);
        else if (!StatementReader.TryDay(row[columns.Day], out _, out _)) Problem(layout.Day, StatementProblemKind.DayUnreadable, row[columns.Day]);
        StatementReader.TryDay(row[columns.Day], out var day, out var timeOfDay);
        if (!StatementReader.IsOwnCurrency(row[columns.Currency])) Problem(layout.Currency, StatementProblemKind.CurrencyForeign, row[columns.Currency]);
        var (balance, masked) = Balance();
        var time = StatementText.Narrow(row[columns.Time]);
        return (new ParsedLine(row.Number, day, Amount())
        {
            Time = time.Length > 0 && time.Length <= 20 ? time : timeOfDay, BalanceFen = balance, Name = Text(columns.Name, 120), Account = Text(columns.Account, 64),
            Reference = Text(columns.Reference, 80), Summary = Text(columns.Summary, 160),
        }, masked);
    }

    long Amount() => layout.Style switch
    {
        AmountStyle.TwoColumns => TwoColumns(),
        AmountStyle.Marked => Fen(columns.Amount, layout.Amount) is { } fen ? Marked(fen) : 0,
        _ => Fen(columns.Amount, layout.Amount) ?? 0,
    };

    long TwoColumns()
    {
        var (income, outgo) = (IsSome(columns.Income), IsSome(columns.Outgo));
        if (income && outgo)
        {
            Problem(layout.Outgo, StatementProblemKind.BothSides, row[columns.Outgo]);
            return 0;
        }
        if (outgo) return -(Fen(columns.Outgo, layout.Outgo) ?? 0);
        return Fen(columns.Income, layout.Income) ?? 0;
    }

    /// <summary>An amount that is there: a bank that writes 0.00 on the other side means nothing by it.</summary>
    bool IsSome(int column) => !StatementReader.IsEmpty(row[column]) && (StatementReader.Fen(row[column], out var fen) is not null || fen != 0);

    long Marked(long fen)
    {
        var mark = StatementText.Narrow(row[columns.Mark]).ToUpperInvariant();
        if (layout.OutgoMarks.Split(';').Contains(mark)) return -fen;
        if (!layout.IncomeMarks.Split(';').Contains(mark)) Problem(layout.Mark, StatementProblemKind.MarkUnknown, row[columns.Mark]);
        return fen;
    }

    long? Fen(int column, string heading)
    {
        if (StatementReader.IsEmpty(row[column])) Problem(heading, StatementProblemKind.AmountMissing);
        else if (StatementReader.Fen(row[column], out var fen) is { } wrong) Problem(heading, wrong, row[column]);
        else if (fen == 0) Problem(heading, StatementProblemKind.AmountZero);
        else return fen;
        return null;
    }

    (long? Fen, bool IsMasked) Balance()
    {
        if (StatementReader.IsEmpty(row[columns.Balance])) return (null, false);
        if (StatementReader.IsMasked(row[columns.Balance])) return (null, true);
        if (StatementReader.Fen(row[columns.Balance], out var fen) is null) return (fen, false);
        Problem(layout.Balance, StatementProblemKind.BalanceUnreadable, row[columns.Balance]);
        return (null, false);
    }

    string Text(int column, int most)
    {
        var text = StatementText.Narrow(row[column]);
        if (text.Trim('-').Length == 0) return "";
        return text.Length <= most ? text : text[..most];
    }

    void Problem(string column, StatementProblemKind kind, string found = "") =>
        problems.Add(new(row.Number, column, kind, found.Length > 60 ? found[..60] : found));
}
