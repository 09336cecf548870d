using System.Runtime.CompilerServices;

namespace Jiuji.Web.Tests.Looks;

/// <summary>The site's own sources, for tests that read them as text.</summary>
static class SourceTree
{
    public static readonly string Root = FindRoot();
    public static readonly string Web = Path.Combine(Root, "src", "Web");

    public static IEnumerable<(string Name, string Text)> Files(params string[] extensions) =>
        from file in Directory.EnumerateFiles(Web, "*", SearchOption.AllDirectories)
        where extensions.Contains(Path.GetExtension(file)) && !Under(file, "bin") && !Under(file, "obj")
        select (Path.GetRelativePath(Root, file), File.ReadAllText(file));

    static bool Under(string file, string folder) => file.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Directory.GetParent(File.Exists(here) ? here : AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Jiuji.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The solution's folder was not found above the tests.");
    }
}
