using System.Security.Claims;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Users;

namespace Jiuji.Web.Api;

/// <summary>A program at the door: the appointment it acts under, and how far its token narrows it.</summary>
public sealed record Caller(Actor Actor, Guid TokenId, IReadOnlyList<ApiScope> Scopes)
{
    public const string TokenClaim = "jiuji:token";
    public const string ScopeClaim = "jiuji:scope";

    public string County => Actor.CountyCode;

    public static Caller Of(ClaimsPrincipal user) => new(
        user.Actor(), Guid.Parse(user.FindFirstValue(TokenClaim)!), [.. user.FindAll(ScopeClaim).Select(scope => Enum.Parse<ApiScope>(scope.Value))]);
}
