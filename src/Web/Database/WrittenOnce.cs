using Jiuji.Ledger;

namespace Jiuji.Web.Database;

/// <summary>
/// What nobody changes after it was written, as the database's own rule: the book, and beside it who did what, who saw whose fields, and which commands
/// were done. Triggers where the database takes them; on PostgreSQL also the rights of the role that the site runs as, which is what holds on Citus.
/// </summary>
public static class WrittenOnce
{
    /// <summary>The histories outside the book.</summary>
    public static IReadOnlyList<string> Histories { get; } = ["lifecycle_move", "matching_move", "month_refusal", "disclosure", "command"];

    /// <summary>Statements to run after the tables stand, each by itself.</summary>
    public static IReadOnlyList<string> Triggers(LedgerDatabase database) =>
        [.. LedgerSchema.Triggers(database), .. Histories.SelectMany(table => LedgerSchema.WrittenOnce(database, table))];

    /// <summary>For PostgreSQL: the rights of the role that the site runs as, in the schema public. Migrations run as the owner.</summary>
    public static IReadOnlyList<string> ApplicationRole(string role) =>
    [
        $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        .. LedgerSchema.ApplicationRole(role),
        $"REVOKE UPDATE, DELETE ON {string.Join(", ", Histories)} FROM {role}",
    ];
}
