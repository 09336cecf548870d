using Jiuji.Web.Language;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks;

/// <summary>
/// <c>&lt;field for="Input.Amount" word="common.amount" hint="error.amount"&gt;&lt;input asp-for="Input.Amount" /&gt;&lt;/field&gt;</c>:
/// label, hint and error above the field that stands inside, tied to it for those who listen instead of look.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTag(IStringLocalizer<Words> words) : TagHelper
{
    public ModelExpression For { get; set; } = default!;

    /// <summary>Key of the label.</summary>
    public string Word { get; set; } = "";

    /// <summary>Key of the hint, if any.</summary>
    public string? Hint { get; set; }
    public bool Optional { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext Page { get; set; } = default!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = Page.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var errors = Page.ModelState.TryGetValue(name, out var entry) ? entry.Errors.Select(error => words[error.ErrorMessage].Value).ToList() : [];
        var about = new FieldAbout(TagBuilder.CreateSanitizedId(name, "_"), Hint is not null, errors.Count > 0);
        context.Items[typeof(FieldAbout)] = about;
        var inside = await output.GetChildContentAsync();
        output.Become("div", about.HasError ? "field bad" : "field");
        output.Content.AppendHtml(Label(about));
        if (Hint is not null) output.Content.AppendHtml(Line("hint", about.HintId, words[Hint]));
        if (about.HasError) output.Content.AppendHtml(Line("err", about.ErrorId, string.Join(' ', errors)));
        output.Content.AppendHtml(inside);
    }

    TagBuilder Label(FieldAbout about)
    {
        var label = new TagBuilder("label") { Attributes = { ["for"] = about.Id } };
        label.InnerHtml.Append(words[Word]);
        if (Optional) label.InnerHtml.Append(" ").AppendHtml(Line("muted small", null, $"({words["common.optional"]})"));
        return label;
    }

    static TagBuilder Line(string classes, string? id, string text)
    {
        var line = new TagBuilder("span");
        line.AddCssClass(classes);
        if (id is not null) line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }
}

/// <summary>What a field's inside has to point at.</summary>
public sealed record FieldAbout(string Id, bool HasHint, bool HasError)
{
    public string HintId => Id + "-hint";
    public string ErrorId => Id + "-error";

    public string? DescribedBy => (HasHint, HasError) switch
    {
        (true, true) => $"{HintId} {ErrorId}",
        (true, false) => HintId,
        (false, true) => ErrorId,
        _ => null,
    };
}

/// <summary>Ties the input inside a field to its hint and its error.</summary>
[HtmlTargetElement("input", ParentTag = "field")]
[HtmlTargetElement("select", ParentTag = "field")]
[HtmlTargetElement("textarea", ParentTag = "field")]
public sealed class FieldInsideTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(FieldAbout), out var found) && found is FieldAbout about)
        {
            if (about.DescribedBy is { } ids) output.Attributes.SetAttribute("aria-describedby", ids);
            if (about.HasError) output.Attributes.SetAttribute("aria-invalid", "true");
        }
    }
}
