using System.Net;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Search finds what one may open, in one's own area, and nothing of anybody else's.</summary>
public sealed class SearchTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    public async Task A_number_leads_straight_to_its_case_and_only_within_the_area()
    {
        var story = await site.Qidu().WithMoney(500_000);
        var number = await story.Investigated(30_000);
        using var own = await (await site.SignIn("handler")).Get($"/search?q={number}");
        Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        Assert.Equal($"/cases/{number}", own.Headers.Location!.OriginalString);
        foreach (var other in new[] { "handler.renli", "county.qy", "charity" })
        {
            Assert.DoesNotContain($"/cases/{number}", await (await site.SignIn(other)).Read($"/search?q={number}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_person_is_found_by_the_whole_name_masked_and_never_by_a_part_of_it()
    {
        var household = await site.Qidu().Household("欧阳寻真");
        var handler = await site.SignIn("handler");
        var page = await handler.Read("/search?q=欧阳寻真");
        Assert.Contains($"/households/{household}", page, StringComparison.Ordinal);
        Assert.Contains("欧", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/households/{household}", await handler.Read("/search?q=欧阳"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/households/{household}", await (await site.SignIn("handler.renli")).Read("/search?q=欧阳寻真"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("''")]
    [InlineData("__")]
    public async Task Signs_that_mean_something_to_a_database_mean_nothing_here(string text) =>
        Assert.Contains("没有找到", await (await site.SignIn("county")).Read($"/search?q={Uri.EscapeDataString(text + text)}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_clause_behind_a_check_is_one_click_away()
    {
        var page = await (await site.SignIn("office")).Read("/rules");
        Assert.Contains("/rules?clause=", page, StringComparison.Ordinal);
        var clause = Uri.EscapeDataString(System.Text.RegularExpressions.Regex.Match(page, "<a href=\"/rules\\?clause=(?<clause>[^\"]+)\">").Groups["clause"].Value);
        Assert.Contains("</table>", await (await site.SignIn("office")).Read("/rules?clause=" + Uri.UnescapeDataString(clause)), StringComparison.Ordinal);
    }
}
