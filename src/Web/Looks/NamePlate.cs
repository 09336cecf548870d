using System.Security.Claims;
using Jiuji.Web.Language;
using Jiuji.Web.Users;

namespace Jiuji.Web.Looks;

/// <summary>Who the head says is looking: the name, the role's word and the area or organisation, all from the signed-in user's claims.</summary>
public sealed record NamePlate(string Name, string? Role, string? Place)
{
    /// <summary>The claim that carries the name of the area or organisation of the appointment in use.</summary>
    public const string PlaceClaim = "place_name";
    public const string EnglishPlaceClaim = "place_name_en";

    /// <summary>The user name of whoever a stand-in works for; empty for who acts for themselves.</summary>
    public string StandsInFor { get; init; } = "";

    public static NamePlate? Of(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true } identity
        ? new NamePlate(user.FindFirstValue(ActorClaims.DisplayName) ?? identity.Name ?? "", user.FindFirstValue(ClaimTypes.Role), user.FindFirstValue(SpokenLanguages.IsChinese ? PlaceClaim : EnglishPlaceClaim))
        {
            StandsInFor = user.FindFirstValue(ActorClaims.StandsInFor) ?? "",
        }
        : null;
}

/// <summary>What the foot says is in force in the county of this request; an empty document is shown as 未设, never replaced by another place's.</summary>
public sealed class InForce
{
    public string? Document { get; set; }
    public string? Url { get; set; }
    public static string Version { get; } = typeof(InForce).Assembly.GetName().Version?.ToString(3) ?? "";
}
