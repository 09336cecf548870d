using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

/// <summary>
/// Words that no page says are a burden to every translator. Words written ahead of their page wait in <c>words-waiting.txt</c>;
/// <c>JIUJI_WRITE_DOCS=1</c> writes that list anew, and what still stands in it when the pages are done is to be deleted.
/// </summary>
public sealed partial class WordsInUseTests
{
    static readonly string waitingFile = Path.Combine(SourceTree.Root, "tests", "Web.Tests", "Looks", "words-waiting.txt");

    [Fact]
    public void Every_word_is_said_somewhere_or_waits_for_its_page()
    {
        var unused = Unused().ToList();
        if (Environment.GetEnvironmentVariable("JIUJI_WRITE_DOCS") == "1") File.WriteAllLines(waitingFile, unused);
        var waiting = File.ReadAllLines(waitingFile);
        Offenders.None(unused.Except(waiting).Select(key => $"{key} is said nowhere"));
        Offenders.None(waiting.Where(key => !WordsFiles.Chinese.ContainsKey(key)).Select(key => $"{key} waits, but is no word"));
    }

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

    static string Suffix(string family) => family switch { "state" => "State", "step" => "Trigger", _ => "" };

    /// <summary>Not said as a whole between quotes, nor by a page that puts the key together from a beginning and a value.</summary>
    static IEnumerable<string> Unused()
    {
        var sources = SourceTree.Files(".cshtml", ".cs").Select(file => file.Text).ToList();
        var said = sources.SelectMany(text => Quoted().Matches(text)).Select(quoted => quoted.Groups["text"].Value).ToHashSet();
        var beginnings = sources.SelectMany(text => Beginning().Matches(text)).Select(begun => begun.Groups["text"].Value).Distinct().ToList();
        return WordsFiles.Chinese.Keys.Where(key => !said.Contains(key) && !beginnings.Any(begun => key.StartsWith(begun, StringComparison.Ordinal))).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("""["](?<text>[a-z]+(?:\.[A-Za-z0-9_-]+)+)["]""")]
    private static partial Regex Quoted();

    [GeneratedRegex("""["](?<text>[a-z]+\.(?:[A-Za-z0-9_-]+\.)*)(?:\{|["]\s*\+)""")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^(?<family>state|step|kind)\.(?<list>[A-Z]\w+)\.(?<member>\w+)$")]
    private static partial Regex ListedIn();
}
