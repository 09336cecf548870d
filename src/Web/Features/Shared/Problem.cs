using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.Shared;

/// <summary>What a person sees when a page is missing, is not theirs, or broke: what happened, and that nothing was half done.</summary>
[ResponseCache(NoStore = true)]
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    public int Code { get; private set; }

    /// <summary>The number by which the administrator finds the event in the log.</summary>
    public string Trace => HttpContext.TraceIdentifier;

    public void OnGet(int code) => Code = code;

    public void OnPost(int code) => Code = code;
}
