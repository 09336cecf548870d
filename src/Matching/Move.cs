namespace Jiuji.Matching;

/// <summary>
/// One row of history: a lifecycle's accepted move, or an attempt that was refused and is to be remembered. Appended, never changed.
/// </summary>
public sealed class Move
{
    public required string CountyCode { get; init; }
    /// <summary>The act that left the row; one act may leave a row on each of several subjects.</summary>
    public required Guid ActId { get; init; }

    /// <summary>The lifecycle's noun, e.g. "Match".</summary>
    public required string Noun { get; init; }
    public required Guid SubjectId { get; init; }
    public required string FromState { get; init; }
    public required string Trigger { get; init; }
    public required string ToState { get; init; }
    public required string Actor { get; init; }
    public required MatchingRole Role { get; init; }
    public required DateTimeOffset At { get; init; }
    public string Reason { get; init; } = "";
    public MatchingRefusal? Refusal { get; init; }

    /// <summary>The row of an attempt outside a lifecycle that was refused: the state is what it was.</summary>
    public static Move Attempt(string county, string noun, Guid subject, string state, string trigger, Act act, MatchingRefusal refusal) => new()
    {
        CountyCode = county,
        ActId = act.Id,
        Noun = noun,
        SubjectId = subject,
        FromState = state,
        Trigger = trigger,
        ToState = state,
        Actor = act.Actor,
        Role = act.Role,
        At = act.At,
        Reason = act.Reason,
        Refusal = refusal,
    };
}
