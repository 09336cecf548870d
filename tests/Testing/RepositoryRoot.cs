namespace Jiuji.Testing;

/// <summary>The folder of the clone that the running tests were built from.</summary>
public static class RepositoryRoot
{
    public static string Folder { get; } = Find();

    public static string At(string path) => Path.Combine(Folder, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Jiuji.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No Jiuji.slnx above the tests.");
    }
}
