using System.Text.RegularExpressions;
using Jiuji.Testing;
using Jiuji.Web.Database;

namespace Jiuji.Web.Tests.Database;

public enum KeyKind { Primary, Unique, Foreign, Index }

/// <summary>Columns in their order, and for a foreign key the table and columns that it points to.</summary>
public sealed record Key(string Table, KeyKind Kind, string Columns, string Where = "", string Target = "", string Name = "")
{
    public string FirstColumn => Columns.Split(", ")[0];
}

public sealed record Column(string Table, string Name, string Type, bool Nullable);

public sealed record Check(string Table, string Name, string Text);

/// <summary>What a database says of itself, apart from the migrator's own tables.</summary>
public sealed partial record Catalogue(IReadOnlyList<Column> Columns, IReadOnlyList<Key> Keys, IReadOnlyList<Check> Checks)
{
    public IEnumerable<string> Tables => Columns.Select(column => column.Table).Distinct();

    /// <summary>Every fact as a line, so that a difference can be read.</summary>
    public IEnumerable<string> Facts =>
        Columns.Select(fact => fact.ToString())
            .Concat(Keys.Select(fact => (fact with { Name = "" }).ToString()))
            .Concat(Checks.Select(fact => fact.ToString()));

    public IEnumerable<string> Names =>
        Tables.Concat(Columns.Select(column => column.Name)).Concat(Keys.Select(key => key.Name)).Concat(Checks.Select(check => check.Name))
            .Where(name => name.Length > 0).Distinct();

    public static Task<Catalogue> Read(TestDatabase database) =>
        database.Provider == DatabaseProvider.Sqlite ? ReadSqlite(database) : ReadPostgres(database);

    private static async Task<Catalogue> ReadSqlite(TestDatabase database)
    {
        const string Ours = "FROM sqlite_master t, {0} WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_EF%' ESCAPE '\\'";
        var columns = await database.Rows($"""SELECT t.name, c.name, c.type, c."notnull" = 0 {Of("pragma_table_info(t.name) c")}""");
        var primary = await database.Rows($"SELECT t.name, c.name {Of("pragma_table_info(t.name) c")} AND c.pk > 0 ORDER BY t.name, c.pk");
        var indexes = await database.Rows(
            $"""SELECT t.name, i.name, c.name, i."unique" {Of("pragma_index_list(t.name) i, pragma_index_info(i.name) c")} AND i.origin <> 'pk' ORDER BY t.name, i.name, c.seqno""");
        var wheres = (await database.Rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"))
            .ToDictionary(row => (string)row[0]!, row => ((string)row[1]!).Split(" WHERE ")[1]);
        var foreign = await database.Rows(
            $"""SELECT t.name, f.id, f."from", f."table", f."to", f.on_delete {Of("pragma_foreign_key_list(t.name) f")} ORDER BY t.name, f.id, f.seq""");
        var sql = await database.Rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'");
        return new(
            [.. columns.Select(row => new Column(Text(row[0]), Text(row[1]), Text(row[2]), (long)row[3]! == 1))],
            [
                .. primary.GroupBy(row => row[0]).Select(key => new Key(Text(key.Key), KeyKind.Primary, List(key, 1))),
                .. indexes.GroupBy(row => (row[0], row[1])).Select(index => new Key(
                    Text(index.Key.Item1), (long)index.First()[3]! == 1 ? KeyKind.Unique : KeyKind.Index, List(index, 2), wheres.GetValueOrDefault(Text(index.Key.Item2), ""), Name: Text(index.Key.Item2))),
                .. foreign.GroupBy(row => (row[0], row[1])).Select(key => new Key(
                    Text(key.Key.Item1), KeyKind.Foreign, List(key, 2), Target: $"{key.First()[3]} ({List(key, 4)}) on delete {key.First()[5]}")),
            ],
            [.. sql.SelectMany(row => ChecksIn(Text(row[0]), Text(row[1])))]);

        static string Of(string pragma) => string.Format(Ours, pragma);
    }

    private static async Task<Catalogue> ReadPostgres(TestDatabase database)
    {
        const string Ours = "n.nspname = 'public' AND t.relname NOT LIKE '\\_\\_EF%'";
        const string ColumnNames = "(SELECT string_agg(a.attname, ', ' ORDER BY k.ord) FROM unnest({0}) WITH ORDINALITY k(num, ord) JOIN pg_attribute a ON a.attrelid = {1} AND a.attnum = k.num)";
        var columns = await database.Rows($"""
            SELECT t.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace WHERE t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND {Ours}
            """);
        var indexes = await database.Rows($"""
            SELECT t.relname, i.relname, {string.Format(ColumnNames, "x.indkey", "x.indrelid")}, x.indisprimary, x.indisunique, coalesce(pg_get_expr(x.indpred, x.indrelid), '')
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace WHERE {Ours}
            """);
        var constraints = await database.Rows($"""
            SELECT t.relname, c.conname, c.contype::text, {string.Format(ColumnNames, "c.conkey", "c.conrelid")}, pg_get_constraintdef(c.oid),
                coalesce(f.relname || ' (' || {string.Format(ColumnNames, "c.confkey", "c.confrelid")} || ') on delete ' || c.confdeltype::text, '')
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace LEFT JOIN pg_class f ON f.oid = c.confrelid
            WHERE c.contype IN ('f', 'c') AND {Ours}
            """);
        return new(
            [.. columns.Select(row => new Column(Text(row[0]), Text(row[1]), Text(row[2]), (bool)row[3]!))],
            [
                .. indexes.Select(row => new Key(
                    Text(row[0]), (bool)row[3]! ? KeyKind.Primary : (bool)row[4]! ? KeyKind.Unique : KeyKind.Index, Text(row[2]), Text(row[5]), Name: Text(row[1]))),
                .. constraints.Where(row => Text(row[2]) == "f").Select(row => new Key(Text(row[0]), KeyKind.Foreign, Text(row[3]), Target: Text(row[5]), Name: Text(row[1]))),
            ],
            [.. constraints.Where(row => Text(row[2]) == "c").Select(row => new Check(Text(row[0]), Text(row[1]), Text(row[4])))]);
    }

    private static string Text(object? value) => value?.ToString() ?? "";

    private static string List(IEnumerable<object?[]> rows, int column) => string.Join(", ", rows.Select(row => row[column]));

    /// <summary>SQLite keeps a check only as the text of its table: a named constraint up to the parenthesis that closes it.</summary>
    private static IEnumerable<Check> ChecksIn(string table, string sql)
    {
        foreach (Match start in CheckStart().Matches(sql))
        {
            var depth = 1;
            var end = start.Index + start.Length;
            while (depth > 0)
            {
                depth += sql[end++] switch { '(' => 1, ')' => -1, _ => 0 };
            }

            yield return new(table, start.Groups["name"].Value, sql[(start.Index + start.Length)..(end - 1)]);
        }
    }

    [GeneratedRegex("""CONSTRAINT\s+"?(?<name>\w+)"?\s+CHECK\s*\(""", RegexOptions.IgnoreCase)]
    private static partial Regex CheckStart();
}
