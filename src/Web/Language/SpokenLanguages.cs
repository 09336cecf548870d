using System.Globalization;
using System.Resources;

[assembly: NeutralResourcesLanguage("zh-CN")]

namespace Jiuji.Web.Language;

/// <summary>The two languages of the site, and how a browser's wish becomes one of them.</summary>
public static class SpokenLanguages
{
    public static readonly CultureInfo Chinese = new("zh-CN");
    public static readonly CultureInfo English = new("en");
    public static readonly IReadOnlyList<CultureInfo> All = [Chinese, English];

    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>
    /// "zh-TW" and "zh" both mean Chinese, "en-GB" means English, anything else is no answer. The framework's own matching
    /// lets a browser that asks for "zh, en;q=0.5" fall through to English, because a bare "zh" is no parent of "zh-CN" to it.
    /// </summary>
    public static CultureInfo? Of(string? tag) => tag switch
    {
        not null when tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => Chinese,
        not null when tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) => English,
        _ => null,
    };
}
