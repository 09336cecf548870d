using System.Xml.Linq;

namespace Jiuji.Tidy.Tests;

/// <summary>Chinese first, English complete.</summary>
public class LanguageTests
{
    [Fact]
    public void Both_languages_have_the_same_keys_and_a_word_for_each()
    {
        var folders = Directory.GetFiles(RepositoryRoot.At("src"), "*.en.resx", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(folders);
        foreach (var english in folders)
        {
            var (zh, en) = (Words(english.Replace(".en.resx", ".resx", StringComparison.Ordinal)), Words(english));
            Offenders.None(zh.Keys.Except(en.Keys).Order().Select(key => $"no English for {key}"));
            Offenders.None(en.Keys.Except(zh.Keys).Order().Select(key => $"no Chinese for {key}"));
            Offenders.None(zh.Concat(en).Where(word => string.IsNullOrWhiteSpace(word.Value)).Select(word => word.Key));
            Offenders.None(zh.Keys.Where(key => Holes(zh[key]) != Holes(en[key])).Select(key => $"{key}: {zh[key]} | {en[key]}"));
        }
    }

    private static Dictionary<string, string> Words(string path) =>
        XDocument.Load(path).Root!.Elements("data").ToDictionary(word => word.Attribute("name")!.Value, word => word.Element("value")!.Value);

    /// <summary>The numbered places that a sentence fills: the same ones in both languages, in whatever order.</summary>
    private static string Holes(string sentence) =>
        string.Join("", Enumerable.Range(0, 10).Where(hole => sentence.Contains($"{{{hole}", StringComparison.Ordinal)));
}
