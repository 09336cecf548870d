using System.Reflection;
using System.Text.Json.Nodes;
using Jiuji.Web.Api.Commands;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Lanes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Jiuji.Web.Api.Description;

/// <summary>What a command says of itself: the words over its record, its fields with an example, its headers and its answer.</summary>
public sealed class CommandDescription(XmlDocs docs) : IOperationFilter
{
    private const int MostDepth = 4;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<CommandKind>().FirstOrDefault() is not { } kind)
        {
            return;
        }

        operation.Summary = docs.Summary(kind.Type);
        operation.Description = Allowed.Sentence(ApiScopes.Of(kind), kind.Roles);
        operation.Parameters =
        [
            Header(CommandEndpoints.IdempotencyKey, "A UUID of the sender's making (version 7 is best). The same key with the same body is done once and answered again; with another body it is refused.", true, "uuid"),
            new OpenApiParameter
            {
                Name = "dryRun", In = ParameterLocation.Query, Description = "Say what would become of it, and keep nothing.", Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
            },
        ];
        if (Subjects.Of(kind) is { } subject)
        {
            operation.Parameters.Add(Header("If-Match", $"The tag of {subject.Path} as the sender has read it; where it has changed since, nothing is done (412).", false, null));
        }

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = kind.Fields.Any(CommandBody.IsRequired),
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = Body(kind, context), Example = Example(kind) } },
        };
        operation.Responses ??= [];
        operation.Responses.Clear();
        operation.Responses["200"] = new OpenApiResponse
        {
            Description = docs.Summary(typeof(CommandAnswer<>)), Content = ReadDescription.Content(context, typeof(CommandAnswer<>).MakeGenericType(kind.Answer)),
        };
    }

    private static OpenApiParameter Header(string name, string description, bool required, string? format) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Required = required, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
    };

    private OpenApiSchemaReference Body(CommandKind kind, OperationFilterContext context) => context.SchemaRepository.AddDefinition(kind.Type.Name, new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Description = docs.Summary(kind.Type),
        AdditionalPropertiesAllowed = false,
        Required = kind.Fields.Where(CommandBody.IsRequired).Select(CommandBody.NameOf).ToHashSet(),
        Properties = kind.Fields.ToDictionary(CommandBody.NameOf, field => Described(kind, field, context.SchemaGenerator.GenerateSchema(field.ParameterType, context.SchemaRepository))),
    });

    private IOpenApiSchema Described(CommandKind kind, ParameterInfo field, IOpenApiSchema schema)
    {
        var said = field.Name == nameof(ICommand<>.CountyCode) ? "The sender's own county where it is left out." : docs.Parameter(kind.Type, field.Name!);
        if (schema is OpenApiSchema own && said.Length > 0)
        {
            own.Description = said;
        }

        return schema;
    }

    private static JsonObject Example(CommandKind kind) => new(kind.Fields.Where(field => CommandBody.IsRequired(field) || !kind.Fields.Any(CommandBody.IsRequired))
        .Select(field => KeyValuePair.Create(CommandBody.NameOf(field), Example(field.Name!, field.ParameterType, 0))));

    private static JsonNode? Example(string name, Type type, int depth)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            _ when bare == typeof(string) => Text(name),
            _ when bare == typeof(Guid) => "0192a3b4-c5d6-7e8f-9012-3456789abcde",
            _ when bare == typeof(DateOnly) => "2026-11-20",
            _ when bare == typeof(TimeOnly) => "09:00:00",
            _ when bare == typeof(bool) => false,
            _ when bare == typeof(int) => name == "Year" ? 2026 : 1,
            _ when bare == typeof(long) => name.EndsWith("Fen", StringComparison.Ordinal) ? 80_000 : 1,
            { IsEnum: true } => Enum.GetNames(bare)[0],
            _ when bare == typeof(byte[]) => "JVBERi0xLjc=",
            { IsArray: true } => new JsonArray(),
            { IsGenericType: true } => depth < MostDepth ? new JsonArray(Example(name, bare.GetGenericArguments()[0], depth + 1)) : [],
            _ when depth < MostDepth => Row(bare, depth),
            _ => null,
        };
    }

    private static JsonObject Row(Type row, int depth) => new((row.GetConstructors().MaxBy(each => each.GetParameters().Length)?.GetParameters() ?? [])
        .Where(field => field.Name is not null).Select(field => KeyValuePair.Create(CommandBody.NameOf(field), Example(field.Name!, field.ParameterType, depth + 1))));

    private static string Text(string name) => name switch
    {
        "CaseNumber" => "LS-2026-0147",
        "ClaimNumber" => "BZ-101-202610-01",
        "LotNumber" => "GJ-2026-0011",
        "HouseholdNumber" => "JT-000123",
        "NeedNumber" => "XQ-2026-0311",
        "KindCode" or "NeedKindCode" => "WHEELCHAIR",
        "CauseCode" or "Cause" => "ILLNESS",
        "CountyCode" => "341722",
        "Township" => "341722101",
        "Reason" or "Finding" => "入户核实",
        _ => "…",
    };
}
