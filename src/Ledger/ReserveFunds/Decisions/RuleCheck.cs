namespace Jiuji.Ledger.ReserveFunds;

/// <summary>How a rule came out. A warning is for a person to judge and stops nothing.</summary>
public enum CheckResult { Passed, Warned, Overridden, Failed }

/// <summary>One rule, checked: what the check page and the dry run show, all of them at once.</summary>
/// <param name="Rule">The refusal that a failure means.</param>
/// <param name="Clause">Where the rule comes from (policy clause or law); empty for the book's own.</param>
/// <param name="Figures">Amounts in fen, days and counts for the sentence; never personal data.</param>
public sealed record RuleCheck(FundRefusal Rule, CheckResult Result, string Clause, IReadOnlyDictionary<string, string> Figures)
{
    public static RuleCheck Of(FundRefusal rule, bool passed, string clause = "", params (string Name, object Value)[] figures) =>
        new(rule, passed ? CheckResult.Passed : CheckResult.Failed, clause,
            figures.ToDictionary(f => f.Name, f => Convert.ToString(f.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));

    /// <summary>The first failure in the order of <see cref="FundRefusal"/>; null when nothing failed.</summary>
    public static FundRefusal? FirstRefusal(IEnumerable<RuleCheck> checks)
    {
        FundRefusal? first = null;
        foreach (var check in checks.Where(c => c.Result == CheckResult.Failed))
            if (first is null || check.Rule < first) first = check.Rule;
        return first;
    }
}
