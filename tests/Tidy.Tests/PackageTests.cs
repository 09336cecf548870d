using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Jiuji.Tidy.Tests;

/// <summary>No package without a reason on paper, and no reason without a package.</summary>
public partial class PackageTests
{
    [Fact]
    public void Every_package_has_a_line_that_says_why_it_is_here()
    {
        var used = XDocument.Load(RepositoryRoot.At("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value).ToList();
        var explained = File.ReadLines(RepositoryRoot.At("docs/decisions/packages.md")).Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Groups["package"].Value).ToList();
        Assert.NotEmpty(used);
        Offenders.None(used.Except(explained).Select(package => $"{package} has no line in packages.md"));
        Offenders.None(explained.Except(used).Select(package => $"{package} is explained but not used"));
    }

    [Fact]
    public void Every_project_pins_what_it_restores() =>
        Offenders.None(SourceFile.All
            .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(RepositoryRoot.At(project.Path))!, "packages.lock.json")))
            .Select(project => project.Path));

    [GeneratedRegex(@"^\| `(?<package>[\w.]+)` \|")]
    private static partial Regex Row();
}
