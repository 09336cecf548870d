using System.Security.Claims;
using Jiuji.Web.Database;
using Jiuji.Web.Looks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Users;

/// <summary>Signing in and out, and the claims that a sign-in carries. Counters are written in the shared lane; hashing stays outside it.</summary>
public sealed class SignedIn(JiujiDb db, UserManager<User> users, Lanes.Lanes lanes, TimeProvider clock, IHostEnvironment environment)
{
    private const string Stamp = "jiuji:stamp";

    public enum Outcome { Welcome, Wrong, LockedOut, NoAppointment }

    public async Task<(Outcome Outcome, ClaimsPrincipal? Principal)> Try(string userName, string password, CancellationToken cancellationToken)
    {
        var user = await users.FindByNameAsync(userName);
        if (user is null || (user.IsDemo && environment.IsProduction()))
        {
            return (Outcome.Wrong, null);
        }

        if (user.LockoutEnd > clock.GetUtcNow())
        {
            return (Outcome.LockedOut, null);
        }

        var isRight = users.PasswordHasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password) != PasswordVerificationResult.Failed;
        await Count(user.Id, isRight, cancellationToken);
        if (!isRight)
        {
            return (Outcome.Wrong, null);
        }

        var principal = await Principal(user, cancellationToken);
        return principal is null ? (Outcome.NoAppointment, null) : (Outcome.Welcome, principal);
    }

    private Task<Lanes.Result<Lanes.Done>> Count(Guid userId, bool isRight, CancellationToken cancellationToken) => lanes.Shared.Run<Lanes.Done>("", async (services, token) =>
    {
        var manager = services.GetRequiredService<UserManager<User>>();
        var user = await manager.FindByIdAsync(userId.ToString()) ?? throw new InvalidOperationException("The user left in the middle of signing in.");
        if (isRight)
        {
            await manager.ResetAccessFailedCountAsync(user);
        }
        else
        {
            await manager.AccessFailedAsync(user);
        }

        await services.GetRequiredService<JiujiDb>().SaveChangesAsync(token);
        return new Lanes.Done();
    }, cancellationToken);

    private async Task<ClaimsPrincipal?> Principal(User user, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var appointment = await db.Appointments.AsNoTracking()
            .Where(a => a.UserId == user.Id && a.From <= today && (a.To == null || a.To >= today))
            .OrderBy(a => a.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (appointment is null)
        {
            return null;
        }

        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.UserName!),
            new(ClaimTypes.Role, appointment.Role.ToString()),
            new(ActorClaims.DisplayName, user.DisplayName),
            new(ActorClaims.County, appointment.CountyCode),
            new(ActorClaims.Township, appointment.TownshipCode),
            new(ActorClaims.Organisation, appointment.OrganisationId?.ToString() ?? ""),
            new(Stamp, user.SecurityStamp ?? ""),
            new(NamePlate.PlaceClaim, await PlaceName(appointment, cancellationToken)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    private async Task<string> PlaceName(Appointment appointment, CancellationToken cancellationToken)
    {
        if (appointment.OrganisationId is { } organisation)
        {
            return await db.Organisations.Where(o => o.Id == organisation).Select(o => o.NameZh).FirstOrDefaultAsync(cancellationToken) ?? "";
        }

        var region = appointment.TownshipCode.Length > 0 ? appointment.TownshipCode : appointment.CountyCode;
        return await db.Regions.Where(r => r.Code == region).Select(r => r.NameZh).FirstOrDefaultAsync(cancellationToken) ?? "";
    }

    /// <summary>A changed password or an ended appointment takes effect at the next request, not at the next sign-in (ASVS 8.3.2).</summary>
    public static async Task Recheck(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var db = services.GetRequiredService<JiujiDb>();
        var today = services.GetRequiredService<TimeProvider>().Today();
        var actor = context.Principal!.Actor();
        var stamp = context.Principal!.FindFirstValue(Stamp);
        var stands = await db.Appointments.AnyAsync(a => a.UserId == actor.UserId && a.Role == actor.Role && a.CountyCode == actor.CountyCode
            && a.TownshipCode == actor.TownshipCode && a.From <= today && (a.To == null || a.To >= today)
            && db.Users.Any(user => user.Id == actor.UserId && user.SecurityStamp == stamp));
        if (!stands)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }
}
