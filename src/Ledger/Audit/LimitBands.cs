namespace Jiuji.Ledger.Audit;

/// <summary>Amounts from one percentage of a limit up to another: above <paramref name="FromPercent"/>, up to and with <paramref name="ToPercent"/>.</summary>
public sealed record LimitBand(int FromPercent, int ToPercent, int Count, long AmountFen)
{
    /// <summary>The band that ends at the limit itself.</summary>
    public bool IsJustUnder => ToPercent == 100;
}

/// <summary>How many amounts lie how near to a limit: a heap just under it asks whether somebody avoided the next signature.</summary>
public static class LimitBands
{
    const int Width = 5, First = 50, Last = 110;

    public static IReadOnlyList<LimitBand> Of(IEnumerable<long> amountsFen, long limitFen)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limitFen);
        var amounts = amountsFen.ToList();
        return [.. Enumerable.Range(0, (Last - First) / Width).Select(band => First + (band * Width)).Select(from =>
        {
            var within = amounts.Where(fen => fen * 100 > limitFen * from && fen * 100 <= limitFen * (from + Width)).ToList();
            return new LimitBand(from, from + Width, within.Count, within.Sum());
        })];
    }
}
