namespace Jiuji.Matching;

/// <summary>
/// The answer of a pure decision: an outcome to be stored, or the first refusal in the order of <see cref="MatchingRefusal"/>.
/// Never both, never neither.
/// </summary>
public sealed record Decision<T>
    where T : class
{
    Decision(T? outcome, MatchingRefusal? refusal) => (Outcome, Refusal) = (outcome, refusal);

    public T? Outcome { get; }
    public MatchingRefusal? Refusal { get; }
    public bool IsAccepted => Refusal is null;

    public static implicit operator Decision<T>(T outcome) => new(outcome, null);

    public static implicit operator Decision<T>(MatchingRefusal refusal) => new(null, refusal);
}
