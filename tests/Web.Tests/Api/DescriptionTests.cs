using System.Net;
using System.Text.Json.Nodes;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Xunit;

namespace Jiuji.Web.Tests.Api;

/// <summary>The description leaves nothing out and says something of everything.</summary>
[Collection(nameof(OnApiProgram))]
public sealed class DescriptionTests(ApiProgram site)
{
    private static readonly string[] Methods = ["get", "post"];

    private async Task<JsonObject> Document()
    {
        var answer = (await new ApiClient(site.Program()).Get("/api/v1/openapi.json")).Is(HttpStatusCode.OK);
        Assert.NotNull(answer.Tag);
        return answer.Json!.AsObject();
    }

    private static IEnumerable<(string Path, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from method in Methods
        where path.Value![method] is not null
        select (path.Key, path.Value![method]!.AsObject());

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_names_every_address()
    {
        var document = await Document();
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        var described = Operations(document).Select(each => each.Operation["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(described.Count, described.Distinct().Count());
        Assert.Empty(ApiReads.All.Select(read => read.Name).Concat(ApiScopes.OpenCommands.Select(command => command.Name)).Except(described));
        Assert.Contains("hsds-services", described);
    }

    [Fact]
    public async Task Everything_in_it_has_words()
    {
        var document = await Document();
        var silent = new List<string>();
        foreach (var (path, operation) in Operations(document))
        {
            silent.AddRange(((string[])["summary", "description"]).Where(name => Text(operation[name]).Length == 0).Select(name => $"{path}: {name}"));
            silent.AddRange((operation["parameters"]?.AsArray() ?? []).Where(each => each!["in"]!.GetValue<string>() != "path" && Text(each["description"]).Length == 0)
                .Select(each => $"{path}: {each!["name"]}"));
            silent.AddRange(operation["responses"]!.AsObject().Where(each => Text(Resolved(document, each.Value!)["description"]).Length == 0).Select(each => $"{path}: {each.Key}"));
        }

        Assert.Empty(silent);
    }

    [Fact]
    public async Task Every_command_asks_for_its_key_shows_an_example_and_answers_problems()
    {
        var document = await Document();
        foreach (var (path, operation) in Operations(document).Where(each => each.Path.Contains("/commands/", StringComparison.Ordinal)))
        {
            Assert.Contains(operation["parameters"]!.AsArray(), each => each!["name"]!.GetValue<string>() == "Idempotency-Key" && each["required"]!.GetValue<bool>());
            Assert.True(operation["requestBody"]!["content"]!["application/json"]!["example"] is not null, path);
            Assert.All((string[])["400", "401", "403", "404", "409", "412", "422", "429"], status =>
                Assert.NotNull(Resolved(document, operation["responses"]![status]!)["content"]!["application/problem+json"]!["example"]));
        }
    }

    [Fact]
    public async Task The_pages_for_whoever_writes_a_program_open_in_both_languages()
    {
        foreach (var address in (string[])["/api", "/api/problems"])
        {
            using var client = site.Program();
            foreach (var language in (string[])["zh-CN", "en"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.AcceptLanguage.ParseAdd(language);
                using var answer = await client.SendAsync(request);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>What a reference within the document stands for.</summary>
    private static JsonNode Resolved(JsonNode document, JsonNode node) => node["$ref"] is { } reference
        ? reference.GetValue<string>().TrimStart('#', '/').Split('/').Aggregate(document, (at, name) => at[name]!)
        : node;

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
