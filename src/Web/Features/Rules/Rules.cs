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

    /// <summary>A value as a reader writes it: fen as yuan, a list with commas, nothing as 未设.</summary>
    public string Shown(PackValue value) => value switch
    {
        { IsSet: false } => words["common.not_set"],
        { Value.ValueKind: JsonValueKind.True } => words["common.yes"],
        { Value.ValueKind: JsonValueKind.False } => words["common.no"],
        { Unit: "fen", Value.ValueKind: JsonValueKind.Number } => words["common.yuan", Figures.Yuan(value.Value.GetInt64())],
        { Value.ValueKind: JsonValueKind.Number } => value.Value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        { Value.ValueKind: JsonValueKind.String } => value.Value.GetString()!,
        _ => value.Value.ToString(),
    };
}
