using Jiuji.Web.Users;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Jiuji.Web.Looks;

/// <summary><c>&lt;who name="@move.Actor" /&gt;</c>: the person's name for a user's name; the user's name itself is there for whoever points at it.</summary>
[HtmlTargetElement("who", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhoTag(PeopleNames people) : TagHelper
{
    public string? Name { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext Page { get; set; } = default!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Name))
        {
            output.SuppressOutput();
            return;
        }

        var called = await people.Of(Page.HttpContext.User.Actor().CountyCode, Name);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetContent(called);
        if (called != Name)
        {
            output.Attributes.SetAttribute("title", Name);
        }
    }
}
