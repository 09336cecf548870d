using Jiuji.Web.Api.Reads;
using Jiuji.Web.Lanes;
using Microsoft.AspNetCore.Diagnostics;

namespace Jiuji.Web.Api;

/// <summary>Under /api nobody gets a page where a program expects an answer: what the framework refuses or what breaks becomes a problem too.</summary>
public sealed class ApiProblems(RequestDelegate next, ILogger<ApiProblems> log)
{
    private static readonly PathString[] Doors = ["/api/v1", "/api/hsds"];

    public static bool IsHsds(string? relativePath) => relativePath?.StartsWith("api/hsds", StringComparison.Ordinal) == true;

    public static bool IsApi(PathString path) => Array.Exists(Doors, door => path.StartsWithSegments(door, StringComparison.OrdinalIgnoreCase));

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsApi(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException malformed) when (!context.Response.HasStarted)
        {
            await Problem.Of(context, Refused.By(Reason(context, malformed)), malformed.StatusCode).Write(context);
            return;
        }
        catch (Exception bug) when (bug is not OperationCanceledException && !context.Response.HasStarted)
        {
            log.LogError(bug, "{Method} {Path} broke.", context.Request.Method, context.Request.Path);
            await Problem.Of(context, Refused.By(ApiRefusal.Broken)).Write(context);
            return;
        }

        if (!context.Response.HasStarted && context.Response.StatusCode >= StatusCodes.Status400BadRequest && context.Response.ContentType is null)
        {
            await Problem.Of(context, Reason(context), context.Response.StatusCode).Write(context);
        }
    }

    private static ApiRefusal Reason(HttpContext context, BadHttpRequestException malformed) =>
        malformed is CursorException ? ApiRefusal.CursorNotRight : HttpMethods.IsGet(context.Request.Method) ? ApiRefusal.FieldsNotRight : ApiRefusal.BodyNotRead;

    private static Refused Reason(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => Refused.By(context.Request.Headers.Authorization.Count == 0 ? ApiRefusal.TokenMissing : ApiRefusal.TokenNotGood),
        StatusCodes.Status403Forbidden => Refused.By(SiteRefusal.NotYourRole),
        StatusCodes.Status404NotFound => Refused.By(ApiRefusal.AddressUnknown),
        StatusCodes.Status405MethodNotAllowed => Refused.By(ApiRefusal.MethodNotAllowed),
        StatusCodes.Status429TooManyRequests => Refused.By(ApiRefusal.TooManyRequests),
        StatusCodes.Status500InternalServerError => Refused.By(ApiRefusal.Broken),
        _ => Refused.By(ApiRefusal.BodyNotRead),
    };
}
