using System.Globalization;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Jiuji.Web.Features.Steps;

/// <summary>
/// How a page refuses to write over what somebody else has done meanwhile: it shows facts, its forms carry them along, and what the forms ask for is done only
/// while the facts still stand, asked in the lane. Where they do not, the page is shown again with what was seen and what is there now.
/// </summary>
public static class AsSeen
{
    internal const string Field = "seen";
    internal const string SightKey = "sight";
    internal const string ChangedKey = "changed";

    /// <summary>The facts of this page, for its forms and for what has changed since the form that it answers was drawn.</summary>
    /// <param name="ofForm">What the answered form was about, where it carried facts of its own: those of one line in a list.</param>
    public static void Show(this PageModel page, Sight sight, Sight? ofForm = null)
    {
        page.ViewData[SightKey] = sight;
        page.ViewData[ChangedKey] = Before(page) is { } before ? (ofForm ?? sight).Since(before) : [];
    }

    /// <summary>Everything that this request sends is done only while its form's facts stand; a form that carries none rests on the command's own rules.</summary>
    /// <param name="now">Reads the facts in the lane; null where the subject is gone, which the command itself refuses.</param>
    public static void OnlyAsSeen(this PageModel page, Func<JiujiDb, CancellationToken, Task<Sight?>> now)
    {
        if (Before(page) is not { } before)
        {
            return;
        }

        // A lane works in no language; the facts are compared in the one in which they were shown.
        var (formats, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        page.HttpContext.RequestServices.GetRequiredService<SendingTerms>().Condition = async (services, token) =>
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, words);
            return await now(services.GetRequiredService<JiujiDb>(), token) is { } sight && sight.Since(before).Count > 0 ? Refused.By(SiteRefusal.ChangedMeanwhile) : null;
        };
    }

    public static IReadOnlyList<Changed> ChangedOn(ViewDataDictionary view) => view[ChangedKey] as IReadOnlyList<Changed> ?? [];

    private static Sight? Before(PageModel page) => page.Request.HasFormContentType ? Sight.Unpack(page.Request.Form[Field]) : null;
}

/// <summary>Lets every form that a page sends to itself carry the page's facts, or its own where it is about one line of a list: what others do to the other lines does not concern it.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class SightInForm : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext Page { get; set; } = default!;

    [HtmlAttributeName("seen")]
    public Sight? Own { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if ((Own ?? Page.ViewData[AsSeen.SightKey]) is Sight sight && !context.AllAttributes.ContainsName("action"))
        {
            var hidden = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "hidden", ["name"] = AsSeen.Field, ["value"] = sight.Packed } };
            output.PostContent.AppendHtml(hidden);
        }
    }
}
