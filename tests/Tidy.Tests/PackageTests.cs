using System.Text.RegularExpressions;
using System.Xml.Linq;
using Jiuji.Testing;

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
        Assert.Equal([], used.Except(explained).Select(package => $"{package} has no line in packages.md"));
        Assert.Equal([], explained.Except(used).Select(package => $"{package} is explained but not used"));
    }

    [Fact]
    public void Every_project_pins_what_it_restores() =>
        Assert.Equal([], SourceFile.All
            .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(RepositoryRoot.At(project.Path))!, "packages.lock.json")))
            .Select(project => project.Path));

    [GeneratedRegex(@"^\| `(?<package>[\w.]+)` \|")]
    private static partial Regex Row();
}
