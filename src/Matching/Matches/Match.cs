using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>How the household's confirmation came.</summary>
public enum ConfirmedBy { SlipCode, Station }

/// <summary>
/// A need, a lot and a quantity on their way to each other, from proposal to the household's own confirmation. While it is under way the
/// book holds the quantity under <see cref="HoldId"/>.
/// </summary>
public sealed class Match
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid NeedId { get; init; }
    public required Guid LotId { get; init; }
    public required Guid HouseholdId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>The dated turn of a recurring service, where the lot has such.</summary>
    public Guid? SlotId { get; set; }

    /// <summary>In the lot's unit.</summary>
    public required long Quantity { get; init; }
    public long DeliveredQuantity { get; set; }

    /// <summary>What it takes of the lot's limit per household: what is promised, later what was delivered and has not come back.</summary>
    public long TakenOfLot => State.IsUnderWay() ? Quantity : DeliveredQuantity;
    public MatchState State { get; set; }

    /// <summary>The run that proposed it; null for a choice by hand.</summary>
    public Guid? RunId { get; init; }

    /// <summary>
    /// What the choice by hand costs against the proven best plan, in the plan's own measure (the largest number for more); null for a
    /// proposal of the run.
    /// </summary>
    public long? ChoiceCost { get; init; }

    /// <summary>The match whose undelivered rest this one is (T17).</summary>
    public Guid? ContinuesMatchId { get; init; }

    /// <summary>The book's hold: the id of the transfer that reserves the quantity.</summary>
    public Guid? HoldId { get; set; }
    public DateTimeOffset? HoldUntil { get; set; }

    /// <summary>The provider must be told who and where.</summary>
    public bool NeedsPersonalData { get; init; }
    public Guid? ConsentId { get; set; }
    public string? DeclineReason { get; set; }
    public DateTimeOffset ProposedAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public DateOnly? DeliveredOn { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public ConfirmedBy? ConfirmedBy { get; set; }

    /// <summary>Why it was closed without the household's confirmation.</summary>
    public string? ClosingReason { get; set; }

    /// <summary>Salted hash of the code on the delivery slip.</summary>
    public byte[]? SlipCodeHash { get; set; }
    public int Version { get; set; }

    /// <summary>A proposal, by a run or by hand, that people have yet to decide on (PIPL 24).</summary>
    public static Match Propose(
        Guid id, Need need, SupplyLot lot, long quantity, DateTimeOffset now, Guid? run = null, long? choiceCost = null) => new()
    {
        CountyCode = need.CountyCode,
        Id = id,
        NeedId = need.Id,
        LotId = lot.Id,
        HouseholdId = need.HouseholdId,
        OrganisationId = lot.OrganisationId,
        Quantity = quantity,
        RunId = run,
        ChoiceCost = choiceCost,
        NeedsPersonalData = lot.FieldsNeeded != Personal.PersonalFields.None,
        ProposedAt = now,
    };
}
