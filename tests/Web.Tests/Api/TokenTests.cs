using System.Net;
using Jiuji.Web.Api;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Features.Tokens;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Jiuji.Web.Tests.Api;

public sealed class TokenTests(ApiProgram site) : IClassFixture<ApiProgram>
{
    [Theory]
    [InlineData("/api/v1/cases")]
    [InlineData("/api/v1/me")]
    [InlineData("/api/hsds/services")]
    public async Task Nothing_is_read_without_a_token(string address)
    {
        var answer = await new ApiClient(site.Program()).Get(address);
        answer.IsProblem(HttpStatusCode.Unauthorized, "api.token-missing");
        Assert.Contains("Bearer", answer.Message.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        (await site.With("jiuji_guessed").Get(address)).IsProblem(HttpStatusCode.Unauthorized, "api.token-not-good");
    }

    [Fact]
    public async Task A_token_does_no_more_than_its_scopes_say()
    {
        var reader = await site.As("county", ApiScope.ReadSupply);
        (await reader.Get("/api/v1/lots")).Is(HttpStatusCode.OK);
        (await reader.Get("/api/v1/cases")).IsProblem(HttpStatusCode.Forbidden, "api.scope-missing");
        (await reader.Post("open-fund", new { township = "341722101", year = 2026 })).IsProblem(HttpStatusCode.Forbidden, "api.scope-missing");
    }

    [Fact]
    public async Task A_token_does_no_more_than_its_owner_may()
    {
        // A handler works on a township's funds, and so the key has that scope; opening a fund stays the county's.
        var handler = await site.As("handler", ApiScope.WriteFunds, ApiScope.ReadFunds, ApiScope.Audit);
        Assert.Equal(["ReadFunds", "WriteFunds", "Audit"], (await handler.Get("/api/v1/me")).Json!["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>()));
        (await handler.Post("open-fund", new { township = "341722101", year = 2026 })).IsProblem(HttpStatusCode.Forbidden, "site.not-your-role");
        (await handler.Get("/api/v1/trial-balance")).IsProblem(HttpStatusCode.Forbidden, "site.not-your-role");
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_kept()
    {
        var secret = await site.Key("county", ApiScope.ReadSupply);
        var kept = await site.Read(db => db.Set<ApiToken>().AsNoTracking().ToListAsync());
        Assert.Contains(kept, token => token.Hash == TokenSecret.Hash(secret));
        Assert.DoesNotContain(kept, token => token.Hash.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_revoked_token_ends_at_once_and_nobody_else_can_revoke_it()
    {
        var secret = await site.Key("county", ApiScope.ReadSupply);
        (await site.With(secret).Get("/api/v1/me")).Is(HttpStatusCode.OK);
        var id = await site.Read(db => db.Set<ApiToken>().Where(token => token.Hash == TokenSecret.Hash(secret)).Select(token => token.Id).SingleAsync());
        Assert.NotNull((await site.Send(new RevokeToken(Guid.CreateVersion7(), await site.ActorOf("handler"), id))).Refused);
        (await site.With(secret).Get("/api/v1/me")).Is(HttpStatusCode.OK);
        Assert.Null((await site.Send(new RevokeToken(Guid.CreateVersion7(), await site.ActorOf("county"), id))).Refused);
        (await site.With(secret).Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "api.token-not-good");
    }

    [Fact]
    public async Task A_token_ends_with_its_last_day()
    {
        var secret = await site.Key("auditor", ApiScope.Audit);
        var now = site.Clock.Now;
        site.Clock.Advance(TimeSpan.FromDays(31));
        (await site.With(secret).Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "api.token-not-good");
        site.Clock.Now = now;
        (await site.With(secret).Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_ends_with_the_appointment_behind_it()
    {
        var secret = await site.Key("station.qy", ApiScope.ReadNeeds);
        (await site.With(secret).Get("/api/v1/needs")).Is(HttpStatusCode.OK);
        var station = await site.ActorOf("station.qy");
        await site.Read(db => db.Appointments.Where(a => a.UserId == station.UserId).ExecuteUpdateAsync(a => a.SetProperty(row => row.To, new DateOnly(2026, 11, 1))));
        (await site.With(secret).Get("/api/v1/needs")).IsProblem(HttpStatusCode.Unauthorized, "api.token-not-good");
    }

    [Theory]
    [InlineData(400, "ReadSupply", "books", ApiRefusal.KeyTooLong)]
    [InlineData(-1, "ReadSupply", "books", ApiRefusal.KeyTooLong)]
    [InlineData(30, "", "books", ApiRefusal.KeyWithoutScope)]
    [InlineData(30, "ReadEverything", "books", ApiRefusal.KeyWithoutScope)]
    [InlineData(30, "ReadSupply", " ", ApiRefusal.KeyNameMissing)]
    public async Task A_key_without_end_scope_or_name_is_not_issued(int days, string scopes, string name, ApiRefusal refusal)
    {
        var actor = await site.ActorOf("county");
        var last = DateOnly.FromDateTime(site.Clock.Now.UtcDateTime).AddDays(days);
        Assert.Equal(refusal, (await site.Send(new IssueToken(Guid.CreateVersion7(), actor, name, TokenSecret.Hash("x"), scopes, last))).Refused?.Reason);
    }

    [Fact]
    public async Task Only_the_administrator_issues_a_key_for_somebody_else()
    {
        var last = DateOnly.FromDateTime(site.Clock.Now.UtcDateTime).AddDays(7);
        IssueToken For(Actor by, string secret) => new(Guid.CreateVersion7(), by, "finance program", TokenSecret.Hash(secret), "Audit", last, "auditor");
        Assert.Equal(ApiRefusal.KeyOwnerUnknown, (await site.Send(For(await site.ActorOf("county"), "one"))).Refused?.Reason);
        Assert.Null((await site.Send(For(await site.ActorOf("admin"), "two"))).Refused);
        Assert.Equal("auditor", (await site.With("two").Get("/api/v1/me")).Json!["user"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_token_opens_no_page_and_a_page_opens_no_door_for_programs()
    {
        (await (await site.As("county", ApiScope.ReadFunds)).Get("/cases")).Is(HttpStatusCode.Redirect);
        var browser = await site.SignIn("county");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task The_page_shows_a_new_key_once_and_revokes_it()
    {
        var browser = await site.SignIn("bookkeeper");
        using var issued = await browser.Post("/tokens", "/tokens?handler=Issue", ("name", "excel"), ("expiresOn", "2026-12-31"), ("scopes", "ReadFunds"));
        Assert.Equal(HttpStatusCode.Redirect, issued.StatusCode);
        var secret = System.Text.RegularExpressions.Regex.Match(await browser.Read("/tokens"), $"{TokenSecret.Prefix}[0-9a-f]+").Value;
        (await site.With(secret).Get("/api/v1/cases")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain(secret, await browser.Read("/tokens"), StringComparison.Ordinal);
        var id = await site.Read(db => db.Set<ApiToken>().Where(token => token.Hash == TokenSecret.Hash(secret)).Select(token => token.Id).SingleAsync());
        using var revoked = await browser.Post("/tokens", "/tokens?handler=Revoke", ("token", id.ToString()));
        (await site.With(secret).Get("/api/v1/cases")).Is(HttpStatusCode.Unauthorized);
    }
}

/// <summary>A site whose operator allows three requests a minute.</summary>
public sealed class SlowProgram : ApiProgram
{
    protected override IEnumerable<string> Settings => ["--Webhooks:EverySeconds=0", "--Api:RequestsPerMinute=3"];
}

public sealed class RateLimitTests(SlowProgram site) : IClassFixture<SlowProgram>
{
    [Fact]
    public async Task Each_token_has_a_limit_of_its_own_and_is_told_how_long_to_wait()
    {
        var (one, other) = (await site.As("county", ApiScope.ReadSupply), await site.As("county", ApiScope.ReadSupply));
        for (var i = 0; i < 3; i++)
        {
            (await one.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        }

        var refused = (await one.Get("/api/v1/me")).IsProblem(HttpStatusCode.TooManyRequests, "api.too-many-requests");
        Assert.InRange(refused.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        (await other.Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }
}
