using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Jiuji.Ledger.Storage;

/// <summary>
/// The book's statements on one connection, prepared once and kept for as long as the connection lives: a lane keeps its connection, and a
/// new <see cref="Book"/> for each command costs nothing. Two databases differ only in how a set of ids is asked for and rows are written.
/// </summary>
abstract class BookSql(DbConnection connection)
{
    static readonly ConditionalWeakTable<DbConnection, BookSql> Kept = [];

    readonly Dictionary<string, DbCommand> commands = [];
    DbTransaction? transaction;

    public static BookSql For(DbConnection connection, DbTransaction? transaction)
    {
        var sql = Kept.GetValue(connection, Create);
        sql.transaction = transaction;
        return sql;
    }

    static BookSql Create(DbConnection connection) => IsPostgres(connection) ? new PostgresBookSql(connection) : new SqliteBookSql(connection);

    /// <summary>By name, since the ledger knows ADO.NET and neither driver.</summary>
    public static bool IsPostgres(DbConnection connection) => connection.GetType().Name == "NpgsqlConnection";

    /// <summary>A condition that holds where the column is one of the ids in parameter @ids.</summary>
    protected abstract string AmongIds(string column);

    /// <summary>The value of @ids.</summary>
    protected abstract object Ids(IReadOnlyCollection<Guid> ids);

    protected abstract string ForUpdate { get; }

    protected abstract Task Insert<T>(Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellation);

    public async Task<Lane> LockLane(string county, CancellationToken cancellation)
    {
        if (await ReadLane(county, cancellation) is { } lane) return lane;
        var first = new Lane { CountyCode = county, Seq = 0, ChainHead = Chain.Start, RecordedAt = DateTimeOffset.UnixEpoch };
        var insert = Command($"{Tables.Lane.InsertInto} VALUES (@county, 0, @head, 0) ON CONFLICT DO NOTHING", ("county", county), ("head", first.ChainHead));
        await insert.ExecuteNonQueryAsync(cancellation);
        return await ReadLane(county, cancellation) ?? first;
    }

    async Task<Lane?> ReadLane(string county, CancellationToken cancellation)
    {
        var command = Command($"SELECT seq, chain_head, recorded_at FROM lane WHERE county_code = @county {ForUpdate}", ("county", county));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        return new()
        {
            CountyCode = county,
            Seq = reader.GetInt64(0),
            ChainHead = reader.GetFieldValue<byte[]>(1),
            RecordedAt = CountyDay.FromMicros(reader.GetInt64(2)),
        };
    }

    /// <summary>Loads everything that the rules may ask about these groups; accounts are locked in the order of their ids, in one pass.</summary>
    public async Task Load(BookState state, IReadOnlyList<IReadOnlyList<Transfer>> groups, bool forUpdate, CancellationToken cancellation)
    {
        var asked = Asked.By(state, groups);
        await LoadTransfers(state, asked.Transfers, cancellation);
        await LoadAccounts(state, asked.Accounts, forUpdate, cancellation);
        await LoadFunds(state, asked.Funds, cancellation);
        await LoadPeriods(state, asked.Owners, cancellation);
        if (asked.Holds.Count > 0) await LoadHolds(state, asked.Holds, cancellation);
        if (asked.Reversed.Count > 0) await LoadReversed(state, asked.Reversed, cancellation);
    }

    Task LoadTransfers(BookState state, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        Each($"{TransferReader.Select} WHERE county_code = @county AND {AmongIds("id")}", state.County, ids,
            reader => state.Load(TransferReader.Read(reader)), cancellation);

    Task LoadAccounts(BookState state, IReadOnlyCollection<Guid> ids, bool forUpdate, CancellationToken cancellation) =>
        Each($"""
            SELECT id, owner, fund, kind, party, unit, balance, held, version FROM account
            WHERE county_code = @county AND {AmongIds("id")} ORDER BY id {(forUpdate ? ForUpdate : "")}
            """, state.County, ids,
            reader => state.Load(new AccountStanding(reader.GetGuid(0),
                Query.ReadKey(reader, 1), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8))), cancellation);

