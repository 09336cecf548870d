using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Database;

/// <summary>Brings a database to the present version. An operating-system lock keeps two starting processes of one machine apart.</summary>
public static class Schema
{
    public static async Task BringUpToDate(JiujiDb db, DatabaseChoice choice, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(choice.Folder);
        await using var startLock = await TakeLock(Path.Combine(choice.Folder, "start.lock"), cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        if (choice.Provider == DatabaseProvider.Sqlite)
        {
            await RemoveAbandonedMigrationLock(db, cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
        if (choice.Provider == DatabaseProvider.Postgres)
        {
            await CountyWall.Raise(db, cancellationToken);
        }
    }

    private static async Task<FileStream> TakeLock(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    /// <summary>EF marks a running migration by a row; a process killed in the middle leaves it, and every later start would wait for ever. We hold the file lock, so nobody is migrating.</summary>
    private static async Task RemoveAbandonedMigrationLock(JiujiDb db, CancellationToken cancellationToken)
    {
        var isThere = await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (isThere > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancellationToken);
        }
    }
}
