namespace Jiuji.Web.Files;

/// <summary>"Did you mean": the candidate with the fewest edits, if at most half of the longer word has to change.</summary>
static class Nearest
{
    internal static string? To(string word, IEnumerable<string> candidates)
    {
        // Nobody misspells a whole paragraph, and the table below grows with the square of its length.
        if (word.Length is 0 or > 40)
            return null;
        var best = candidates
            .Select(candidate => (candidate, edits: Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.edits * 2 <= Math.Max(word.Length, pair.candidate.Length) && pair.edits < pair.candidate.Length)
            .OrderBy(pair => pair.edits)
            .FirstOrDefault();
        return best.candidate;
    }

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
