using System.Globalization;
using System.Threading.RateLimiting;
using Jiuji.Web.Api.Commands;
using Jiuji.Web.Api.Description;
using Jiuji.Web.Api.Hsds;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Lanes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;

namespace Jiuji.Web.Api;

/// <summary>The doors for programs: /api/v1 and /api/hsds, with tokens, limits and problems of their own. No cookie opens them, so no page of another site can use one.</summary>
public static class ApiSite
{
    public const string Policy = "Api";
    private const int UsualRequestsPerMinute = 600;

    public static IServiceCollection AddJiujiApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, new AuthorizationPolicyBuilder(TokenSignIn.SchemeName).RequireAuthenticatedUser().Build());
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()));
        var perMinute = configuration.GetValue("Api:RequestsPerMinute", UsualRequestsPerMinute);
        services.AddRateLimiter(options =>
        {
            options.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
                context.User.FindFirst(Caller.TokenClaim)?.Value ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
            options.OnRejected = TooMany;
        });
        services.AddScoped<HsdsFeed>();
        ApiDocument.Add(services);
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        return services;
    }

    public static void MapJiujiApi(this WebApplication site)
    {
        var api = site.MapGroup("/api/v1").RequireAuthorization(Policy).RequireRateLimiting(Policy);
        ApiReads.Map(api);
        CommandEndpoints.Map(api);
        var hsds = site.MapGroup("/api/hsds").RequireAuthorization(Policy).RequireRateLimiting(Policy);
        HsdsEndpoints.Map(hsds);
        MapTheRest(api);
        MapTheRest(hsds);
        site.MapGet(ApiDocument.Path, (HttpContext context, ApiDocument document) => document.Answer(context)).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>What leads nowhere, or is there for another method, is said only to those who have a key: the rest learn no addresses here.</summary>
    private static void MapTheRest(RouteGroupBuilder group) => group.Map("/{**path}", (HttpContext context, string? path) =>
    {
        var isThere = path is not null && (path.StartsWith("commands/", StringComparison.Ordinal)
            ? ApiScopes.OpenCommands.Any(command => path == $"commands/{command.Name}")
            : !HttpMethods.IsGet(context.Request.Method) && ApiReads.All.Any(read => read.Path.Split('/')[1] == path.Split('/')[0]));
        return Problem.Answer(context, Refused.By(isThere ? ApiRefusal.MethodNotAllowed : ApiRefusal.AddressUnknown));
    }).WithMetadata(new Door(null, [])).ExcludeFromDescription();

    private static async ValueTask TooMany(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await Problem.Of(rejected.HttpContext, Refused.By(ApiRefusal.TooManyRequests)).Write(rejected.HttpContext);
    }
}
