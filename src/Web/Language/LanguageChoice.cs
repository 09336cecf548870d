using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace Jiuji.Web.Language;

/// <summary>Which language a request is answered in: what the person chose last, else what the browser asks for, else Chinese.</summary>
public static class LanguageChoice
{
    const string CookieName = "jiuji.language";

    public static IServiceCollection AddJiujiLanguage(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(SpokenLanguages.Chinese);
            options.SupportedCultures = options.SupportedUICultures = [.. SpokenLanguages.All];
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders = [new CustomRequestCultureProvider(Wanted)];
        });
        return services;
    }

    /// <summary>Sets the language of each request, and answers <c>/language/{tag}?back=/page</c>: a plain link, so it works without scripts.</summary>
    public static WebApplication UseJiujiLanguage(this WebApplication app)
    {
        app.UseRequestLocalization(app.Services.GetRequiredService<IOptions<RequestLocalizationOptions>>().Value);
        app.MapGet("/language/{tag}", Switch).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    /// <summary>The address that switches to the other language and comes back to the page of this request.</summary>
    public static string SwitchUrl(HttpRequest request, CultureInfo to) =>
        $"/language/{to.Name}?back={Uri.EscapeDataString(request.PathBase + request.Path + request.QueryString)}";

    static Task<ProviderCultureResult?> Wanted(HttpContext context)
    {
        var asked = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value);
        var chosen = asked.Prepend(context.Request.Cookies[CookieName]).Select(SpokenLanguages.Of).FirstOrDefault(one => one is not null);
        return Task.FromResult(chosen is null ? null : new ProviderCultureResult(chosen.Name));
    }

    static IResult Switch(HttpContext context, string tag, string? back)
    {
        if (SpokenLanguages.Of(tag) is not { } language) return Results.NotFound();
        var year = new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
        };
        context.Response.Cookies.Append(CookieName, language.Name, year);
        return Results.LocalRedirect(StaysHere(back) ? $"~{back}" : "~/");
    }

    /// <summary>Only a path of this site is a way back: "//elsewhere" and "/\elsewhere" would leave it.</summary>
    static bool StaysHere(string? back) => back is ['/', ..] and not ['/', '/' or '\\', ..] && !back.Any(char.IsControl);
}
