using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Looks;

/// <summary>
/// Where the word of a closed list's member stands: states under <c>state.Payment.Paid</c>, steps under <c>step.Payment.Release</c>,
/// refusals under <c>refusal.GateShut</c>, roles under <c>role.Cashier</c>, all others under <c>kind.SupplyKind.Goods</c>.
/// One rule, so that a test can ask for the words of every list.
/// </summary>
public static class EnumWords
{
    public static string Key(Enum member)
    {
        var list = member.GetType().Name;
        return list switch
        {
            _ when list.EndsWith("State", StringComparison.Ordinal) => $"state.{list[..^"State".Length]}.{member}",
            _ when list.EndsWith("Trigger", StringComparison.Ordinal) => $"step.{list[..^"Trigger".Length]}.{member}",
            _ when list.EndsWith("Refusal", StringComparison.Ordinal) => $"refusal.{member}",
            _ when list.EndsWith("Role", StringComparison.Ordinal) => $"role.{member}",
            _ => $"kind.{list}.{member}",
        };
    }

    public static string Of(this IStringLocalizer words, Enum member) => words[Key(member)];
}
