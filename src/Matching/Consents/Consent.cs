using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Consents;

/// <summary>
/// What the consent is for. Another purpose needs another consent (PIPL 14); publication of a story is one of its own (PIPL 25).
/// </summary>
public enum ConsentPurpose { Classification, Aid, FollowUpVisit, Publication }

/// <summary>Who answered.</summary>
public enum GivenBy { Self, Guardian, Proxy }

/// <summary>In which form; all but writing need a witness.</summary>
public enum ConsentForm { Written, ThumbWithWitness, ReadAloud }

/// <summary>What a withdrawal during delivery means for what is already on its way.</summary>
public enum WithdrawalScope { StopNow, FinishThisDelivery }

/// <summary>
/// A household's own answer to one named organisation, for one purpose, for named fields, until a day (PIPL 13–15, 23, 29). Never a
/// blanket. Refusing, withdrawing or letting it expire costs no statutory aid (PIPL 16).
/// </summary>
public sealed class Consent
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid HouseholdId { get; init; }

    /// <summary>Whose data it is about.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The one organisation that may receive the fields.</summary>
    public required Guid OrganisationId { get; init; }
    public required ConsentPurpose Purpose { get; init; }
    public required PersonalFields Fields { get; init; }

    /// <summary>The edition of the consent text that was read, so that a changed text is not taken as agreed to.</summary>
    public required string Edition { get; init; }

    /// <summary>The match for which it was asked; null when names were ticked at intake.</summary>
    public Guid? MatchId { get; init; }

    /// <summary>The edition of the supply ledger whose names were ticked at intake: a name that joins later is not covered.</summary>
    public Guid? SupplyEditionId { get; init; }
    public ConsentState State { get; set; }
    public required DateTimeOffset AskedAt { get; init; }
    public GivenBy? GivenBy { get; set; }
    public Guid? GivenByPersonId { get; set; }
    public ConsentForm? Form { get; set; }

    /// <summary>Who watched a thumbprint or read the text aloud; an official or a neighbour, by user or masked name.</summary>
    public string? Witness { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateOnly? ValidUntil { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public WithdrawalScope? WithdrawalScope { get; set; }

    /// <summary>When the organisation confirmed that it has deleted what it had received (PIPL 47).</summary>
    public DateTimeOffset? DeletionConfirmedAt { get; set; }
    public int Version { get; set; }
}
