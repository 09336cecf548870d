namespace Jiuji.Tidy.Tests;

/// <summary>A file of the clone as an author wrote it: nothing built, nothing downloaded, nothing generated into the working folders.</summary>
public sealed record SourceFile(string Path)
{
    private static readonly HashSet<string> NotWritten = ["bin", "obj", ".git", "artefacts", "data", "node_modules", "TestResults", ".vs", ".idea"];
    private static readonly HashSet<string> NotText = [".png", ".jpg", ".xlsx", ".ico", ".db"];

    private readonly Lazy<string[]> lines = new(() => File.ReadAllLines(RepositoryRoot.At(Path)));

    public IReadOnlyList<string> Lines => lines.Value;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All text files of the clone, by their path from its root.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
        [.. Below(new DirectoryInfo(RepositoryRoot.Folder)).Where(file => !NotText.Contains(file.Extension)).Select(FromRoot).OrderBy(file => file.Path, StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> CSharp => All.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> In(string folder) => All.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The line as people find it: path, number, text.</summary>
    public string At(int index) => $"{Path}:{index + 1}: {Lines[index].Trim()}";

    private static SourceFile FromRoot(FileInfo file) => new(System.IO.Path.GetRelativePath(RepositoryRoot.Folder, file.FullName).Replace('\\', '/'));

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => !NotWritten.Contains(file.Name)).Concat(folder.EnumerateDirectories().Where(inner => !NotWritten.Contains(inner.Name)).SelectMany(Below));
}
