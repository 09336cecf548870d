using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// Plays the transfers of a county once more from nothing, in order, and checks each against every rule that transfers alone can show. Needs no
/// database, so the audit pack's checker and <see cref="Verification"/> are the same code. Keeps some 100 bytes per transfer.
/// </summary>
sealed class Replay(string county, Tally tally)
{
    const int LargestGap = 1_000_000;

    readonly Dictionary<Guid, ReplayedAccount> accounts = [];
    readonly Dictionary<Guid, Fund> funds = [];
    readonly Dictionary<Guid, int> places = [];
    readonly HashSet<Guid> reversed = [];
    readonly List<ReplayedTransfer> transfers = [];
    byte[] head = Chain.Start;
    DateTimeOffset recordedAt = DateTimeOffset.MinValue;

    readonly Dictionary<long, byte[]> signed = [];

    public IReadOnlyDictionary<Guid, ReplayedAccount> Accounts => accounts;
    public IReadOnlyList<ReplayedTransfer> Transfers => transfers;
    public Dictionary<Guid, ReplayedHold> Holds { get; } = [];
    public long Seq { get; private set; }
    public byte[] Head => head;

    public void Add(Fund fund) => funds[fund.Id] = fund;

    /// <summary>A head that was signed and went out of the house: the chain must still pass through it.</summary>
    public void Add(ChainHead head) => signed[head.Seq] = Convert.FromHexString(head.Hash);

    public void Add(Guid id, AccountKey key)
    {
        accounts[id] = new(id, key);
        tally.Check(Invariant.AccountsNamedByKey, key.Id(county) == id, null, (id, key), about => $"account {about.id:D} is not the id of {about.key}");
    }

    public void Add(TransferRow row)
    {
        CheckPlace(row);
        CheckChain(row);
        if (!accounts.TryGetValue(row.FromAccount, out var from) || !accounts.TryGetValue(row.ToAccount, out var to))
        {
            tally.Check(Invariant.TransfersWellFormed, false, row.Seq, row, bad => $"transfer {bad.Id:D} names an account that does not exist");
            transfers.Add(default);
            return;
        }
        CheckForm(row, from.Key, to.Key);
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

    void CheckChain(TransferRow row)
    {
        tally.Check(Invariant.ChainUnbroken, Chain.Link(head, row).AsSpan().SequenceEqual(row.Hash), row.Seq, row, bad =>
            $"transfer {bad.Id:D} at {bad.Seq}: its hash does not cover what it says (a field, or the transfer before it, was changed)");
        // Goes on from the stored hash, so that one change is one finding and not a million.
        head = row.Hash;
        if (signed.Remove(row.Seq, out var promised))
            tally.Check(Invariant.SignedHeadsStand, head.AsSpan().SequenceEqual(promised), row.Seq, row.Seq, seq => $"the head signed at {seq} is no longer in the chain: history up to there was rewritten");
    }

    /// <summary>After the last transfer: signed heads that the chain no longer reaches.</summary>
    public void Finish()
    {
        foreach (var seq in signed.Keys) tally.Check(Invariant.SignedHeadsStand, seq == 0, seq, seq, cut => $"a head was signed at {cut}, where no transfer stands any more");
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
