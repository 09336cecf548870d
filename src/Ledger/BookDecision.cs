using System.Globalization;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// The rules of the book as a pure function of what was loaded: no database, no clock. The guards stand in the order of <see cref="Refusal"/>,
/// so the first one that speaks is the answer.
/// </summary>
public static class BookDecision
{
    /// <summary>One trillion yuan: no transfer is larger, and sums of any real book stay far from overflow.</summary>
    public const long LargestAmount = 100_000_000_000_000;

    /// <summary>No balance leaves this range, so no sum can wrap around.</summary>
    const long LargestBalance = 1_000_000_000_000_000_000;

    /// <summary>Decides a group, all or nothing, and moves the state on if it is accepted.</summary>
    public static (PostAnswer Answer, IReadOnlyList<BookStep> Steps) Decide(BookState state, IReadOnlyList<Transfer> group)
    {
        if (Repeated(state, group) is { } posted) return (new(posted, null, Repeat: true), []);
        var steps = new List<BookStep>(group.Count);
        for (var index = 0; index < group.Count; index++)
        {
            if (Refusals(state, group[index], index).FirstOrDefault() is { } refused)
            {
                for (var undo = steps.Count - 1; undo >= 0; undo--) state.Undo(steps[undo]);
                return (new([], refused), []);
            }
            steps.Add(Step(state, group[index]));
            state.Do(steps[^1]);
        }
        foreach (var step in steps) state.Record(step);
        return (new(steps.ConvertAll(step => step.Row.AsPosted()), null), steps);
    }

    /// <summary>
    /// A retry is answered as the first time, whatever has been closed, spent or expired since. Only a whole group is a retry:
    /// a group that mixes old and new was never sent before and is refused as <see cref="Refusal.AlreadyPosted"/>.
    /// </summary>
    static List<Posted>? Repeated(BookState state, IReadOnlyList<Transfer> group)
    {
        if (group.Count == 0 || state.Transfer(group[0].Id) is null) return null;
        var posted = new List<Posted>(group.Count);
        foreach (var transfer in group)
        {
            if (state.Transfer(transfer.Id) is not { } standing || !IsSame(state, transfer, standing)) return null;
            posted.Add(standing.AsPosted());
        }
        return group.DistinctBy(transfer => transfer.Id).Count() == group.Count ? posted : null;
    }

    static bool IsSame(BookState state, Transfer transfer, TransferRow standing) => Chain.Content(state.Row(transfer)).SequenceEqual(Chain.Content(standing));

    /// <summary>Every rule that refuses this transfer as things stand, in order of precedence; empty if it may be posted.</summary>
    public static IEnumerable<Refused> Refusals(BookState state, Transfer transfer, int index)
    {
        RejectNonsense(transfer);
        return state.Transfer(transfer.Id) is { } standing ? [Standing(state, transfer, standing, index)] : New(state, transfer, index);
    }

    static IEnumerable<Refused> New(BookState state, Transfer transfer, int index)
    {
        var makesSense = true;
        foreach (var no in Request(state, transfer).Concat(References(state, transfer)))
        {
            makesSense = false;
            yield return new(no.Reason, index, no.Detail);
        }
        // The accounts are asked only about a transfer that makes sense: an unknown hold has no balance to exceed.
        if (!makesSense) yield break;
        foreach (var no in Bounds(state, transfer)) yield return new(no.Reason, index, no.Detail);
    }

    static Refused Standing(BookState state, Transfer transfer, TransferRow standing, int index) =>
        new(IsSame(state, transfer, standing) ? Refusal.AlreadyPosted : Refusal.IdTakenByOtherContent, index, new Dictionary<string, string> { ["id"] = Text(transfer.Id) });

    /// <summary>Shapes that no caller of ours builds: a bug there, not a refusal here.</summary>
    static void RejectNonsense(Transfer transfer)
    {
        if (Resolves(transfer.Kind) != transfer.Hold.HasValue) throw new ArgumentException("Exactly the transfers that resolve a hold name one.", nameof(transfer));
        if (transfer.Reverses.HasValue && transfer.Kind != TransferKind.Post) throw new ArgumentException("Only a plain transfer reverses another.", nameof(transfer));
        if (transfer.ExpiresAt.HasValue && transfer.Kind != TransferKind.Reserve) throw new ArgumentException("Only a reservation expires.", nameof(transfer));
        if (transfer.Documents.Any(hash => !IsHash(hash))) throw new ArgumentException("A document is named by its lower-case SHA-256.", nameof(transfer));
    }

