namespace Jiuji.Web.Files;

/// <summary>A good row and where it stood, so that a later refusal can still name its place.</summary>
public sealed record NumberedRow<TRow>(string Sheet, int Number, TRow Value)
{
    /// <summary>The rule book said no to this row: the sentence is the caller's.</summary>
    public SheetProblem Refused(string reason, SheetColumn? column = null) =>
        new(Sheet, Number, null, column?.Heading, SheetProblemCode.Refused, [reason]);
}

/// <summary>All good rows and all problems of a file. Whether good rows of a faulty file may be loaded is the caller's question.</summary>
public sealed record SheetReading<TRow>(
    IReadOnlyList<NumberedRow<TRow>> Rows, IReadOnlyList<SheetProblem> Problems, IReadOnlyList<SheetProblem> Notices)
{
    public bool IsClean => Problems.Count == 0;
}

/// <summary>
/// A table as we declare it, to be found in a file as people made it: titles above the headings, columns in another order, columns of
/// their own, several sheets of the same shape. Reads everything and reports everything; it stops at nothing.
/// </summary>
public sealed class SheetTable<TRow>
{
    const int RowsSearchedForHeadings = 20;

    readonly IReadOnlyList<SheetColumn> columns;
    readonly Func<SheetValues, TRow> build;
    readonly Dictionary<SheetColumn, int> places;

    public SheetTable(IReadOnlyList<SheetColumn> columns, Func<SheetValues, TRow> build)
    {
        (this.columns, this.build) = (columns, build);
        places = columns.Select((column, index) => (column, index)).ToDictionary(pair => pair.column, pair => pair.index);
    }

    /// <summary>Columns whose values together may stand only once in a file.</summary>
    public IReadOnlyList<SheetColumn> Key { get; init; } = [];

    public SheetReading<TRow> Read(SheetFile file)
    {
        if (file.Problems.Count > 0)
            return new([], file.Problems, file.Notices);
        var problems = new ProblemList(file.Name, file.Limits.Problems);
        var (rows, seen) = (new List<NumberedRow<TRow>>(), new Dictionary<string, (string Sheet, int Row)>());
        var (chosen, ignored) = Choose(file.Sheets);
        foreach (var headings in chosen)
            ReadSheet(headings, rows, problems, seen);
        var notices = file.Notices
            .Concat(ignored.Select(sheet => SheetProblem.OfSheet(sheet.Name, SheetProblemCode.SheetIgnored)))
            .Concat(chosen.SelectMany(headings => headings.Notices()));
        return new(rows, problems.All(), [.. notices]);
    }

    // Sheets that have at least half of the required headings are ours; if none has, the one that comes nearest is.
    (List<SheetHeadings> Chosen, List<Sheet> Ignored) Choose(IReadOnlyList<Sheet> sheets)
    {
        var found = sheets.Where(sheet => sheet.Rows.Count > 0).Select(FindHeadings).ToList();
        var required = columns.Count(column => column.IsRequired);
        var chosen = found.Where(headings => headings.Matched > 0 && headings.MatchedRequired * 2 >= required).ToList();
        if (chosen.Count == 0)
            chosen.Add(found.MaxBy(headings => headings.Matched)!);
        return (chosen, [.. found.Except(chosen).Select(headings => headings.Sheet)]);
    }

    SheetHeadings FindHeadings(Sheet sheet) =>
        sheet.Rows.Take(RowsSearchedForHeadings).Select(row => new SheetHeadings(sheet, row, columns)).MaxBy(headings => headings.Matched)!;

    void ReadSheet(
        SheetHeadings headings, List<NumberedRow<TRow>> rows, ProblemList problems, Dictionary<string, (string, int)> seen)
    {
        problems.AddRange(headings.Problems());
        if (headings.Matched == 0)
            return;
        var data = headings.Sheet.Rows.Where(row => row.Number > headings.Row.Number && headings.HasAny(row)).ToList();
        if (data.Count == 0)
            problems.Add(SheetProblem.OfSheet(headings.Sheet.Name, SheetProblemCode.NoRows));
        foreach (var row in data)
            if (ReadRow(headings, row, problems, seen) is { } values && headings.HasAllRequired)
                rows.Add(new(headings.Sheet.Name, row.Number, build(new SheetValues(places, values))));
    }

    object?[]? ReadRow(SheetHeadings headings, SheetRow row, ProblemList problems, Dictionary<string, (string, int)> seen)
    {
        var (values, before) = (new object?[columns.Count], problems.Count);
        foreach (var (column, place) in headings.Places)
        {
            var cell = row[place];
            if (cell.IsEmpty && column.IsRequired)
                problems.Add(headings.At(row, column, SheetProblemCode.ValueMissing));
            if (cell.IsEmpty)
                continue;
            var reading = column.Read(cell);
            values[places[column]] = reading.Value;
            if (reading.Problem is { } problem)
                (values[places[column]], _) = (null, problems.Add(headings.At(row, column, problem, reading.Arguments)));
        }
        CheckKey(headings, row, values, problems, seen);
        return problems.Count == before ? values : null;
    }

