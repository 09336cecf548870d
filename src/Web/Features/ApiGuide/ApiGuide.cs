using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.ApiGuide;

/// <summary>One address of the API: what it takes to come in.</summary>
public sealed record GuideLine(string Address, ApiScope? Scope, IReadOnlyList<Role> Roles);

/// <summary>All that programs can read and do, for whoever writes one: made from the endpoints, so it leaves nothing out.</summary>
[AllowAnonymous]
public sealed class ApiGuideModel : PageModel
{
    public IReadOnlyList<GuideLine> Reads { get; } = [.. ApiReads.All.Select(read => new GuideLine($"GET /api/v1{read.Path}", read.Scope, read.Roles))];

    public IReadOnlyList<GuideLine> Commands { get; } =
        [.. ApiScopes.OpenCommands.Select(command => new GuideLine($"POST /api/v1/commands/{command.Name}", ApiScopes.Of(command), command.Roles))];
}
