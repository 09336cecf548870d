namespace Jiuji.Ledger.Reconciliation;

/// <summary>Why a bank line and a movement are taken for the same money. The amount is never among them: it must be exact.</summary>
[Flags]
public enum MatchReason
{
    None = 0,
    SameAccount = 1,
    SameReference = 2,
    SameName = 4,
    SameDay = 8,
    NearDay = 16,

    /// <summary>No other line and no other movement of this amount is near.</summary>
    OnlyOne = 32,

    /// <summary>Several payments that the bank debited in one sum, or one that it debited in parts.</summary>
    SumOfDay = 64,
    SumOfSome = 128,
    ChosenByHand = 256,
    PostedFromLine = 512,

    /// <summary>One side alone, and it comes to nothing: a mistake and its correction (冲正).</summary>
    CancelsItself = 1024,
}

/// <summary>A bank line or a movement of the book as matching sees it; fen, positive came in.</summary>
/// <param name="Name">Masked name; empty for none.</param>
/// <param name="Account">Blind index of the account as text; empty for none.</param>
/// <param name="Text">Reference and summary of a line; for a movement the number (case, document) to be found in it.</param>
public sealed record MatchItem(Guid Id, DateOnly Day, long AmountFen, string Name, string Account, string Text);

/// <summary>Lines and movements whose sums agree, best first.</summary>
/// <param name="IsCertain">Strong enough to be settled without asking.</param>
public sealed record MatchProposal(IReadOnlyList<Guid> Lines, IReadOnlyList<Guid> Moves, long AmountFen, MatchReason Reasons, int Score, bool IsCertain);

/// <summary>How far apart a line and its movement may lie.</summary>
/// <param name="FarDays">Reach of account, number and name: a bank may carry a payment out weeks later.</param>
public sealed record MatchWindow(int Days = 10, int FarDays = 31, int SumDays = 3, int MostParts = 8);

/// <summary>
/// Matches bank lines to movements of the book: exact amount always (T14), then account, reference, name and day; one to one, one to many and
/// many to one. Each round takes a stronger kind of evidence than the next, so that no weak pair takes what belongs to a strong one. Pure, and
/// near-linear: lines and movements meet only under a common key.
/// </summary>
public static class LineMatching
{
    public static IReadOnlyList<MatchProposal> Propose(IReadOnlyList<MatchItem> lines, IReadOnlyList<MatchItem> moves, MatchWindow? window = null)
    {
        var table = new MatchTable(lines, moves, window ?? new MatchWindow());
        table.Pair(item => item.Account.Length == 0 ? null : (item.AmountFen, item.Account), MatchReason.SameAccount);
        table.PairByReference();
        table.Pair(item => item.Name.Length == 0 ? null : (item.AmountFen, item.Name), MatchReason.SameName);
        table.PairTheOnlyOnes();
        new SumSearch(table).Run();
        return table.Proposals;
    }
}

/// <summary>What is still open on both sides, and what was proposed so far.</summary>
sealed class MatchTable
{
    internal MatchTable(IReadOnlyList<MatchItem> lines, IReadOnlyList<MatchItem> moves, MatchWindow window)
    {
        (Lines, Moves, Window) = ([.. lines.OrderBy(item => item.Day)], [.. moves.OrderBy(item => item.Day)], window);
        (LineTaken, MoveTaken) = (new bool[Lines.Count], new bool[Moves.Count]);
    }

    internal List<MatchItem> Lines { get; }
    internal List<MatchItem> Moves { get; }
    internal MatchWindow Window { get; }
    internal bool[] LineTaken { get; }
    internal bool[] MoveTaken { get; }
    internal List<MatchProposal> Proposals { get; } = [];

    internal IEnumerable<int> OpenLines => Enumerable.Range(0, Lines.Count).Where(i => !LineTaken[i]);
    internal IEnumerable<int> OpenMoves => Enumerable.Range(0, Moves.Count).Where(i => !MoveTaken[i]);

    /// <summary>Pairs what agrees in a key: the nearest days first.</summary>
    internal void Pair(Func<MatchItem, (long, string)?> keyOf, MatchReason reason)
    {
        var waiting = Group(OpenMoves, Moves, keyOf);
        foreach (var (key, lines) in Group(OpenLines, Lines, keyOf))
            if (waiting.TryGetValue(key, out var moves)) PairInOrder(lines, moves, reason);
    }

    static Dictionary<(long, string), List<int>> Group(IEnumerable<int> open, List<MatchItem> items, Func<MatchItem, (long, string)?> keyOf)
    {
        var groups = new Dictionary<(long, string), List<int>>();
        foreach (var i in open)
        {
            if (keyOf(items[i]) is not { } key) continue;
            if (!groups.TryGetValue(key, out var group)) groups[key] = group = [];
            group.Add(i);
        }
        return groups;
    }

    void PairInOrder(List<int> lines, List<int> moves, MatchReason reason)
    {
        foreach (var reach in (int[])[0, 3, Window.Days, reason == MatchReason.None ? Window.Days : Window.FarDays])
            for (int l = 0, m = 0; l < lines.Count && m < moves.Count;)
            {
                var (line, move) = (lines[l], moves[m]);
                if (LineTaken[line]) l++;
                else if (MoveTaken[move]) m++;
                else if (Math.Abs(DaysApart(line, move)) <= reach) Take(line, move, reason);
                else if (Lines[line].Day < Moves[move].Day) l++;
                else m++;
            }
    }

