using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Pages and forms say what people are called; what they sign in with stays behind.</summary>
public sealed class PeopleNamesTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    [Trait("rule", "F9")]
    public async Task A_signature_is_read_by_the_signers_name_on_the_form_the_check_page_and_the_history()
    {
        var story = site.Qidu();
        await story.WithMoney(500_000);
        var number = await story.Investigated(60_000);
        await story.Did(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, number));
        var called = DemoUsers.All.Single(user => user.UserName == story.As(Role.OfficeHead).Name).DisplayName;
        var (handler, leader) = (await site.SignIn("handler"), await site.SignIn("affairs"));
        foreach (var page in new[] { await handler.Read($"/cases/{number}/print"), await handler.Read($"/cases/{number}"), await leader.Read($"/cases/{number}/sign") })
        {
            Assert.Contains($">{called}</span>", page, StringComparison.Ordinal);
            Assert.DoesNotContain(">office<", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_no_user_keeps_the_name_that_was_written_down()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<PeopleNames>();
        Assert.Equal("村委会主任", await people.Of(site.Qidu().County, "村委会主任"));
        Assert.NotEqual("office", await people.Of(site.Qidu().County, "office"));
    }
}
