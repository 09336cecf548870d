namespace Jiuji.Matching.Organisations;

/// <summary>All of a society in one county that a step of its closing would touch.</summary>
/// <param name="Residue">What the audit found left, by source.</param>
/// <param name="HasGoods">Whether anything of its lots is still in stock, promised or not.</param>
public sealed record SocietyFacts(OrganisationFacts Organisation, IReadOnlyCollection<SocietyResidue> Residue, bool HasGoods)
{
    /// <summary>Without a row a society is active, as it was registered.</summary>
    public SocietyState State => Organisation.Standing.Society ?? SocietyState.Active;

    /// <summary>The sources of which something is left and must go somewhere.</summary>
    public IReadOnlyList<ResidueSource> Left =>
        [.. Residue.Where(each => each.AmountFen > 0).Select(each => each.Source).Concat(HasGoods ? [ResidueSource.Goods] : []).Distinct().Order()];
}

/// <summary>Where the society stands now, the row of history, and what goes with it: at the moving of what is left, all that it had promised.</summary>
public sealed record SocietyOutcome(SocietyState State, Move Move, OrganisationEnding? Ending)
{
    public void ApplyTo(OrganisationStanding standing, string document, string documentHash)
    {
        (standing.Society, standing.State) = (State, State.AsOrganisation());
        (standing.Document, standing.DocumentHash) = (document, documentHash);
        standing.Version++;
    }
}

/// <summary>
/// A mutual-aid society pauses, goes on, and closes: it takes on nothing new, is audited, what is left goes by its source, and then it is closed. The statutes name no
/// other way to dissolve one (domain.md M4, M20).
/// </summary>
public static class SocietyDecision
{
    /// <summary>
    /// Refuses MoveNotAllowed, WrongRole, ReasonMissing; DocumentMissing (each step of closing rests on a paper); MoneyLeftWithOrganisation (money still stands in its
    /// book here); ResidueUnplaced (of a source something is left, and nobody is named who receives it).
    /// </summary>
    /// <param name="movedTo">Who receives what is left, by source; asked for at <see cref="SocietyTrigger.MoveResidue"/> only.</param>
    public static Decision<SocietyOutcome> Move(
        SocietyFacts facts, SocietyTrigger trigger, string document, IReadOnlyDictionary<ResidueSource, string> movedTo, Act act)
    {
        var standing = facts.Organisation.Standing;
        var fired = SocietyLifecycle.Table.Fire(standing.CountyCode, standing.OrganisationId, facts.State, trigger, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (RestsOnAPaper(trigger) && string.IsNullOrWhiteSpace(document))
            return MatchingRefusal.DocumentMissing;
        if (trigger != SocietyTrigger.MoveResidue)
            return new SocietyOutcome(step.State, step.Move, null);
        if (facts.Organisation.MoneyLeftFen > 0)
            return MatchingRefusal.MoneyLeftWithOrganisation;
        return facts.Left.Any(source => string.IsNullOrWhiteSpace(movedTo.GetValueOrDefault(source)))
            ? MatchingRefusal.ResidueUnplaced
            : new SocietyOutcome(step.State, step.Move, facts.Organisation.Ending);
    }

    /// <summary>Whether the step needs the number of a document.</summary>
    public static bool RestsOnAPaper(this SocietyTrigger trigger) =>
        trigger is SocietyTrigger.BeginClosing or SocietyTrigger.Audit or SocietyTrigger.MoveResidue or SocietyTrigger.Close;
}