    /// <summary>A case or document number that stands in the bank's text.</summary>
    internal void PairByReference()
    {
        var waiting = new Dictionary<(long, string), List<int>>();
        foreach (var i in OpenMoves)
            if (Moves[i].Text.Length >= 4)
            {
                var key = (Moves[i].AmountFen, Moves[i].Text);
                if (!waiting.TryGetValue(key, out var group)) waiting[key] = group = [];
                group.Add(i);
            }
        foreach (var line in OpenLines.ToList())
            if (Words(Lines[line].Text).Select(word => Free(line, waiting.GetValueOrDefault((Lines[line].AmountFen, word)))).FirstOrDefault(move => move is not null) is { } found)
                Take(line, found, MatchReason.SameReference);
    }

    int? Free(int line, List<int>? moves)
    {
        foreach (var move in moves ?? [])
            if (!MoveTaken[move] && Math.Abs(DaysApart(line, move)) <= Window.FarDays) return move;
        return null;
    }

    /// <summary>The bank's text cut where numbers end: letters, digits, dashes and brackets of document numbers hold together.</summary>
    static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var holds = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '-' or '〔' or '〕' or '[' or ']');
            if (holds && start < 0) start = i;
            if (holds || start < 0) continue;
            yield return text[start..i];
            start = -1;
        }
    }

    /// <summary>An amount that only one line and one movement have within the window: certain on the same or the next day, else a suggestion.</summary>
    internal void PairTheOnlyOnes()
    {
        var moves = OpenMoves.GroupBy(i => Moves[i].AmountFen).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var group in OpenLines.GroupBy(i => Lines[i].AmountFen).ToList())
        {
            if (!moves.TryGetValue(group.Key, out var same)) continue;
            var lines = group.ToList();
            foreach (var line in lines.Where(line => Near(same, m => Moves[m].Day, Lines[line].Day) == 1))
            {
                var move = same.First(m => Math.Abs(DaysApart(line, m)) <= Window.Days);
                if (!MoveTaken[move] && Near(lines, l => Lines[l].Day, Moves[move].Day) == 1) Take(line, move, MatchReason.OnlyOne);
            }
            Rest(lines, same);
        }
    }

    /// <summary>Several of one amount and nothing to tell them apart: suggested in order of days, for a person to judge.</summary>
    void Rest(List<int> lines, List<int> moves) => PairInOrder(lines, moves, MatchReason.None);

    /// <summary>How many of the sorted indices lie within the window of a day; counting stops at two.</summary>
    int Near(List<int> sorted, Func<int, DateOnly> dayOf, DateOnly day)
    {
        var (low, high) = (0, sorted.Count);
        var first = day.AddDays(-Window.Days);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (dayOf(sorted[middle]) < first) low = middle + 1; else high = middle;
        }
        var count = 0;
        for (; low < sorted.Count && count < 2 && dayOf(sorted[low]) <= day.AddDays(Window.Days); low++) count++;
        return count;
    }

    int DaysApart(int line, int move) => Moves[move].Day.DayNumber - Lines[line].Day.DayNumber;

    void Take(int line, int move, MatchReason reason)
    {
        var apart = Math.Abs(DaysApart(line, move));
        var (bank, book) = (Lines[line], Moves[move]);
        var reasons = reason | (apart == 0 ? MatchReason.SameDay : apart <= 3 ? MatchReason.NearDay : MatchReason.None);
        if (bank.Account.Length > 0 && bank.Account == book.Account) reasons |= MatchReason.SameAccount;
        if (bank.Name.Length > 0 && bank.Name == book.Name) reasons |= MatchReason.SameName;
        Propose([line], [move], reasons, IsCertain(reasons, apart));
    }

    // A payment to somebody with another name or account is never settled without a person, whatever its amount.
    static bool IsCertain(MatchReason reasons, int daysApart) =>
        (reasons & (MatchReason.SameAccount | MatchReason.SameReference | MatchReason.SameName)) != 0 || (reasons.HasFlag(MatchReason.OnlyOne) && daysApart <= 1);

    internal void Propose(IReadOnlyList<int> lines, IReadOnlyList<int> moves, MatchReason reasons, bool isCertain)
    {
        foreach (var line in lines) LineTaken[line] = true;
        foreach (var move in moves) MoveTaken[move] = true;
        var contradicts = lines.Count == 1 && moves.Count == 1 && Contradicts(Lines[lines[0]], Moves[moves[0]]);
        Proposals.Add(new MatchProposal(
            [.. lines.Select(i => Lines[i].Id)], [.. moves.Select(i => Moves[i].Id)], lines.Sum(i => Lines[i].AmountFen), reasons, Score(reasons), isCertain && !contradicts));
    }

    /// <summary>Both sides name somebody, and not the same.</summary>
    static bool Contradicts(MatchItem line, MatchItem move) =>
        line.Name.Length > 0 && move.Name.Length > 0 && line.Name != move.Name && (line.Account.Length == 0 || line.Account != move.Account);

    static int Score(MatchReason reasons) =>
        (reasons.HasFlag(MatchReason.SameAccount) ? 50 : 0) + (reasons.HasFlag(MatchReason.SameReference) ? 40 : 0) + (reasons.HasFlag(MatchReason.SameName) ? 30 : 0)
        + (reasons.HasFlag(MatchReason.SameDay) ? 20 : 0) + (reasons.HasFlag(MatchReason.NearDay) ? 10 : 0) + (reasons.HasFlag(MatchReason.OnlyOne) ? 15 : 0)
        + (reasons.HasFlag(MatchReason.SumOfDay) ? 25 : 0) + (reasons.HasFlag(MatchReason.SumOfSome) ? 5 : 0);
}
