namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>One move: from where, to where, by which trigger, with which arguments.</summary>
    public class Transition
    {
        /// <summary>Without parameters the array is empty, never null.</summary>
        public Transition(TState source, TState destination, TTrigger trigger, object[]? parameters = null)
        {
            Source = source;
            Destination = destination;
            Trigger = trigger;
            Parameters = parameters ?? [];
        }

        /// <summary>The state left.</summary>
        public TState Source { get; }

        /// <summary>The state entered.</summary>
        public TState Destination { get; }

        /// <summary>The trigger fired.</summary>
        public TTrigger Trigger { get; }

        /// <summary>True when the state left is the state entered.</summary>
        public bool IsReentry => EqualityComparer<TState>.Default.Equals(Source, Destination);

        /// <summary>The arguments of the trigger; empty when it has none.</summary>
        public object[] Parameters { get; }
    }
}
