namespace Jiuji.Ledger.Storage;

/// <summary>A column: its name, its PostgreSQL type, and how a row's value is taken, alone for SQLite or as a typed array for PostgreSQL.</summary>
abstract record Column<T>(string Name, string PostgresType)
{
    public abstract object Value(T row);
    public abstract Array Values(IReadOnlyList<T> rows);
}

sealed record Column<T, TValue>(string Name, string PostgresType, Func<T, TValue> Get) : Column<T>(Name, PostgresType)
{
    public override object Value(T row) => (object?)Get(row) ?? DBNull.Value;

    public override Array Values(IReadOnlyList<T> rows)
    {
        var values = new TValue[rows.Count];
        for (var index = 0; index < values.Length; index++) values[index] = Get(rows[index]);
        return values;
    }
}

/// <summary>A table the book writes, and what happens where the row stands already.</summary>
sealed class Table<T>(string name, IReadOnlyList<Column<T>> columns, string onConflict = "")
{
    public IReadOnlyList<Column<T>> Columns => columns;
    public string OnConflict => onConflict;
    public string InsertInto => $"INSERT INTO {name} ({string.Join(", ", columns.Select(column => column.Name))})";
}

/// <summary>The book's tables, said once for both databases. Names are those of <see cref="LedgerModel"/>.</summary>
static class Tables
{
    public static readonly Table<Account> Account = new("account",
    [
        Text<Account>("county_code", row => row.CountyCode),
        Id<Account>("id", row => row.Id),
        Id<Account>("owner", row => row.Owner),
        Id<Account>("fund", row => row.Fund),
        Text<Account>("kind", row => row.Kind.ToString()),
        Text<Account>("party", row => row.Party),
        Text<Account>("unit", row => row.Unit),
        Long<Account>("balance", row => row.Balance),
        Long<Account>("held", row => row.Held),
        Long<Account>("version", row => row.Version),
        new Column<Account, long?>("floor", "bigint", row => row.Floor),
        new Column<Account, long?>("ceiling", "bigint", row => row.Ceiling),
    ],
    "ON CONFLICT (county_code, id) DO UPDATE SET balance = excluded.balance, held = excluded.held, version = excluded.version");

    public static readonly Table<TransferRow> Transfer = new("transfer",
    [
        Text<TransferRow>("county_code", row => row.CountyCode),
        Id<TransferRow>("id", row => row.Id),
        Long<TransferRow>("seq", row => row.Seq),
        Text<TransferRow>("kind", row => row.Kind.ToString()),
        Id<TransferRow>("from_account", row => row.FromAccount),
        Id<TransferRow>("to_account", row => row.ToAccount),
        Long<TransferRow>("amount", row => row.Amount),
        Text<TransferRow>("unit", row => row.Unit),
        Id<TransferRow>("fund", row => row.Fund),
        Text<TransferRow>("reason", row => row.Reason),
        Text<TransferRow>("purpose", row => row.Purpose),
        Text<TransferRow>("case_reference", row => row.CaseReference),
        Text<TransferRow>("actor", row => row.Actor),
        Day<TransferRow>("occurred_on", row => row.OccurredOn),
        Long<TransferRow>("recorded_at", row => CountyDay.Micros(row.RecordedAt)),
        new Column<TransferRow, Guid?>("reverses", "uuid", row => row.Reverses),
        new Column<TransferRow, Guid?>("hold", "uuid", row => row.Hold),
        new Column<TransferRow, long?>("expires_at", "bigint", row => row.ExpiresAt is { } expiry ? CountyDay.Micros(expiry) : null),
        Text<TransferRow>("documents", row => row.Documents),
        Text<TransferRow>("mark", row => row.Mark),
        Text<TransferRow>("note", row => row.Note),
        new Column<TransferRow, byte[]>("hash", "bytea", row => row.Hash),
    ]);

    public static readonly Table<Entry> Entry = new("entry",
    [
        Text<Entry>("county_code", row => row.CountyCode),
        Id<Entry>("account_id", row => row.AccountId),
        Long<Entry>("seq", row => row.Seq),
        Long<Entry>("amount", row => row.Amount),
        Long<Entry>("balance_before", row => row.BalanceBefore),
        Long<Entry>("balance_after", row => row.BalanceAfter),
        Long<Entry>("version", row => row.Version),
    ]);

    public static readonly Table<Hold> Hold = new("hold",
    [
        Text<Hold>("county_code", row => row.CountyCode),
        Id<Hold>("id", row => row.Id),
        Id<Hold>("from_account", row => row.FromAccount),
        Id<Hold>("to_account", row => row.ToAccount),
        Long<Hold>("amount", row => row.Amount),
        Long<Hold>("expires_at", row => CountyDay.Micros(row.ExpiresAt)),
        Text<Hold>("state", row => row.State.ToString()),
        Long<Hold>("posted_amount", row => row.PostedAmount),
        new Column<Hold, Guid?>("resolved_by", "uuid", row => row.ResolvedBy),
    ],
    "ON CONFLICT (county_code, id) DO UPDATE SET state = excluded.state, posted_amount = excluded.posted_amount, resolved_by = excluded.resolved_by");

