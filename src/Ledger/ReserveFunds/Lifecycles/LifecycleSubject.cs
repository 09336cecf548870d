using System.Globalization;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Something that has a lifecycle. Its state changes only by an accepted <see cref="LifecycleMove"/>; nobody outside can set it.</summary>
public abstract class LifecycleSubject
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Concurrency token, raised by one with each step.</summary>
    public int Version { get; protected set; }

    /// <summary>Takes an accepted step of this subject through its machine. A step that does not fit is a bug and throws.</summary>
    public abstract void Apply(LifecycleMove move);
}

/// <inheritdoc cref="LifecycleSubject"/>
public abstract class LifecycleSubject<TState> : LifecycleSubject
    where TState : struct, Enum
{
    public TState State { get; private protected set; }

    private protected void Fire<TTrigger>(Lifecycle<TState, TTrigger> lifecycle, LifecycleMove move)
        where TTrigger : struct, Enum
    {
        if (move.Refusal is not null || move.SubjectId != Id || move.From != State.ToString())
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The step {move.Noun}.{move.Trigger} does not fit its subject."));

        State = lifecycle.Next(State, Enum.Parse<TTrigger>(move.Trigger))
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No step {move.Noun}.{move.Trigger} leads from {State}."));
        Version++;
    }
}
