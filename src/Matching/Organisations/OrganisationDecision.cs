using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Organisations;

/// <summary>All of an organisation in one county that its end would touch.</summary>
/// <param name="MoneyLeftFen">Donated money that still stands in its own book here, in fen.</param>
public sealed record OrganisationFacts(
    OrganisationStanding Standing, IReadOnlyCollection<SupplyLot> Lots, IReadOnlyCollection<Match> Matches, IReadOnlyCollection<Consent> Consents, long MoneyLeftFen = 0)
{
    public OrganisationEnding Ending => OrganisationEnding.Of(Standing.OrganisationId, Lots, Matches, Consents);
}

/// <summary>Where the organisation stands now, the row of history, and what goes with it: nothing but at its end.</summary>
public sealed record OrganisationOutcome(OrganisationState State, Move Move, OrganisationEnding? Ending)
{
    public void ApplyTo(OrganisationStanding standing, string document, string documentHash)
    {
        (standing.State, standing.Document, standing.DocumentHash) = (State, document, documentHash);
        standing.Version++;
    }
}

/// <summary>The county suspends a charity, lets it go on, begins to wind it up and ends it (Charity Law 17, 18).</summary>
public static class OrganisationDecision
{
    /// <summary>
    /// Refuses MoveNotAllowed, WrongRole, ReasonMissing; DocumentMissing (winding up and ending rest on a paper); MoneyLeftWithOrganisation (at the end:
    /// what donors restricted first goes to a body of like purpose, Charity Law 18).
    /// </summary>
    public static Decision<OrganisationOutcome> Move(OrganisationFacts facts, OrganisationTrigger trigger, string document, Act act)
    {
        var standing = facts.Standing;
        var fired = OrganisationLifecycle.Table.Fire(standing.CountyCode, standing.OrganisationId, standing.State, trigger, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (trigger is OrganisationTrigger.Liquidate or OrganisationTrigger.End && string.IsNullOrWhiteSpace(document))
            return MatchingRefusal.DocumentMissing;
        if (trigger == OrganisationTrigger.End && facts.MoneyLeftFen > 0)
            return MatchingRefusal.MoneyLeftWithOrganisation;
        return new OrganisationOutcome(step.State, step.Move, trigger == OrganisationTrigger.End ? facts.Ending : null);
    }
}
