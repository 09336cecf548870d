using System.Reflection;
using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Web;

namespace Jiuji.Tidy.Tests;

/// <summary>Web knows Ledger and Matching; those two know neither each other nor anything of a web site.</summary>
public class LayerTests
{
    private static readonly string[] OfAWebSite = ["Microsoft.AspNetCore", "MediatR", "Microsoft.Extensions.Identity", "FluentValidation", "Quartz"];

    private static readonly Assembly Ledger = typeof(Book).Assembly;
    private static readonly Assembly Matching = typeof(MatchingModel).Assembly;
    private static readonly Assembly Web = typeof(Composition).Assembly;

    [Fact]
    public void These_tests_look_at_the_assemblies_they_speak_of()
    {
        Assert.Equal(["Jiuji.Ledger", "Jiuji.Matching", "Jiuji.Web"], ((Assembly[])[Ledger, Matching, Web]).Select(assembly => assembly.GetName().Name));
        Assert.All((Assembly[])[Ledger, Matching], module => Assert.NotEmpty(References(module, "Microsoft.EntityFrameworkCore")));
    }

    [Fact]
    public void Web_knows_both_modules_and_what_they_must_not_know()
    {
        // Seen from here the forbidden names exist: a list of names that nothing carries would guard nothing.
        Assert.NotEmpty(References(Web, "Jiuji.Ledger"));
        Assert.NotEmpty(References(Web, "Jiuji.Matching"));
        Assert.All(OfAWebSite[..3], name => Assert.NotEmpty(References(Web, name)));
    }

    [Fact]
    public void The_ledger_knows_neither_matching_nor_a_web_site() => Offenders.None(References(Ledger, ["Jiuji.Matching", "Jiuji.Web", .. OfAWebSite]));

    [Fact]
    public void Matching_knows_neither_the_ledger_nor_a_web_site() => Offenders.None(References(Matching, ["Jiuji.Ledger", "Jiuji.Web", .. OfAWebSite]));

    [Fact]
    public void A_stand_in_refers_to_nothing_of_the_product()
    {
        var projects = SourceFile.In("lib").Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(projects);
        Offenders.None(projects.Where(project => project.Lines.Any(line => line.Contains("src/", StringComparison.Ordinal))).Select(project => project.Path));
    }

    private static IEnumerable<string> References(Assembly assembly, params string[] prefixes) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
}
