using Jiuji.Matching.Organisations;

namespace Jiuji.Matching.Consents;

/// <summary>
/// Who looks: in which capacity, for which organisation, for which areas. Built from the appointment, never from the request.
/// </summary>
/// <param name="Organisation">The organisation for which a provider's staff look.</param>
/// <param name="Areas">Counties, townships and villages of the appointment, by our own codes.</param>
/// <param name="Household">For the household itself, signed in by its slip code.</param>
/// <param name="OrganisationState">A suspended or ending organisation receives nothing, whatever was consented to.</param>
public sealed record Viewer(
    string Actor, MatchingRole Role, Guid? Organisation, IReadOnlySet<string> Areas, Guid? Household = null,
    OrganisationState OrganisationState = OrganisationState.Active)
{
    public static Viewer Duty(string actor, MatchingRole role, params string[] areas) => new(actor, role, null, areas.ToHashSet());

    public static Viewer Provider(string actor, MatchingRole role, Guid organisation, OrganisationState state = OrganisationState.Active) =>
        new(actor, role, organisation, new HashSet<string>(), OrganisationState: state);

    public static Viewer Own(string actor, Guid household) => new(actor, MatchingRole.Household, null, new HashSet<string>(), household);
}
