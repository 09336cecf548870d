namespace Jiuji.Ledger.ReserveFunds;

/// <summary>One line of a lifecycle: who may take which step from which state to which, and on which documents.</summary>
public sealed record LifecycleRule<TState, TTrigger>(TState From, TTrigger Trigger, TState To)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    public IReadOnlyList<FundRole> Roles { get; init; } = [];
    public IReadOnlyList<string> Documents { get; init; } = [];

    public LifecycleRule<TState, TTrigger> By(params FundRole[] roles) => this with { Roles = roles };

    public LifecycleRule<TState, TTrigger> With(params string[] documents) => this with { Documents = documents };
}