    static bool IsHash(string text) => text.Length == 64 && text.All(letter => char.IsAsciiHexDigitLower(letter));

    static bool Resolves(TransferKind kind) => kind is TransferKind.PostHold or TransferKind.VoidHold or TransferKind.ExpireHold;

    static bool Moves(TransferKind kind) => kind is TransferKind.Post or TransferKind.PostHold;

    static IEnumerable<No> Request(BookState state, Transfer transfer)
    {
        var (from, to) = (transfer.From, transfer.To);
        if (transfer.Amount <= 0) yield return new(Refusal.AmountNotPositive, ("amount", Text(transfer.Amount)));
        if (IsTooLarge(state, transfer)) yield return new(Refusal.AmountTooLarge, ("amount", Text(transfer.Amount)), ("limit", Text(LargestAmount)));
        if (from == to) yield return new(Refusal.SameAccount, ("account", from.Kind.ToString()));
        if (from.Unit != to.Unit) yield return new(Refusal.UnitsDiffer, ("from", from.Unit), ("to", to.Unit));
        else if (FundOf(state, transfer) is { } fund && fund.Unit != from.Unit) yield return new(Refusal.UnitsDiffer, ("fund", fund.Unit), ("to", from.Unit));
        if (!MayMeet(from, to) || !Stands(state, from) || !Stands(state, to)) yield return new(Refusal.FundsDiffer, ("from", Text(from.Fund)), ("to", Text(to.Fund)));
        if (Lacks(transfer.Reason) || (transfer.Reverses.HasValue && Lacks(transfer.Note))) yield return new(Refusal.ReasonMissing);
        if (Lacks(transfer.Actor)) yield return new(Refusal.ActorMissing);
        if (transfer.OccurredOn > state.Today) yield return new(Refusal.OccurredInFuture, ("occurredOn", Text(transfer.OccurredOn)), ("today", Text(state.Today)));
    }

    static bool IsTooLarge(BookState state, Transfer transfer) =>
        transfer.Amount > LargestAmount
        || Math.Abs(state.Account(transfer.From).Balance) + LargestAmount > LargestBalance
        || Math.Abs(state.Account(transfer.To).Balance) + LargestAmount > LargestBalance;

    static bool Lacks(string text) => string.IsNullOrWhiteSpace(text);

    /// <summary>Books and funds never mix: only the outside may face another fund or owner.</summary>
    internal static bool MayMeet(AccountKey from, AccountKey to) =>
        (from.Fund == to.Fund || OutsideWithoutFund(from) || OutsideWithoutFund(to))
        && (from.Owner == to.Owner || from.Kind.Side() == AccountSide.Outside || to.Kind.Side() == AccountSide.Outside);

    static bool OutsideWithoutFund(AccountKey key) => key.Fund == Guid.Empty && key.Kind.Side() == AccountSide.Outside;

    /// <summary>代管款 belongs to no fund, so it can never reach money in hands; a fund's accounts stand in its owner's book.</summary>
    static bool Stands(BookState state, AccountKey key) =>
        key.Fund == Guid.Empty
        || (key.Kind != AccountKind.HeldForOthers
            && (key.Kind.Side() == AccountSide.Outside || state.Fund(key.Fund) is not { } fund || fund.Owner == key.Owner));

    static IEnumerable<No> References(BookState state, Transfer transfer)
    {
        foreach (var no in FundRules(state, transfer)) yield return no;
        foreach (var no in Periods(state, transfer)) yield return no;
        foreach (var no in Holds(state, transfer)) yield return no;
        foreach (var no in Reversals(state, transfer)) yield return no;
    }

    static Fund? FundOf(BookState state, Transfer transfer) => state.Fund(FundId(transfer));

    static Guid FundId(Transfer transfer) => transfer.To.Fund == Guid.Empty ? transfer.From.Fund : transfer.To.Fund;

    static IEnumerable<No> FundRules(BookState state, Transfer transfer)
    {
        var fund = FundOf(state, transfer);
        if (fund is null)
        {
            if (FundId(transfer) != Guid.Empty || NeedsFund(transfer.From) || NeedsFund(transfer.To)) yield return new(Refusal.FundUnknown, ("fund", Text(FundId(transfer))));
            yield break;
        }
        if (!IsValid(fund, transfer))
            yield return new(Refusal.FundNotValidOnDay, ("fund", fund.Name), ("validFrom", Text(fund.ValidFrom)), ("validTo", fund.ValidTo is { } end ? Text(end) : ""), ("occurredOn", Text(transfer.OccurredOn)));
        if (PutsToPurpose(transfer.Kind, transfer.To) && !Allows(fund, transfer.Purpose, transfer.OccurredOn))
            yield return new(Refusal.PurposeNotAllowed, ("fund", fund.Name), ("purpose", transfer.Purpose));
    }

