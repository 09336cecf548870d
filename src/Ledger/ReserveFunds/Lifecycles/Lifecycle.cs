using System.Globalization;
using Stateless;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// One noun's lifecycle: a table that can be read aloud, the Stateless machine made from it, and the answer to a step. A step that the table
/// does not declare is refused by name, never ignored and never an exception.
/// </summary>
public abstract class Lifecycle
{
    public required string Noun { get; init; }

    /// <summary>The Chinese word of the field.</summary>
    public required string Chinese { get; init; }

    /// <summary>The states and steps as a Mermaid diagram and a table.</summary>
    public abstract string Markdown();
}

/// <inheritdoc cref="Lifecycle"/>
public sealed class Lifecycle<TState, TTrigger> : Lifecycle
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    readonly Lazy<Dictionary<(TState From, TTrigger Trigger), TState>> moves;
    readonly Lazy<Dictionary<(TState From, TTrigger Trigger), LifecycleRule<TState, TTrigger>>> byStep;

    public Lifecycle()
    {
        moves = new(Moves);
        byStep = new(ByStep);
    }

    public required TState Initial { get; init; }
    public required IReadOnlyList<LifecycleRule<TState, TTrigger>> Rules { get; init; }

    /// <summary>The machine over state that is kept on the entity.</summary>
    public StateMachine<TState, TTrigger> Machine(Func<TState> state, Action<TState> set)
    {
        var machine = new StateMachine<TState, TTrigger>(state, set);
        foreach (var rule in Rules)
        {
            var from = machine.Configure(rule.From);
            _ = rule.From.Equals(rule.To) ? from.PermitReentry(rule.Trigger) : from.Permit(rule.Trigger, rule.To);
        }

        return machine;
    }

    /// <summary>Where the machine goes from a state by a step; null where it does not. It has no guards, so it is asked everything once and its answers are kept.</summary>
    public TState? Next(TState state, TTrigger trigger) => moves.Value.TryGetValue((state, trigger), out var next) ? next : null;

    Dictionary<(TState, TTrigger), TState> Moves()
    {
        var at = Initial;
        var machine = Machine(() => at, next => at = next);
        var answers = new Dictionary<(TState, TTrigger), TState>();
        foreach (var (state, trigger) in Enum.GetValues<TState>().SelectMany(state => Enum.GetValues<TTrigger>().Select(trigger => (state, trigger))))
        {
            at = state;
            if (!machine.CanFire(trigger)) continue;
            machine.Fire(trigger);
            answers[(state, trigger)] = at;
        }

        return answers;
    }

    public bool Permits(TState state, TTrigger trigger) => Next(state, trigger) is not null;

    Dictionary<(TState, TTrigger), LifecycleRule<TState, TTrigger>> ByStep() => Rules.DistinctBy(rule => (rule.From, rule.Trigger)).ToDictionary(rule => (rule.From, rule.Trigger));

    public LifecycleRule<TState, TTrigger>? Rule(TState state, TTrigger trigger) => byStep.Value.GetValueOrDefault((state, trigger));

    /// <summary>The steps open from a state to a role: what a page offers.</summary>
    public IEnumerable<TTrigger> Open(TState state, FundRole role) =>
        Rules.Where(rule => rule.From.Equals(state) && rule.Roles.Contains(role)).Select(rule => rule.Trigger);

    /// <summary>
    /// Answers a step: what the table says about move, role, stand-in and documents comes first, then the first failing check of the decision, in the
    /// order of <see cref="FundRefusal"/>. Changes nothing.
    /// </summary>
    public LifecycleMove Answer(
        LifecycleSubject<TState> subject, TTrigger trigger, Acting acting, IEnumerable<RuleCheck>? checks = null, StepFacts? facts = null)
    {
        var rule = Permits(subject.State, trigger) ? Rule(subject.State, trigger) : null;
        var refusal = Refusal(rule, acting) ?? RuleCheck.FirstRefusal(checks ?? []);
        return Record(subject, trigger, acting, refusal is null ? rule!.To : subject.State, refusal, facts ?? StepFacts.None);
    }

    static FundRefusal? Refusal(LifecycleRule<TState, TTrigger>? rule, Acting acting)
    {
        if (rule is null) return FundRefusal.MoveNotAllowed;
        if (!rule.Roles.Contains(acting.Role)) return FundRefusal.WrongRole;
        if (acting.StandsInFor.Length > 0 && DifferentPeople.CheckStandIn(acting).Result == CheckResult.Failed) return FundRefusal.StandInNotAppointed;
        return rule.Documents.All(acting.Has) ? null : FundRefusal.DocumentMissing;
    }

    LifecycleMove Record(
        LifecycleSubject<TState> subject, TTrigger trigger, Acting acting, TState to, FundRefusal? refusal, StepFacts facts) => new()
    {
        CountyCode = subject.CountyCode,
        Id = acting.CommandId,
        Noun = Noun,
        SubjectId = subject.Id,
        From = subject.State.ToString(),
        Trigger = trigger.ToString(),
        To = to.ToString(),
        Actor = acting.Actor,
        Role = acting.Role,
        StandsInFor = acting.StandsInFor,
        At = acting.At,
        Reason = acting.Reason,
        OccurredOn = acting.OccurredOn,
        AmountFen = facts.AmountFen,
        DueOn = facts.Due?.Day,
        DueProvisional = facts.Due?.Provisional ?? false,
        PackKey = acting.PackKey,
        PackVersion = acting.PackVersion,
        ScanHash = acting.ScanHash,
        Refusal = refusal,
    };

    public override string Markdown()
    {
        var text = new LineWriter();
        text.Line($"## {Noun} {Chinese}").Line().Line("```mermaid").Line("stateDiagram-v2").Line($"    [*] --> {Initial}");
        foreach (var rule in Rules) text.Line($"    {rule.From} --> {rule.To} : {rule.Trigger}");
        text.Line("```").Line();
        text.Line("| State | Step | Next | Who | Documents |").Line("|---|---|---|---|---|");
        foreach (var rule in Rules) text.Line(Row(rule));
        return text.Line().ToString();
    }

    static string Row(LifecycleRule<TState, TTrigger> rule) =>
        string.Create(CultureInfo.InvariantCulture,
            $"| {rule.From} | {rule.Trigger} | {rule.To} | {string.Join(", ", rule.Roles)} | {string.Join(", ", rule.Documents)} |");
}
