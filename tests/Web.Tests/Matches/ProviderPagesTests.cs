using System.Text.RegularExpressions;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Needs;
using Jiuji.Testing;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Needs;
using Jiuji.Web.Tests.Looks;
using Microsoft.AspNetCore.Routing;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <summary>What a charity's browser is really sent, page by page (D5).</summary>
[Collection(nameof(OnMatchingSite))]
public sealed partial class ProviderPagesTests(MatchingSite county) : IAsyncLifetime
{
    HttpClient charity = default!;

    public async Task InitializeAsync() => charity = await county.SignedIn("charity");

    public Task DisposeAsync()
    {
        charity.Dispose();
        return Task.CompletedTask;
    }

    [Fact, Trait("rule", "D5")]
    public async Task No_page_sends_a_charity_anything_personal_before_consent()
    {
        await county.Household("PQ7781", "欧阳真真");
        await county.Lot("LQ1", "CH01", "RICE", "BAG", 4);
        await county.Need("NQ9913", "PQ7781", "RICE", 2);
        var match = Assert.Single(await county.Proposals("NQ9913"));
        await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
        await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));

        foreach (var page in new[] { "/matches", $"/matches/{match.Id}", "/supply", "/supply/LQ1", "/supply?handler=Csv" })
        {
            var html = await charity.GetStringAsync(page);
            Assert.Contains("LQ1", html, StringComparison.Ordinal);
            Assert.All(new[] { "欧阳", "PQ7781", "NQ9913", "12345678", "仁里镇</" }, personal => Assert.DoesNotContain(personal, html, StringComparison.Ordinal));
        }

        Assert.All(new[] { "/needs/NQ9913", "/households/PQ7781", "/needs", "/households" }, page => Assert.DoesNotContain("欧阳", charity.GetAsync(page).Result.Content.ReadAsStringAsync().Result, StringComparison.Ordinal));
    }

    [Fact, Trait("rule", "B10"), Trait("rule", "B11")]
    public async Task A_society_sees_what_was_referred_to_it_before_it_has_a_lot_and_nothing_personal()
    {
        using var treasurer = await county.SignedIn("treasurer");
        foreach (var place in Enumerable.Range(1, 5))
        {
            await county.Household($"PS888{place}", "尉迟安安", village: "341722100200");
            await county.Sent(new RouteWarning(
                Guid.CreateVersion7(), Station, County, DiscoverySource.Hotline, $"12345-88{place}", $"PS888{place}", WarningFinding.NotEligible, "独居", $"NS888{place}", "HEATER", 1));
            var html = await treasurer.GetStringAsync("/matches");
            Assert.Contains($"站点转介给贵单位的未满足需求：{place} 项", html, StringComparison.Ordinal);
            // Alone of its kind a need would point to its household: until there are five it is counted, not listed.
            Assert.Equal(place >= Shortlist.Crowd ? place : 0, Listed().Count(html));
            Assert.All(new[] { "尉迟", "PS888", "NS888", "独居" }, personal => Assert.DoesNotContain(personal, html, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("站点转介给贵单位", await charity.GetStringAsync("/matches"), StringComparison.Ordinal);
    }

    [GeneratedRegex("class=\"num\">[0-9a-f]{16}</td>")]
    private static partial Regex Listed();

    /// <summary>Every address of the site that answers a GET, with the numbers of a household that has agreed to nothing put in wherever a number is asked for.</summary>
    [Fact, Trait("rule", "D5"), Trait("trap", "T30")]
    public async Task Every_address_of_the_site_is_tried_by_a_charity_and_none_tells_anything_personal()
    {
        const string household = "PW8842";
        await county.Household(household, "司徒素素");
        await county.Lot("LW1", "CH01", "OIL", "BARREL", 4);
        await county.Need("NW7731", household, "OIL", 2);
        var match = Assert.Single(await county.Proposals("NW7731"));
        await county.InDelivery(match.Id, Charity);

        var addresses = Addresses(new() { ["id"] = [match.Id.ToString()], ["number"] = [household, "NW7731", "LW1"] }).ToList();
        Assert.True(addresses.Count > 60, $"Only {addresses.Count} addresses were found.");
        var told = new List<string>();
        foreach (var address in addresses)
        {
            var answer = await (await charity.GetAsync(address)).Content.ReadAsStringAsync();
            // What was asked for in the address may be said back; nothing else of the household may.
            told.AddRange(from personal in new[] { "司徒", "12345678", household, "NW7731" }
                          where !address.Contains(personal, StringComparison.Ordinal) && answer.Contains(personal, StringComparison.Ordinal)
                          select $"{address} tells {personal}");
        }

        Offenders.None(told);
    }

    IEnumerable<string> Addresses(Dictionary<string, string[]> values) =>
        from endpoint in county.Endpoints
        where endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Count == 0 || methods.HttpMethods.Contains("GET")
        let pattern = endpoint.RoutePattern
        where pattern.RawText is not null && !pattern.RawText.Contains('*', StringComparison.Ordinal)
        from filled in Filled(pattern.RawText!, values).Distinct()
        from handler in new[] { "", "?handler=Csv", "?handler=Xlsx" }
        select "/" + filled.TrimStart('/') + handler;

    static IEnumerable<string> Filled(string pattern, Dictionary<string, string[]> values) =>
        Placeholder().Match(pattern) is not { Success: true } first
            ? [pattern]
            : values.GetValueOrDefault(first.Groups["name"].Value, values["number"])
                .SelectMany(value => Filled(pattern[..first.Index] + value + pattern[(first.Index + first.Length)..], values));

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
