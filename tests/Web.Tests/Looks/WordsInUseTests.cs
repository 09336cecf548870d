using System.Reflection;
using System.Text.RegularExpressions;
using Jiuji.Testing;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

/// <summary>Words that no page says are a burden to every translator.</summary>
public sealed partial class WordsInUseTests
{
    [Fact]
    public void Every_word_is_said_somewhere() => Offenders.None(Unused());

    [Fact]
    public void No_word_of_a_closed_list_outlives_its_member()
    {
        var lists = new[] { "Jiuji.Ledger", "Jiuji.Matching", "Jiuji.Web" }.SelectMany(module => Assembly.Load(module).GetTypes())
            .Where(type => type.IsEnum).ToLookup(type => type.Name);
        Offenders.None(from key in WordsFiles.Chinese.Keys
                       let member = ListedIn().Match(key)
                       where member.Success
                       let list = lists[member.Groups["list"].Value + Suffix(member.Groups["family"].Value)].ToList()
                       where list.Count > 0 && !list.Any(type => Enum.IsDefined(type, member.Groups["member"].Value))
                       select key);
    }

    [Fact]
    public void No_word_with_a_gap_is_said_without_what_fills_it() => Offenders.None(
        from source in SourceTree.Files(".cshtml", ".cs")
        from said in SaidAlone().Matches(source.Text)
        let key = said.Groups["text"].Value
        where WordsFiles.Chinese.TryGetValue(key, out var text) && WordsFiles.Holes(text).Any()
        select $"{source.Name}: {key}");

    static string Suffix(string family) => family switch { "state" => "State", "step" => "Trigger", _ => "" };

    /// <summary>Not said as a whole between quotes, nor by a page that puts the key together from a beginning and a value or from a word and an ending.</summary>
    static IEnumerable<string> Unused()
    {
        var sources = SourceTree.Files(".cshtml", ".cs").Select(file => file.Text).ToList();
        var said = sources.SelectMany(text => Quoted().Matches(text)).Select(quoted => quoted.Groups["text"].Value).ToHashSet();
        var beginnings = sources.SelectMany(text => Beginning().Matches(text)).Select(begun => begun.Groups["text"].Value).Distinct().ToList();
        var endings = sources.SelectMany(text => Ending().Matches(text)).Select(ended => ended.Groups["text"].Value).Distinct().ToList();
        said.UnionWith([.. from ending in endings from word in said select word + ending]);
        return WordsFiles.Chinese.Keys.Where(key => !said.Contains(key) && !beginnings.Any(begun => key.StartsWith(begun, StringComparison.Ordinal))).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("""["](?<text>[a-z]+(?:\.[A-Za-z0-9_-]+)+)["]""")]
    private static partial Regex Quoted();

    [GeneratedRegex("""\[["](?<text>[a-z]+(?:\.[A-Za-z0-9_-]+)+)["]\]""")]
    private static partial Regex SaidAlone();

    [GeneratedRegex("""["](?<text>[a-z]+\.(?:[A-Za-z0-9_-]+\.)*)(?:\{|["]\s*\+)""")]
    private static partial Regex Beginning();

    [GeneratedRegex("""\+\s*["](?<text>_[a-z_]+)["]""")]
    private static partial Regex Ending();

    [GeneratedRegex(@"^(?<family>state|step|kind)\.(?<list>[A-Z]\w+)\.(?<member>\w+)$")]
    private static partial Regex ListedIn();
}
