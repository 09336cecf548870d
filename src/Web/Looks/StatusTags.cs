using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks;

/// <summary><c>&lt;state of="payment.State" /&gt;</c>: the state's word on its tint.</summary>
[HtmlTargetElement("state", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StateTag(IStringLocalizer<Words> words) : TagHelper
{
    public Enum Of { get; set; } = default!;

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("span", $"tag {Tone.Of(Of)}").Content.SetContent(words.Of(Of));
}

/// <summary>
/// <c>&lt;due on="day" working-days="n" provisional="false" /&gt;</c>: the day and how many working days are left, below zero when
/// overdue. The page brings the number, because only the county's calendar knows it.
/// </summary>
[HtmlTargetElement("due", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DueTag(TimeProvider clock, IStringLocalizer<Words> words) : TagHelper
{
    const int SoonWorkingDays = 3;

    public DateOnly On { get; set; }
    public int WorkingDays { get; set; }
    public bool Provisional { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "due");
        var day = new TagBuilder("time") { Attributes = { ["datetime"] = Days.Iso(On) } };
        day.AddCssClass("num");
        day.InnerHtml.Append(Days.Short(On, clock.Today()));
        var left = new TagBuilder("span");
        left.AddCssClass($"tag {Shade}");
        left.InnerHtml.Append(Provisional ? Left + words["common.provisional"] : Left);
        output.Content.AppendHtml(day).Append(" ").AppendHtml(left);
    }

    string Shade => WorkingDays < 0 ? Tone.Stopped : WorkingDays <= SoonWorkingDays ? Tone.Waiting : Tone.Over;

    string Left => WorkingDays switch
    {
        < -1 => words["common.overdue_days", -WorkingDays],
        -1 => words["common.overdue_days_one"],
        0 => words["common.due_today"],
        1 => words["common.due_in_days_one"],
        _ => words["common.due_in_days", WorkingDays],
    };
}

/// <summary><c>&lt;masked name="王*芳" reveal="/households/…" /&gt;</c>: a masked name, with the one click that shows it in full and is logged.</summary>
[HtmlTargetElement("masked", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MaskedTag(IStringLocalizer<Words> words) : TagHelper
{
    public string Name { get; set; } = "";
    public string? Reveal { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "nowrap").Content.Append(Name);
        if (Reveal is null) return;
        var link = new TagBuilder("a") { Attributes = { ["href"] = Reveal, ["title"] = words["household.reveal_hint"] } };
        link.AddCssClass("small");
        link.InnerHtml.Append(words["household.reveal"]);
        output.Content.Append(" ").AppendHtml(link);
    }
}
