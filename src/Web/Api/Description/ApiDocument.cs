using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Looks;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Jiuji.Web.Api.Description;

/// <summary>The description of the API (OpenAPI 3.1), made once from the endpoints themselves; it cannot drift from them.</summary>
public sealed class ApiDocument(IServiceScopeFactory scopes)
{
    public const string Name = "v1";
    public const string Path = "/api/v1/openapi.json";
    private readonly Lazy<Task<string>> json = new(() => Write(scopes));

    public Task<string> Json => json.Value;

    public static void Add(IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<XmlDocs>();
        services.AddSingleton<ApiDocument>();
        services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Name, new OpenApiInfo
            {
                Title = "Jiuji 救急",
                Version = InForce.Version,
                Contact = new OpenApiContact { Name = "Whoever runs this installation" },
                Description = "A county's charity supply and its households' needs, and the township reserve funds, under the same rules as the pages. Amounts are whole fen; days are "
                    + "of Asia/Shanghai, instants UTC. Every refusal is an RFC 9457 problem with a code that never changes: see /api/problems.",
            });
            options.DocInclusionPredicate((_, endpoint) => ApiProblems.IsApi($"/{endpoint.RelativePath}"));
            options.DescribeAllParametersInCamelCase();
            options.CustomSchemaIds(SchemaNames.Of);
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.MapType<JsonNode>(() => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true });
            options.IncludeXmlComments(XmlDocs.Path);
            options.AddServer(new OpenApiServer { Url = "/" });
            options.AddSecurityDefinition("token", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description = $"A key of the page /tokens, e.g. `Authorization: Bearer {TokenSecret.Prefix}…`. It narrows its owner's appointment to its scopes and never widens it.",
            });
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] });
            options.OperationFilter<ReadDescription>();
            options.OperationFilter<CommandDescription>();
            options.DocumentFilter<ProblemDescription>();
        });
    }

    /// <summary>The same for all, so anybody's copy can be checked by its tag.</summary>
    public async Task<IResult> Answer(HttpContext context)
    {
        var text = await Json;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}\"";
        context.Response.Headers.ETag = tag;
        return ETags.Names(context.Request.Headers.IfNoneMatch.ToString(), tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(text, "application/json; charset=utf-8");
    }

    private static async Task<string> Write(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var document = scope.ServiceProvider.GetRequiredService<ISwaggerProvider>().GetSwagger(Name);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
    }
}
