using System.Text.Json.Nodes;
using Jiuji.Web.Lanes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Jiuji.Web.Api.Description;

/// <summary>The ways in which any address can say no, each with an example.</summary>
public sealed class ProblemDescription : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var isCommand = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<CommandKind>().Any();
        operation.Responses ??= [];
        Add("401", "The token is missing, wrong, expired or revoked.", "api.token-not-good", "The key is wrong, expired or revoked");
        Add("403", "Not within the token's scopes, or not for its owner's role or area.", "api.scope-missing", "The key has no scope for this");
        Add("429", "Too many requests; Retry-After says how many seconds to wait.", "api.too-many-requests", "Too many requests; please wait a little");
        if (isCommand || operation.Parameters is { Count: > 0 })
        {
            Add("400", "Malformed: the errors name the fields.", "api.fields-not-right", "Some fields are not right");
            Add("404", "There is no such thing, or it is not this sender's to see.", "site.not-found", "Not found");
        }

        if (isCommand)
        {
            Add("409", "The key has been used for something else.", "site.command-id-taken-by-other-content", "This submission's number is already used for other content");
            Add("412", "Changed since it was read: the tag in If-Match no longer holds.", "site.changed-meanwhile", "Somebody has just changed it");
            Add("422", "A rule refuses it; the code is the rule, the figures are what it was decided on.", "fund.exceeds-available", "More than there is");
        }

        void Add(string status, string description, string code, string title) => operation.Responses[status] = new OpenApiResponse
        {
            Description = description,
            Content = Content(context, int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), code, title),
        };
    }

    private static Dictionary<string, OpenApiMediaType> Content(OperationFilterContext context, int status, string code, string title)
    {
        var content = ReadDescription.Content(context, typeof(Problem), Problem.MediaType);
        content[Problem.MediaType].Example = new JsonObject
        {
            ["type"] = $"/api/problems#{code}", ["title"] = title, ["status"] = status, ["detail"] = title, ["instance"] = $"/{context.ApiDescription.RelativePath}", ["code"] = code,
            ["traceId"] = "0HN0000000000:00000001",
        };
        return content;
    }
}
