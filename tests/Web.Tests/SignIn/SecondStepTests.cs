using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.SignIn;

/// <summary>Whoever signs for money proves it twice; what one has taken away takes effect at the next request.</summary>
public sealed partial class SecondStepTests(SignInSite site) : IClassFixture<SignInSite>
{
    [Theory]
    [InlineData(Role.OfficeHead)]
    [InlineData(Role.LeaderAffairs)]
    [InlineData(Role.LeaderFinance)]
    [InlineData(Role.Cashier)]
    [InlineData(Role.CountyCivilAffairs)]
    [InlineData(Role.CountyFinance)]
    [InlineData(Role.SocietyTreasurer)]
    [InlineData(Role.Administrator)]
    public async Task Whoever_signs_for_money_sets_up_a_second_step_before_they_come_in(Role role)
    {
        var visitor = site.Comes();
        using var answer = await visitor.GivesPassword(await site.Appoint(role));
        Assert.StartsWith("/sign-in/set-up", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task Whoever_moves_no_money_comes_in_by_password()
    {
        var visitor = site.Comes();
        await visitor.GivesPassword(await site.Appoint(Role.StationWorker));
        Assert.True(await visitor.IsIn());
    }

    [Fact]
    public async Task A_post_that_comes_after_the_sign_in_is_not_entered_on_a_password_alone()
    {
        var user = await site.Appoint(Role.StationWorker);
        var visitor = site.Comes();
        await visitor.GivesPassword(user);
        await site.Appoint(Role.OfficeHead, user);
        var post = await PostOf(user, Role.OfficeHead);
        using var answer = await visitor.Post("/me", "/me?handler=Appointment", ("appointment", post.ToString()));
        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.False(await visitor.IsIn());
    }

    private async Task<Guid> PostOf(string user, Role role)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        return await db.Appointments.Where(a => a.Role == role && db.Users.Any(known => known.Id == a.UserId && known.UserName == user)).Select(a => a.Id).SingleAsync();
    }

    [Fact]
    public async Task The_password_alone_no_longer_opens_and_each_code_opens_once()
    {
        var (user, secret, _) = await SetUp();
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        var code = Code(secret);
        var visitor = site.Comes();
        await Half(visitor, user);
        Assert.False(await visitor.IsIn());
        await visitor.Post("/sign-in/code", "/sign-in/code", ("code", code));
        Assert.True(await visitor.IsIn());

        var thief = site.Comes();
        await Half(thief, user);
        using var again = await thief.Post("/sign-in/code", "/sign-in/code", ("code", code));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.False(await thief.IsIn());
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        var (user, _, codes) = await SetUp();
        foreach (var opens in new[] { true, false })
        {
            var visitor = site.Comes();
            await Half(visitor, user);
            await visitor.Post("/sign-in/code", "/sign-in/code?handler=Recovery", ("code", codes[3]));
            Assert.Equal(opens, await visitor.IsIn());
        }
    }

    [Fact]
    public async Task Five_wrong_codes_lock_like_five_wrong_passwords()
    {
        var (user, secret, _) = await SetUp();
        var visitor = site.Comes();
        await Half(visitor, user);
        for (var tries = 0; tries < 5; tries++)
        {
            await visitor.Post("/sign-in/code", "/sign-in/code", ("code", "000000"));
        }

        using var late = await visitor.Post("/sign-in/code", "/sign-in/code", ("code", Code(secret)));
        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task The_secret_does_not_stand_in_the_database_in_clear()
    {
        var (user, secret, codes) = await SetUp();
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var id = await db.Users.Where(known => known.UserName == user).Select(known => known.Id).SingleAsync();
        var kept = await db.Set<Authenticator>().SingleAsync(a => a.UserId == id);
        Assert.DoesNotContain(secret, System.Text.Encoding.UTF8.GetString(kept.SecretSealed), StringComparison.Ordinal);
        Assert.Equal(10, codes.Count);
        Assert.Equal(10, await db.Set<RecoveryCode>().CountAsync(c => c.UserId == id && c.Hash.Length == 48));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_device_at_its_next_request()
    {
        var user = await site.Appoint(Role.StationWorker);
        var (desk, phone) = (site.Comes(), site.Comes());
        await desk.GivesPassword(user);
        await phone.GivesPassword(user);
        Assert.Equal(2, Sessions().Count(await desk.Read("/me")));
        await desk.Post("/me", "/me?handler=EndAll");
        Assert.False(await desk.IsIn());
        Assert.False(await phone.IsIn());
    }

    [Fact]
    public async Task A_new_password_ends_the_other_devices_and_keeps_this_one()
    {
        var user = await site.Appoint(Role.StationWorker);
        var (desk, phone) = (site.Comes(), site.Comes());
        await desk.GivesPassword(user);
        await phone.GivesPassword(user);
        using var weak = await desk.Post("/me", "/me?handler=Password", ("current", SignInSite.Password), ("fresh", $"xx{user}xx"));
        Assert.Equal(HttpStatusCode.OK, weak.StatusCode);
        await desk.Post("/me", "/me?handler=Password", ("current", SignInSite.Password), ("fresh", "another sentence, also long"));
        Assert.True(await desk.IsIn());
        Assert.False(await phone.IsIn());
    }

    [Fact]
    public async Task A_session_ends_when_it_is_left_alone_and_when_its_day_is_over()
    {
        var user = await site.Appoint(Role.StationWorker);
        var visitor = site.Comes();
        await visitor.GivesPassword(user);
        for (var hour = 0; hour < 9; hour++)
        {
            site.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True(await visitor.IsIn());
        }

        site.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.False(await visitor.IsIn());
        var idle = site.Comes();
        await idle.GivesPassword(user);
        site.Clock.Advance(TimeSpan.FromMinutes(121));
        Assert.False(await idle.IsIn());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_even_for_a_copied_cookie()
    {
        var user = await site.Appoint(Role.StationWorker);
        var visitor = site.Comes();
        await visitor.GivesPassword(user);
        await visitor.Post("/", "/sign-in?handler=Out");
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        Assert.True(await db.Set<UserSession>().Where(s => db.Users.Any(u => u.Id == s.UserId && u.UserName == user)).AllAsync(s => s.EndedAt != null));
    }

    private string Code(string secret) => Totp.CodeAt(secret, Totp.StepAt(site.Clock.Now));

    private static async Task Half(Visitor visitor, string user)
    {
        using var answer = await visitor.GivesPassword(user);
        Assert.StartsWith("/sign-in/code", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private async Task<(string User, string Secret, IReadOnlyList<string> RecoveryCodes)> SetUp()
    {
        var user = await site.Appoint(Role.Cashier);
        var visitor = site.Comes();
        await visitor.GivesPassword(user);
        var (secret, codes) = await visitor.SetsUp(site.Clock.Now);
        Assert.True(await visitor.IsIn());
        return (user, secret, codes);
    }

    [GeneratedRegex("me-session")]
    private static partial Regex Sessions();
}
