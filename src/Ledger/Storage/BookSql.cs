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
    static readonly ConditionalWeakTable<DbConnection, BookSql> OfConnection = [];

    readonly Dictionary<string, DbCommand> commands = [];
    readonly Dictionary<string, BookState> states = [];

    protected DbConnection Connection => connection;

    protected DbTransaction? Transaction { get; private set; }

    public static BookSql For(DbConnection connection, DbTransaction? transaction)
    {
        var sql = OfConnection.GetValue(connection, Create);
        sql.Transaction = transaction;
        return sql;
    }

    static BookSql Create(DbConnection connection) => IsPostgres(connection) ? new PostgresBookSql(connection) : new SqliteBookSql(connection);

    /// <summary>By name, since the ledger knows ADO.NET and neither driver.</summary>
    public static bool IsPostgres(DbConnection connection) => connection.GetType().Name == "NpgsqlConnection";

    /// <summary>What this connection last knew of the county. It is gone until it is given back, so that a batch that fails half-way leaves nothing here.</summary>
    public BookState Take(string county) => states.Remove(county, out var state) ? state : new(county, DateTimeOffset.MinValue);

    public void Keep(BookState state) => states[state.County] = state;

    /// <summary>Whether a batch can be written and committed in one round trip.</summary>
    public virtual bool WritesAtOnce => false;

    /// <summary>Writes and commits, if the lane still stands at this place with this hash. False, and nothing written, if not, or if an id stands in the book already.</summary>
    public virtual Task<bool> WriteAtOnce(BookWrite write, long seq, byte[] head, CancellationToken cancellation) => throw new NotSupportedException("Only where WritesAtOnce says so.");

    /// <summary>A condition that holds where the column is one of the ids in parameter @ids.</summary>
    protected abstract string AmongIds(string column);

    /// <summary>The value of @ids.</summary>
    protected abstract object Ids(IReadOnlyCollection<Guid> ids);

    protected abstract string ForUpdate { get; }

    /// <summary>Whether a question costs no trip of its own, so that the lane can be read first and what is known since the last batch need not be asked again.</summary>
    protected virtual bool AsksWithoutTrips => false;

    /// <summary>Runs these in order, each seeing what the one before it waited for.</summary>
    protected abstract Task Run(IReadOnlyList<Question> questions, CancellationToken cancellation);

    /// <summary>Accounts before transfers before entries and holds: each finds what it refers to.</summary>
    public abstract Task Write(BookWrite write, CancellationToken cancellation);

    public abstract Task Insert<T>(Table<T> table, T row, CancellationToken cancellation);

    public async Task<Lane> LockLane(string county, CancellationToken cancellation)
    {
        Lane? found = null;
        var lane = LaneOf(county, lane => found = lane);
        await Run([lane], cancellation);
        if (found is not null) return found;
        await OpenLane(county, cancellation);
        await Run([lane], cancellation);
        return found ?? throw new InvalidOperationException($"The lane of {county} was opened and is not there.");
    }

    async Task OpenLane(string county, CancellationToken cancellation) =>
        await Command($"{Tables.Lane.InsertInto} VALUES (@county, 0, 0, @head, 0) ON CONFLICT DO NOTHING", ("county", county), ("head", Chain.Start)).ExecuteNonQueryAsync(cancellation);

    Question LaneOf(string county, Action<Lane> found) => new($"SELECT seq, events, chain_head, recorded_at FROM lane WHERE county_code = @county {ForUpdate}", [("county", county)],
        reader => found(new()
        {
            CountyCode = county,
            Seq = reader.GetInt64(0),
            Events = reader.GetInt64(1),
            ChainHead = reader.GetFieldValue<byte[]>(2),
            RecordedAt = CountyDay.FromMicros(reader.GetInt64(3)),
        }));

    /// <summary>
    /// Loads everything that the rules may ask about these groups: the lane first, so that all the rest is read behind its lock; accounts are locked in
    /// the order of their ids, in one pass.
    /// </summary>
    public async Task Load(BookState state, IReadOnlyList<IReadOnlyList<Transfer>> groups, bool forUpdate, CancellationToken cancellation)
    {
        var asked = Asked.By(state, groups);
        if (!forUpdate)
        {
            await Run([.. Questions(state, asked, "")], cancellation);
            return;
        }
        if (AsksWithoutTrips)
        {
            state.Load(await LockLane(state.County, cancellation));
            asked = asked.Beyond(state);
            await Run([.. Questions(state, asked, ForUpdate)], cancellation);
            state.HasAsked(asked.Subjects);
            return;
        }
        var hasLane = false;
        var lane = LaneOf(state.County, found =>
        {
            hasLane = true;
            state.Load(found);
        });
        await Run([lane, .. Questions(state, asked, ForUpdate)], cancellation);
        if (!hasLane)
        {
            await OpenLane(state.County, cancellation);
            await Run([lane, .. Questions(state, asked, ForUpdate)], cancellation);
        }
        state.HasAsked(asked.Subjects);
    }

    IEnumerable<Question> Questions(BookState state, Asked asked, string locking)
    {
        yield return Among(state, asked.Transfers, $"{TransferReader.Select} WHERE county_code = @county AND {AmongIds("id")}", reader => state.Load(TransferReader.Read(reader)));
        if (asked.Accounts.Count > 0)
            yield return Among(state, asked.Accounts, $"SELECT id, owner, fund, kind, party, unit, balance, held, version FROM account WHERE county_code = @county AND {AmongIds("id")} ORDER BY id {locking}",
                reader => state.Load(new AccountStanding(reader.GetGuid(0), Query.ReadKey(reader, 1), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8))));
        if (asked.Owners.Count > 0)
            yield return Among(state, asked.Owners, $"SELECT owner, month, state FROM period WHERE county_code = @county AND {AmongIds("owner")}", reader => state.Load(ReadPeriod(state.County, reader)));
        if (asked.Funds.Count > 0)
        {
            yield return Among(state, asked.Funds, $"{FundReader.Select} WHERE county_code = @county AND {AmongIds("id")}", reader => state.Load(FundReader.Read(state.County, reader)));
            yield return Among(state, asked.Funds, $"{FundReader.SelectPurposes} WHERE county_code = @county AND {AmongIds("fund_id")}",
                reader => state.Fund(reader.GetGuid(0))?.Purposes.Add(FundReader.ReadPurpose(state.County, reader)));
        }
        if (asked.Holds.Count > 0)
            yield return Among(state, asked.Holds, $"SELECT id, from_account, to_account, amount, expires_at, state, posted_amount, resolved_by FROM hold WHERE county_code = @county AND {AmongIds("id")}",
                reader => state.Load(ReadHold(state.County, reader)));
        if (asked.Reversed.Count > 0)
            yield return Among(state, asked.Reversed, $"SELECT reverses FROM transfer WHERE county_code = @county AND {AmongIds("reverses")}", reader => state.LoadReversed(reader.GetGuid(0)));
    }

    Question Among(BookState state, IReadOnlyCollection<Guid> ids, string sql, Action<DbDataReader> row) => new(sql, [("county", state.County), ("ids", Ids(ids))], row);

    static Period ReadPeriod(string county, DbDataReader reader) => new()
    {
        CountyCode = county,
        Owner = reader.GetGuid(0),
        Month = CountyDay.FromNumber(reader.GetInt32(1)),
        State = Enum.Parse<PeriodState>(reader.GetString(2)),
    };

    static Hold ReadHold(string county, DbDataReader reader) => new()
    {
        CountyCode = county,
        Id = reader.GetGuid(0),
        FromAccount = reader.GetGuid(1),
        ToAccount = reader.GetGuid(2),
        Amount = reader.GetInt64(3),
        ExpiresAt = CountyDay.FromMicros(reader.GetInt64(4)),
        State = Enum.Parse<HoldState>(reader.GetString(5)),
        PostedAmount = reader.GetInt64(6),
        ResolvedBy = reader.IsDBNull(7) ? null : reader.GetGuid(7),
    };

    /// <summary>The kept command for this text with these values. Not to be run twice at once: a connection serves one writer.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!commands.TryGetValue(sql, out var command)) command = commands[sql] = Create(sql, values);
        command.Transaction = Transaction;
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index].Value;
        return command;
    }

    DbCommand Create(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in values) AddParameter(command, name);
        return command;
    }

    /// <summary>Named as the statement has it: SQLite's driver looks for a name without its sign three times over, at every value it binds.</summary>
    static void AddParameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        command.Parameters.Add(parameter);
    }

    /// <summary>A statement, its values, and what becomes of each row.</summary>
    protected sealed record Question(string Sql, (string Name, object Value)[] Values, Action<DbDataReader> Row);

    /// <summary>The ids that a batch asks about.</summary>
    sealed record Asked(IReadOnlyCollection<Guid> Transfers, IReadOnlyCollection<Guid> Accounts, IReadOnlyCollection<Guid> Funds,
        IReadOnlyCollection<Guid> Owners, IReadOnlyCollection<Guid> Holds, IReadOnlyCollection<Guid> Reversed)
    {
        /// <summary>Of these the book knows afterwards that what it has not found is not there.</summary>
        public IEnumerable<Guid> Subjects => Accounts.Concat(Funds).Concat(Owners);

        /// <summary>What the state does not know already; there is no end of transfers and holds, so they are always asked about.</summary>
        public Asked Beyond(BookState state) =>
            this with { Accounts = state.Unasked(Accounts), Funds = state.Unasked(Funds), Owners = state.Unasked(Owners) };

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
