using System.Security.Claims;

namespace Jiuji.Web.Users;

/// <summary>Who sends a command, as the server knows them from their sign-in; never taken from a form.</summary>
/// <param name="Name">The user name: stands in the book and the history.</param>
public sealed record Actor(Guid UserId, string Name, Role Role, string CountyCode, string TownshipCode, Guid? OrganisationId)
{
    /// <summary>For whom a stand-in (A/B 角) works who signed in to that post; empty for who acts for themselves.</summary>
    public string StandsInFor { get; init; } = "";

    public bool MayActIn(string countyCode, string townshipCode = "") =>
        Role == Role.Administrator
        || (CountyCode == countyCode && (TownshipCode.Length == 0 || townshipCode.Length == 0 || TownshipCode == townshipCode));
}

/// <summary>The claims of a signed-in user that carry the appointment in force.</summary>
public static class ActorClaims
{
    public const string County = "jiuji:county";
    public const string Township = "jiuji:township";
    public const string Organisation = "jiuji:organisation";
    public const string DisplayName = "jiuji:name";
    public const string StandsInFor = "jiuji:stands-in-for";

    public static Actor Actor(this ClaimsPrincipal user) => new(
        Guid.Parse(Required(user, ClaimTypes.NameIdentifier)),
        Required(user, ClaimTypes.Name),
        Enum.Parse<Role>(Required(user, ClaimTypes.Role)),
        Required(user, County),
        user.FindFirstValue(Township) ?? "",
        Guid.TryParse(user.FindFirstValue(Organisation), out var organisation) ? organisation : null)
    {
        StandsInFor = user.FindFirstValue(StandsInFor) ?? "",
    };

    private static string Required(ClaimsPrincipal user, string type) =>
        user.FindFirstValue(type) ?? throw new InvalidOperationException($"The sign-in carries no {type}.");
}