    async Task LoadFunds(BookState state, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0) return;
        var funds = new Dictionary<Guid, Fund>();
        await Each($"{FundReader.Select} WHERE county_code = @county AND {AmongIds("id")}", state.County, ids,
            reader => funds.Add(reader.GetGuid(0), FundReader.Read(state.County, reader)), cancellation);
        await Each($"{FundReader.SelectPurposes} WHERE county_code = @county AND {AmongIds("fund_id")}", state.County, ids,
            reader => funds[reader.GetGuid(0)].Purposes.Add(FundReader.ReadPurpose(state.County, reader)), cancellation);
        foreach (var fund in funds.Values) state.Load(fund);
    }

    Task LoadPeriods(BookState state, IReadOnlyCollection<Guid> owners, CancellationToken cancellation) =>
        Each($"SELECT owner, month, state FROM period WHERE county_code = @county AND {AmongIds("owner")}", state.County, owners,
            reader => state.Load(new Period
            {
                CountyCode = state.County,
                Owner = reader.GetGuid(0),
                Month = CountyDay.FromNumber(reader.GetInt32(1)),
                State = Enum.Parse<PeriodState>(reader.GetString(2)),
            }), cancellation);

    Task LoadHolds(BookState state, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        Each($"""
            SELECT id, from_account, to_account, amount, expires_at, state, posted_amount, resolved_by FROM hold
            WHERE county_code = @county AND {AmongIds("id")}
            """, state.County, ids,
            reader => state.Load(new Hold
            {
                CountyCode = state.County,
                Id = reader.GetGuid(0),
                FromAccount = reader.GetGuid(1),
                ToAccount = reader.GetGuid(2),
                Amount = reader.GetInt64(3),
                ExpiresAt = CountyDay.FromMicros(reader.GetInt64(4)),
                State = Enum.Parse<HoldState>(reader.GetString(5)),
                PostedAmount = reader.GetInt64(6),
                ResolvedBy = reader.IsDBNull(7) ? null : reader.GetGuid(7),
            }), cancellation);

    Task LoadReversed(BookState state, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        Each($"SELECT reverses FROM transfer WHERE county_code = @county AND {AmongIds("reverses")}", state.County, ids,
            reader => state.LoadReversed(reader.GetGuid(0)), cancellation);

    async Task Each(string sql, string county, IReadOnlyCollection<Guid> ids, Action<DbDataReader> row, CancellationToken cancellation)
    {
        var command = Command(sql, ("county", county), ("ids", Ids(ids)));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) row(reader);
    }

    /// <summary>Accounts before transfers before entries and holds: each finds what it refers to.</summary>
    public async Task Write(BookWrite write, CancellationToken cancellation)
    {
        await Insert(Tables.Account, write.Accounts, cancellation);
        await Insert(Tables.Transfer, write.Transfers, cancellation);
        await Insert(Tables.Entry, write.Entries, cancellation);
        await Insert(Tables.AccountDay, write.Days, cancellation);
        await Insert(Tables.Hold, write.Holds, cancellation);
        await Insert(Tables.Lane, [write.Lane], cancellation);
    }

    public Task Insert<T>(Table<T> table, T row, CancellationToken cancellation) => Insert(table, [row], cancellation);

    /// <summary>The kept command for this text with these values. Not to be run twice at once: a connection serves one writer.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!commands.TryGetValue(sql, out var command)) command = commands[sql] = Create(sql, values);
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index].Value;
        return command;
    }

    DbCommand Create(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>The ids that a batch asks about.</summary>
    sealed record Asked(IReadOnlyCollection<Guid> Transfers, IReadOnlyCollection<Guid> Accounts, IReadOnlyCollection<Guid> Funds,
        IReadOnlyCollection<Guid> Owners, IReadOnlyCollection<Guid> Holds, IReadOnlyCollection<Guid> Reversed)
    {
        public static Asked By(BookState state, IReadOnlyList<IReadOnlyList<Transfer>> groups)
        {
            HashSet<Guid> transfers = [], accounts = [], funds = [], owners = [], holds = [], reversed = [];
            foreach (var transfer in groups.SelectMany(group => group))
            {
                transfers.Add(transfer.Id);
                foreach (var key in (ReadOnlySpan<AccountKey>)[transfer.From, transfer.To])
                {
                    accounts.Add(state.IdOf(key));
                    owners.Add(key.Owner);
                    if (key.Fund != Guid.Empty) funds.Add(key.Fund);
                }
                if (transfer.Hold is { } hold) holds.Add(hold);
                if (transfer.Reverses is not { } undone) continue;
                reversed.Add(undone);
                transfers.Add(undone);
            }
            return new(transfers, accounts, funds, owners, holds, reversed);
        }
    }
}
