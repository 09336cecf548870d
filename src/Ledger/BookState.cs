using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>An account in the middle of a batch. Immutable: a refused group is undone by putting the old one back.</summary>
public sealed record AccountStanding(Guid Id, AccountKey Key, long Balance = 0, long Held = 0, long Version = 0)
{
    /// <summary>What is free to move: the balance less what pending holds reserve.</summary>
    public long Available => Balance - Held;
}

/// <summary>
/// All that the book's rules look at, in memory: loaded once for a batch, moved on by each accepted group, so that a later group sees an
/// earlier one. What was not loaded does not exist. Kept from batch to batch: while the end of the chain stands where this state left it, accounts, funds
/// and months are still as they are here (docs/decisions/0006).
/// </summary>
public sealed class BookState(string county, DateTimeOffset now)
{
    readonly Dictionary<AccountKey, Guid> ids = [];
    readonly Dictionary<Guid, AccountStanding> accounts = [];
    readonly Dictionary<Guid, TransferRow> transfers = [];
    readonly Dictionary<Guid, Hold> holds = [];
    readonly HashSet<Guid> reversed = [];
    readonly Dictionary<Guid, Fund> funds = [];
    readonly Dictionary<(Guid Owner, DateOnly Month), PeriodState> periods = [];
    readonly HashSet<Guid> asked = [];

    const int MostKept = 20_000;

    /// <summary>The tenant's permanent key.</summary>
    public string County => county;

    /// <summary>The instant at which the rules are asked and accepted transfers are recorded; never before the last one's.</summary>
    public DateTimeOffset Now { get; private set; } = now;

    /// <summary>Its day in Asia/Shanghai.</summary>
    public DateOnly Today => CountyDay.Of(Now);

    /// <summary>The county's last place in the sequence, its last event, and the hash at the end of its chain.</summary>
    public long Seq { get; private set; }
    public long Events { get; private set; }
    public byte[] Head { get; private set; } = Chain.Start;

    /// <summary>The same book at another instant.</summary>
    public BookState At(DateTimeOffset instant)
    {
        var state = new BookState(county, instant);
        (state.Seq, state.Events, state.Head) = (Seq, Events, Head);
        foreach (var account in accounts.Values) state.Load(account);
        foreach (var transfer in transfers.Values) state.Load(transfer);
        foreach (var hold in holds.Values) state.Load(hold);
        foreach (var fund in funds.Values) state.Load(fund);
        foreach (var ((owner, month), reached) in periods) state.periods[(owner, month)] = reached;
        state.reversed.UnionWith(reversed);
        return state;
    }

    /// <summary>The clock may step back between two batches; the record may not, or balances by record date would change afterwards.</summary>
    public void Load(Lane lane)
    {
        if (lane.Events != Events || !lane.ChainHead.AsSpan().SequenceEqual(Head)) Forget();
        (Seq, Events, Head) = (lane.Seq, lane.Events, lane.ChainHead);
        if (lane.RecordedAt > Now) Now = lane.RecordedAt;
    }

    /// <summary>
    /// Makes ready for the next batch at this instant: transfers and holds are asked for each time, since there is no end of them. The record never steps back.
    /// </summary>
    internal void Next(DateTimeOffset instant)
    {
        if (accounts.Count > MostKept) Forget();
        transfers.Clear();
        holds.Clear();
        reversed.Clear();
        if (instant > Now) Now = instant;
    }

    void Forget()
    {
        accounts.Clear();
        funds.Clear();
        periods.Clear();
        asked.Clear();
    }

    /// <summary>These accounts, funds and owners were asked for: what was not found of them is not there.</summary>
    internal void HasAsked(IEnumerable<Guid> subjects) => asked.UnionWith(subjects);

    /// <summary>Those of them that have not been asked for since the chain was last found elsewhere than here.</summary>
    internal IReadOnlyCollection<Guid> Unasked(IEnumerable<Guid> subjects) => [.. subjects.Where(subject => !asked.Contains(subject))];

