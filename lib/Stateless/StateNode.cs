namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>Everything that is configured for one state.</summary>
    internal sealed class StateNode(TState state)
    {
        public TState State { get; } = state;

        public StateNode? Superstate { get; set; }

        public List<StateNode> Substates { get; } = [];

        public Dictionary<TTrigger, List<Reaction>> Reactions { get; } = [];

        public List<EntryStep> Entries { get; } = [];

        public List<Step> Exits { get; } = [];

        public IEnumerable<StateNode> SelfAndSuperstates()
        {
            for (var node = this; node is not null; node = node.Superstate)
                yield return node;
        }

        public bool IsIncludedIn(TState state)
            => SelfAndSuperstates().Any(node => EqualityComparer<TState>.Default.Equals(node.State, state));

        public void Add(Reaction reaction)
        {
            if (!Reactions.TryGetValue(reaction.Trigger, out var reactions))
                Reactions.Add(reaction.Trigger, reactions = []);
            reactions.Add(reaction);
        }

        public IEnumerable<TTrigger> OpenTriggers(object?[] args)
            => Reactions.Where(pair => pair.Value.Any(reaction => reaction.UnmetGuards(args).Count == 0)).Select(pair => pair.Key);

        /// <summary>The state itself answers first; what it leaves open, its superstates answer.</summary>
        public Decision Decide(TTrigger trigger, object?[] args)
        {
            List<string>? unmetGuards = null;
            foreach (var node in SelfAndSuperstates())
            {
                if (!node.Reactions.TryGetValue(trigger, out var reactions))
                    continue;
                var judged = reactions.Select(reaction => (Reaction: reaction, Unmet: reaction.UnmetGuards(args))).ToList();
                var open = judged.Where(one => one.Unmet.Count == 0).ToList();
                if (open.Count > 1)
                    throw NotExclusive(trigger, node.State);
                if (open.Count == 1)
                    return new Decision(open[0].Reaction, []);
                unmetGuards = judged.SelectMany(one => one.Unmet).Distinct().ToList();
            }

            return new Decision(null, unmetGuards);
        }

        /// <summary>Runs the exits from here outwards, up to the first superstate that also holds the destination.</summary>
        public async Task Exit(Transition transition, Firing firing)
        {
            var left = transition.IsReentry ? [this] : SelfAndSuperstates().TakeWhile(node => !node.Includes(transition.Destination));
            foreach (var step in left.SelectMany(node => node.Exits))
                await step.Run(transition, firing).ConfigureAwait(false);
        }

        /// <summary>Runs the entries from outside in, starting below the superstate that also holds the source.</summary>
        public async Task Enter(Transition transition, Firing firing)
        {
            var entered = transition.IsReentry ? [this] : SelfAndSuperstates().TakeWhile(node => !node.Includes(transition.Source)).Reverse();
            foreach (var entry in entered.SelectMany(node => node.Entries).Where(entry => entry.AppliesTo(transition)))
                await entry.Step.Run(transition, firing).ConfigureAwait(false);
        }

        bool Includes(TState state)
            => EqualityComparer<TState>.Default.Equals(State, state) || Substates.Exists(substate => substate.Includes(state));

        static InvalidOperationException NotExclusive(TTrigger trigger, TState state)
            => new($"Multiple permitted exit transitions are configured from state '{state}' for trigger '{trigger}'. "
                + "Guard clauses must be mutually exclusive.");
    }
}
