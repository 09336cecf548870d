using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;

namespace Jiuji.Web.Reference;

/// <summary>Says at the foot of each page which document is in force in the county of whoever is signed in; elsewhere nothing is claimed.</summary>
public sealed class InForceHere(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, InForce inForce, RuleShelf rules, TimeProvider clock)
    {
        if (context.User.FindFirst(ActorClaims.County)?.Value is { Length: > 0 } county && rules.Find(county, clock.Today()) is { } pack)
        {
            inForce.Document = $"{pack.Pack.Key} {(SpokenLanguages.IsChinese ? pack.Pack.TitleChinese : pack.Pack.TitleEnglish)}";
            inForce.Url = "/rules";
        }

        return next(context);
    }
}
