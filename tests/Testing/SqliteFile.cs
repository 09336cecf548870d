using System.Data.Common;
using Jiuji.Web.Database;
using Microsoft.Data.Sqlite;

namespace Jiuji.Testing;

/// <summary>A SQLite database in a folder of its own, since keys and locks lie beside the file.</summary>
public sealed class SqliteFile : TestDatabase
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("jiuji-sqlite-").FullName;

    public string File => Path.Combine(Folder, "jiuji.db");

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string ConnectionString => $"Data Source={File}";

    public override DbConnection Connect() => new SqliteConnection(ConnectionString);

    /// <summary>With the keys that lie beside the file, without which nobody reads its names.</summary>
    protected override Task CopyOf(TestDatabase other)
    {
        foreach (var file in Directory.GetFiles(((SqliteFile)other).Folder))
        {
            System.IO.File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }

        return Task.CompletedTask;
    }

    protected override void CloseConnections()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    public override ValueTask DisposeAsync()
    {
        CloseConnections();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
