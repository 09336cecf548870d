using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jiuji.Web.Database;

/// <summary>
/// A lane sends the same few hundred statements all day over the one connection that it keeps. EF makes a command for each query, and SQLite would parse and plan
/// each of them anew; here the prepared ones are kept and lent out again. Only for connections that ask for it: a page's connection is given back after its page.
/// </summary>
public sealed class KeptStatements : DbCommandInterceptor
{
    private const int Most = 500;

    public static readonly KeptStatements Instance = new();
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, KeptCommand>> OfConnection = [];

    /// <summary>From now on this connection's statements are kept. It serves one writer, never two at a time.</summary>
    public static void Keep(DbConnection connection)
    {
        if (connection is SqliteConnection)
        {
            OfConnection.TryAdd(connection, []);
        }
    }

    public static void Forget(DbConnection connection)
    {
        if (OfConnection.TryGetValue(connection, out var kept))
        {
            OfConnection.Remove(connection);
            Drop(kept);
        }
    }

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result.Connection is not { } connection || !OfConnection.TryGetValue(connection, out var all))
        {
            return result;
        }

        if (!all.TryGetValue(result.CommandText, out var kept))
        {
            if (all.Count >= Most)
            {
                Drop(all);
            }

            kept = all[result.CommandText] = new KeptCommand { Connection = (SqliteConnection)connection, CommandText = result.CommandText };
        }

        // The same statement asked again while its answer is still being read.
        return kept.IsLent ? result : kept.InPlaceOf(result);
    }

    private static void Drop(Dictionary<string, KeptCommand> kept)
    {
        foreach (var command in kept.Values.Where(command => !command.IsLent))
        {
            command.Free();
        }

        kept.Clear();
    }

    /// <summary>Comes back, instead of being disposed of, when its user has done with it.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        private bool isDropped;

        public bool IsLent { get; private set; }

        public KeptCommand InPlaceOf(DbCommand command)
        {
            IsLent = true;
            (Transaction, CommandTimeout) = ((SqliteTransaction?)command.Transaction, command.CommandTimeout);
            Parameters.Clear();
            foreach (SqliteParameter parameter in command.Parameters)
            {
                Parameters.Add(parameter);
            }

            command.Parameters.Clear();
            command.Dispose();
            return this;
        }

        public void Free()
        {
            isDropped = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            IsLent = false;
            if (isDropped || !disposing)
            {
                base.Dispose(disposing);
            }
        }
    }
}
