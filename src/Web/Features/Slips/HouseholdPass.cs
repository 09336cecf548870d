using System.Globalization;
using System.Security.Cryptography;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.DataProtection;

namespace Jiuji.Web.Features.Slips;

/// <summary>
/// What a household carries for half an hour after its slip code was right: a sealed cookie that names its own file and nothing else. It opens only
/// the pages under /h.
/// </summary>
public sealed record HouseholdPass(string County, Guid Household, string Number)
{
    private const string CookieName = "jiuji.slip";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>The household as the sender of its own commands.</summary>
    public Actor Actor => new(Household, $"household {Number}", Role.Household, County, "", null);

    public void WriteTo(HttpContext context)
    {
        var sealedPass = Protector(context).Protect($"{County}|{Household:D}|{Number}", Lasts);
        context.Response.Cookies.Append(CookieName, sealedPass, Options(context, Lasts));
    }

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(CookieName, Options(context, null));

    /// <summary>Null without a pass, with one that has run out, and with one that is not ours.</summary>
    public static HouseholdPass? ReadFrom(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } sealedPass)
        {
            return null;
        }

        try
        {
            var parts = Protector(context).Unprotect(sealedPass).Split('|', 3);
            return new HouseholdPass(parts[0], Guid.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
        }
        catch (CryptographicException)
        {
            // Old or forged: the answer is the same as to somebody who comes for the first time.
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("jiuji household slip").ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext context, TimeSpan? lasts) => new()
    {
        Path = "/h", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = lasts,
    };
}
