namespace Jiuji.Matching.Consents;

/// <summary>Who looks: in which capacity, for which organisation, for which areas. Built from the appointment, never from the request.</summary>
/// <param name="Organisation">The organisation for which a provider's staff look; null for offices.</param>
/// <param name="Areas">Counties, townships and villages of the appointment, by our own codes.</param>
/// <param name="Household">For the household itself, signed in by its slip code.</param>
public sealed record Viewer(string Actor, MatchingRole Role, Guid? Organisation, IReadOnlySet<string> Areas, Guid? Household = null)
{
    public static Viewer Duty(string actor, MatchingRole role, params string[] areas) => new(actor, role, null, areas.ToHashSet());

    public static Viewer Provider(string actor, MatchingRole role, Guid organisation) => new(actor, role, organisation, new HashSet<string>());

    public static Viewer Own(string actor, Guid household) => new(actor, MatchingRole.Household, null, new HashSet<string>(), household);
}
