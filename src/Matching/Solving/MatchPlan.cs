namespace Jiuji.Matching.Solving;

/// <summary>Sizes of a run, for its record and its progress page.</summary>
public sealed record MatchStatistics(int Lots, int Needs, long CandidateArcs, int Components, long Pivots, long UnitsOffered, long UnitsWanted, long UnitsProposed);

/// <summary>
/// What a run proposes, what it must leave unmet and why, and the proof that nothing better exists under the policy. A plan never changes; placing a
/// new need or lot makes another plan. The same lots, needs and policy give the same plan, in whatever order they come.
/// </summary>
public sealed class MatchPlan
{
    readonly Candidates candidates;
    readonly AimLadder ladder;
    readonly IReadOnlyList<PlanPart> parts;
    readonly Dictionary<int, int> partOfLot;

    internal MatchPlan(Candidates candidates, MatchPolicy policy, AimLadder ladder, IReadOnlyList<PlanPart> parts, IReadOnlyList<UnmetNeed> withoutLots)
    {
        (this.candidates, Policy, this.ladder, this.parts, WithoutLots) = (candidates, policy, ladder, parts, withoutLots);
        partOfLot = parts.SelectMany((part, place) => part.Solved.Component.Lots.Select(lot => (lot, place))).ToDictionary(each => each.lot, each => each.place);
    }

    MatchPlan(MatchPlan before, Candidates candidates, IReadOnlyList<PlanPart> parts, IReadOnlyList<UnmetNeed> withoutLots) =>
        (this.candidates, Policy, ladder, this.parts, partOfLot, WithoutLots) = (candidates, before.Policy, before.ladder, parts, before.partOfLot, withoutLots);

    /// <summary>The plan with one part grown in its place, of the same lots.</summary>
    internal MatchPlan With(Candidates grown, PlanPart part, PlanPart instead, IReadOnlyList<UnmetNeed> withoutLots) =>
        new(this, grown, [.. parts.Select(each => each == part ? instead : each)], withoutLots);

    public MatchPolicy Policy { get; }
    public IEnumerable<Proposal> Proposals => parts.SelectMany(part => part.Proposals);
    public IEnumerable<UnmetNeed> Unmet => parts.SelectMany(part => part.Unmet).Concat(WithoutLots);
    public IEnumerable<Certificate> Certificates => parts.Select(part => part.Solved.Certificate);

    /// <summary>The sum of all penalties and arc costs, in the plan's own measure; lower is better.</summary>
    public Int128 Objective => parts.Aggregate((Int128)0, (sum, part) => sum + part.Solved.Cost);

    /// <summary>How far the plan may be from the best because some needs must be met whole by one lot: its cost beyond a plan that divides them. 0: it is the best.</summary>
    public Int128 WholeNeedLoss => parts.Aggregate((Int128)0, (sum, part) => sum + part.Solved.Cost - part.Solved.LeastCost);

    public MatchStatistics Statistics => new(
        candidates.Lots.Length,
        candidates.Needs.Length,
        candidates.Count,
        parts.Count,
        parts.Sum(part => part.Solved.Pivots),
        candidates.Lots.Sum(lot => Math.Max(0, lot.Quantity)),
        candidates.Needs.Sum(need => need.Quantity),
        Proposals.Sum(proposal => proposal.Quantity));

    /// <summary>Throws if the run did not know the need.</summary>
    public IEnumerable<Proposal> ProposalsFor(Guid need) =>
        PartOf(candidates.NumberOfNeed(need))?.Reasons.ProposalsFor(candidates.NumberOfNeed(need)) ?? [];

    /// <summary>Why the plan does not propose this lot for this need. Throws if the run knew either of them not at all.</summary>
    public WhyNot WhyNot(Guid need, Guid lot)
    {
        var (needNumber, lotNumber) = (candidates.NumberOfNeed(need), candidates.NumberOfLot(lot));
        var rule = HardRules.Refusal(candidates.Lots[lotNumber], candidates.Needs[needNumber], Policy);
        if (rule is not null) return Solving.WhyNot.ForbiddenBy(rule.Value);
        var solved = PartOf(needNumber)!.Solved;
        var answer = new ManualChoice(solved, Policy, ladder).Explain(needNumber, lotNumber);
        return answer.Kind == WhyNotKind.Proposed ? answer : answer with { Cap = new UsedCaps(solved, Policy).Between(needNumber, lotNumber) };
    }

    /// <summary>The plan with one more need, found by augmenting this one: other needs move only where that is better. The need's id must be new.</summary>
    public MatchPlan Place(OpenNeed need) => new PlanGrowth(this, candidates, ladder).With(need);

    /// <summary>Of the needs for which something is already proposed, those that this plan serves otherwise, in order of id.</summary>
    public IReadOnlyList<Guid> MovedFrom(IEnumerable<(Guid Need, Guid Lot, long Units)> proposed)
    {
        var different = proposed.ToHashSet();
        var needs = different.Select(each => each.Need).ToHashSet();
        different.SymmetricExceptWith(Given().Where(each => needs.Contains(each.Need)));
        return [.. different.Select(each => each.Need).Distinct().Order()];
    }

    /// <summary>Who is given what, without the reasons.</summary>
    public IEnumerable<(Guid Need, Guid Lot, long Units)> Given() =>
        parts.SelectMany(part => part.Solved.Given()).Select(each => (candidates.Needs[each.Need].Id, candidates.Lots[each.Lot].Id, each.Units));

    /// <summary>The plan with one more lot, found by augmenting this one. The lot's id must be new.</summary>
    public MatchPlan Place(OfferedLot lot) => new PlanGrowth(this, candidates, ladder).With(lot);

    internal IReadOnlyList<UnmetNeed> WithoutLots { get; }
    internal IReadOnlyList<PlanPart> Parts => parts;
    internal PlanPart? PartOfLot(int lot) => partOfLot.TryGetValue(lot, out var place) ? parts[place] : null;
    PlanPart? PartOf(int need) => candidates.LotsOf(need).Length == 0 ? null : PartOfLot(candidates.LotsOf(need)[0]);
}

/// <summary>One component of a plan, put into words when somebody asks.</summary>
sealed class PlanPart
{
    readonly Lazy<List<Proposal>> proposals;
    readonly Lazy<List<UnmetNeed>> unmet;

    internal PlanPart(SolvedComponent solved, MatchPolicy policy, AimLadder ladder)
    {
        Solved = solved;
        Reasons = new Reasons(solved, policy, ladder);
        (proposals, unmet) = (new(Reasons.Proposals), new(Reasons.Unmet));
    }

    internal SolvedComponent Solved { get; }
    internal Reasons Reasons { get; }
    internal IReadOnlyList<Proposal> Proposals => proposals.Value;
    internal IReadOnlyList<UnmetNeed> Unmet => unmet.Value;

    internal PlanPart PutIntoWords()
    {
        _ = (proposals.Value, unmet.Value);
        return this;
    }
}
