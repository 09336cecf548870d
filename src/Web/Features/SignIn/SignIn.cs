using System.ComponentModel.DataAnnotations;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.SignIn;

public sealed class SignInModel(SignedIn signedIn) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "error.required_here")]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "error.required_here")]
    public string Password { get; set; } = "";

    public async Task<IActionResult> OnPost(string? returnUrl, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (outcome, principal) = await signedIn.Try(UserName.Trim(), Password, cancellationToken);
        if (principal is null)
        {
            ModelState.AddModelError("", outcome switch
            {
                SignedIn.Outcome.LockedOut => "signin.locked_now",
                SignedIn.Outcome.NoAppointment => "signin.no_appointment",
                SignedIn.Outcome.Wrong or SignedIn.Outcome.Welcome => "signin.wrong",
            });
            return Page();
        }

        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }

    public async Task<IActionResult> OnPostOut()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Redirect("/sign-in");
    }
}
