using System.Security.Claims;

namespace Jiuji.Web.Looks;

/// <summary>One entry of the head's navigation: its word <c>nav.{Key}</c>, its address, and the roles that see it (none named: everybody signed in).</summary>
public sealed record NavigationItem(string Key, string Url, params string[] Roles)
{
    public bool IsFor(ClaimsPrincipal user) => Roles.Length == 0 || Roles.Any(user.IsInRole);

    /// <summary>True on the page itself and on everything below it, so that a detail page still shows where it belongs.</summary>
    public bool Holds(PathString path) => Url == "/" ? path == "/" : path.StartsWithSegments(Url);
}

/// <summary>What the head offers, in this order. It is a convenience only: each page checks the role and the area again itself.</summary>
public sealed class Navigation(IReadOnlyList<NavigationItem> items)
{
    public IEnumerable<NavigationItem> For(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true ? items.Where(item => item.IsFor(user)) : [];
}
