using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Jiuji.Web.Looks;

public static class JiujiLooks
{
    /// <summary>
    /// Chinese leaves the server as itself. The framework's default writes every character outside Latin as <c>&amp;#x6551;</c>,
    /// which makes a Chinese page two to three times as long; what is dangerous in HTML is still escaped.
    /// </summary>
    public static IServiceCollection AddJiujiLooks(this IServiceCollection services, IReadOnlyList<NavigationItem> navigation)
    {
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<IConfigureOptions<MvcOptions>, SpokenValidation>();
        services.AddSingleton(new Navigation(navigation));
        services.AddScoped<InForce>();
        return services;
    }
}
