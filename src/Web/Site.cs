using Jiuji.Web.Api;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Jiuji.Web;

/// <summary>The site: pages rendered on the server, nothing kept in the process that another process would need.</summary>
public static class Site
{
    /// <summary>Where nothing says otherwise this is a demo; only an operator's word makes it Production.</summary>
    public const string DemoEnvironment = "Demo";

    /// <param name="arrange">What a test puts in the place of the real thing: a clock that it moves, a server without a port.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? arrange = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? DemoEnvironment,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? CommandLine.SiteCommands.Address);
        builder.Services.AddJiuji(builder.Configuration);
        AddPages(builder.Services);
        AddSignIn(builder.Services);
        builder.Services.AddJiujiApi(builder.Configuration);
        arrange?.Invoke(builder);
        var site = builder.Build();
        Arrange(site);
        return site;
    }

    /// <summary>Finds every page and door now, not when the first visitor waits for one.</summary>
    public static void BuildDoors(WebApplication site)
    {
        foreach (var source in ((IEndpointRouteBuilder)site).DataSources)
        {
            _ = source.Endpoints;
        }
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddJiujiLanguage();
        services.AddSingleton<Features.Matches.NameShelf>();
        services.AddScoped<Features.Cases.CaseCheckReading>();
        services.AddSingleton<Features.LongWork.LongTasks>();
        services.AddJiujiLooks(SiteNavigation.Items);
        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/Features";
            options.Conventions.AuthorizeFolder("/");
            options.Conventions.AllowAnonymousToFolder("/SignIn");
            options.Conventions.AllowAnonymousToPage("/Shared/Problem");
            options.Conventions.AllowAnonymousToFolder("/Slips");
        });
        services.AddHttpContextAccessor();
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Jiuji");
        services.AddSingleton<ProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys>((options, keys) => options.XmlRepository = keys);
        services.AddSingleton<SecondStepRule>().AddSingleton<Features.SignIn.SignInTries>();
        new IdentityBuilder(typeof(User), services).AddSignInManager();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        var passkeyCookie = IdentityConstants.TwoFactorUserIdScheme;
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(passkeyCookie, cookie =>
        {
            // Holds the challenge between the question to the device and its answer.
            cookie.Cookie.Name = "jiuji.passkey";
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        }).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/problem/403";
            cookie.Cookie.Name = "jiuji";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = UserSession.Longest;
            cookie.SlidingExpiration = false;
            cookie.Events = new CookieAuthenticationEvents { OnValidatePrincipal = SignedIn.Recheck };
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<SignedIn>();
    }

    private static void Arrange(WebApplication site)
    {
        site.UseMiddleware<SecurityHeaders>();
        site.UseExceptionHandler("/problem/500");
        site.UseStatusCodePagesWithReExecute("/problem/{0}");
        site.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
        site.UseJiujiLanguage();
        site.UseMiddleware<ApiProblems>();
        site.UseRouting();
        site.UseAuthentication();
        site.UseAuthorization();
        site.UseRateLimiter();
        site.Use(Door.Check);
        site.UseMiddleware<InForceHere>();
        site.MapRazorPages();
        site.MapJiujiApi();
        site.MapGet("/health", () => Results.Text("ok")).AllowAnonymous();
    }
}
