using System.Text.Json;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// Plays the transfers and events of a county once more from nothing, in order, and checks each against every rule that they alone can show. Needs no
/// database, so the audit pack's checker and <see cref="Verification"/> are the same code. Keeps some 100 bytes per transfer.
/// </summary>
sealed class Replay(string county, Tally tally)
{
    const int LargestGap = 1_000_000;
    const int MostExpected = 10_000_000;

    readonly Dictionary<Guid, ReplayedAccount> accounts = [];
    readonly Dictionary<Guid, Fund> funds = [];
    readonly Dictionary<Guid, int> places = [];
    readonly HashSet<Guid> reversed = [];
    readonly List<ReplayedTransfer> transfers = [];
    byte[] head = Chain.Start;
    DateTimeOffset recordedAt = DateTimeOffset.MinValue;

    readonly Dictionary<long, HashSet<string>> signed = [];
    readonly Queue<BookEvent> events = [];
    readonly Dictionary<(Guid Owner, DateOnly Month), PeriodState> months = [];

    /// <summary>About so many transfers will come: room for them is made once, not by doubling.</summary>
    public void Expect(long count)
    {
        transfers.EnsureCapacity((int)Math.Min(count, MostExpected));
        places.EnsureCapacity((int)Math.Min(count, MostExpected));
    }

    public IReadOnlyDictionary<Guid, ReplayedAccount> Accounts => accounts;

    /// <summary>Funds and months as the events made them.</summary>
    public IReadOnlyDictionary<Guid, Fund> Funds => funds;
    public IReadOnlyDictionary<(Guid Owner, DateOnly Month), PeriodState> Months => months;
    public IReadOnlyList<ReplayedTransfer> Transfers => transfers;
    public Dictionary<Guid, ReplayedHold> Holds { get; } = [];
    public long Seq { get; private set; }
    public long Events { get; private set; }
    public byte[] Head => head;

    /// <summary>The events in their order, all of them before the first transfer; each takes effect at its own place.</summary>
    public void Add(BookEvent told) => events.Enqueue(told);

    /// <summary>A head that was signed and went out of the house: the chain must still pass through it.</summary>
    public void Add(ChainHead promised)
    {
        if (!signed.TryGetValue(promised.Seq, out var hashes)) signed[promised.Seq] = hashes = [];
        hashes.Add(promised.Hash);
    }

    public void Add(Guid id, AccountKey key)
    {
        accounts[id] = new(id, key);
        tally.Check(Invariant.AccountsNamedByKey, key.Id(county) == id, null, (id, key), about => $"account {about.id:D} is not the id of {about.key}");
    }

    /// <summary>Many in their order, their hashes computed on all processors: each follows from the stored hash before it, so only the comparing waits its turn.</summary>
    public void Add(IReadOnlyList<TransferRow> rows)
    {
        var links = new byte[rows.Count][];
        Parallel.For(1, rows.Count, index => links[index] = Chain.Link(rows[index - 1].Hash, rows[index]));
        Add(rows[0]);
        for (var index = 1; index < rows.Count; index++) Add(rows[index], rows[index - 1].Hash, links[index]);
    }

    public void Add(TransferRow row) => Add(row, null, null);

    /// <param name="link">The hash that follows from <paramref name="before"/>, where it was computed beforehand.</param>
    void Add(TransferRow row, byte[]? before, byte[]? link)
    {
        LeavePlace(row.Seq);
        CheckPlace(row);
        // An event in between makes another end of the chain than the transfer before.
        CheckChain(row, link is not null && ReferenceEquals(before, head) ? link : Chain.Link(head, row));
        if (!accounts.TryGetValue(row.FromAccount, out var from) || !accounts.TryGetValue(row.ToAccount, out var to))
        {
            tally.Check(Invariant.TransfersWellFormed, false, row.Seq, row, bad => $"transfer {bad.Id:D} names an account that does not exist");
            transfers.Add(default);
            return;
        }
        CheckForm(row, from.Key, to.Key);
        CheckMonths(row, from.Key, to.Key);
        CheckReversal(row);
        var resolved = CheckHold(row);
        Move(row, from, to, resolved);
        CheckBounds(row, from, to);
    }

    void CheckPlace(TransferRow row)
    {
        var isNew = places.TryAdd(row.Id, (int)Math.Min(row.Seq - 1, int.MaxValue));
        tally.Check(Invariant.SequenceWithoutGaps, row.Seq == Seq + 1 && isNew && row.RecordedAt >= recordedAt && row.CountyCode == county, row.Seq, (row, Seq, isNew), bad =>
            !bad.isNew ? $"transfer {bad.row.Id:D} at {bad.row.Seq} stands twice"
            : bad.row.Seq != bad.Seq + 1 ? $"after {bad.Seq} comes {bad.row.Seq}"
            : $"transfer {bad.row.Id:D} at {bad.row.Seq} was recorded before the one before it, or in another county");
        // A gap stays a gap, so that what follows is still compared with its own entries.
        while (transfers.Count < row.Seq - 1 && row.Seq - Seq <= LargestGap) transfers.Add(default);
        (Seq, recordedAt) = (row.Seq, row.RecordedAt);
    }

