namespace Jiuji.Web.Files;

/// <summary>"Did you mean": a candidate that the word contains, or the one with the fewest edits, if only a part of the longer word has to change.</summary>
static class Nearest
{
    internal const int Half = 2;
    internal const int Third = 3;

    internal static string? To(string word, IEnumerable<string> candidates, int part = Half)
    {
        // Nobody misspells a whole paragraph, and the table below grows with the square of its length.
        if (word.Length is 0 or > 40)
            return null;
        return candidates
            .Select(candidate => (candidate, edits: Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => IsNear(word, pair.candidate, pair.edits, part))
            .OrderBy(pair => pair.edits)
            .FirstOrDefault().candidate;
    }

    static bool IsNear(string word, string candidate, int edits, int part) =>
        (candidate.Length > 1 && word.Contains(candidate, StringComparison.OrdinalIgnoreCase))
        || (edits * part <= Math.Max(word.Length, candidate.Length) && edits < candidate.Length);

    // Levenshtein, one row at a time.
    static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
