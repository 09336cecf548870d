using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Web.Api;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Lanes;
using Jiuji.Web.Refusals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.ApiGuide;

/// <summary>One reason to say no: the code that programs receive, and the rule in words.</summary>
public sealed record ProblemLine(string Code, int Status, Enum Reason);

/// <summary>Every reason to say no, where the type of a problem points to.</summary>
[AllowAnonymous]
public sealed class ApiProblemListModel : PageModel
{
    private static readonly IReadOnlyList<Type> Rules =
        [typeof(ApiRefusal), typeof(SiteRefusal), typeof(FundRefusal), typeof(MatchingRefusal), typeof(ImportRefusal), typeof(Ledger.Refusal)];

    public IReadOnlyList<ProblemLine> Lines { get; } =
        [.. Rules.SelectMany(rule => Enum.GetValues(rule).Cast<Enum>()).Select(reason => new ProblemLine(Problem.CodeOf(reason), RefusalWords.Status(Refused.By(reason)), reason))];
}
