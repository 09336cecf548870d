using Jiuji.Ledger;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;

namespace Jiuji.Web.Features.Supply;

/// <summary>What the book does for a lot, by the name that stands in its transfers.</summary>
public static class LotReasons
{
    public const string Stocked = "LotStocked";
    public const string Reserved = "LotReserved";
    public const string Delivered = "LotDelivered";
    public const string Released = "LotReleased";
    public const string HoldExpired = "LotHoldExpired";
    public const string CameBack = "LotCameBack";
    public const string Withdrawn = "LotWithdrawn";
}

/// <summary>
/// A supply lot in the book: a fund in kind of its own, so goods under different restrictions can never mix (T28), in the lot's own unit, so nothing can be
/// promised twice (T23). A match says what must happen as a <see cref="HoldOrder"/>; here and nowhere else it becomes transfers.
/// </summary>
public sealed class LotPostings(SupplyLot lot, string actor, DateTimeOffset now)
{
    private const string FenUnit = "CNY";

    public static string UnitOf(SupplyLot lot) => lot.Unit == FenUnit ? AccountKey.Yuan : $"lot:{lot.Id:D}";

    /// <summary>The lot as a fund: it may be put to the one kind of need it was given for, until the day it was given until.</summary>
    public Fund Fund() => new()
    {
        CountyCode = lot.CountyCode,
        Id = lot.Id,
        Owner = lot.OrganisationId,
        Kind = FundKind.LotInKind,
        Name = lot.Name,
        Source = lot.Number,
        Unit = UnitOf(lot),
        ValidFrom = CountyDay.Of(now),
        ValidTo = lot.ValidUntil,
        Purposes = [new FundPurpose { CountyCode = lot.CountyCode, FundId = lot.Id, Purpose = lot.NeedKindCode }],
    };

    /// <summary>Everything that was offered comes into stock; of a recurring service, each dated turn with its places.</summary>
    public IEnumerable<Transfer> Stock() => lot.IsSlotted
        ? lot.Slots.OrderBy(slot => slot.Day).ThenBy(slot => slot.StartsAt).Select(slot => Stocked(slot.Places, slot.Id))
        : [Stocked(lot.Quantity, null)];

    /// <summary>What is left leaves the stock: the lot is no longer offered.</summary>
    public Transfer TakeOut(long quantity, Guid? slot, string note) =>
        Plain(LotReasons.Withdrawn, AccountKind.InStock, AccountKind.Withdrawn, quantity, slot) with { Note = note };

    /// <param name="match">As it was before the decision.</param>
    /// <param name="newHold">The id of the reservation that is taken, where one is.</param>
    /// <param name="delivery">The transfer that delivered it, for taking it back.</param>
    public IEnumerable<Transfer> Of(HoldOrder order, Match match, Guid newHold, Guid? delivery) => order.Step switch
    {
        HoldStep.None => [],
        HoldStep.Take => [Reserve(order, match, newHold)],
        HoldStep.Renew => [Release(match), Reserve(order, match, newHold)],
        HoldStep.Deliver => [Resolve(TransferKind.PostHold, LotReasons.Delivered, order.Quantity, match)],
        HoldStep.Release or HoldStep.Expire => [Release(match)],
        HoldStep.TakeBack => [ComeBack(order, match, delivery ?? throw new InvalidOperationException($"Match {match.Id} was never delivered."))],
    };

    private Transfer Stocked(long quantity, Guid? slot) => Plain(LotReasons.Stocked, AccountKind.Supplied, AccountKind.InStock, quantity, slot);

    private Transfer Reserve(HoldOrder order, Match match, Guid id) =>
        About(match, LotReasons.Reserved, order.Quantity) with { Id = id, Kind = TransferKind.Reserve, ExpiresAt = order.Until };

    /// <summary>A hold whose time has run out can only expire; the book would refuse anything else of it.</summary>
    private Transfer Release(Match match) => match.HoldUntil <= now
        ? Resolve(TransferKind.ExpireHold, LotReasons.HoldExpired, match.Quantity, match)
        : Resolve(TransferKind.VoidHold, LotReasons.Released, match.Quantity, match);

    private Transfer Resolve(TransferKind kind, string reason, long quantity, Match match) =>
        About(match, reason, quantity) with { Kind = kind, Hold = match.HoldId ?? throw new InvalidOperationException($"Match {match.Id} holds nothing.") };

    private Transfer ComeBack(HoldOrder order, Match match, Guid delivery)
    {
        var back = About(match, LotReasons.CameBack, order.Quantity);
        return back with { From = back.To, To = back.From, Reverses = delivery, Note = LotReasons.CameBack };
    }

    private Transfer About(Match match, string reason, long quantity) =>
        Plain(reason, AccountKind.InStock, AccountKind.Delivered, quantity, match.SlotId) with { CaseReference = $"match:{match.Id:D}" };

    private Transfer Plain(string reason, AccountKind from, AccountKind to, long quantity, Guid? slot) => new()
    {
        Id = Guid.CreateVersion7(),
        From = Account(from, slot),
        To = Account(to, slot),
        Amount = quantity,
        Reason = reason,
        Purpose = lot.NeedKindCode,
        CaseReference = $"lot:{lot.Id:D}",
        Actor = actor,
        OccurredOn = CountyDay.Of(now),
    };

    /// <summary>The places of a dated turn stand in an account of their own: one turn cannot lend to another.</summary>
    private AccountKey Account(AccountKind kind, Guid? slot) => new(lot.OrganisationId, lot.Id, kind, slot?.ToString("D") ?? "", UnitOf(lot));
}
