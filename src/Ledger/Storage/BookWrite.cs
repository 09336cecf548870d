namespace Jiuji.Ledger.Storage;

/// <summary>All that one batch writes, each row once: an account touched a thousand times is written once, with its last balance.</summary>
sealed record BookWrite(
    IReadOnlyList<Account> Accounts, IReadOnlyList<TransferRow> Transfers, IReadOnlyList<Entry> Entries,
    IReadOnlyList<Hold> Holds, IReadOnlyList<AccountDay> Days, Lane Lane)
{
    public static BookWrite Of(BookState state, IReadOnlyList<BookStep> steps)
    {
        var accounts = new SortedDictionary<Guid, AccountStanding>();
        var holds = new Dictionary<Guid, Hold>();
        var days = new Dictionary<(Guid Account, DateOnly Day), AccountDay>();
        var entries = new List<Entry>(steps.Count * 2);
        foreach (var step in steps)
        {
            accounts[step.From.After.Id] = step.From.After;
            accounts[step.To.After.Id] = step.To.After;
            if (step.HoldAfter is { } hold) holds[hold.Id] = hold;
            AddEntry(step.Row, step.From);
            AddEntry(step.Row, step.To);
        }
        var lane = new Lane { CountyCode = state.County, Seq = state.Seq, Events = state.Events, ChainHead = state.Head, RecordedAt = state.Now };
        return new([.. accounts.Values.Select(account => Stored(state.County, account))], [.. steps.Select(step => step.Row)], entries, [.. holds.Values], [.. days.Values], lane);

        void AddEntry(TransferRow row, Change change)
        {
            if (change.Moved == 0) return;
            entries.Add(EntryOf(row, change));
            var key = (change.After.Id, row.OccurredOn);
            days[key] = DayOf(row, change, days.GetValueOrDefault(key));
        }
    }

    static Entry EntryOf(TransferRow row, Change change) => new()
    {
        CountyCode = row.CountyCode,
        AccountId = change.After.Id,
        Seq = row.Seq,
        Amount = change.Moved,
        BalanceBefore = change.Before.Balance,
        BalanceAfter = change.After.Balance,
        Version = change.After.Version,
    };

    static AccountDay DayOf(TransferRow row, Change change, AccountDay? soFar) => new()
    {
        CountyCode = row.CountyCode,
        AccountId = change.After.Id,
        OccurredOn = row.OccurredOn,
        Net = (soFar?.Net ?? 0) + change.Moved,
        FirstSeq = soFar?.FirstSeq ?? row.Seq,
        LastSeq = row.Seq,
    };

    static Account Stored(string county, AccountStanding account) => new()
    {
        CountyCode = county,
        Id = account.Id,
        Owner = account.Key.Owner,
        Fund = account.Key.Fund,
        Kind = account.Key.Kind,
        Party = account.Key.Party,
        Unit = account.Key.Unit,
        Balance = account.Balance,
        Held = account.Held,
        Version = account.Version,
        Floor = account.Key.Kind.Floor(),
        Ceiling = account.Key.Kind.Ceiling(),
    };
}
