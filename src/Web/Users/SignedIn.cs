using System.Security.Claims;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Users;

/// <summary>Signing in and out, and the claims that a sign-in carries. What it writes goes through the shared lane; hashing stays outside it.</summary>
public sealed class SignedIn(
    JiujiDb db, UserManager<User> users, Lanes.Lanes lanes, PersonalVault vault, SecondStepRule rule, TimeProvider clock, IHostEnvironment environment, ILogger<SignedIn> log)
{
    private const string Stamp = "jiuji:stamp";
    private const string Session = "jiuji:session";
    private const string AppointmentClaim = "jiuji:appointment";
    private const int LongestDevice = 200;
    private static readonly Lazy<string> HashOfNobody = new(() => new PasswordHasher<User>().HashPassword(null!, Guid.NewGuid().ToString("N")));

    public enum Outcome { Welcome, Wrong, LockedOut, NoAppointment, CodeWanted, PasskeyWanted, SetUpWanted }

    /// <summary>The first step. Whoever is not known, and whoever gives a wrong password, gets the same answer after the same time.</summary>
    public async Task<(Outcome Outcome, User? User)> Try(string userName, string password, CancellationToken cancellationToken)
    {
        // Asked for whether it is wanted or not, so that the first stranger waits no longer than anybody else.
        var hashOfNobody = HashOfNobody.Value;
        var user = await users.FindByNameAsync(userName);
        var isRight = users.PasswordHasher.VerifyHashedPassword(user!, user?.PasswordHash ?? hashOfNobody, password) != PasswordVerificationResult.Failed;
        if (user is null || !MayCome(user))
        {
            return (Outcome.Wrong, null);
        }

        if (IsLockedOut(user))
        {
            log.LogWarning("Sign-in of {User} refused: locked.", user.Id);
            return (Outcome.LockedOut, null);
        }

        await Count(user.Id, isRight, cancellationToken);
        return isRight ? (await Next(user, cancellationToken), user) : (Outcome.Wrong, null);
    }

    private async Task<Outcome> Next(User user, CancellationToken cancellationToken)
    {
        var roles = await AppointmentsOf(user.Id).Select(appointment => appointment.Role).ToListAsync(cancellationToken);
        if (roles.Count == 0)
        {
            return Outcome.NoAppointment;
        }

        if (await db.Set<Authenticator>().AnyAsync(authenticator => authenticator.UserId == user.Id, cancellationToken))
        {
            return Outcome.CodeWanted;
        }

        return !roles.Any(rule.Asks) ? Outcome.Welcome
            : (await users.GetPasskeysAsync(user)).Count > 0 ? Outcome.PasskeyWanted : Outcome.SetUpWanted;
    }

    /// <summary>Somebody whose passkey was right: no second step, since the device has asked for a finger, a face or a number.</summary>
    public async Task<Outcome> Welcome(User user, CancellationToken cancellationToken) =>
        !MayCome(user) ? Outcome.Wrong
        : IsLockedOut(user) ? Outcome.LockedOut
        : await AppointmentsOf(user.Id).AnyAsync(cancellationToken) ? Outcome.Welcome : Outcome.NoAppointment;

    /// <summary>The user behind a half sign-in, as long as their password has not changed since and nobody locked them out.</summary>
    public async Task<User?> Find(HalfSignedIn half, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(known => known.Id == half.UserId, cancellationToken);
        return user is not null && user.SecurityStamp == half.Stamp && MayCome(user) && !IsLockedOut(user) ? user : null;
    }

    private bool MayCome(User user) => !user.IsDemo || !environment.IsProduction();

    private bool IsLockedOut(User user) => user.LockoutEnd > clock.GetUtcNow();

    /// <summary>Takes the app's code once. A wrong one counts like a wrong password.</summary>
    public async Task<bool> TakeCode(User user, string code, CancellationToken cancellationToken)
    {
        var authenticator = await db.Set<Authenticator>().AsNoTracking().FirstOrDefaultAsync(a => a.UserId == user.Id, cancellationToken);
        var step = authenticator is null ? null
            : Totp.Match(vault.Open(authenticator.SecretSealed, Authenticator.Context(user.Id)), code, clock.GetUtcNow(), authenticator.LastStep);
        var taken = step is { } used && await Write(async (inLane, token) =>
        {
            var row = await inLane.Set<Authenticator>().SingleAsync(a => a.UserId == user.Id, token);
            var isNew = used > row.LastStep;
            row.LastStep = Math.Max(used, row.LastStep);
            return isNew;
        }, cancellationToken);
        await Count(user.Id, taken, cancellationToken);
        return taken;
    }

    /// <summary>Takes a recovery code once. A wrong one counts like a wrong password.</summary>
    public async Task<bool> TakeRecoveryCode(User user, string code, CancellationToken cancellationToken)
    {
        var codes = await db.Set<RecoveryCode>().AsNoTracking().Where(c => c.UserId == user.Id && c.UsedAt == null).ToListAsync(cancellationToken);
        var found = codes.FirstOrDefault(each => SlipCode.Matches(code, each.Hash));
        var taken = found is not null && await Write(async (inLane, token) =>
            await inLane.Set<RecoveryCode>().Where(c => c.UserId == user.Id && c.No == found.No && c.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, clock.GetUtcNow()), token) == 1, cancellationToken);
        await Count(user.Id, taken, cancellationToken);
        return taken;
    }

    /// <summary>Puts a new authenticator in the place of an old one, and answers ten new recovery codes, which are shown once.</summary>
    public async Task<IReadOnlyList<string>?> SetUp(User user, string secret, string code, CancellationToken cancellationToken)
    {
        if (Totp.Match(secret, code, clock.GetUtcNow(), lastUsed: 0) is not { } step)
        {
            return null;
        }

        var codes = Enumerable.Range(0, 10).Select(_ => SlipCode.New()).ToList();
        var hashed = codes.Select((each, no) => new RecoveryCode { UserId = user.Id, No = no, Hash = SlipCode.Hash(each) }).ToList();
        var authenticator = new Authenticator
        {
            UserId = user.Id, SecretSealed = vault.Seal(secret, Authenticator.Context(user.Id)), SetUpAt = clock.GetUtcNow(), LastStep = step,
        };
        await Write(async (inLane, token) =>
        {
            await inLane.Set<RecoveryCode>().Where(c => c.UserId == user.Id).ExecuteDeleteAsync(token);
            await inLane.Set<Authenticator>().Where(a => a.UserId == user.Id).ExecuteDeleteAsync(token);
            inLane.Add(authenticator);
            inLane.AddRange(hashed);
            return true;
        }, cancellationToken);
        return [.. codes.Select(SlipCode.Printed)];
    }

    /// <summary>Begins a session at this device and gives the browser its cookie.</summary>
    public async Task Start(HttpContext context, User user, SignInStrength strength, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var device = context.Request.Headers.UserAgent.ToString();
        var session = new UserSession
        {
            Id = Guid.CreateVersion7(), UserId = user.Id, Device = device[..Math.Min(device.Length, LongestDevice)], Strength = strength, StartedAt = now, SeenAt = now,
        };
        var old = now - UserSession.Longest - UserSession.Longest;
        await Write(async (inLane, token) =>
        {
            await inLane.Set<UserSession>().Where(s => s.UserId == user.Id && s.StartedAt < old).ExecuteDeleteAsync(token);
            inLane.Add(session);
            return true;
        }, cancellationToken);
        HalfSignedIn.Remove(context);
        await GiveCookie(context, user, session.Id, null, cancellationToken);
    }

    /// <summary>The cookie anew for the same session: after a changed password, or to work in another of one's appointments.</summary>
    public Task Renew(HttpContext context, User user, Guid? appointment, CancellationToken cancellationToken) =>
        GiveCookie(context, user, SessionOf(context.User), appointment, cancellationToken);

    private async Task GiveCookie(HttpContext context, User user, Guid session, Guid? appointment, CancellationToken cancellationToken)
    {
        // Whoever has a post of their own comes in by it; a stand-in's post is chosen.
        var chosen = await AppointmentsOf(user.Id).Where(a => appointment == null || a.Id == appointment)
            .OrderBy(a => a.StandsInFor != "").ThenBy(a => a.Id).FirstAsync(cancellationToken);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, await Principal(user, chosen, session, cancellationToken));
    }

    public IQueryable<Appointment> AppointmentsOf(Guid user)
    {
        var today = clock.Today();
        return db.Appointments.AsNoTracking().Where(a => a.UserId == user && a.From <= today && (a.To == null || a.To >= today));
    }

    public static Guid SessionOf(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(Session)!);

    public static Guid AppointmentOf(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(AppointmentClaim)!);

    /// <summary>Ends one session of the user, or all of them but <paramref name="kept"/>.</summary>
    public Task End(Guid user, Guid? one, Guid? kept, CancellationToken cancellationToken) => Write(async (inLane, token) =>
    {
        await inLane.Set<UserSession>().Where(s => s.UserId == user && s.EndedAt == null && (one == null || s.Id == one) && s.Id != kept)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, clock.GetUtcNow()), token);
        return true;
    }, cancellationToken);

    /// <summary>A new password ends every other session.</summary>
    public async Task<User> ChangePassword(Guid userId, string password, Guid session, CancellationToken cancellationToken)
    {
        var hash = users.PasswordHasher.HashPassword(null!, password);
        await Write(async (inLane, token) =>
        {
            var row = await inLane.Users.SingleAsync(user => user.Id == userId, token);
            (row.PasswordHash, row.SecurityStamp) = (hash, Guid.NewGuid().ToString("N"));
            return true;
        }, cancellationToken);
        await End(userId, null, session, cancellationToken);
        return await db.Users.AsNoTracking().SingleAsync(user => user.Id == userId, cancellationToken);
    }

    public Task Keep(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => InLane(async (services, _) =>
    {
        var manager = services.GetRequiredService<UserManager<User>>();
        await manager.AddOrUpdatePasskeyAsync((await manager.FindByIdAsync(user.Id.ToString()))!, passkey);
        return true;
    }, cancellationToken);

    public Task Remove(User user, byte[] passkey, CancellationToken cancellationToken) => InLane(async (services, _) =>
    {
        var manager = services.GetRequiredService<UserManager<User>>();
        await manager.RemovePasskeyAsync((await manager.FindByIdAsync(user.Id.ToString()))!, passkey);
        return true;
    }, cancellationToken);

    private Task<bool> Count(Guid userId, bool isRight, CancellationToken cancellationToken) => InLane(async (services, _) =>
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
            log.LogWarning("Sign-in of {User} failed for the {Count}. time.", userId, user.AccessFailedCount);
        }

        return true;
    }, cancellationToken);

    private Task<bool> Write(Func<JiujiDb, CancellationToken, Task<bool>> work, CancellationToken cancellationToken) =>
        InLane((services, token) => work(services.GetRequiredService<JiujiDb>(), token), cancellationToken);

    private async Task<bool> InLane(Func<IServiceProvider, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        var result = await lanes.Shared.Run<bool>("", async (services, token) =>
        {
            var answer = await work(services, token);
            await services.GetRequiredService<JiujiDb>().SaveChangesAsync(token);
            return answer;
        }, cancellationToken);
        return result.Value;
    }

    private async Task<ClaimsPrincipal> Principal(User user, Appointment appointment, Guid session, CancellationToken cancellationToken)
    {
        var (zh, en) = await PlaceNames(appointment, cancellationToken);
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.UserName!),
            new(ClaimTypes.Role, appointment.Role.ToString()),
            new(ActorClaims.DisplayName, user.DisplayName),
            new(ActorClaims.StandsInFor, appointment.StandsInFor),
            new(ActorClaims.County, appointment.CountyCode),
            new(ActorClaims.Township, appointment.TownshipCode),
            new(ActorClaims.Organisation, appointment.OrganisationId?.ToString() ?? ""),
            new(Stamp, user.SecurityStamp ?? ""),
            new(Session, session.ToString()),
            new(AppointmentClaim, appointment.Id.ToString()),
            new(NamePlate.PlaceClaim, zh),
            new(NamePlate.EnglishPlaceClaim, en),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    /// <summary>The area or organisation of an appointment in the reader's language.</summary>
    public async Task<string> PlaceName(Appointment appointment, CancellationToken cancellationToken)
    {
        var (zh, en) = await PlaceNames(appointment, cancellationToken);
        return SpokenLanguages.IsChinese ? zh : en;
    }

    private async Task<(string Zh, string En)> PlaceNames(Appointment appointment, CancellationToken cancellationToken)
    {
        var region = appointment.TownshipCode.Length > 0 ? appointment.TownshipCode : appointment.CountyCode;
        var named = appointment.OrganisationId is { } organisation
            ? await db.Organisations.Where(o => o.Id == organisation).Select(o => new { o.NameZh, o.NameEn }).FirstOrDefaultAsync(cancellationToken)
            : await db.Regions.Where(r => r.Code == region).Select(r => new { r.NameZh, r.NameEn }).FirstOrDefaultAsync(cancellationToken);
        return named is null ? ("", "") : (named.NameZh, named.NameEn);
    }

    /// <summary>Asked at every request; compiled once.</summary>
    private static readonly CompiledQuery<Func<JiujiDb, Guid, Guid, string?, DateOnly, CancellationToken, Task<UserSession?>>> StandingSession = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, Guid sessionId, Guid appointmentId, string? stamp, DateOnly today, CancellationToken cancellationToken) => db.Set<UserSession>().AsNoTracking().FirstOrDefault(
            s => s.Id == sessionId && db.Users.Any(u => u.Id == s.UserId && u.SecurityStamp == stamp)
                && db.Appointments.Any(a => a.Id == appointmentId && a.UserId == s.UserId && a.From <= today && (a.To == null || a.To >= today)))));

    /// <summary>
    /// A changed password, an ended session or an ended appointment takes effect at the next request, not at the next sign-in (ASVS 7.4, 8.3.2). One query.
    /// </summary>
    public static async Task Recheck(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var db = services.GetRequiredService<JiujiDb>();
        var clock = services.GetRequiredService<TimeProvider>();
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var user = context.Principal!;
        var stamp = user.FindFirstValue(Stamp);
        var (sessionId, appointmentId) = (Id(user, Session), Id(user, AppointmentClaim));
        var session = await StandingSession.In(db)(db, sessionId, appointmentId, stamp, today, context.HttpContext.RequestAborted);
        if (session is null || !session.Stands(now))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
        else if (now - session.SeenAt > UserSession.SeenEvery)
        {
            await services.GetRequiredService<SignedIn>().Write(async (inLane, token) =>
                await inLane.Set<UserSession>().Where(s => s.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), token) == 1, context.HttpContext.RequestAborted);
        }
    }

    private static Guid Id(ClaimsPrincipal user, string claim) => Guid.TryParse(user.FindFirstValue(claim), out var id) ? id : Guid.Empty;
}
