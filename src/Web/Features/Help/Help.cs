using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.Help;

/// <summary>One thing to do in the first week, with the page where it is done.</summary>
public sealed record FirstStep(string Word, string? Url = null);

/// <summary>What each role does first, in the order in which it comes up.</summary>
public static class FirstSteps
{
    private static readonly FirstStep Phone = new("help.second_step", "/me");
    private static readonly FirstStep Rules = new("help.rules", "/rules");

    public static IReadOnlyList<FirstStep> Of(Role role) => role switch
    {
        Role.CharityStaff or Role.SocietyTreasurer or Role.SocietyCouncil =>
            [new("help.post_supply", "/supply/import"), new("help.answer_matches", "/matches"), new("help.deliver", "/matches"), Rules],
        Role.StationWorker => [new("help.enter_needs", "/needs"), new("help.run_match", "/matches"), new("help.ask_consent", "/matches"), new("help.slip", "/households"), Rules],
        Role.TownshipHandler => [new("help.accept_case", "/cases/new"), new("help.visit", "/cases"), new("help.hand_in_papers", "/cases?show=Papers"), new("help.claim", "/claims"), new("help.report", "/reports"), Rules],
        Role.OfficeHead or Role.LeaderAffairs or Role.LeaderFinance => [Phone, new("help.check_and_sign", "/cases/sign"), new("help.send_back", "/cases?show=Sign"), new("help.see_fund", "/funds"), Rules],
        Role.Cashier => [Phone, new("help.receive_advance", "/funds"), new("help.release", "/cases?show=Pay"), new("help.pay_list", "/pay-lists"), new("help.confirm_paid", "/cases?show=Pay"), Rules],
        Role.Bookkeeper => [Phone, new("help.accept_papers", "/cases?show=Papers"), new("help.claim", "/claims/new"), new("help.statement", "/statements"), Rules],
        Role.CountyCivilAffairs => [Phone, new("help.joint_document", "/advances/documents/new"), new("help.review_claims", "/claims"), new("help.publish", "/supply"), new("help.ranking", "/funds/idle"), Rules],
        Role.CountyFinance => [Phone, new("help.issue", "/funds"), new("help.clear", "/claims"), new("help.statement", "/statements"), new("help.verify", "/verify"), Rules],
        Role.Auditor => [new("help.audit", "/audit"), new("help.verify", "/verify"), new("help.ranking", "/funds/idle"), new("help.open_case", "/cases?show=All"), Rules],
        Role.Administrator => [Phone, new("help.appoint", "/users"), new("help.hand_over", "/users")],
        Role.CityOperator => [new("help.receive_reports", "/reports"), Rules],
        Role.SocietySupervisor or Role.Household => [Rules],
    };
}

/// <summary>The first steps of the viewer's role; put away for good from the queue by one press.</summary>
[Authorize]
public sealed class HelpModel : PageModel
{
    private const string CookieName = "jiuji.knows";

    public IReadOnlyList<FirstStep> Steps => FirstSteps.Of(User.Actor().Role);

    /// <summary>Until they say that they know, newcomers see their first steps above the queue.</summary>
    public static bool IsNewHere(HttpContext context) => context.Request.Cookies[CookieName] != context.User.Actor().Role.ToString();

    public IActionResult OnPost()
    {
        Response.Cookies.Append(CookieName, User.Actor().Role.ToString(), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps,
        });
        return Redirect("/");
    }
}
