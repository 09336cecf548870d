using Jiuji.Web.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.SignIn;

/// <summary>
/// Setting up the authenticator: by somebody whose role asks for it before they are let in, or by anybody signed in, who then gives the password again.
/// The secret travels sealed in the form until a code proves that the app has it; ten recovery codes are then shown once.
/// </summary>
public sealed class SetUpModel(SignedIn signedIn, UserManager<User> users, IDataProtectionProvider protection) : PageModel
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Onward => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
    public bool AsksPassword { get; private set; }
    public string UserName { get; private set; } = "";
    public string Secret { get; private set; } = "";
    public string SealedSecret { get; private set; } = "";
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await Somebody(cancellationToken) is not { } user)
        {
            return Redirect("/sign-in");
        }

        Show(user, Totp.NewSecret());
        return Page();
    }

    public async Task<IActionResult> OnPost(string? secret, string? code, string? password, CancellationToken cancellationToken)
    {
        if (await Somebody(cancellationToken) is not { } user)
        {
            return Redirect("/sign-in");
        }

        if (Unsealed(user, secret) is not { } known)
        {
            return RedirectToPage();
        }

        if (AsksPassword && !await users.CheckPasswordAsync(user, password ?? ""))
        {
            return Again(user, known, "signin.wrong_password");
        }

        if (await signedIn.SetUp(user, known, code ?? "", cancellationToken) is not { } codes)
        {
            return Again(user, known, "signin.wrong_code");
        }

        RecoveryCodes = codes;
        if (!AsksPassword)
        {
            await signedIn.Start(HttpContext, user, SignInStrength.Code, cancellationToken);
        }

        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private async Task<User?> Somebody(CancellationToken cancellationToken)
    {
        AsksPassword = User.Identity is { IsAuthenticated: true };
        return AsksPassword ? await users.FindByIdAsync(User.Actor().UserId.ToString())
            : HalfSignedIn.ReadFrom(HttpContext) is { SetsUp: true } half ? await signedIn.Find(half, cancellationToken) : null;
    }

    private PageResult Again(User user, string secret, string word)
    {
        ModelState.AddModelError("", word);
        Show(user, secret);
        return Page();
    }

    private void Show(User user, string secret)
    {
        (UserName, Secret, SealedSecret) = (user.UserName!, secret, Protector(user).Protect(secret, Lasts));
        Response.Headers.CacheControl = "no-store";
    }

    private string? Unsealed(User user, string? sealedSecret)
    {
        try
        {
            return sealedSecret is null ? null : Protector(user).Unprotect(sealedSecret);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Older than half an hour, or not of this user: the page begins anew with another secret.
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(User user) => protection.CreateProtector("jiuji authenticator", user.Id.ToString("N")).ToTimeLimitedDataProtector();
}