    void CheckChain(TransferRow row, byte[] link)
    {
        tally.Check(Invariant.ChainUnbroken, link.AsSpan().SequenceEqual(row.Hash), row.Seq, row, bad =>
            $"transfer {bad.Id:D} at {bad.Seq}: its hash does not cover what it says (a field, or the transfer before it, was changed)");
        // Goes on from the stored hash, so that one change is one finding and not a million.
        head = row.Hash;
        MeetSignedHead();
    }

    /// <summary>A place can have been signed after its transfer and after any of the events that follow it.</summary>
    void MeetSignedHead()
    {
        if (signed.Count == 0 || !signed.TryGetValue(Seq, out var hashes) || !hashes.Remove(Convert.ToHexStringLower(head))) return;
        tally.Check(Invariant.SignedHeadsStand, true, Seq, Seq, _ => "");
    }

    /// <summary>Before the next transfer: the events that stand between, and the heads that were signed here.</summary>
    void LeavePlace(long next)
    {
        if (Seq == 0) MeetSignedHead();
        while (events.TryPeek(out var told) && told.AfterSeq < next) Apply(events.Dequeue());
        if (signed.Remove(Seq, out var hashes) && hashes.Count > 0)
            tally.Check(Invariant.SignedHeadsStand, false, Seq, Seq, seq => $"the head signed at {seq} is no longer in the chain: history up to there was rewritten");
    }

    /// <summary>After the last transfer: the last events, and signed heads that the chain no longer reaches.</summary>
    public void Finish()
    {
        LeavePlace(long.MaxValue);
        foreach (var seq in signed.Keys) tally.Check(Invariant.SignedHeadsStand, false, seq, seq, cut => $"a head was signed at {cut}, where no transfer stands any more");
    }

    void Apply(BookEvent told)
    {
        tally.Check(Invariant.SequenceWithoutGaps, told.Number == Events + 1 && told.AfterSeq == Seq && told.RecordedAt >= recordedAt && told.CountyCode == county, Seq, told,
            bad => $"event {bad.Number} after transfer {bad.AfterSeq} is out of order, or of another county");
        tally.Check(Invariant.ChainUnbroken, Chain.Link(head, told).AsSpan().SequenceEqual(told.Hash), Seq, told,
            bad => $"event {bad.Number} ({bad.Kind}) after transfer {bad.AfterSeq}: its hash does not cover what it says (a field, or what stood before it, was changed)");
        (Events, recordedAt, head) = (told.Number, told.RecordedAt, told.Hash);
        tally.Check(Invariant.SettingsRecomputed, TakesEffect(told), Seq, told, bad => $"event {bad.Number} ({bad.Kind}) tells what cannot be: unreadable, of an unknown fund, or a month that steps back");
        MeetSignedHead();
    }

