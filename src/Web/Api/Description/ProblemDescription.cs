using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Jiuji.Web.Api.Description;

/// <summary>The ways in which any address can say no, each described once with an example.</summary>
public sealed class ProblemDescription : IDocumentFilter
{
    private sealed record Answer(int Status, string Description, string Code, string Title)
    {
        public string Name => string.Create(CultureInfo.InvariantCulture, $"Problem{Status}");
    }

    private static readonly IReadOnlyList<Answer> Always =
    [
        new(400, "Malformed: the errors name the fields.", "api.fields-not-right", "Some fields are not right"),
        new(401, "The token is missing, wrong, expired or revoked.", "api.token-not-good", "The key is wrong, expired or revoked"),
        new(403, "Not within the token's scopes, or not for its owner's role or area.", "api.scope-missing", "The key has no scope for this"),
        new(404, "There is no such thing, or it is not this sender's to see.", "site.not-found", "Not found"),
        new(429, "Too many requests; Retry-After says how many seconds to wait.", "api.too-many-requests", "Too many requests; please wait a little"),
    ];

    private static readonly IReadOnlyList<Answer> Commands =
    [
        .. Always,
        new(409, "The key has been used for something else.", "site.command-id-taken-by-other-content", "This submission's number is already used for other content"),
        new(412, "Changed since it was read: the tag in If-Match no longer holds.", "site.changed-meanwhile", "Somebody has just changed it"),
        new(422, "A rule refuses it; the code is the rule, the figures are what it was decided on.", "fund.exceeds-available", "More than there is"),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        swaggerDoc.Components ??= new OpenApiComponents();
        swaggerDoc.Components.Responses = Commands.ToDictionary(answer => answer.Name, answer => (IOpenApiResponse)new OpenApiResponse
        {
            Description = answer.Description,
            Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = schema, Example = Example(answer) } },
        });
        foreach (var (path, item) in swaggerDoc.Paths)
        {
            foreach (var operation in item.Operations?.Values.ToList() ?? [])
            {
                operation.Responses ??= [];
                foreach (var answer in path.Contains("/commands/", StringComparison.Ordinal) ? Commands : Always)
                {
                    operation.Responses[answer.Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(answer.Name, swaggerDoc);
                }
            }
        }
    }

    private static JsonObject Example(Answer answer) => new()
    {
        ["type"] = $"/api/problems#{answer.Code}", ["title"] = answer.Title, ["status"] = answer.Status, ["detail"] = answer.Title, ["instance"] = "/api/v1/…", ["code"] = answer.Code,
        ["traceId"] = "0HN0000000000:00000001",
    };
}
