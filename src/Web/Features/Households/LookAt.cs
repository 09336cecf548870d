using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Households;

/// <summary>
/// Somebody wants to see fields of a person in the clear. The disclosure is stored first and shown to the household; only then does the page open the
/// fields. Offices look by duty within their area, providers by an active consent that names them, and nobody else (D5).
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.OfficeHead, Role.CountyCivilAffairs, Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil)]
public sealed record LookAt(Guid CommandId, Actor By, string CountyCode, Guid PersonId, PersonalFields Fields, string Purpose) : ICommand<Guid>;

public sealed class LookAtHandler(JiujiDb db, Turn turn, PersonalVault vault) : IRequestHandler<LookAt, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(LookAt command, CancellationToken cancellationToken)
    {
        if (await LookedAt.Read(db, command.CountyCode, command.PersonId, cancellationToken) is not { } subject)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "person"));
        }

        var viewer = await LookedAt.ViewerOf(db, command.By, command.CountyCode, cancellationToken);
        var decision = subject.Open(viewer, new Look(Guid.CreateVersion7(), command.Fields, command.Purpose), vault, turn.Now);
        if (decision.Outcome is not { } reveal)
        {
            return Refused.By(decision.Refusal!.Value);
        }

        // What was seen is never stored, only that it was.
        db.Add(reveal.Disclosure);
        return reveal.Disclosure.Id;
    }
}

/// <summary>
/// Danger to life (PIPL 13(4), 18): who, where and how to reach, with a second person of the statutory duty, who signed in beside the first; the household is told
/// within three days (T30).
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.OfficeHead, Role.CountyCivilAffairs, Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil)]
public sealed record LookInDanger(Guid CommandId, Actor By, string CountyCode, Guid PersonId, PersonalFields Fields, string Purpose, Actor? Second) : ICommand<Guid>;

public sealed class LookInDangerHandler(JiujiDb db, Turn turn, PersonalVault vault) : IRequestHandler<LookInDanger, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(LookInDanger command, CancellationToken cancellationToken)
    {
        if (await LookedAt.Read(db, command.CountyCode, command.PersonId, cancellationToken) is not { } subject)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "person"));
        }

        var decision = PersonalView.OpenInDanger(
            command.By.Viewer(), command.Second?.Viewer(), subject.Household, subject.Person, new Look(Guid.CreateVersion7(), command.Fields, command.Purpose), vault, turn.Now);
        if (decision.Outcome is not { } reveal)
        {
            return Refused.By(decision.Refusal!.Value);
        }

        db.Add(reveal.Disclosure);
        return reveal.Disclosure.Id;
    }
}

/// <summary>A person with what decides who may see what of them.</summary>
public sealed record LookedAt(Household Household, Person Person, IReadOnlyList<Person> Members, IReadOnlyList<Consent> Consents)
{
    public static async Task<LookedAt?> Read(JiujiDb db, string county, Guid personId, CancellationToken cancellationToken)
    {
        if (await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(person => person.CountyCode == county && person.Id == personId, cancellationToken) is not { } person)
        {
            return null;
        }

        return new LookedAt(
            await db.Set<Household>().AsNoTracking().FirstAsync(household => household.CountyCode == county && household.Id == person.HouseholdId, cancellationToken),
            person,
            await db.Set<Person>().AsNoTracking().Where(member => member.CountyCode == county && member.HouseholdId == person.HouseholdId).ToListAsync(cancellationToken),
            await db.Set<Consent>().AsNoTracking().Where(consent => consent.CountyCode == county && consent.HouseholdId == person.HouseholdId).ToListAsync(cancellationToken));
    }

    public Decision<Reveal> Open(Viewer viewer, Look look, PersonalVault vault, DateTimeOffset now) =>
        PersonalView.Open(viewer, Household, Person, Members, Consents, look, vault, now);

    /// <summary>A provider's staff look for their organisation, and see nothing while it may not act (D5).</summary>
    public static async Task<Viewer> ViewerOf(JiujiDb db, Actor by, string county, CancellationToken cancellationToken) => by.Viewer() is { Organisation: { } organisation } viewer
        ? viewer with { OrganisationState = await OrganisationDesk.StateOf(db, county, organisation, cancellationToken) }
        : by.Viewer();

    /// <summary>After the disclosure has been stored: the very fields that it names, for the one page that is being answered.</summary>
    public static async Task<Revealed?> Shown(JiujiDb db, Actor by, string county, Guid disclosure, PersonalVault vault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await db.Set<Disclosure>().AsNoTracking()
            .FirstOrDefaultAsync(each => each.CountyCode == county && each.Id == disclosure && each.Actor == by.Name, cancellationToken);
        if (row?.PersonId is not { } person || await Read(db, county, person, cancellationToken) is not { } subject)
        {
            return null;
        }

        return subject.Open(await ViewerOf(db, by, county, cancellationToken), new Look(row.Id, row.Fields, row.Purpose), vault, now).Outcome?.Fields;
    }

    /// <summary>After the disclosure has been stored: the few fields that it names, for the two people who agreed.</summary>
    public static async Task<Revealed?> ShownInDanger(JiujiDb db, Actor by, Actor second, Guid disclosure, PersonalVault vault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await db.Set<Disclosure>().AsNoTracking().FirstOrDefaultAsync(
            each => each.CountyCode == by.CountyCode && each.Id == disclosure && each.Actor == by.Name && each.SecondActor == second.Name, cancellationToken);
        if (row?.PersonId is not { } person || await Read(db, by.CountyCode, person, cancellationToken) is not { } subject)
        {
            return null;
        }

        var look = new Look(row.Id, row.Fields, row.Purpose);
        return PersonalView.OpenInDanger(by.Viewer(), second.Viewer(), subject.Household, subject.Person, look, vault, now).Outcome?.Fields;
    }
}
