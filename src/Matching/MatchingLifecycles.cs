using System.Globalization;
using System.Text;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching;

/// <summary>All lifecycles of matching as one document, made from the machines themselves: what it says is what they do.</summary>
public static class MatchingLifecycles
{
    public static string Markdown() => string.Join("\n", Sections());

    static IEnumerable<string> Sections() =>
    [
        Section(SupplyLotLifecycle.Table), Section(NeedLifecycle.Table), Section(MatchLifecycle.Table),
        Section(ConsentLifecycle.Table), Section(OrganisationLifecycle.Table), Section(SocietyLifecycle.Table),
    ];

    static string Section<TState, TTrigger>(Lifecycle<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var moves = Moves(table).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {table.Noun}\n\n```mermaid\nstateDiagram-v2\n    [*] --> {default(TState)}\n");
        foreach (var (from, trigger, to) in moves)
            text.Append(CultureInfo.InvariantCulture, $"    {from} --> {to}: {trigger}\n");
        text.Append("```\n\n| State | Trigger | Next | Who | Written reason |\n|---|---|---|---|---|\n");
        foreach (var (from, trigger, to) in moves)
            text.Append(CultureInfo.InvariantCulture, $"| {from} | {trigger} | {to} | {Asks(table.Rules[trigger])} |\n");
        return text.ToString();
    }

    static IEnumerable<(TState From, TTrigger Trigger, TState To)> Moves<TState, TTrigger>(Lifecycle<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum =>
        from state in Enum.GetValues<TState>()
        from trigger in Enum.GetValues<TTrigger>()
        let next = table.Next(state, trigger)
        where next is not null
        select (state, trigger, next.Value);

    static string Asks(TriggerRule rule) => $"{string.Join(", ", rule.Roles)} | {(rule.ReasonNeeded ? "yes" : "")}";
}
