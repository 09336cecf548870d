using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;

namespace Jiuji.Web.Api.Reads;

/// <summary>Who comes through at an address of the API: the scope that the token must have, and the roles of its owner.</summary>
/// <param name="Scope">Null where any token will do.</param>
/// <param name="Roles">Empty for all.</param>
public sealed record Door(ApiScope? Scope, IReadOnlyList<Role> Roles)
{
    /// <summary>
    /// Asked of whatever address has a door, before anything of the request is read. A filter of each endpoint would ask the same and be compiled for each when
    /// the site starts.
    /// </summary>
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Door>() is not { } door)
        {
            return next(context);
        }

        var caller = Caller.Of(context.User);
        if (door.Scope is { } scope && !caller.Scopes.Contains(scope))
        {
            return Problem.Answer(context, Refused.By(ApiRefusal.ScopeMissing, ("scope", scope.ToString()))).ExecuteAsync(context);
        }

        return door.Roles.Count > 0 && !door.Roles.Contains(caller.Actor.Role)
            ? Problem.Answer(context, Refused.By(SiteRefusal.NotYourRole, ("role", caller.Actor.Role.ToString()))).ExecuteAsync(context)
            : next(context);
    }
}
