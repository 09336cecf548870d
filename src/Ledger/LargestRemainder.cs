namespace Jiuji.Ledger;

/// <summary>
/// Divides so that nothing is lost: shares are proportional, whole, sum to the amount, and two equal weights differ by at most one.
/// The units left over go to the largest remainders (Hamilton's method), earlier ones first.
/// </summary>
public static class LargestRemainder
{
    /// <param name="amount">Zero or more, in the smallest unit.</param>
    /// <param name="weights">Zero or more each, at least one above zero.</param>
    public static long[] Divide(long amount, IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var total = weights.Aggregate((Int128)0, (sum, weight) => weight >= 0 ? sum + weight : throw new ArgumentOutOfRangeException(nameof(weights), weight, "A weight is not negative."));
        if (total == 0) throw new ArgumentException("Nothing to divide among.", nameof(weights));
        var shares = weights.Select(weight => (long)((Int128)amount * weight / total)).ToArray();
        var left = amount - shares.Sum();
        // Stable sort: among equal remainders the earlier share gets the unit, so the same input gives the same output.
        var byRemainder = Enumerable.Range(0, shares.Length).OrderByDescending(index => (Int128)amount * weights[index] % total);
        foreach (var index in byRemainder.Take((int)left)) shares[index]++;
        return shares;
    }
}
