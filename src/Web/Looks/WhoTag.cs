using Jiuji.Web.Language;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks;

/// <summary><c>&lt;who name="@move.Actor" /&gt;</c>: the person's name for a user's name; the user's name itself is there for whoever points at it.</summary>
[HtmlTargetElement("who", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhoTag(PeopleNames people, IStringLocalizer<Words> words) : TagHelper
{
    public string? Name { get; set; }

    /// <summary>For whom a stand-in took the step; empty where nobody stood in.</summary>
    public string? ForWhom { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext Page { get; set; } = default!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Name))
        {
            output.SuppressOutput();
            return;
        }

        var county = Page.HttpContext.User.Actor().CountyCode;
        var called = await people.Of(county, Name);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetContent(string.IsNullOrEmpty(ForWhom) ? called : $"{called}{(SpokenLanguages.IsChinese ? "" : " ")}{words["duties.for_whom", await people.Of(county, ForWhom)]}");
        if (called != Name)
        {
            output.Attributes.SetAttribute("title", Name);
        }
    }
}
