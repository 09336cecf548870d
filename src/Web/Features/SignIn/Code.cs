using Jiuji.Web.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.SignIn;

/// <summary>The second step: the app's code, or one of the codes on paper. Wrong ones count like wrong passwords.</summary>
public sealed class CodeModel(SignedIn signedIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) => await Half(cancellationToken) is null ? Redirect("/sign-in") : Page();

    public Task<IActionResult> OnPost(string? code, CancellationToken cancellationToken) =>
        Take(user => signedIn.TakeCode(user, code ?? "", cancellationToken), SignInStrength.Code, cancellationToken);

    public Task<IActionResult> OnPostRecovery(string? code, CancellationToken cancellationToken) =>
        Take(user => signedIn.TakeRecoveryCode(user, code ?? "", cancellationToken), SignInStrength.RecoveryCode, cancellationToken);

    private async Task<IActionResult> Take(Func<User, Task<bool>> isRight, SignInStrength strength, CancellationToken cancellationToken)
    {
        if (await Half(cancellationToken) is not { } user)
        {
            return Redirect("/sign-in");
        }

        if (!await isRight(user))
        {
            ModelState.AddModelError("", "signin.wrong_code");
            return Page();
        }

        await signedIn.Start(HttpContext, user, strength, cancellationToken);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    private async Task<User?> Half(CancellationToken cancellationToken) =>
        HalfSignedIn.ReadFrom(HttpContext) is { SetsUp: false } half ? await signedIn.Find(half, cancellationToken) : null;
}
