using System.Security.Claims;
using System.Text.Encodings.Web;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Jiuji.Web.Api.Tokens;

/// <summary>
/// <c>Authorization: Bearer …</c>: found by its hash, good until its last day, and only while the appointment behind it is in force. Read anew at each
/// request, so that a revoked token or an ended appointment ends at once.
/// </summary>
public sealed class TokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, JiujiDb db, Lanes.Lanes lanes, TimeProvider clock, IHostEnvironment environment)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Token";
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(10);

    private sealed record Found(ApiToken Token, Appointment Appointment, string UserName, string DisplayName, bool IsDemo);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var hash = TokenSecret.Hash(header[Bearer.Length..].Trim());
        var found = await (from token in db.Set<ApiToken>().AsNoTracking()
                           where token.Hash == hash
                           join appointment in db.Appointments.AsNoTracking() on token.AppointmentId equals appointment.Id
                           join user in db.Users.AsNoTracking() on token.UserId equals user.Id
                           select new Found(token, appointment, user.UserName!, user.DisplayName, user.IsDemo)).FirstOrDefaultAsync(Context.RequestAborted);
        if (found is null || !IsGood(found))
        {
            return AuthenticateResult.Fail("The token is not good.");
        }

        await Note(found.Token);
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(found), Scheme.Name));
    }

    private bool IsGood(Found found)
    {
        var (token, appointment, today) = (found.Token, found.Appointment, clock.Today());
        return token.RevokedAt is null && token.ExpiresOn >= today && appointment.From <= today && (appointment.To is null || appointment.To >= today)
            && !(found.IsDemo && environment.IsProduction());
    }

    private ClaimsPrincipal Principal(Found found) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, found.Token.UserId.ToString()),
        new(ClaimTypes.Name, found.UserName),
        new(ClaimTypes.Role, found.Appointment.Role.ToString()),
        new(ActorClaims.DisplayName, found.DisplayName),
        new(ActorClaims.County, found.Appointment.CountyCode),
        new(ActorClaims.Township, found.Appointment.TownshipCode),
        new(ActorClaims.Organisation, found.Appointment.OrganisationId?.ToString() ?? ""),
        new(Caller.TokenClaim, found.Token.Id.ToString()),
        .. found.Token.ScopeList.Select(scope => new Claim(Caller.ScopeClaim, scope.ToString())),
    ], Scheme.Name));

    private async Task Note(ApiToken token)
    {
        var now = clock.GetUtcNow();
        if (token.LastUsedAt is { } last && now - last < NotedEvery)
        {
            return;
        }

        await lanes.Shared.Run<Done>("", async (services, cancellationToken) =>
        {
            await services.GetRequiredService<JiujiDb>().Set<ApiToken>().Where(each => each.Id == token.Id)
                .ExecuteUpdateAsync(each => each.SetProperty(row => row.LastUsedAt, now), cancellationToken);
            return new Done();
        }, Context.RequestAborted);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"jiuji\"";
        return Task.CompletedTask;
    }
}
