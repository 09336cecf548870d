namespace Jiuji.Matching.Households;

/// <summary>How a step of the classification ended; what came after the first that was met was not reached.</summary>
public enum StepResult { Met, NotMet, NotReached }

/// <summary>One step of a classification's trail, as the review form prints it (CZ24 二(二), A7, A9). Appended, never changed.</summary>
public sealed class CategoryStep
{
    public required string CountyCode { get; init; }
    public required Guid ApplicationId { get; init; }

    /// <summary>1 for the category that is looked at first.</summary>
    public required int StepNumber { get; init; }
    public required Guid HouseholdId { get; init; }
    public required string CategoryCode { get; init; }
    public required StepResult Result { get; init; }

    /// <summary>What was found, in words and figures; no names or numbers of people.</summary>
    public required string Finding { get; init; }

    /// <summary>The clause that defines the category, e.g. "CZ24 二(一)".</summary>
    public required string Clause { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}
