using System.Data.Common;
using Jiuji.Ledger;
using Microsoft.Data.Sqlite;

namespace Jiuji.Bench.Book;

/// <summary>
/// What a good programmer writes by hand for the same tables, indexes, checks and triggers: prepared statements, one round for each transfer, balances
/// carried in the statements. No rules, no chain (the hash is 32 zero bytes).
/// </summary>
sealed class PlainSql : IDisposable
{
    readonly Guid from = BenchDatabase.Hands.Id(BenchDatabase.County);
    readonly Guid to = BenchDatabase.Awaiting.Id(BenchDatabase.County);
    readonly List<SqliteCommand> commands = [];
    readonly SqliteCommand read, open, transfer, entry, account, day, lane;
    long seq;

    public PlainSql(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        read = Command(sqlite, "SELECT seq FROM lane WHERE county_code = @county", "county");
        open = Command(sqlite, "SELECT balance, version FROM account WHERE county_code = @county AND id = @account", "county", "account");
        transfer = Command(sqlite, """
            INSERT INTO transfer (county_code, id, seq, kind, from_account, to_account, amount, unit, fund, reason, purpose, case_reference, actor, occurred_on, recorded_at, documents, mark, note, hash)
            VALUES (@county, @id, @seq, 'Post', @from, @to, @amount, 'CNY', @fund, @reason, @purpose, @case, @actor, @day, @at, @documents, '', '', zeroblob(32))
            """, "county", "id", "seq", "from", "to", "amount", "fund", "reason", "purpose", "case", "actor", "day", "at", "documents");
        account = Command(sqlite, "UPDATE account SET balance = balance + @amount, version = version + 1 WHERE county_code = @county AND id = @account", "county", "account", "amount");
        entry = Command(sqlite, """
            INSERT INTO entry (county_code, account_id, seq, amount, balance_before, balance_after, version)
            VALUES (@county, @account, @seq, @amount, @before, @before + @amount, @version)
            """, "county", "account", "seq", "amount", "before", "version");
        day = Command(sqlite, """
            INSERT INTO account_day (county_code, account_id, occurred_on, net, first_seq, last_seq) VALUES (@county, @account, @day, @amount, @seq, @seq)
            ON CONFLICT (county_code, account_id, occurred_on) DO UPDATE SET net = net + excluded.net, last_seq = excluded.last_seq
            """, "county", "account", "day", "amount", "seq");
        lane = Command(sqlite, "UPDATE lane SET seq = @seq WHERE county_code = @county", "county", "seq");
    }

    SqliteCommand Command(SqliteConnection connection, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names) command.Parameters.Add(new("@" + name, BenchDatabase.County));
        commands.Add(command);
        return command;
    }

    public void Begin(DbTransaction transaction)
    {
        foreach (var command in commands) command.Transaction = (SqliteTransaction)transaction;
        seq = (long)read.ExecuteScalar()!;
    }

    public void Post(Transfer payment)
    {
        seq++;
        var number = CountyDay.Number(payment.OccurredOn);
        Run(transfer, payment.Id, seq, from, to, payment.Amount, BenchDatabase.Fund, payment.Reason, payment.Purpose, payment.CaseReference, payment.Actor, number, seq, string.Join(',', payment.Documents));
        Side(from, -payment.Amount, number);
        Side(to, payment.Amount, number);
    }

    void Side(Guid id, long amount, int number)
    {
        var (balance, version) = Standing(id);
        Run(account, id, amount);
        Run(entry, id, seq, amount, balance, version + 1);
        Run(day, id, number, amount, seq);
    }

    (long Balance, long Version) Standing(Guid id)
    {
        open.Parameters[1].Value = id;
        using var reader = open.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>The county is always the first value.</summary>
    static void Run(SqliteCommand command, params object[] values)
    {
        for (var index = 0; index < values.Length; index++) command.Parameters[index + 1].Value = values[index];
        command.ExecuteNonQuery();
    }

    public void End() => Run(lane, seq);

    public void Dispose() => commands.ForEach(command => command.Dispose());
}
