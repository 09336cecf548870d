using System.Globalization;
using System.Text.Json;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Rules;

/// <summary>The rules in force in the viewer's county: each value with the clause it comes from and the clause's own words. One clause, or all of them.</summary>
[Authorize]
public sealed class RulesModel(RuleShelf shelf, TimeProvider clock, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>Show only what this clause says, e.g. "CZ24 五(三)".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Clause { get; set; }

    public RulePack? Pack { get; private set; }
    public IReadOnlyList<PackValue> Values { get; private set; } = [];

    public void OnGet()
    {
        Pack = User.Actor().CountyCode is { Length: > 0 } county ? shelf.Find(county, clock.Today())?.Pack : null;
        var values = (Pack?.Values.Values ?? []).OrderBy(value => value.Clause.Length == 0).ThenBy(value => value.Clause, StringComparer.Ordinal).ThenBy(value => value.Key, StringComparer.Ordinal);
        Values = [.. values.Where(value => string.IsNullOrEmpty(Clause) || value.Clause == Clause)];
    }

    /// <summary>
    /// A value as a reader writes it: fen as yuan, a count with its unit, what holds from a day with that day, nothing as 未设. Empty where only the
    /// clause's own words say it.
    /// </summary>
    public string Shown(PackValue value) => value.IsSet ? Shown(value.Value, value.Unit) : words["common.not_set"];

    private string Shown(JsonElement value, string unit) => value.ValueKind switch
    {
        JsonValueKind.True => words["common.yes"],
        JsonValueKind.False => words["common.no"],
        JsonValueKind.Number when unit == "fen" => words["common.yuan", Figures.Yuan(value.GetInt64())],
        JsonValueKind.Number => words[$"rules.unit.{unit}", value.GetDecimal().ToString(CultureInfo.InvariantCulture)],
        JsonValueKind.String when unit is "ratio" or "month-day" => words[$"rules.unit.{unit}", value.GetString()!],
        JsonValueKind.Array => string.Join(" · ", value.EnumerateArray().Select(item => Shown(item, unit)).Where(item => item.Length > 0)),
        JsonValueKind.Object => Entry(value),
        _ => "",
    };

    /// <summary>One of a list of named things, or of what holds from one day on in some places.</summary>
    private string Entry(JsonElement entry)
    {
        if (entry.TryGetProperty(SpokenLanguages.IsChinese ? "zh" : "en", out var name))
        {
            return name.GetString()!;
        }

        if (!entry.TryGetProperty("from", out var from) || (!entry.TryGetProperty("limitFen", out var fen) && !entry.TryGetProperty("monthlyFen", out fen)))
        {
            return "";
        }

        var where = entry.TryGetProperty("areas", out var areas) ? string.Join(' ', areas.EnumerateArray().Select(area => area.GetString())) : "";
        return $"{words["common.since", from.GetString()!]} {words["common.yuan", Figures.Yuan(fen.GetInt64())]} {where}".TrimEnd();
    }

    /// <summary>What a value is for, in the reader's language.</summary>
    public static string Note(PackValue value) => SpokenLanguages.IsChinese ? value.NoteChinese : value.NoteEnglish;
}
