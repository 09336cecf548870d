using System.Globalization;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks;

/// <summary><c>&lt;money fen="123400" /&gt;</c> → 1,234.00; <c>unit</c> adds the word for yuan.</summary>
[HtmlTargetElement("money", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MoneyTag(IStringLocalizer<Words> words) : TagHelper
{
    public long Fen { get; set; }
    public bool Unit { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var figure = Figures.Yuan(Fen);
        output.Become("span", "num").Content.SetContent(Unit ? words["common.yuan", figure] : figure);
    }
}

/// <summary><c>&lt;count of="12345" /&gt;</c> → 12,345.</summary>
[HtmlTargetElement("count", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CountTag : TagHelper
{
    public long Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("span", "num").Content.SetContent(Figures.Count(Of));
}

/// <summary><c>&lt;day on="…" /&gt;</c> → 11-21; <c>long</c> writes it with its weekday; a day that is not set says so.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTag(TimeProvider clock, IStringLocalizer<Words> words) : TagHelper
{
    public DateOnly? On { get; set; }
    public bool Long { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (On is not { } day)
        {
            output.Become("span", "muted").Content.SetContent(words["common.not_set"]);
            return;
        }
        output.Become("time", "num").Content.SetContent(Long ? Days.Long(day) : Days.Short(day, clock.Today()));
        output.Attributes.SetAttribute("datetime", Days.Iso(day));
    }
}

/// <summary><c>&lt;moment at="…" /&gt;</c> → 11-21 09:10.</summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentTag(TimeProvider clock) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("time", "num").Content.SetContent(Days.Moment(At, clock.Today()));
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }
}

static class TagHelperOutputs
{
    /// <summary>Turns the helper's own element into plain HTML that keeps the classes the page gave it.</summary>
    public static TagHelperOutput Become(this TagHelperOutput output, string element, string classes)
    {
        output.TagName = element;
        output.TagMode = TagMode.StartTagAndEndTag;
        var own = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", own is null ? classes : $"{classes} {own}");
        return output;
    }
}
