using System.CommandLine;
using Jiuji.Web.Database;
using Microsoft.Data.Sqlite;

namespace Jiuji.Web.CommandLine;

/// <summary><c>backup FILE</c> and <c>restore FILE</c> for SQLite. A PostgreSQL database is backed up by its own tools (docs/operating.md).</summary>
public static class BackupCommands
{
    public static Command Backup()
    {
        var file = new Argument<string>("file");
        var command = new Command("backup", "Copy the database to a file while the site runs.") { file };
        command.SetAction(parsed => OnSqlite(choice => Copy(choice.ConnectionString, $"Data Source={Fresh(parsed.GetRequiredValue(file))};Pooling=False")));
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<string>("file");
        var command = new Command("restore", "Put a backup in the database's place. Stop the site first; the present database must not exist.") { file };
        command.SetAction(parsed => OnSqlite(choice =>
        {
            Directory.CreateDirectory(choice.Folder);
            Fresh(new SqliteConnectionStringBuilder(choice.ConnectionString).DataSource);
            Copy($"Data Source={parsed.GetRequiredValue(file)};Mode=ReadOnly;Pooling=False", choice.ConnectionString);
        }));
        return command;
    }

    private static int OnSqlite(Action<DatabaseChoice> work)
    {
        var choice = DatabaseChoice.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        if (choice.Provider != DatabaseProvider.Sqlite)
        {
            Console.Error.WriteLine("PostgreSQL is backed up with its own tools: see docs/operating.md.");
            return 2;
        }

        try
        {
            work(choice);
            return 0;
        }
        catch (Exception problem) when (problem is IOException or SqliteException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    /// <summary>Nothing that exists is overwritten.</summary>
    private static string Fresh(string path) => File.Exists(path) ? throw new IOException($"{path} exists already; move it away first.") : path;

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(from);
        using var target = new SqliteConnection(to);
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }
}
