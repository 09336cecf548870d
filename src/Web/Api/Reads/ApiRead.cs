using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Users;

namespace Jiuji.Web.Api.Reads;

/// <summary>One address to read from: who may, what does it, and what it answers.</summary>
/// <param name="Path">Below /api/v1.</param>
/// <param name="Scope">Null where any token will do.</param>
/// <param name="Roles">As on the page that shows the same; empty for all.</param>
public sealed record ApiRead(string Path, string Name, ApiScope? Scope, IReadOnlyList<Role> Roles, Delegate Handler, Type Answer)
{
    public bool IsFor(Role role) => Roles.Count == 0 || Roles.Contains(role);

    public static IReadOnlyList<Role> RolesOf(string page) => [.. page.Split(',').Select(Enum.Parse<Role>)];
}

/// <summary>All that can be read, noun by noun.</summary>
public static class ApiReads
{
    public static IReadOnlyList<ApiRead> All { get; } =
    [
        .. CaseReads.All, .. PaymentReads.All, .. ClaimReads.All, .. AdvanceReads.All, .. FundReads.All, .. RecoveryReads.All, .. BookReads.All, .. SupplyReads.All, .. NeedReads.All, .. MatchReads.All,
        .. HouseholdReads.All, .. ReferenceReads.All,
    ];

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var read in All)
        {
            api.MapGet(read.Path, read.Handler).WithName(read.Name).WithTags(read.Path.Split('/')[1]).WithMetadata(read).WithMetadata(new Door(read.Scope, read.Roles));
        }
    }
}
