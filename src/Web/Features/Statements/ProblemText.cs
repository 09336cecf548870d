using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Language;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Statements;

/// <summary>What is wrong with a statement's file, in words: which row, which column, what.</summary>
public static class ProblemText
{
    public static string Of(StatementProblem problem, IStringLocalizer<Words> words)
    {
        var what = words[$"kind.StatementProblemKind.{problem.Kind}", problem.Found].Value;
        return problem.Row is not { } row ? what
            : problem.Column.Length > 0 ? words["reconcile.problem_in", row, problem.Column, what] : words["reconcile.problem_at", row, what];
    }
}
