using Jiuji.Web.Api.Reads;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;

namespace Jiuji.Web.Api.Tokens;

/// <summary>Which scope each command asks for, and which scopes are of any use to a role.</summary>
public static class ApiScopes
{
    /// <summary>
    /// Kept from programs: keys are given out by people, and who else looks in danger to life must stand beside the screen (T30).
    /// </summary>
    public static bool IsOpen(CommandKind command) =>
        command.Folder is not ("Tokens" or "Webhooks") && command.Fields.All(field => field.ParameterType != typeof(Actor));

    public static IEnumerable<CommandKind> OpenCommands { get; } = [.. CommandCatalog.All.Where(IsOpen)];

    /// <summary>By the feature that the command belongs to; what nobody has placed needs the scope that is given last.</summary>
    public static ApiScope Of(CommandKind command) => command.Folder switch
    {
        "Supply" => ApiScope.WriteSupply,
        "Needs" or "Households" or "Slips" => ApiScope.WriteNeeds,
        "Matches" => ApiScope.WriteMatches,
        "Cases" => ApiScope.WriteCases,
        "Payments" => ApiScope.Pay,
        "Claims" => ApiScope.Claim,
        "Advances" or "ReserveFunds" or "Statements" or "Months" => ApiScope.WriteFunds,
        _ => ApiScope.Manage,
    };

    public static IReadOnlyList<ApiScope> For(Role role) =>
    [
        .. OpenCommands.Where(command => command.Roles.Contains(role)).Select(Of)
            .Concat(ApiReads.All.Where(read => read.Scope is not null && read.IsFor(role)).Select(read => read.Scope!.Value))
            .Distinct().Order(),
    ];
}
