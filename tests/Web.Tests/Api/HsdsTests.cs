using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Features.Supply;
using Xunit;

namespace Jiuji.Web.Tests.Api;

/// <summary>The feed has the shapes that Open Referral publishes for HSDS 3.0; the rules here were read from its schemas.</summary>
[Collection(nameof(OnApiProgram))]
public sealed class HsdsTests(ApiProgram site) : IAsyncLifetime
{
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["service"] = ["id", "name", "status"], ["organization"] = ["id", "name", "description"], ["service_at_location"] = ["id"], ["location"] = ["id", "location_type"],
        ["taxonomy"] = ["id", "name", "description"], ["taxonomy_term"] = ["id", "name", "description"], ["schedule"] = ["id"], ["service_area"] = ["id"], ["cost_option"] = ["id"],
        ["attribute"] = ["id"], ["organization_identifier"] = ["id", "identifier_type", "identifier"],
    };

    private static readonly Dictionary<string, JsonValueKind> Kinds = new()
    {
        ["minimum_age"] = JsonValueKind.Number, ["maximum_age"] = JsonValueKind.Number, ["amount"] = JsonValueKind.Number,
    };

    private static readonly Dictionary<string, string[]> Enums = new()
    {
        ["status"] = ["active", "inactive", "defunct", "temporarily closed"], ["location_type"] = ["physical", "postal", "virtual"],
    };

    private static readonly Dictionary<string, string> Entities = new()
    {
        ["organization"] = "organization", ["schedules"] = "schedule", ["service_areas"] = "service_area", ["service_at_locations"] = "service_at_location", ["location"] = "location",
        ["cost_options"] = "cost_option", ["attributes"] = "attribute", ["taxonomy_term"] = "taxonomy_term", ["organization_identifiers"] = "organization_identifier", ["service"] = "service",
    };

    public async Task InitializeAsync()
    {
        var officer = await site.ActorOf("county");
        foreach (var (number, organisation, published) in ((string, string, bool)[])[("HS-1", "CH01", true), ("HS-2", "CH01", true), ("HS-3", "CH02", true), ("HS-4", "CH02", false)])
        {
            await site.Send(new ImportSupply(Guid.CreateVersion7(), officer, officer.CountyCode,
                [new(Guid.CreateVersion7(), number, organisation, "RICE", $"大米 {number}", "BAG", 4, 2, [officer.CountyCode], ["DIBAO"], 60, null, new DateOnly(2027, 6, 30), false, "")]));
            if (published)
            {
                await site.Send(new PublishLot(Guid.CreateVersion7(), officer, officer.CountyCode, number));
            }
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private Task<ApiClient> Reader() => site.As("county", ApiScope.ReadSupply);

    [Fact]
    public async Task The_root_says_which_version_it_is()
    {
        var root = (await (await Reader()).Get("/api/hsds/")).Is(HttpStatusCode.OK).Json!;
        Assert.Equal("3.0", root["version"]!.GetValue<string>());
        Assert.All((string[])["profile", "openapi_url"], name => Assert.True(Uri.IsWellFormedUriString(root[name]!.GetValue<string>(), UriKind.Absolute)));
    }

    [Theory]
    [InlineData("services", "service")]
    [InlineData("services?full=true", "service")]
    [InlineData("organizations", "organization")]
    [InlineData("service_at_locations", "service_at_location")]
    [InlineData("taxonomies", "taxonomy")]
    [InlineData("taxonomy_terms", "taxonomy_term")]
    public async Task A_list_is_a_page_of_valid_entities_and_each_can_be_read_by_itself(string list, string entity)
    {
        var reader = await Reader();
        var page = (await reader.Get($"/api/hsds/{list}")).Is(HttpStatusCode.OK).Json!.AsObject();
        Assert.Equal(
            ["contents", "empty", "first_page", "last_page", "page_number", "size", "total_items", "total_pages"], page.Select(field => field.Key).Order(StringComparer.Ordinal));
        var contents = page["contents"]!.AsArray();
        Assert.NotEmpty(contents);
        Assert.Equal(contents.Count, page["size"]!.GetValue<int>());
        Assert.All(contents, each => Check(entity, each!.AsObject()));
        var one = (await reader.Get($"/api/hsds/{list.Split('?')[0]}/{contents[0]!["id"]!.GetValue<string>()}")).Is(HttpStatusCode.OK).Json!.AsObject();
        Check(entity, one);
        Assert.Equal(contents[0]!["id"]!.GetValue<string>(), one["id"]!.GetValue<string>());
        (await reader.Get($"/api/hsds/{list.Split('?')[0]}/{Guid.NewGuid()}")).IsProblem(HttpStatusCode.NotFound, "site.not-found");
    }

    [Fact]
    public async Task Pages_cut_the_list_and_count_it()
    {
        var reader = await Reader();
        var (first, last) = ((await reader.Get("/api/hsds/services?per_page=2")).Json!, (await reader.Get("/api/hsds/services?per_page=2&page=2")).Json!);
        Assert.Equal((3, 2, true, false), (first["total_items"]!.GetValue<int>(), first["total_pages"]!.GetValue<int>(), first["first_page"]!.GetValue<bool>(), first["last_page"]!.GetValue<bool>()));
        Assert.Equal((1, false, true), (last["size"]!.GetValue<int>(), last["first_page"]!.GetValue<bool>(), last["last_page"]!.GetValue<bool>()));
        Assert.Empty(Ids(first).Intersect(Ids(last)));
    }

    [Fact, Trait("rule", "D2")]
    public async Task Only_published_lots_are_in_it_and_nothing_of_any_household()
    {
        var text = (await (await Reader()).Get("/api/hsds/services?full=true")).Json!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("HS-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HS-4", text, StringComparison.Ordinal);
        Assert.DoesNotContain("household", text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await (await site.As("county.qy", ApiScope.ReadSupply)).Get("/api/hsds/services")).Json!["contents"]!.AsArray());
    }

    [Fact]
    public async Task Services_are_found_by_organisation_and_by_kind()
    {
        var reader = await Reader();
        var all = (await reader.Get("/api/hsds/services?full=true")).Json!["contents"]!.AsArray();
        var organisation = all[0]!["organization_id"]!.GetValue<string>();
        var found = (await reader.Get($"/api/hsds/services?organization_id={organisation}")).Json!["contents"]!.AsArray();
        Assert.All(found, each => Assert.Equal(organisation, each!["organization_id"]!.GetValue<string>()));
        Assert.InRange(found.Count, 1, all.Count - 1);
        var term = all[0]!["attributes"]![0]!["taxonomy_term_id"]!.GetValue<string>();
        Assert.Equal(all.Count, (await reader.Get($"/api/hsds/services?taxonomy_term_id={term}")).Json!["total_items"]!.GetValue<int>());
        Assert.Equal(0, (await reader.Get($"/api/hsds/services?taxonomy_term_id={Guid.NewGuid()}")).Json!["total_items"]!.GetValue<int>());
    }

    private static IEnumerable<string> Ids(JsonNode page) => page["contents"]!.AsArray().Select(each => each!["id"]!.GetValue<string>());

    /// <summary>Required fields, uuid ids, closed lists and kinds, all the way down.</summary>
    private static void Check(string entity, JsonObject found)
    {
        Assert.All(Required[entity], name => Assert.True(found[name] is not null, $"{entity} has no {name}: {found.ToJsonString()}"));
        foreach (var (name, value) in found)
        {
            var isId = name == "id" || name.EndsWith("_id", StringComparison.Ordinal);
            Assert.True(!isId || Guid.TryParse(value!.GetValue<string>(), out _), $"{entity}.{name} is no uuid: {value}");
            Assert.True(!Enums.TryGetValue(name, out var members) || members.Contains(value!.GetValue<string>()), $"{entity}.{name}: {value}");
            Assert.True(!Kinds.TryGetValue(name, out var kind) || value!.GetValueKind() == kind, $"{entity}.{name}: {value}");
            if (Entities.TryGetValue(name, out var inner))
            {
                Assert.All(value is JsonArray many ? [.. many] : (JsonNode?[])[value], each => Check(inner, each!.AsObject()));
            }
        }
    }
}
