using System.Globalization;
using Jiuji.Web.Language;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Jiuji.Web.CommandLine;

/// <summary>The word files without the site: Chinese where the terminal's language is Chinese, else English.</summary>
public static class SpokenWords
{
    public static IStringLocalizer<Words> Open()
    {
        var language = Environment.GetEnvironmentVariable("LC_ALL") ?? Environment.GetEnvironmentVariable("LANG");
        CultureInfo.CurrentUICulture = SpokenLanguages.Of(language) ?? SpokenLanguages.English;
        return new StringLocalizer<Words>(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));
    }
}
