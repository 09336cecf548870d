namespace Jiuji.Ledger;

/// <summary>How one invariant fared: how much was checked, how often it broke, and the first fact that breaks it.</summary>
/// <param name="FirstSeq">The first bad transfer's place; null where the fact is no transfer's.</param>
public sealed record InvariantResult(Invariant Invariant, long Checked, long Broken, string? FirstFact, long? FirstSeq)
{
    /// <summary>Nothing that was checked broke it; an invariant of which nothing was checked holds.</summary>
    public bool Holds => Broken == 0;
}

/// <summary>Every invariant of a county's book, recomputed from its transfers.</summary>
public sealed record VerificationReport(string County, long Transfers, IReadOnlyList<InvariantResult> Results)
{
    /// <summary>Every invariant holds.</summary>
    public bool IsSound => Results.All(result => result.Holds);

    /// <summary>The earliest broken fact: what went wrong first, not what followed from it.</summary>
    public InvariantResult? FirstBroken => Results.Where(result => !result.Holds).OrderBy(result => result.FirstSeq ?? long.MaxValue).ThenBy(result => result.Invariant).FirstOrDefault();
}

/// <summary>Counts what was checked and keeps, for each invariant, the earliest fact that breaks it.</summary>
sealed class Tally
{
    readonly long[] done = new long[Enum.GetValues<Invariant>().Length];
    readonly long[] broken = new long[Enum.GetValues<Invariant>().Length];
    readonly (string Fact, long? Seq)?[] first = new (string, long?)?[Enum.GetValues<Invariant>().Length];

    /// <summary>Notes a check; the fact is worded only when it is needed.</summary>
    public void Check<T>(Invariant invariant, bool holds, long? seq, T about, Func<T, string> fact)
    {
        done[(int)invariant]++;
        if (holds) return;
        broken[(int)invariant]++;
        if (first[(int)invariant] is not { } known || (seq ?? long.MaxValue) < (known.Seq ?? long.MaxValue)) first[(int)invariant] = (fact(about), seq);
    }

    public VerificationReport Report(string county, long transfers) => new(county, transfers, [.. Enum.GetValues<Invariant>().Select(Result)]);

    InvariantResult Result(Invariant invariant)
    {
        var fact = first[(int)invariant];
        return new(invariant, done[(int)invariant], broken[(int)invariant], fact?.Fact, fact?.Seq);
    }
}
