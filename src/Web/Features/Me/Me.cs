using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Me;

/// <summary>An appointment one may work in, with the name of its place.</summary>
public sealed record OwnAppointment(Appointment Appointment, string Place);

/// <summary>What everybody looks after themselves: their password, the second step, where they are signed in, and in which appointment they work.</summary>
public sealed class MeModel(JiujiDb db, SignedIn signedIn, UserManager<User> users, SignInManager<User> passkeys, SecondStepRule rule, TimeProvider clock) : PageModel
{
    private const int ShortestPassword = 12;
    private const int LongestPassword = 128;
    private const int FewestDifferent = 6;

    public Guid Session => SignedIn.SessionOf(User);
    public Guid Appointment => SignedIn.AppointmentOf(User);
    public DateTimeOffset? AuthenticatorSince { get; private set; }
    public int RecoveryCodesLeft { get; private set; }
    public bool IsAsked { get; private set; }
    public IReadOnlyList<UserSession> Sessions { get; private set; } = [];
    public IReadOnlyList<OwnAppointment> Appointments { get; private set; } = [];
    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    private Guid Me => User.Actor().UserId;

    public async Task OnGet(CancellationToken cancellationToken) => await Read(cancellationToken);

    public async Task<IActionResult> OnPostPassword(string? current, string? fresh, CancellationToken cancellationToken)
    {
        var user = await Own();
        if (!await users.CheckPasswordAsync(user, current ?? ""))
        {
            return await Again("current", "signin.wrong_password", cancellationToken);
        }

        if (!IsGood(fresh ?? "", user.UserName!))
        {
            return await Again("fresh", "me.password_weak", cancellationToken);
        }

        var changed = await signedIn.ChangePassword(user.Id, fresh!, Session, cancellationToken);
        await signedIn.Renew(HttpContext, changed, Appointment, cancellationToken);
        return Done("me.password_changed");
    }

    public async Task<IActionResult> OnPostAppointment(Guid appointment, CancellationToken cancellationToken)
    {
        if (await signedIn.AppointmentsOf(Me).FirstOrDefaultAsync(own => own.Id == appointment, cancellationToken) is not { } post)
        {
            return Forbid();
        }

        // A post that came after the sign-in, as a stand-in's may, is not entered on less than it asks for.
        if (rule.Asks(post.Role) && await db.Set<UserSession>().AnyAsync(s => s.Id == Session && s.Strength == SignInStrength.Password, cancellationToken))
        {
            await signedIn.End(Me, Session, null, cancellationToken);
            await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Redirect("/sign-in");
        }

        await signedIn.Renew(HttpContext, await Own(), appointment, cancellationToken);
        return Redirect("/");
    }

    public async Task<IActionResult> OnPostEnd(Guid session, CancellationToken cancellationToken)
    {
        await signedIn.End(Me, session, null, cancellationToken);
        return Done("me.session_ended");
    }

    public async Task<IActionResult> OnPostEndAll(CancellationToken cancellationToken)
    {
        await signedIn.End(Me, null, null, cancellationToken);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Redirect("/sign-in");
    }

    public async Task<IActionResult> OnPostOptions()
    {
        var user = await Own();
        return Content(
            await passkeys.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.UserName!, DisplayName = user.DisplayName }), "application/json");
    }

    public async Task<IActionResult> OnPostPasskey(string? credential, string? name, string? password, CancellationToken cancellationToken)
    {
        var user = await Own();
        if (!await users.CheckPasswordAsync(user, password ?? ""))
        {
            return await Again("passkey-password", "signin.wrong_password", cancellationToken);
        }

        var answer = string.IsNullOrEmpty(credential) ? null : await passkeys.PerformPasskeyAttestationAsync(credential);
        if (answer is not { Succeeded: true })
        {
            return await Again("", "signin.passkey_failed", cancellationToken);
        }

        answer.Passkey.Name = string.IsNullOrWhiteSpace(name) ? clock.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : name.Trim();
        await signedIn.Keep(user, answer.Passkey, cancellationToken);
        return Done("me.passkey_added");
    }

    public async Task<IActionResult> OnPostRemovePasskey(string passkey, CancellationToken cancellationToken)
    {
        await signedIn.Remove(await Own(), Convert.FromHexString(passkey), cancellationToken);
        return Done("me.passkey_removed");
    }

    /// <summary>Length is what counts; it may not be the user's own name or a few letters over and over.</summary>
    public static bool IsGood(string password, string userName) =>
        password.Length is >= ShortestPassword and <= LongestPassword
        && !password.Contains(userName, StringComparison.OrdinalIgnoreCase)
        && !password.Contains("jiuji", StringComparison.OrdinalIgnoreCase)
        && password.Distinct().Count() >= FewestDifferent;

    private async Task<User> Own() => (await users.FindByIdAsync(Me.ToString()))!;

    private RedirectResult Done(string notice)
    {
        TempData["notice"] = notice;
        return Redirect("/me");
    }

    private async Task<IActionResult> Again(string field, string word, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(field, word);
        await Read(cancellationToken);
        return Page();
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        AuthenticatorSince = await db.Set<Authenticator>().AsNoTracking().Where(a => a.UserId == Me).Select(a => (DateTimeOffset?)a.SetUpAt).FirstOrDefaultAsync(cancellationToken);
        RecoveryCodesLeft = await db.Set<RecoveryCode>().CountAsync(code => code.UserId == Me && code.UsedAt == null, cancellationToken);
        Sessions = [.. (await db.Set<UserSession>().AsNoTracking().Where(s => s.UserId == Me && s.EndedAt == null).ToListAsync(cancellationToken))
            .Where(session => session.Stands(now)).OrderByDescending(session => session.SeenAt)];
        var appointments = await signedIn.AppointmentsOf(Me).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        var named = new List<OwnAppointment>();
        foreach (var appointment in appointments)
        {
            named.Add(new OwnAppointment(appointment, await signedIn.PlaceName(appointment, cancellationToken)));
        }

        (Appointments, IsAsked) = (named, appointments.Any(appointment => rule.Asks(appointment.Role)));
        Passkeys = [.. await users.GetPasskeysAsync(await Own())];
    }
}
