using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;

namespace Jiuji.Web.Api.Reads;

/// <summary>Who comes through at an address of the API: the scope that the token must have, and the roles of its owner.</summary>
/// <param name="Scope">Null where any token will do.</param>
/// <param name="Roles">Empty for all.</param>
public sealed record Door(ApiScope? Scope, IReadOnlyList<Role> Roles)
{
    public static async ValueTask<object?> Check(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var caller = Caller.Of(context.User);
        var door = context.GetEndpoint()!.Metadata.GetRequiredMetadata<Door>();
        if (door.Scope is { } scope && !caller.Scopes.Contains(scope))
        {
            return Problem.Answer(context, Refused.By(ApiRefusal.ScopeMissing, ("scope", scope.ToString())));
        }

        return door.Roles.Count > 0 && !door.Roles.Contains(caller.Actor.Role)
            ? Problem.Answer(context, Refused.By(SiteRefusal.NotYourRole, ("role", caller.Actor.Role.ToString())))
            : await next(invocation);
    }
}
