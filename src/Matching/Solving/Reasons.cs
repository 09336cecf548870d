namespace Jiuji.Matching.Solving;

/// <summary>Reads out of a solved component what speaks for each proposal and why the rest stays unmet.</summary>
sealed class Reasons
{
    readonly SolvedComponent solved;
    readonly Candidates candidates;
    readonly MatchPolicy policy;
    readonly AimLadder ladder;
    readonly Lazy<Dictionary<int, Wanting>> wanting;
    readonly Lazy<UsedCaps> caps;

    /// <summary>Who may have a lot: their grades from the highest down, and how many units they want together.</summary>
    sealed record Wanting(List<long> Grades)
    {
        internal long Units { get; set; }
    }

    internal Reasons(SolvedComponent solved, MatchPolicy policy, AimLadder ladder)
    {
        (this.solved, candidates, this.policy, this.ladder) = (solved, solved.Candidates, policy, ladder);
        wanting = new(() => WantingOf(solved.Component.Lots));
        caps = new(() => new UsedCaps(solved, policy));
    }

    Dictionary<int, Wanting> WantingOf(IEnumerable<int> lots)
    {
        var wanting = lots.ToDictionary(lot => lot, _ => new Wanting([]));
        foreach (var need in solved.Component.Needs)
        {
            long? grade = null;
            foreach (var lot in candidates.LotsOf(need))
                if (wanting.TryGetValue(lot, out var those))
                {
                    those.Grades.Add(-(grade ??= ladder.Grade(candidates.Needs[need])));
                    those.Units += candidates.Needs[need].Quantity;
                }
        }
        foreach (var lot in wanting.Values)
            lot.Grades.Sort();
        return wanting;
    }

    internal List<Proposal> Proposals() => [.. solved.Component.Needs.SelectMany(need => ProposalsFor(need, wanting.Value))];

    /// <summary>Of one need, only who else wants its few lots is counted.</summary>
    internal IEnumerable<Proposal> ProposalsFor(int need) =>
        ProposalsFor(need, wanting.IsValueCreated ? wanting.Value : WantingOf(solved.GivenTo(need).Select(each => each.Lot)));

    IEnumerable<Proposal> ProposalsFor(int need, Dictionary<int, Wanting> wanting) =>
        solved.GivenTo(need).OrderBy(each => each.Lot).Select(each => Propose(need, each.Lot, each.Units, wanting[each.Lot]));

    long ServedOf(int need) => solved.GivenTo(need).Sum(each => each.Units);

    Proposal Propose(int need, int lot, long units, Wanting wanting) =>
        new(candidates.Needs[need].Id, candidates.Lots[lot].Id, units, [.. AboutNeed(need), .. AboutBoth(need, lot, wanting), .. AboutLot(need, lot)]);

    IEnumerable<ProposalReason> AboutNeed(int number)
    {
        var need = candidates.Needs[number];
        yield return new(ReasonKind.Urgency, need.Urgency, 4);
        if (need.Deadline is { } deadline) yield return new(ReasonKind.DeadlineInDays, deadline.DayNumber - policy.AsOf.DayNumber);
        if (need.UncoveredOrStillInNeed) yield return new(ReasonKind.NoSchemeCovers);
        if (need.GreenChannel && policy.Aims.Contains(Aim.GreenChannel)) yield return new(ReasonKind.GreenChannel);
        var category = need.CategoryCode is null ? -1 : policy.CategoryOrder.ToList().IndexOf(need.CategoryCode);
        if (category >= 0 && policy.Aims.Contains(Aim.Category)) yield return new(ReasonKind.Category, category + 1, policy.CategoryOrder.Count);
        yield return new(ReasonKind.ShareMet, ServedOf(number), need.Quantity);
    }

    IEnumerable<ProposalReason> AboutBoth(int number, int lot, Wanting wanting)
    {
        if (wanting.Units > candidates.Lots[lot].Quantity) yield return new(ReasonKind.WantedByMany, wanting.Units, candidates.Lots[lot].Quantity);
        yield return new(ReasonKind.Standing, Before(wanting.Grades, -ladder.Grade(candidates.Needs[number])) + 1, wanting.Grades.Count);
        if (candidates.LotsOf(number).Length == 1) yield return new(ReasonKind.OnlyLot);
        if (candidates.Needs[number].WholeFromOneLot) yield return new(ReasonKind.WholeFromOneLot);
    }

    static long Before(List<long> ascending, long value)
    {
        var (low, high) = (0, ascending.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    IEnumerable<ProposalReason> AboutLot(int number, int place)
    {
        var lot = candidates.Lots[place];
        if (lot.ValidUntil is { } day) yield return new(ReasonKind.LotExpiresInDays, day.DayNumber - policy.AsOf.DayNumber);
        var distance = AimLadder.Distance(lot.Place, candidates.Needs[number].Place);
        if (distance < 3) yield return new(ReasonKind.SameVillage + distance);
        if (policy.ProviderCaps.Count > 0 && caps.Value.Provider(place) is { } cap) yield return new(ReasonKind.ProviderCapReached, cap.Units, cap.Units);
    }

    internal List<UnmetNeed> Unmet()
    {
        var unmet = new List<UnmetNeed>();
        foreach (var number in solved.Component.Needs)
        {
            var missing = candidates.Needs[number].Quantity - ServedOf(number);
            if (missing > 0) unmet.Add(new(candidates.Needs[number].Id, missing, Cause(number), PriceOf(number), NothingForbidden));
        }
        return unmet;
    }

    static readonly IReadOnlyDictionary<ArcRefusal, int> NothingForbidden = new Dictionary<ArcRefusal, int>();

    long PriceOf(int number) =>
        solved.IsInTheFlow(number) ? solved.Price[solved.Network.NeedNode(number)] : ladder.Penalty(candidates.Needs[number], 0);

    UnmetCause Cause(int number)
    {
        if (caps.Value.Household(number) is not null) return UnmetCause.HouseholdCapReached;
        if (caps.Value.ProviderStandsBetween(number)) return UnmetCause.ProviderCapReached;
        return candidates.Needs[number].WholeFromOneLot ? UnmetCause.NoLotLeftForTheWhole : UnmetCause.LostToOthers;
    }

    /// <summary>A need for which not one arc exists: which rules saw to that.</summary>
    internal static UnmetNeed WithoutLots(OpenNeed need, IReadOnlyList<OfferedLot> lotsOfTheKind, MatchPolicy policy)
    {
        var forbidden = new Dictionary<ArcRefusal, int>();
        foreach (var lot in lotsOfTheKind)
            if (HardRules.Refusal(lot, need, policy) is { } rule) forbidden[rule] = forbidden.GetValueOrDefault(rule) + 1;
        var cause = lotsOfTheKind.Count == 0 ? UnmetCause.NoLotOfTheKind : UnmetCause.AllLotsForbidden;
        return new(need.Id, need.Quantity, cause, 0, forbidden);
    }
}
