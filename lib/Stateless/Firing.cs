namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>One trigger on its way through the machine. A synchronous firing may not await anything.</summary>
    internal sealed record Firing(TTrigger Trigger, object?[] Args, bool MayAwait)
    {
        public Transition Moving(TState source, TState destination) => new(source, destination, Trigger, Args!);
    }
}