    void CheckKey(SheetHeadings headings, SheetRow row, object?[] values, ProblemList problems, Dictionary<string, (string Sheet, int Row)> seen)
    {
        var parts = Key.Select(column => values[places[column]]).ToList();
        if (parts.Count == 0 || parts.Contains(null))
            return;
        var key = string.Join('\u001F', parts);
        if (!seen.TryAdd(key, (headings.Sheet.Name, row.Number)))
            problems.Add(headings.At(row, Key[0], SheetProblemCode.KeyTwice, [seen[key].Sheet, $"{seen[key].Row}"]));
    }
}

/// <summary>Which column of a sheet holds which declared one, decided by one row of headings.</summary>
sealed class SheetHeadings
{
    readonly IReadOnlyList<SheetColumn> columns;
    readonly List<(int Place, string Heading)> twice = [];
    readonly List<(int Place, string Heading)> unknown = [];

    internal SheetHeadings(Sheet sheet, SheetRow row, IReadOnlyList<SheetColumn> columns)
    {
        (Sheet, Row, this.columns) = (sheet, row, columns);
        for (var place = 0; place < row.Cells.Count; place++)
            Take(place, row[place].Value);
    }

    internal Sheet Sheet { get; }
    internal SheetRow Row { get; }
    internal Dictionary<SheetColumn, int> Places { get; } = [];
    internal int Matched => Places.Count;
    internal int MatchedRequired => Places.Keys.Count(column => column.IsRequired);
    internal bool HasAllRequired => columns.All(column => !column.IsRequired || Places.ContainsKey(column));
    internal bool HasAny(SheetRow row) => Places.Values.Any(place => !row[place].IsEmpty);

    void Take(int place, string heading)
    {
        if (heading.Length == 0)
            return;
        var column = columns.FirstOrDefault(column => column.Headings.Any(known => Bare(known) == Bare(heading)));
        if (column is null)
            unknown.Add((place, heading));
        else if (!Places.TryAdd(column, place))
            twice.Add((place, heading));
    }

    // A star for "required", a colon, blanks and "(元)" say nothing else about a column. "(万元)" does, and stays.
    static string Bare(string heading)
    {
        var bare = CellText.CleanFigure(heading).ToUpperInvariant();
        foreach (var mark in (string[])["(元)", "(必填)", "(选填)", "(REQUIRED)", "(OPTIONAL)", "(CNY)", "*", ":"])
            bare = bare.Replace(mark, "", StringComparison.Ordinal);
        return bare;
    }

    internal IEnumerable<SheetProblem> Problems()
    {
        foreach (var range in Sheet.Merged.Where(range => range.LastRow >= Row.Number))
            yield return new(
                Sheet.Name, range.FirstRow, SheetColumnName.Of(range.FirstColumn), null, SheetProblemCode.MergedCells, [range.ToString()]);
        foreach (var (place, heading) in twice)
            yield return InHeadings(place, heading, SheetProblemCode.HeadingTwice, heading);
        foreach (var (place, heading) in unknown)
            if (NearestMissing(heading) is { } meant)
                yield return InHeadings(place, heading, SheetProblemCode.HeadingMisspelt, heading, meant);
        foreach (var column in columns.Where(column => column.IsRequired && !Places.ContainsKey(column)))
            yield return new(Sheet.Name, Row.Number, null, column.Heading, SheetProblemCode.HeadingMissing,
                [string.Join(" / ", column.Headings)]);
    }

    /// <summary>A column we do not know is the sender's own, unless it looks like one of ours that is missing.</summary>
    internal IEnumerable<SheetProblem> Notices() => unknown
        .Where(pair => NearestMissing(pair.Heading) is null)
        .Select(pair => InHeadings(pair.Place, pair.Heading, SheetProblemCode.ColumnIgnored, pair.Heading));

    internal SheetProblem At(SheetRow row, SheetColumn column, SheetProblemCode code, IReadOnlyList<string>? arguments = null) =>
        new(Sheet.Name, row.Number, SheetColumnName.Of(Places[column]), Row[Places[column]].Value, code, arguments ?? []);

    SheetProblem InHeadings(int place, string heading, SheetProblemCode code, params string[] arguments) =>
        new(Sheet.Name, Row.Number, SheetColumnName.Of(place), heading, code, arguments);

    // Where a required column is missing, any likeness is worth a question. Where an optional one is, a column of the sender's own
    // ("单位") must not be taken for it ("单价").
    string? NearestMissing(string heading) =>
        Nearest.To(heading, Missing(required: true), Nearest.Half) ?? Nearest.To(heading, Missing(required: false), Nearest.Third);

    IEnumerable<string> Missing(bool required) =>
        columns.Where(column => column.IsRequired == required && !Places.ContainsKey(column)).SelectMany(column => column.Headings);
}

/// <summary>Lists problems up to a limit and counts the rest.</summary>
sealed class ProblemList(string fileName, int limit)
{
    readonly List<SheetProblem> listed = [];

    internal int Count { get; private set; }

    internal int Add(SheetProblem problem)
    {
        if (Count < limit)
            listed.Add(problem);
        return ++Count;
    }

    internal void AddRange(IEnumerable<SheetProblem> problems)
    {
        foreach (var problem in problems)
            Add(problem);
    }

    internal IReadOnlyList<SheetProblem> All() => Count <= limit
        ? listed
        : [.. listed, SheetProblem.OfFile(fileName, SheetProblemCode.MoreProblems, $"{Count - limit}")];
}
