using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Signing several cases with one check page: each in its own right.</summary>
public sealed class SignListTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact, Trait("rule", "F9")]
    public async Task Each_case_of_a_list_is_signed_or_refused_in_its_own_right()
    {
        var story = await site.NewTownship().WithMoney(900_000);
        var (one, two) = (await story.Investigated(30_000), await story.Investigated(40_000));
        var signed = await story.Did(new SignCases(story.NewId, story.As(Role.OfficeHead), story.County, one));
        Assert.Equal([one], signed.Signed);

        var again = await story.Did(new SignCases(story.NewId, story.As(Role.OfficeHead), story.County, $"{one};{two};none"));
        Assert.Equal([two], again.Signed);
        Assert.Equal(nameof(SiteRefusal.NotFound), again.Refused["none"]);
        Assert.Contains(one, again.Refused.Keys);
        Assert.Equal(1, await Signatures(story.County, one));
        Assert.Equal(1, await Signatures(story.County, two));
    }

    [Fact]
    public async Task The_same_list_sent_twice_signs_once()
    {
        var story = await site.NewTownship().WithMoney(900_000);
        var (id, number) = (story.NewId, await story.Investigated(30_000));
        var first = await story.Send(new SignCases(id, story.As(Role.LeaderAffairs), story.County, number));
        var second = await story.Send(new SignCases(id, story.As(Role.LeaderAffairs), story.County, number));
        Assert.True(second.Repeat);
        Assert.Equal(first.Value!.Signed, second.Value!.Signed);
        Assert.Equal(1, await Signatures(story.County, number));
    }

    [Fact]
    public async Task A_list_for_the_county_files_all_its_cases_or_none()
    {
        var story = await site.NewTownship().WithMoney(900_000);
        var (one, two, unsigned) = (await story.Signed(30_000), await story.Signed(40_000), await story.Investigated(50_000));
        var refused = await story.Refusal(new FileCases(story.NewId, story.As(Role.TownshipHandler), story.County, $"{one};{unsigned}"));
        Assert.Equal((FundRefusal.MoveNotAllowed, unsigned), ((FundRefusal)refused.Reason, refused.Detail["case"]));
        Assert.Equal(AidCaseState.Signed, await State(story.County, one));

        Assert.Equal(2, await story.Did(new FileCases(story.NewId, story.As(Role.TownshipHandler), story.County, $"{one};{two}")));
        Assert.Equal(AidCaseState.Filed, await State(story.County, one));
        Assert.Equal(AidCaseState.Filed, await State(story.County, two));
    }

    private async Task<AidCaseState> State(string county, string number)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<AidCase>().Where(c => c.CountyCode == county && c.Number == number).Select(c => c.State).SingleAsync();
    }

    [Fact]
    public async Task The_page_opens_every_payee_before_it_signs_what_is_ticked()
    {
        var story = await site.Qidu().WithMoney(900_000);
        var (one, two) = (await story.Investigated(30_000), await story.Investigated(40_000));
        var browser = await site.SignIn("affairs");
        var closed = await browser.Read("/cases/sign");
        Assert.Contains(one, closed, StringComparison.Ordinal);
        Assert.DoesNotContain("王小芳", closed, StringComparison.Ordinal);

        using var opened = await browser.Post("/cases/sign", "/cases/sign?handler=Open");
        Assert.Contains("王小芳", WebUtility.HtmlDecode(await opened.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        Assert.True(await db.Set<Disclosure>().AnyAsync(d => d.Actor == "affairs" && d.Purpose == $"Sign {two}"));

        await browser.Post("/cases/sign", "/cases/sign?handler=Sign", ("numbers", one));
        Assert.Equal(1, await Signatures(story.County, one));
        Assert.Equal(0, await Signatures(story.County, two));
    }

    private async Task<int> Signatures(string county, string number)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var aidCase = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<AidCase>().AsNoTracking().Include(c => c.Signatures).SingleAsync(c => c.CountyCode == county && c.Number == number);
        return aidCase.Signatures.Count;
    }
}
