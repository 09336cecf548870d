using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Whoever signs, pays or files reads who is helped and who receives, and never one for the other (X8).</summary>
public sealed class PayeePageTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    [Trait("trap", "T26")]
    public async Task The_check_page_names_the_proxy_who_collects_and_still_says_who_is_helped()
    {
        var story = await Funded();
        var number = await WithProxy(story);
        var page = $"/cases/{number}/sign";
        var office = await site.SignIn("office");
        Assert.Contains("陈*哥 · 代领人", await office.Read(page), StringComparison.Ordinal);
        using var opened = await office.Post(page, $"{page}?handler=Open");
        var shown = WebUtility.HtmlDecode(await opened.Content.ReadAsStringAsync());
        Assert.Contains("户名 陈大哥 · 代领人", Plain(shown), StringComparison.Ordinal);
        Assert.Matches("对象</dt>\\s*<dd>\\s*王小芳", shown);
    }

    [Fact]
    [Trait("trap", "T26")]
    public async Task The_approval_form_shows_the_account_that_receives_and_not_the_one_in_the_file()
    {
        var story = await Funded();
        var number = await WithProxy(story);
        var handler = await site.SignIn("handler");
        Assert.Contains("陈*哥 · 代领人", await handler.Read($"/cases/{number}/print"), StringComparison.Ordinal);
        using var opened = await handler.Post($"/cases/{number}/print", $"/cases/{number}/print?handler=Open");
        var shown = WebUtility.HtmlDecode(await opened.Content.ReadAsStringAsync());
        Assert.Contains("陈大哥 · 代领人", shown, StringComparison.Ordinal);
        Assert.Contains("<td>王小芳</td>", shown, StringComparison.Ordinal);
        Assert.Contains("9999 **** **** 0078", shown, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("trap", "T26")]
    public async Task Who_collected_stays_on_the_page_when_the_proxy_has_ended()
    {
        var story = await Funded();
        var number = await WithProxy(story);
        foreach (var signer in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance])
        {
            await story.Did(new SignCase(story.NewId, story.As(signer), story.County, number));
        }

        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<PayeeProxy>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Until, new DateOnly(2026, 1, 1)));
        }

        Assert.Contains("陈*哥 · 代领人", await (await site.SignIn("cashier")).Read($"/cases/{number}/release"), StringComparison.Ordinal);
        Assert.Contains("陈*哥 · 代领人", await (await site.SignIn("handler")).Read($"/cases/{number}/print"), StringComparison.Ordinal);
    }

    private static async Task<string> WithProxy(FundStory story)
    {
        var number = await story.Investigated(60_000);
        await story.Did(new RecordProxy(story.NewId, story.As(Role.TownshipHandler), story.County, number, "陈大哥", "", "99999988000000000078", "行动不便"));
        return number;
    }

    private static string Plain(string page) => System.Text.RegularExpressions.Regex.Replace(page, "<[^>]+>", "");

    private async Task<FundStory> Funded()
    {
        var story = site.Qidu();
        return await site.Has<ReserveFund>(f => f.CountyCode == story.County && f.TownshipCode == story.Township) ? story : await story.WithMoney(500_000);
    }
}
