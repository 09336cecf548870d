using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;

namespace Jiuji.Web.Features.Matches;

/// <summary>How a signed-in person acts and looks in the matching module: always from the appointment, never from the request.</summary>
public static class Acting
{
    public static MatchingRole InMatching(this Actor actor) => actor.Role switch
    {
        Role.CharityStaff => MatchingRole.CharityStaff,
        Role.SocietyTreasurer => MatchingRole.SocietyTreasurer,
        Role.SocietyCouncil => MatchingRole.SocietyCouncil,
        Role.SocietySupervisor => MatchingRole.SocietySupervisor,
        Role.StationWorker => MatchingRole.StationWorker,
        Role.TownshipHandler => MatchingRole.TownshipHandler,
        Role.OfficeHead => MatchingRole.OfficeHead,
        Role.CountyCivilAffairs => MatchingRole.CountyCivilAffairs,
        Role.CityOperator => MatchingRole.CityOperator,
        Role.Household => MatchingRole.Household,
        // Everybody else has no business in matching: they may look at what a supervisor sees, and every lifecycle refuses them.
        _ => MatchingRole.Auditor,
    };

    public static Act Act(this Turn turn, Actor by, string reason = "") => new(Guid.CreateVersion7(), by.Name, by.InMatching(), turn.Now, reason);

    /// <summary>What follows from the book or the calendar alone and is nobody's decision; the one who set it off is still named.</summary>
    public static Act ByItself(this Turn turn, Actor by, string reason = "") => new(Guid.CreateVersion7(), by.Name, MatchingRole.Clock, turn.Now, reason);

    public static Viewer Viewer(this Actor actor) => actor switch
    {
        { Role: Role.Household } => Matching.Consents.Viewer.Own(actor.Name, actor.UserId),
        { OrganisationId: { } organisation } when actor.InMatching().IsProvider() => Matching.Consents.Viewer.Provider(actor.Name, actor.InMatching(), organisation),
        { TownshipCode.Length: > 0 } => Matching.Consents.Viewer.Duty(actor.Name, actor.InMatching(), actor.TownshipCode),
        _ => Matching.Consents.Viewer.Duty(actor.Name, actor.InMatching(), actor.CountyCode),
    };

    /// <summary>May this provider act on what that organisation offers? Offices may, whatever the organisation.</summary>
    public static bool StandsFor(this Actor actor, Guid organisation) => !actor.InMatching().IsProvider() || actor.OrganisationId == organisation;
}