    /// <summary>Whether all that the rules ask about an account, its fund and its owner's months is here.</summary>
    internal bool Knows(AccountKey key) => asked.Contains(IdOf(key)) && asked.Contains(key.Owner) && (key.Fund == Guid.Empty || asked.Contains(key.Fund));

    /// <summary>Takes in what the database says of one account, transfer, hold, fund or month, each in place of what was known.</summary>
    public void Load(AccountStanding account) => accounts[account.Id] = account;
    public void Load(TransferRow transfer) => transfers[transfer.Id] = transfer;
    public void Load(Hold hold) => holds[hold.Id] = hold;
    public void Load(Fund fund) => funds[fund.Id] = fund;
    public void Load(Period period) => periods[(period.Owner, period.Month)] = period.State;

    /// <summary>Some transfer reverses this one already.</summary>
    public void LoadReversed(Guid transfer) => reversed.Add(transfer);

    /// <summary>An account's id, computed from its name once.</summary>
    public Guid IdOf(AccountKey key) => ids.TryGetValue(key, out var id) ? id : ids[key] = key.Id(county);

    /// <summary>As it stands now; at 0 where nothing has reached it.</summary>
    public AccountStanding Account(AccountKey key) => accounts.TryGetValue(IdOf(key), out var account) ? account : new(IdOf(key), key);

    /// <summary>Null where none of this id was loaded; so with holds and funds.</summary>
    public TransferRow? Transfer(Guid id) => transfers.GetValueOrDefault(id);
    public Hold? Hold(Guid id) => holds.GetValueOrDefault(id);
    public bool IsReversed(Guid transfer) => reversed.Contains(transfer);
    public Fund? Fund(Guid id) => funds.GetValueOrDefault(id);

    /// <summary>How far the owner's month of this day has come; open where nothing was told.</summary>
    public PeriodState Period(Guid owner, DateOnly day) => periods.GetValueOrDefault((owner, CountyDay.Month(day)));

    /// <summary>The transfer as a row, without place, instant and hash, which it gets when it is accepted.</summary>
    public TransferRow Row(Transfer transfer) => TransferRow.Of(county, transfer, IdOf(transfer.From), IdOf(transfer.To));

    /// <summary>The moved accounts by id, for the tests' expected balances and a dry run's before and after.</summary>
    public IEnumerable<AccountStanding> Accounts => accounts.Values;

    internal void Do(BookStep step)
    {
        accounts[step.From.After.Id] = step.From.After;
        accounts[step.To.After.Id] = step.To.After;
        transfers[step.Row.Id] = step.Row;
        if (step.HoldAfter is { } hold) holds[hold.Id] = hold;
        if (step.Row.Reverses is { } undone) reversed.Add(undone);
    }

    /// <summary>Steps are undone last first, so each finds what it left.</summary>
    internal void Undo(BookStep step)
    {
        accounts[step.From.Before.Id] = step.From.Before;
        accounts[step.To.Before.Id] = step.To.Before;
        transfers.Remove(step.Row.Id);
        if (step.HoldAfter is { } hold) PutBack(hold.Id, step.HoldBefore);
        if (step.Row.Reverses is { } undone) reversed.Remove(undone);
    }

    void PutBack(Guid id, Hold? hold)
    {
        if (hold is null) holds.Remove(id);
        else holds[id] = hold;
    }

    /// <summary>An accepted step takes its place in the sequence and its link in the chain.</summary>
    internal void Record(BookStep step)
    {
        step.Row.Seq = ++Seq;
        step.Row.RecordedAt = Now;
        step.Row.Hash = Head = Chain.Link(Head, step.Row);
    }
}

/// <summary>An account before and after one transfer.</summary>
public readonly record struct Change(AccountStanding Before, AccountStanding After)
{
    public long Moved => After.Balance - Before.Balance;
}

/// <summary>What one accepted transfer does: both accounts, and the hold that it makes or resolves.</summary>
public sealed record BookStep(TransferRow Row, Change From, Change To, Hold? HoldBefore, Hold? HoldAfter);