    static bool NeedsFund(AccountKey key) => key.Kind.Side() != AccountSide.Outside && key.Kind != AccountKind.HeldForOthers;

    /// <summary>
    /// Nothing happens in a fund before it exists. After its end nothing new is spent from it, but what was paid in time is still cleared,
    /// returned, recovered and carried over.
    /// </summary>
    static bool IsValid(Fund fund, Transfer transfer) =>
        transfer.OccurredOn >= fund.ValidFrom
        && (fund.ValidTo is not { } end || transfer.OccurredOn <= end || !IsNewSpending(transfer));

    internal static bool IsNewSpending(Transfer transfer) =>
        PutsToPurpose(transfer.Kind, transfer.To) && !transfer.From.Kind.IsPurposeBound() && !transfer.Reverses.HasValue;

    /// <summary>A release puts nothing to any purpose.</summary>
    internal static bool PutsToPurpose(TransferKind kind, AccountKey to) =>
        to.Kind.IsPurposeBound() && kind is not (TransferKind.VoidHold or TransferKind.ExpireHold);

    /// <summary>Deny by default: a fund that names no purpose allows none (T9).</summary>
    internal static bool Allows(Fund fund, string purpose, DateOnly day) => fund.Purposes.Exists(allowed =>
        allowed.Purpose == purpose && (allowed.AllowedFrom is not { } first || first <= day));

    static IEnumerable<No> Periods(BookState state, Transfer transfer)
    {
        var month = CountyDay.Month(transfer.OccurredOn).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var (from, to) = (state.Period(transfer.From.Owner, transfer.OccurredOn), state.Period(transfer.To.Owner, transfer.OccurredOn));
        if (from == PeriodState.Closed || to == PeriodState.Closed) yield return new(Refusal.PeriodClosed, ("period", month));
        if ((from == PeriodState.Held || to == PeriodState.Held) && transfer.Mark != Marks.Closing) yield return new(Refusal.PeriodHeld, ("period", month));
    }

    static IEnumerable<No> Holds(BookState state, Transfer transfer)
    {
        if (transfer.Kind == TransferKind.Reserve)
        {
            if (transfer.ExpiresAt is { } expiry && expiry <= state.Now) yield return new(Refusal.HoldExpired, ("expiresAt", Text(expiry)));
            if (transfer.ExpiresAt is null) yield return new(Refusal.HoldWithoutExpiry);
        }
        if (transfer.Hold is not { } id) yield break;
        if (state.Hold(id) is not { } hold)
        {
            yield return new(Refusal.HoldUnknown, ("hold", Text(id)));
            yield break;
        }
        var isOver = state.Now >= hold.ExpiresAt;
        if (hold.State != HoldState.Pending) yield return new(Refusal.HoldAlreadyResolved, ("hold", Text(id)), ("state", hold.State.ToString()));
        if (isOver && transfer.Kind != TransferKind.ExpireHold) yield return new(Refusal.HoldExpired, ("hold", Text(id)), ("expiresAt", Text(hold.ExpiresAt)));
        if (!isOver && transfer.Kind == TransferKind.ExpireHold) yield return new(Refusal.HoldNotYetExpired, ("hold", Text(id)), ("expiresAt", Text(hold.ExpiresAt)));
        if (transfer.Amount > hold.Amount) yield return new(Refusal.ExceedsHold, ("amount", Text(transfer.Amount)), ("limit", Text(hold.Amount)));
        if (transfer.Amount < hold.Amount && transfer.Kind != TransferKind.PostHold) yield return new(Refusal.ReleaseNotWhole, ("amount", Text(transfer.Amount)), ("limit", Text(hold.Amount)));
        if (hold.FromAccount != state.IdOf(transfer.From) || hold.ToAccount != state.IdOf(transfer.To)) yield return new(Refusal.HoldAccountsDiffer, ("hold", Text(id)));
    }

