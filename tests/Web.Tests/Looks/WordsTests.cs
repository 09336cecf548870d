using System.Reflection;
using System.Text.RegularExpressions;
using Jiuji.Testing;
using Jiuji.Web.Looks;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

public sealed partial class WordsTests
{
    /// <summary>Words that are the same in both languages on purpose: a name, or nothing but holes and signs.</summary>
    static readonly string[] sameInBoth = ["picture.item", "picture.with_advice", "measure.percent"];

    /// <summary>Words of one language that name the other one, or the product.</summary>
    static readonly string[] inTheOtherLanguage = ["app.other_language", "app.brand"];

    /// <summary>Limits and parts of a whole that are never one.</summary>
    static readonly string[] alwaysMany = ["idle.answer", "idle.by_pack", "gate.idle_share", "match.shortlist_hint", "measure.days", "error.too_long", "slip.too_many", "verify.good"];

    /// <summary>Closed lists whose members no page shows.</summary>
    static readonly string[] neverShown =
    [
        "AccountSide", "BookEventKind", "TransferKind", "BookedAs", "HoldStep", "DateBasis", "LedgerDatabase", "Likeness", "CertificateFault", "FlowOutcome", "CheckResult",
        "PersonalFields", "ReleaseHold",
    ];

    [Fact]
    public void Both_languages_know_the_same_keys()
    {
        Offenders.None(WordsFiles.Chinese.Keys.Except(WordsFiles.English.Keys).Select(key => $"{key} is missing in English"));
        Offenders.None(WordsFiles.English.Keys.Except(WordsFiles.Chinese.Keys).Select(key => $"{key} is missing in Chinese"));
    }

    [Fact]
    public void Every_key_that_a_page_or_a_class_asks_for_is_known() =>
        Offenders.None(from file in SourceTree.Files(".cshtml", ".cs")
                from Match asked in AskedFor().Matches(file.Text)
                let key = asked.Groups["key"].Value
                where !WordsFiles.Chinese.ContainsKey(key)
                select $"{file.Name}: {key}");

    [Fact]
    public void Every_entry_of_the_navigation_has_its_word() =>
        Offenders.None(SiteNavigation.Items.Select(item => "nav." + item.Key).Where(key => !WordsFiles.Chinese.ContainsKey(key)));

    [Fact]
    public void Every_label_hint_and_message_of_a_field_has_its_word() =>
        Offenders.None(from file in SourceTree.Files(".cshtml", ".cs")
                from Match asked in NamedIn().Matches(file.Text)
                let key = asked.Groups["key"].Value
                where !WordsFiles.Chinese.ContainsKey(key)
                select $"{file.Name}: {key}");

    [Fact]
    public void No_word_is_left_untranslated() =>
        Offenders.None(WordsFiles.Chinese.Where(word => WordsFiles.English[word.Key] == word.Value && !sameInBoth.Contains(word.Key)).Select(word => $"{word.Key}: {word.Value}"));

    [Fact]
    public void English_words_hold_no_Chinese_and_Chinese_words_are_Chinese()
    {
        Offenders.None(WordsFiles.English.Where(word => WordsFiles.HasHan(word.Value) && !inTheOtherLanguage.Contains(word.Key)).Select(word => $"en {word.Key}: {word.Value}"));
        Offenders.None(WordsFiles.Chinese
            .Where(word => Latin().IsMatch(word.Value) && !WordsFiles.HasHan(word.Value) && !inTheOtherLanguage.Contains(word.Key))
            .Select(word => $"zh {word.Key}: {word.Value}"));
    }

    [Fact]
    public void Both_languages_leave_room_for_the_same_figures() =>
        Offenders.None(WordsFiles.Chinese
            .Where(word => !WordsFiles.Holes(word.Value).SequenceEqual(WordsFiles.Holes(WordsFiles.English[word.Key])))
            .Select(word => $"{word.Key}: {word.Value} / {WordsFiles.English[word.Key]}"));

    [Fact]
    public void A_figure_that_may_be_one_stands_behind_its_word_not_before_a_plural() =>
        Offenders.None(WordsFiles.English
            .Where(word => BeforePlural().IsMatch(word.Value) && !alwaysMany.Contains(word.Key) && !WordsFiles.English.ContainsKey(word.Key + "_one"))
            .Select(word => $"{word.Key}: {word.Value}"));

    [Fact]
    public void No_word_is_empty_or_carries_stray_space() =>
        Offenders.None(WordsFiles.Chinese.Concat(WordsFiles.English)
            .Where(word => word.Value.Length == 0 || (word.Value != word.Value.Trim() && word.Key != "picture.separator"))
            .Select(word => $"{word.Key}: \"{word.Value}\""));

    /// <summary>States, steps, refusals and roles of both modules, whatever is added to them later.</summary>
    [Fact]
    public void Every_member_of_a_closed_list_has_its_word()
    {
        var lists = ClosedLists().ToList();
        Assert.Contains(lists, list => list.Name == "Refusal");
        Offenders.None(from list in lists
                from Enum member in Enum.GetValues(list)
                let key = EnumWords.Key(member)
                where !WordsFiles.Chinese.ContainsKey(key)
                select key);
    }

    [Fact]
    public void Every_state_has_a_tone_that_the_stylesheet_draws()
    {
        var css = File.ReadAllText(Path.Combine(SourceTree.Web, "wwwroot", "jiuji.css"));
        Offenders.None(new[] { Tone.Settled, Tone.Waiting, Tone.Stopped, Tone.Over, Tone.GoingOn }.Where(tone => !css.Contains($".tag.{tone} ", StringComparison.Ordinal)));
    }

    /// <summary>All lists of the modules; of the site's own only those that EnumWords gives a family, since it has others for itself.</summary>
    static IEnumerable<Type> ClosedLists() =>
        from module in new[] { "Jiuji.Ledger", "Jiuji.Matching", "Jiuji.Web" }
        from type in Assembly.Load(module).GetExportedTypes()
        where type.IsEnum && !neverShown.Contains(type.Name)
        where module != "Jiuji.Web" || !EnumWords.Key((Enum)Enum.GetValues(type).GetValue(0)!).StartsWith("kind.", StringComparison.Ordinal)
        select type;

    [GeneratedRegex("""\b(?:T|words|Words|localizer)\["(?<key>[^"]+)"\s*[\],]""")]
    private static partial Regex AskedFor();

    [GeneratedRegex("""<field\b[^>]*\b(?:word|hint)="(?<key>[^"@]+)["]|ErrorMessage = "(?<key>[^"]+)["]|AddModelError\([^,]*, "(?<key>[^"]+)["]""")]
    private static partial Regex NamedIn();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();

    [GeneratedRegex(@"\{\d\} (?!yuan)(?:[a-z]+ )?(?!is\b|was\b|has\b|gets\b|yuan\b|this\b)[a-z]+(?<!s)s\b|\{\d\} people\b")]
    private static partial Regex BeforePlural();
}
