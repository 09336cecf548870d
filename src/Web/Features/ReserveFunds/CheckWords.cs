using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Refusals;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>A decision's checks in words, those that failed first. A rule that holds and has no sentence of its own is not worth a line.</summary>
public static class CheckWords
{
    public static IReadOnlyList<CheckLine> Lines(IStringLocalizer<Words> words, IEnumerable<RuleCheck> checks) =>
        [.. checks.Select(check => Line(words, check)).OfType<CheckLine>().Distinct().OrderByDescending(line => line.Verdict)];

    private static CheckLine? Line(IStringLocalizer<Words> words, RuleCheck check)
    {
        var clause = check.Clause.Length == 0 ? null : check.Clause;
        if (check.Result is CheckResult.Failed)
        {
            return new CheckLine(Verdict.Fail, words.Sentence(new Refused(check.Rule, check.Figures)), clause);
        }

        var holds = words[$"check.{check.Rule}"];
        return holds.ResourceNotFound ? null : new CheckLine(check.Result == CheckResult.Passed ? Verdict.Pass : Verdict.Warn, holds, clause);
    }
}
