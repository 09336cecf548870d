namespace Jiuji.Ledger;

/// <summary>The databases that the book knows.</summary>
public enum LedgerDatabase { Sqlite, Postgres }

/// <summary>
/// "Written once" as the database's own rule: no update, delete or truncate of transfers, entries, events and signed heads, no change of a resolved hold, no month
/// that moves back. Triggers where the database takes them; on Citus, which refuses triggers on distributed tables, the role is what holds.
/// </summary>
public static class LedgerSchema
{
    static readonly string[] OfTheBook = ["transfer", "entry", "book_event", "chain_signature"];

    /// <summary>Statements to run after the tables stand, each by itself.</summary>
    public static IReadOnlyList<string> Triggers(LedgerDatabase database) => database switch
    {
        LedgerDatabase.Sqlite => Sqlite(),
        LedgerDatabase.Postgres => Postgres(),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "No such database."),
    };

    /// <summary>The same for another table of the program: rows are inserted and neither changed nor removed. To run after <see cref="Triggers"/>.</summary>
    public static IReadOnlyList<string> WrittenOnce(LedgerDatabase database, string table) => database == LedgerDatabase.Sqlite
        ?
        [
            SqliteTrigger($"{table}_no_update", $"UPDATE ON {table}", "", $"{table} is written once"),
            SqliteTrigger($"{table}_no_delete", $"DELETE ON {table}", "", $"{table} is written once"),
        ]
        :
        [
            PostgresTrigger($"{table}_written_once", $"UPDATE OR DELETE ON {table}", "FOR EACH ROW", $"{table} is written once"),
            PostgresTrigger($"{table}_no_truncate", $"TRUNCATE ON {table}", "FOR EACH STATEMENT", $"{table} is written once"),
        ];

    static List<string> Sqlite() =>
    [
        .. OfTheBook.SelectMany(table => WrittenOnce(LedgerDatabase.Sqlite, table)),
        SqliteTrigger("hold_resolved_once", "UPDATE ON hold", "WHEN OLD.state <> 'Pending'", "a hold resolves once"),
        SqliteTrigger("hold_no_delete", "DELETE ON hold", "", "a hold is kept"),
        SqliteTrigger("period_forward", "UPDATE ON period", "WHEN OLD.state = 'Closed' OR NEW.state <> 'Closed'", "a month only moves forward"),
        SqliteTrigger("period_no_delete", "DELETE ON period", "", "a month only moves forward"),
    ];

    static string SqliteTrigger(string name, string on, string when, string message) =>
        $"CREATE TRIGGER {name} BEFORE {on} {when} BEGIN SELECT RAISE(ABORT, '{message}'); END";

    static List<string> Postgres() =>
    [
        """
        CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$
        """,
        .. OfTheBook.SelectMany(table => WrittenOnce(LedgerDatabase.Postgres, table)),
        PostgresTrigger("hold_resolved_once", "UPDATE ON hold", "FOR EACH ROW WHEN (OLD.state <> 'Pending')", "a hold resolves once"),
        PostgresTrigger("hold_no_delete", "DELETE ON hold", "FOR EACH ROW", "a hold is kept"),
        PostgresTrigger("period_forward", "UPDATE ON period", "FOR EACH ROW WHEN (OLD.state = 'Closed' OR NEW.state <> 'Closed')", "a month only moves forward"),
        PostgresTrigger("period_no_delete", "DELETE ON period", "FOR EACH ROW", "a month only moves forward"),
    ];

    static string PostgresTrigger(string name, string on, string when, string message) =>
        $"CREATE TRIGGER {name} BEFORE {on} {when} EXECUTE FUNCTION ledger_refuse('{message}')";

    /// <summary>
    /// For PostgreSQL, plain or Citus: what the application's role may do with the book's tables. Whoever runs the site cannot rewrite history
    /// even with a stolen connection string; migrations run as the owner.
    /// </summary>
    public static IReadOnlyList<string> ApplicationRole(string role) =>
    [
        $"REVOKE ALL ON transfer, entry, hold, account, account_day, fund, fund_purpose, period, lane, book_event, chain_signature FROM {role}",
        $"GRANT SELECT, INSERT ON transfer, entry, fund_purpose, book_event, chain_signature TO {role}",
        $"GRANT SELECT, INSERT, UPDATE ON hold, account, account_day, fund, period, lane TO {role}",
    ];
}
