using System.Globalization;

namespace Jiuji.Ledger.Reconciliation;

/// <summary>
/// Asserts the running balance of a file, whichever end it begins at. A file that somebody has sorted otherwise still has to form one chain:
/// every balance but the last is where another line began.
/// </summary>
public static class RunningBalance
{
    public static StatementReading Check(StatementReading reading)
    {
        var lines = reading.Lines;
        if (!reading.IsClean || lines.Count == 0 || lines.Any(line => line.BalanceFen is null)) return reading;
        var (down, up) = (Breaks(lines), Breaks([.. lines.Reverse()]));
        if (down.Count == 0) return reading with { OpeningFen = Before(lines[0]), ClosingFen = lines[^1].BalanceFen };
        if (up.Count == 0) return reading with { OpeningFen = Before(lines[^1]), ClosingFen = lines[0].BalanceFen };
        if (Ends(lines) is { } ends) return reading with { OpeningFen = ends.Opening, ClosingFen = ends.Closing };
        return reading with { Problems = [.. reading.Problems, .. down.Count <= up.Count ? down : up] };
    }

    static long Before(ParsedLine line) => line.BalanceFen!.Value - line.AmountFen;

    static List<StatementProblem> Breaks(IReadOnlyList<ParsedLine> lines)
    {
        var problems = new List<StatementProblem>();
        for (var i = 1; i < lines.Count; i++)
            if (Before(lines[i]) != lines[i - 1].BalanceFen)
                problems.Add(new(lines[i].Row, "", StatementProblemKind.BalanceBroken, Yuan(lines[i - 1].BalanceFen!.Value + lines[i].AmountFen)));
        return problems;
    }

    /// <summary>Null where the lines form no single chain. A chain that ends where it began says so, but not where that is.</summary>
    static (long? Opening, long? Closing)? Ends(IReadOnlyList<ParsedLine> lines)
    {
        var degree = new Dictionary<long, int>();
        foreach (var line in lines)
        {
            degree[Before(line)] = degree.GetValueOrDefault(Before(line)) + 1;
            degree[line.BalanceFen!.Value] = degree.GetValueOrDefault(line.BalanceFen!.Value) - 1;
        }
        var odd = degree.Where(pair => pair.Value != 0).ToList();
        if (!IsConnected(lines) || odd.Count > 2 || odd.Exists(pair => Math.Abs(pair.Value) > 1)) return null;
        return odd.Count == 0 ? (null, null) : (odd.Find(pair => pair.Value == 1).Key, odd.Find(pair => pair.Value == -1).Key);
    }

    static bool IsConnected(IReadOnlyList<ParsedLine> lines)
    {
        var next = lines.SelectMany(line => new[] { (At: Before(line), To: line.BalanceFen!.Value), (At: line.BalanceFen!.Value, To: Before(line)) })
            .ToLookup(edge => edge.At, edge => edge.To);
        var (seen, open) = (new HashSet<long>(), new Stack<long>([Before(lines[0])]));
        while (open.TryPop(out var balance))
            if (seen.Add(balance))
                foreach (var to in next[balance]) open.Push(to);
        return seen.Count == next.Count;
    }

    static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);
}
