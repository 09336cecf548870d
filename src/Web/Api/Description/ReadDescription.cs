using Jiuji.Web.Api.Reads;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Jiuji.Web.Api.Description;

/// <summary>What an address to read from says of itself: the words over its method, its parameters, and the shape of its answer.</summary>
public sealed class ReadDescription(XmlDocs docs) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<ApiRead>().FirstOrDefault() is not { } read)
        {
            return;
        }

        operation.Summary = docs.Summary(read.Handler.Method);
        operation.Description = Allowed.Sentence(read.Scope, read.Roles);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description = parameter.Name switch
            {
                "cursor" => docs.Parameter(typeof(PageQuery), nameof(PageQuery.Cursor)),
                "limit" => docs.Parameter(typeof(PageQuery), nameof(PageQuery.Limit)),
                "page" => docs.Parameter(typeof(Hsds.HsdsPaging), nameof(Hsds.HsdsPaging.Page)),
                "per_page" => docs.Parameter(typeof(Hsds.HsdsPaging), nameof(Hsds.HsdsPaging.Size)),
                var name => docs.Parameter(read.Handler.Method, name ?? ""),
            };
        }

        operation.Responses ??= [];
        operation.Responses.Clear();
        operation.Responses["200"] = new OpenApiResponse
        {
            Description = docs.Summary(read.Answer.IsGenericType ? read.Answer.GetGenericTypeDefinition() : read.Answer) is { Length: > 0 } said ? said : "What was asked for.",
            Content = Content(context, read.Answer),
        };
        if (!ApiProblems.IsHsds(context.ApiDescription.RelativePath))
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "The tag in If-None-Match still holds." };
        }
    }

    public static Dictionary<string, OpenApiMediaType> Content(OperationFilterContext context, Type type, string mediaType = "application/json") =>
        new() { [mediaType] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository) } };
}

/// <summary>Who may, in a sentence.</summary>
public static class Allowed
{
    public static string Sentence(Tokens.ApiScope? scope, IReadOnlyList<Users.Role> roles) =>
        $"Scope: {scope?.ToString() ?? "any"}. Roles: {(roles.Count == 0 ? "any" : string.Join(", ", roles))}.";
}
