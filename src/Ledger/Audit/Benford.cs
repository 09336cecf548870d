namespace Jiuji.Ledger.Audit;

/// <summary>How well first digits follow Benford's law, by the mean absolute deviation (Nigrini 2012: 0.006, 0.012, 0.015).</summary>
public enum BenfordFit { TooFew, Close, Acceptable, Marginal, Apart }

/// <summary>One first digit: how often it stands there, and which share of 1 Benford's law gives it.</summary>
public sealed record FirstDigit(int Digit, int Count, double Share, double ExpectedShare);

/// <summary>
/// First digits of amounts against log10(1 + 1/d). A hint where to look, never a finding: amounts that a rule keeps within narrow bounds do
/// not follow the law, and small aid is such.
/// </summary>
public sealed record Benford(IReadOnlyList<FirstDigit> Digits, int Count, double MeanAbsoluteDeviation, BenfordFit Fit)
{
    /// <summary>With fewer amounts chance alone moves the shares too far.</summary>
    public const int FewestAmounts = 300;

    /// <param name="amounts">In any one unit; those that are not positive are passed over.</param>
    public static Benford Of(IEnumerable<long> amounts)
    {
        var counts = new int[10];
        foreach (var amount in amounts.Where(amount => amount > 0)) counts[DigitOf(amount)]++;
        var all = counts.Sum();
        var digits = Enumerable.Range(1, 9).Select(digit => new FirstDigit(digit, counts[digit], all == 0 ? 0 : (double)counts[digit] / all, Math.Log10(1 + (1.0 / digit)))).ToList();
        var deviation = all == 0 ? 0 : digits.Average(digit => Math.Abs(digit.Share - digit.ExpectedShare));
        return new(digits, all, deviation, all < FewestAmounts ? BenfordFit.TooFew : FitOf(deviation));
    }

    static BenfordFit FitOf(double deviation) => deviation switch
    {
        < 0.006 => BenfordFit.Close,
        < 0.012 => BenfordFit.Acceptable,
        < 0.015 => BenfordFit.Marginal,
        _ => BenfordFit.Apart,
    };

    static int DigitOf(long amount)
    {
        while (amount >= 10) amount /= 10;
        return (int)amount;
    }
}
