using System.Globalization;
using System.Resources;
using Jiuji.Web.Language;

namespace Jiuji.Stories;

/// <summary>What the site says in one language, by the key of the word, so that a story finds a button by the name that a person reads.</summary>
public sealed class Tongue(CultureInfo language)
{
    private static readonly ResourceManager Said = new(typeof(Words));

    public static readonly Tongue Chinese = new(SpokenLanguages.Chinese);
    public static readonly Tongue English = new(SpokenLanguages.English);

    public string Name => language.Name;

    public string this[string key, params object[] figures] =>
        string.Format(language, Said.GetString(key, language) ?? throw new KeyNotFoundException($"No word for {key}."), figures);
}
