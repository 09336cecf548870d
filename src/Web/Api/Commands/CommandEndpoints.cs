using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Api.Commands;

/// <summary>What a done command answers.</summary>
/// <param name="Answer">The command's own answer: an id, a number, a state.</param>
/// <param name="Repeated">It had been done before under this key; nothing was done now.</param>
/// <param name="DryRun">Nothing of it was kept.</param>
public sealed record CommandAnswer<T>(T Answer, bool Repeated, bool DryRun);

/// <summary><c>POST /api/v1/commands/{name}</c>: every command that a page can send, with the same rules and the same words.</summary>
public static class CommandEndpoints
{
    public const string IdempotencyKey = "Idempotency-Key";
    private const long MostBytes = 4 * 1024 * 1024;

    // The description of the API lists endpoints by their method; all of these have this one, and CommandDescription says the rest.
    private static readonly MethodInfo Method = typeof(RequestDelegate).GetMethod(nameof(RequestDelegate.Invoke))!;

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var kind in ApiScopes.OpenCommands)
        {
            // As it stands: for a handler with arguments of its own the framework would compile a function when the site starts, for each of the commands.
            api.MapPost($"/commands/{kind.Name}", async context => await (await Send(kind, context)).ExecuteAsync(context))
                .WithName(kind.Name).WithTags(CommandCatalog.Kebab(kind.Folder)).WithMetadata(Method, kind, new Door(ApiScopes.Of(kind), kind.Roles));
        }
    }

    private static async Task<IResult> Send(CommandKind kind, HttpContext context)
    {
        var (mediator, terms) = (context.RequestServices.GetRequiredService<IMediator>(), context.RequestServices.GetRequiredService<SendingTerms>());
        if (!Guid.TryParse(context.Request.Headers[IdempotencyKey], out var id))
        {
            return Problem.Answer(context, Refused.By(ApiRefusal.IdempotencyKeyMissing));
        }

        if (await Body(context) is not { } fields)
        {
            return Problem.Answer(context, Refused.By(ApiRefusal.BodyNotRead));
        }

        var caller = Caller.Of(context.User);
        var body = new CommandBody(kind, fields, caller.County, context.RequestServices.GetRequiredService<IStringLocalizer<Words>>());
        var values = body.Read();
        if (body.Errors.Count > 0)
        {
            return Problem.Answer(context, Refused.By(ApiRefusal.FieldsNotRight), errors: body.Errors);
        }

        terms.IsTrial = IsTrial(context.Request);
        var seen = context.Request.Headers.IfMatch.ToString();
        terms.Condition = seen.Length == 0 ? null : (services, token) => AsSeen(services, kind, values, caller, seen, token);
        return await Done(kind, context, mediator, terms, kind.Create(id, caller.Actor, field => values[field.Name!]));
    }

    private static async Task<IResult> Done(CommandKind kind, HttpContext context, IMediator mediator, SendingTerms terms, object command)
    {
        try
        {
            var sent = await kind.Send(mediator, command, context.RequestAborted);
            if (sent.Refused is { } refused)
            {
                // The same rule is a conflict for a form, and an unmet condition for a program that set one.
                return Problem.Answer(context, refused, terms.Condition is not null && refused.Reason is SiteRefusal.ChangedMeanwhile ? StatusCodes.Status412PreconditionFailed : null);
            }

            if (sent.Repeat)
            {
                context.Response.Headers["Idempotency-Replayed"] = "true";
            }

            return Results.Json(new CommandAnswer<object?>(sent.Answer, sent.Repeat, terms.IsTrial), ApiJson.Options);
        }
        catch (ValidationException malformed)
        {
            var errors = malformed.Errors.GroupBy(error => JsonNamingPolicy.CamelCase.ConvertName(error.PropertyName))
                .ToDictionary(field => field.Key, field => field.Select(error => Spoken(context, error.ErrorMessage)).ToArray());
            return Problem.Answer(context, Refused.By(ApiRefusal.FieldsNotRight), errors: errors);
        }
    }

    /// <summary>Messages of validators are keys of the word files, as on pages.</summary>
    private static string Spoken(HttpContext context, string key) => context.RequestServices.GetRequiredService<IStringLocalizer<Words>>()[key];

    private static bool IsTrial(HttpRequest request) =>
        bool.TryParse(request.Query["dryRun"], out var dry) ? dry : request.Headers["Prefer"].ToString().Contains("dry-run", StringComparison.OrdinalIgnoreCase);

    private static async Task<JsonObject?> Body(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        if (context.Request.ContentLength is 0)
        {
            return [];
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>In the lane, on what the command will decide on: does the subject still read as the sender has read it?</summary>
    private static async Task<Refused?> AsSeen(
        IServiceProvider services, CommandKind kind, IReadOnlyDictionary<string, object?> values, Caller caller, string seen, CancellationToken cancellationToken)
    {
        var now = Subjects.Of(kind) is { } subject && await subject.Read(services, caller, values[subject.Field]!.ToString()!, cancellationToken) is { } standing
            ? ETags.Of(standing)
            : null;
        return now is not null && ETags.Names(seen, now) ? null : Refused.By(SiteRefusal.ChangedMeanwhile);
    }
}