    static IEnumerable<No> Reversals(BookState state, Transfer transfer)
    {
        if (transfer.Reverses is not { } id) yield break;
        if (state.Transfer(id) is not { } original || !Moves(original.Kind))
        {
            yield return new(Refusal.ReversedTransferUnknown, ("transfer", Text(id)));
            yield break;
        }
        if (state.IsReversed(id)) yield return new(Refusal.AlreadyReversed, ("transfer", Text(id)));
        if (!Mirrors(state, transfer, original)) yield return new(Refusal.ReversalDiffers, ("transfer", Text(id)), ("amount", Text(original.Amount)));
    }

    static bool Mirrors(BookState state, Transfer transfer, TransferRow original) =>
        original.FromAccount == state.IdOf(transfer.To) && original.ToAccount == state.IdOf(transfer.From)
        && original.Amount == transfer.Amount && original.Purpose == transfer.Purpose;

    static IEnumerable<No> Bounds(BookState state, Transfer transfer)
    {
        var (from, to) = (state.Account(transfer.From), state.Account(transfer.To));
        var (moved, reserved) = Effect(transfer, HoldOf(state, transfer));
        if (from.Key.Kind.Floor() is { } floor && from.Available - moved - reserved < floor)
            yield return new(Refusal.ExceedsAvailableBalance, ("account", from.Key.Kind.ToString()), ("amount", Text(transfer.Amount)), ("available", Text(from.Available - floor)));
        if (to.Key.Kind.Ceiling() is { } ceiling && to.Balance + moved > ceiling)
            yield return new(Refusal.ExceedsCeiling, ("account", to.Key.Kind.ToString()), ("amount", Text(transfer.Amount)), ("limit", Text(ceiling - to.Balance)));
    }

    static Hold? HoldOf(BookState state, Transfer transfer) => transfer.Hold is { } id ? state.Hold(id) : null;

    /// <summary>What leaves the first account for the second, and by how much more (or, released, less) of the first is reserved.</summary>
    static (long Moved, long Reserved) Effect(Transfer transfer, Hold? hold) =>
        (Moves(transfer.Kind) ? transfer.Amount : 0, transfer.Kind == TransferKind.Reserve ? transfer.Amount : -(hold?.Amount ?? 0));

    static BookStep Step(BookState state, Transfer transfer)
    {
        var (from, to) = (state.Account(transfer.From), state.Account(transfer.To));
        var hold = HoldOf(state, transfer);
        var (moved, reserved) = Effect(transfer, hold);
        var row = state.Row(transfer);
        return new(row, new(from, Moved(from, -moved, reserved)), new(to, Moved(to, moved, 0)), hold, HoldAfter(row, hold));
    }

    static AccountStanding Moved(AccountStanding account, long amount, long reserved) => account with
    {
        Balance = account.Balance + amount,
        Held = account.Held + reserved,
        Version = account.Version + (amount == 0 ? 0 : 1),
    };

    static Hold? HoldAfter(TransferRow row, Hold? hold) => row.Kind switch
    {
        TransferKind.Post => null,
        TransferKind.Reserve => Holding(row.CountyCode, row.Id, row.FromAccount, row.ToAccount, row.Amount, row.ExpiresAt!.Value, HoldState.Pending, 0, null),
        TransferKind.PostHold => Resolved(hold!, row.Amount == hold!.Amount ? HoldState.Posted : HoldState.PartPosted, row.Amount, row.Id),
        TransferKind.VoidHold => Resolved(hold!, HoldState.Voided, 0, row.Id),
        TransferKind.ExpireHold => Resolved(hold!, HoldState.Expired, 0, row.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Kind, "A transfer of no known kind."),
    };

    static Hold Resolved(Hold hold, HoldState state, long posted, Guid by) =>
        Holding(hold.CountyCode, hold.Id, hold.FromAccount, hold.ToAccount, hold.Amount, hold.ExpiresAt, state, posted, by);

    static Hold Holding(string county, Guid id, Guid from, Guid to, long amount, DateTimeOffset expiresAt, HoldState state, long posted, Guid? by) => new()
    {
        CountyCode = county,
        Id = id,
        FromAccount = from,
        ToAccount = to,
        Amount = amount,
        ExpiresAt = expiresAt,
        State = state,
        PostedAmount = posted,
        ResolvedBy = by,
    };

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    static string Text(Guid id) => id.ToString("D");
    static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
    static string Text(DateTimeOffset instant) => instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    /// <summary>One "no" and its figures, before it knows which transfer of the group it belongs to.</summary>
    readonly record struct No(Refusal Reason, params (string Name, string Value)[] Figures)
    {
        public Dictionary<string, string> Detail => Figures.ToDictionary(figure => figure.Name, figure => figure.Value);
    }
}