    bool TakesEffect(BookEvent told)
    {
        try
        {
            return told.Kind switch
            {
                BookEventKind.FundEntered => funds.TryAdd(told.Subject, BookEventContent.Fund(told)),
                BookEventKind.PurposeConsented => Change(told, fund => fund.Purposes.Add(BookEventContent.Purpose(told))),
                BookEventKind.FundEnded => Change(told, fund => fund.ValidTo = BookEventContent.Day(told)),
                BookEventKind.PeriodHeld => Reach(told, PeriodState.Held),
                _ => Reach(told, PeriodState.Closed),
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    bool Change(BookEvent told, Action<Fund> change)
    {
        if (!funds.TryGetValue(told.Subject, out var fund)) return false;
        change(fund);
        return true;
    }

    bool Reach(BookEvent told, PeriodState state)
    {
        var month = (told.Subject, BookEventContent.Day(told));
        if (months.GetValueOrDefault(month) >= state) return false;
        months[month] = state;
        return true;
    }

    void CheckMonths(TransferRow row, AccountKey from, AccountKey to)
    {
        if (months.Count == 0) return;
        var month = CountyDay.Month(row.OccurredOn);
        var reached = (PeriodState)Math.Max((int)months.GetValueOrDefault((from.Owner, month)), (int)months.GetValueOrDefault((to.Owner, month)));
        tally.Check(Invariant.MonthsStayClosed, reached == PeriodState.Open || (reached == PeriodState.Held && row.Mark == Marks.Closing), row.Seq, row,
            bad => $"transfer {bad.Id:D} at {bad.Seq} was posted into {bad.OccurredOn:yyyy-MM}, which was held or closed by then");
    }

    void CheckForm(TransferRow row, AccountKey from, AccountKey to)
    {
        var fund = to.Fund == Guid.Empty ? from.Fund : to.Fund;
        var wellFormed = row.Amount > 0 && row.FromAccount != row.ToAccount && from.Unit == to.Unit && row.Unit == from.Unit && row.Fund == fund && BookDecision.MayMeet(from, to);
        tally.Check(Invariant.TransfersWellFormed, wellFormed, row.Seq, row, bad => $"transfer {bad.Id:D} at {bad.Seq}: amount, unit, fund or accounts do not fit together");
        if (!BookDecision.PutsToPurpose(row.Kind, to)) return;
        var allowed = funds.TryGetValue(fund, out var known) && BookDecision.Allows(known, row.Purpose, row.OccurredOn);
        tally.Check(Invariant.PurposesAllowed, allowed, row.Seq, row, bad => $"transfer {bad.Id:D} at {bad.Seq}: its fund does not allow \"{bad.Purpose}\"");
    }

    void CheckReversal(TransferRow row)
    {
        if (row.Reverses is not { } id) return;
        var mirrors = places.TryGetValue(id, out var place) && place >= 0 && place < transfers.Count && transfers[place] is { From: not null, To: not null } original
            && original.From.Id == row.ToAccount && original.To.Id == row.FromAccount && original.Moved == row.Amount;
        tally.Check(Invariant.ReversalsOnce, mirrors && reversed.Add(id), row.Seq, row, bad => $"transfer {bad.Id:D} at {bad.Seq} does not mirror {bad.Reverses:D}, or is not the first to reverse it");
    }

    /// <returns>The hold that this transfer resolves, if any.</returns>
    ReplayedHold? CheckHold(TransferRow row)
    {
        if (row.Kind == TransferKind.Reserve) Holds[row.Id] = new(row.Id, row.Amount, row.ExpiresAt ?? row.RecordedAt, row.FromAccount, row.ToAccount);
        if (row.Hold is not { } id) return null;
        var hold = Holds.GetValueOrDefault(id);
        var resolves = hold is { State: HoldState.Pending } && row.Amount <= hold.Amount && row.FromAccount == hold.FromAccount && row.ToAccount == hold.ToAccount
            && (row.Kind == TransferKind.ExpireHold) == (row.RecordedAt >= hold.ExpiresAt);
        tally.Check(Invariant.HoldsResolveOnce, resolves, row.Seq, row, bad => $"transfer {bad.Id:D} at {bad.Seq} cannot resolve hold {bad.Hold:D}: unknown, resolved before, out of time, or another amount or account");
        if (hold is not { State: HoldState.Pending }) return null;
        hold.Resolve(row);
        return hold;
    }

    void Move(TransferRow row, ReplayedAccount from, ReplayedAccount to, ReplayedHold? resolved)
    {
        var moved = row.Kind is TransferKind.Post or TransferKind.PostHold ? row.Amount : 0;
        transfers.Add(new(moved, from, to));
        from.Held += (row.Kind == TransferKind.Reserve ? row.Amount : 0) - (resolved?.Amount ?? 0);
        if (moved == 0) return;
        from.Move(row, -moved);
        to.Move(row, moved);
    }

    void CheckBounds(TransferRow row, ReplayedAccount from, ReplayedAccount to)
    {
        var kept = (from.Key.Kind.Floor() is not { } floor || from.Balance - from.Held >= floor) && (to.Key.Kind.Ceiling() is not { } ceiling || to.Balance <= ceiling);
        tally.Check(Invariant.BoundsKept, kept, row.Seq, (row, from, to), bad =>
            $"transfer {bad.row.Id:D} at {bad.row.Seq} leaves {bad.from.Key.Kind} at {bad.from.Balance} with {bad.from.Held} held, {bad.to.Key.Kind} at {bad.to.Balance}");
    }
}

/// <summary>What a transfer moved between which accounts; 0 for one that only reserves or releases.</summary>
readonly record struct ReplayedTransfer(long Moved, ReplayedAccount? From, ReplayedAccount? To);

/// <summary>An account as the replay finds it.</summary>
sealed class ReplayedAccount(Guid id, AccountKey key)
{
    public Guid Id => id;
    public AccountKey Key => key;
    public long Balance { get; private set; }
    public long Held { get; set; }
    public long Version { get; private set; }

    /// <summary>What the stored entries say came in.</summary>
    public long Entered { get; set; }
    public Dictionary<int, (long Net, long First, long Last)> Days { get; } = [];

    public void Move(TransferRow row, long amount)
    {
        Balance += amount;
        Version++;
        var day = CountyDay.Number(row.OccurredOn);
        Days[day] = Days.TryGetValue(day, out var soFar) ? (soFar.Net + amount, soFar.First, row.Seq) : (amount, row.Seq, row.Seq);
    }
}

/// <summary>A hold as the replay finds it.</summary>
sealed class ReplayedHold(Guid id, long amount, DateTimeOffset expiresAt, Guid from, Guid to)
{
    public Guid Id => id;
    public long Amount => amount;
    public DateTimeOffset ExpiresAt => expiresAt;
    public Guid FromAccount => from;
    public Guid ToAccount => to;
    public HoldState State { get; private set; }
    public long PostedAmount { get; private set; }
    public Guid? ResolvedBy { get; private set; }

    public void Resolve(TransferRow row)
    {
        ResolvedBy = row.Id;
        PostedAmount = row.Kind == TransferKind.PostHold ? row.Amount : 0;
        State = row.Kind switch
        {
            TransferKind.PostHold => row.Amount == amount ? HoldState.Posted : HoldState.PartPosted,
            TransferKind.VoidHold => HoldState.Voided,
            _ => HoldState.Expired,
        };
    }
}
