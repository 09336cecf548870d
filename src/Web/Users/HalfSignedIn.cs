using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Jiuji.Web.Users;

/// <summary>The password was right and the second step is to come: a sealed cookie for ten minutes that opens only the pages under /sign-in.</summary>
/// <param name="Stamp">The user's security stamp, so that a changed password ends this too.</param>
/// <param name="SetsUp">The user has no second step yet and is to set one up.</param>
public sealed record HalfSignedIn(Guid UserId, string Stamp, bool SetsUp)
{
    private const string CookieName = "jiuji.half";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    public void WriteTo(HttpContext context) =>
        context.Response.Cookies.Append(CookieName, Protector(context).Protect($"{UserId:D}|{Stamp}|{SetsUp}", Lasts), Options(context));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(CookieName, Options(context));

    /// <summary>Null without one, with one that has run out, and with one that is not ours.</summary>
    public static HalfSignedIn? ReadFrom(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } sealedText)
        {
            return null;
        }

        try
        {
            var parts = Protector(context).Unprotect(sealedText).Split('|', 3);
            return new HalfSignedIn(Guid.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], bool.Parse(parts[2]));
        }
        catch (CryptographicException)
        {
            // Old or forged: the answer is the same as to somebody who has not given a password.
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("jiuji half signed in").ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext context) => new()
    {
        Path = "/sign-in", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Lasts,
    };
}