    public static readonly Table<AccountDay> AccountDay = new("account_day",
    [
        Text<AccountDay>("county_code", row => row.CountyCode),
        Id<AccountDay>("account_id", row => row.AccountId),
        Day<AccountDay>("occurred_on", row => row.OccurredOn),
        Long<AccountDay>("net", row => row.Net),
        Long<AccountDay>("first_seq", row => row.FirstSeq),
        Long<AccountDay>("last_seq", row => row.LastSeq),
    ],
    "ON CONFLICT (county_code, account_id, occurred_on) DO UPDATE SET net = account_day.net + excluded.net, last_seq = excluded.last_seq");

    public static readonly Table<Lane> Lane = new("lane",
    [
        Text<Lane>("county_code", row => row.CountyCode),
        Long<Lane>("seq", row => row.Seq),
        Long<Lane>("events", row => row.Events),
        new Column<Lane, byte[]>("chain_head", "bytea", row => row.ChainHead),
        Long<Lane>("recorded_at", row => CountyDay.Micros(row.RecordedAt)),
    ],
    "ON CONFLICT (county_code) DO UPDATE SET seq = excluded.seq, events = excluded.events, chain_head = excluded.chain_head, recorded_at = excluded.recorded_at");

    public static readonly Table<Fund> Fund = new("fund",
    [
        Text<Fund>("county_code", row => row.CountyCode),
        Id<Fund>("id", row => row.Id),
        Id<Fund>("owner", row => row.Owner),
        Text<Fund>("kind", row => row.Kind.ToString()),
        Text<Fund>("name", row => row.Name),
        Text<Fund>("source", row => row.Source),
        Text<Fund>("unit", row => row.Unit),
        Day<Fund>("valid_from", row => row.ValidFrom),
        new Column<Fund, int?>("valid_to", "integer", row => row.ValidTo is { } day ? CountyDay.Number(day) : null),
        Text<Fund>("functional_budget_code", row => row.FunctionalBudgetCode),
        Text<Fund>("economic_budget_code", row => row.EconomicBudgetCode),
    ]);

    public static readonly Table<FundPurpose> FundPurpose = new("fund_purpose",
    [
        Text<FundPurpose>("county_code", row => row.CountyCode),
        Id<FundPurpose>("fund_id", row => row.FundId),
        Text<FundPurpose>("purpose", row => row.Purpose),
        new Column<FundPurpose, int?>("allowed_from", "integer", row => row.AllowedFrom is { } day ? CountyDay.Number(day) : null),
        Text<FundPurpose>("consent_document", row => row.ConsentDocument),
    ]);

    public static readonly Table<Period> Period = new("period",
    [
        Text<Period>("county_code", row => row.CountyCode),
        Id<Period>("owner", row => row.Owner),
        Day<Period>("month", row => row.Month),
        Text<Period>("state", row => row.State.ToString()),
    ],
    "ON CONFLICT (county_code, owner, month) DO UPDATE SET state = excluded.state");

    public static readonly Table<BookEvent> BookEvent = new("book_event",
    [
        Text<BookEvent>("county_code", row => row.CountyCode),
        Long<BookEvent>("number", row => row.Number),
        Long<BookEvent>("after_seq", row => row.AfterSeq),
        Long<BookEvent>("recorded_at", row => CountyDay.Micros(row.RecordedAt)),
        Text<BookEvent>("kind", row => row.Kind.ToString()),
        Id<BookEvent>("subject", row => row.Subject),
        Text<BookEvent>("actor", row => row.Actor),
        Text<BookEvent>("content", row => row.Content),
        new Column<BookEvent, byte[]>("hash", "bytea", row => row.Hash),
    ]);

    public static readonly Table<ChainSignature> ChainSignature = new("chain_signature",
    [
        Text<ChainSignature>("county_code", row => row.CountyCode),
        Day<ChainSignature>("day", row => row.Day),
        Long<ChainSignature>("seq", row => row.Seq),
        new Column<ChainSignature, byte[]>("hash", "bytea", row => row.Hash),
        Long<ChainSignature>("signed_at", row => CountyDay.Micros(row.SignedAt)),
        new Column<ChainSignature, byte[]>("signature", "bytea", row => row.Signature),
    ],
    "ON CONFLICT DO NOTHING");

    static Column<T, string> Text<T>(string name, Func<T, string> get) => new(name, "text", get);
    static Column<T, Guid> Id<T>(string name, Func<T, Guid> get) => new(name, "uuid", get);
    static Column<T, long> Long<T>(string name, Func<T, long> get) => new(name, "bigint", get);
    static Column<T, int> Day<T>(string name, Func<T, DateOnly> get) => new(name, "integer", row => CountyDay.Number(get(row)));
}
