using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Refusals;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Api;

/// <summary>How the API writes JSON: camelCase, closed lists by name, Chinese as itself.</summary>
public static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNameCaseInsensitive = false,
    };
}

/// <summary>RFC 9457: why a request was not done.</summary>
/// <param name="Type">Where the rule is explained, relative to the server.</param>
/// <param name="Title">The rule in words, always the same for its code.</param>
/// <param name="Status">As in the status line.</param>
/// <param name="Detail">The rule with the figures of this case, in the language that was asked for.</param>
/// <param name="Instance">The path that was asked.</param>
/// <param name="Code">The rule's name; it never changes.</param>
/// <param name="Figures">What the rule was decided on; amounts in fen.</param>
/// <param name="Errors">By field, what is wrong with it.</param>
/// <param name="TraceId">Names this request in the server's log.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Instance, string Code, IReadOnlyDictionary<string, string>? Figures, IReadOnlyDictionary<string, string[]>? Errors,
    string TraceId)
{
    public const string MediaType = "application/problem+json";

    private static readonly JsonSerializerOptions WithoutNulls = new(ApiJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>E.g. "fund.gate-shut": the module and the rule.</summary>
    public static string CodeOf(Enum reason) => $"{ModuleOf(reason)}.{CommandCatalog.Kebab(reason.ToString())}";

    private static string ModuleOf(Enum reason) => reason.GetType().Name switch
    {
        nameof(Ledger.Refusal) => "book",
        var name => CommandCatalog.Kebab(name[..^"Refusal".Length]),
    };

    public static Problem Of(HttpContext context, Refused refused, int? status = null, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var words = context.RequestServices.GetRequiredService<IStringLocalizer<Words>>();
        var code = CodeOf(refused.Reason);
        return new Problem(
            $"/api/problems#{code}", words.Of(refused.Reason), status ?? RefusalWords.Status(refused), words.Sentence(refused), context.Request.Path, code,
            refused.Detail.Count == 0 ? null : refused.Detail, errors, context.TraceIdentifier);
    }

    public Task Write(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(this, WithoutNulls, MediaType, context.RequestAborted);
    }

    public static IResult Answer(HttpContext context, Refused refused, int? status = null, IReadOnlyDictionary<string, string[]>? errors = null) =>
        new Answered(Of(context, refused, status, errors));

    private sealed class Answered(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => problem.Write(httpContext);
    }
}
