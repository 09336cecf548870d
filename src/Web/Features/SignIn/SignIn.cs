using System.ComponentModel.DataAnnotations;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.SignIn;

/// <summary>The first page: a user name and a password, or a passkey, which needs neither.</summary>
public sealed class SignInModel(SignedIn signedIn, SignInManager<User> passkeys, SignInTries tries) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "error.required_here")]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "error.required_here")]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    private string Onward => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var address = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!tries.MayTry(address))
        {
            return Again("signin.locked_now");
        }

        var (outcome, user) = await signedIn.Try(UserName.Trim(), Password, cancellationToken);
        switch (outcome)
        {
            case SignedIn.Outcome.Welcome:
                await signedIn.Start(HttpContext, user!, SignInStrength.Password, cancellationToken);
                return LocalRedirect(Onward);
            case SignedIn.Outcome.CodeWanted or SignedIn.Outcome.SetUpWanted:
                var setsUp = outcome == SignedIn.Outcome.SetUpWanted;
                new HalfSignedIn(user!.Id, user.SecurityStamp!, setsUp).WriteTo(HttpContext);
                return RedirectToPage(setsUp ? "/SignIn/SetUp" : "/SignIn/Code", new { ReturnUrl });
            case SignedIn.Outcome.Wrong:
                tries.Wrong(address);
                return Again("signin.wrong");
            default:
                return Again(Word(outcome));
        }
    }

    public async Task<IActionResult> OnPostOptions() => Content(await passkeys.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskey(string? credential, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var answer = string.IsNullOrEmpty(credential) ? null : await passkeys.PerformPasskeyAssertionAsync(credential);
        if (answer is not { Succeeded: true })
        {
            return Again("signin.wrong_passkey");
        }

        var outcome = await signedIn.Welcome(answer.User, cancellationToken);
        if (outcome != SignedIn.Outcome.Welcome)
        {
            return Again(Word(outcome));
        }

        await signedIn.Keep(answer.User, answer.Passkey, cancellationToken);
        await signedIn.Start(HttpContext, answer.User, SignInStrength.Passkey, cancellationToken);
        return LocalRedirect(Onward);
    }

    public async Task<IActionResult> OnPostOut(CancellationToken cancellationToken)
    {
        if (User.Identity is { IsAuthenticated: true })
        {
            await signedIn.End(User.Actor().UserId, SignedIn.SessionOf(User), null, cancellationToken);
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Redirect("/sign-in");
    }

    private PageResult Again(string word)
    {
        ModelState.AddModelError("", word);
        return Page();
    }

    private static string Word(SignedIn.Outcome outcome) => outcome switch
    {
        SignedIn.Outcome.LockedOut => "signin.locked_now",
        SignedIn.Outcome.NoAppointment => "signin.no_appointment",
        SignedIn.Outcome.PasskeyWanted => "signin.use_passkey",
        SignedIn.Outcome.Wrong or SignedIn.Outcome.Welcome or SignedIn.Outcome.CodeWanted or SignedIn.Outcome.SetUpWanted => "signin.wrong",
    };
}
