namespace Jiuji.Matching.Matches;

/// <summary>
/// A run of the solver as it was: what went in (hash), what came out, and that its certificate held. Appended, never changed.
/// </summary>
public sealed class MatchRunRecord
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset RanAt { get; init; }
    public required string RanBy { get; init; }

    /// <summary>The one new need that was placed into a standing plan of its kind of help; null for a run of the county.</summary>
    public Guid? PlacedNeedId { get; init; }

    /// <summary>Lower-case hex SHA-256 of the inputs in canonical order: the same inputs give the same plan.</summary>
    public required string InputsHash { get; init; }
    public required string PackKey { get; init; }

    /// <summary>The plan's total cost in its own measure: exact decimal digits, since it can exceed 64 bits. Lower is better.</summary>
    public required string Objective { get; init; }
    public required bool CertificateHolds { get; init; }
    public required int Needs { get; init; }
    public required int Lots { get; init; }
    public required int Proposals { get; init; }
    public required long DurationMilliseconds { get; init; }

    /// <summary>The plan's unmet needs, prices and statistics.</summary>
    public required string ResultJson { get; init; }
}

/// <summary>One line of a run: so much of a lot for a need, and why. The decision on it is the match's.</summary>
public sealed class ProposalRecord
{
    public required string CountyCode { get; init; }
    public required Guid RunId { get; init; }
    public required int Rank { get; init; }
    public required Guid NeedId { get; init; }
    public required Guid LotId { get; init; }
    public required long Quantity { get; init; }

    /// <summary>Closed reasons with their figures, which the web puts in words.</summary>
    public required string ReasonsJson { get; init; }
    public Guid? MatchId { get; set; }
}
