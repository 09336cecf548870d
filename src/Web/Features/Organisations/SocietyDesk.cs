using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Organisations;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Organisations;

/// <summary>What a step of a society answers: where it stands, how much went with it, and how many of its people may no longer sign in for it.</summary>
public sealed record SocietyDone(string Society, SocietyState State, int LotsWithdrawn = 0, int MatchesEnded = 0, int ConsentsEnded = 0, int PeopleEnded = 0);

/// <summary>What a step brings besides its reason.</summary>
/// <param name="Found">At the audit: what is left, in fen, by source.</param>
/// <param name="MovedTo">When it is moved: who receives it, by source.</param>
public sealed record SocietyStep(
    SocietyTrigger Trigger, string Reason = "", string Document = "", IReadOnlyDictionary<ResidueSource, long>? Found = null, IReadOnlyDictionary<ResidueSource, string>? MovedTo = null);

/// <summary>Where every step of a mutual-aid society is carried out the same way; what must not be lost with it goes in the same transaction.</summary>
public sealed class SocietyDesk(JiujiDb db, Turn turn, OrganisationDesk organisations)
{
    public async Task<Result<SocietyDone>> Move(ICommand<SocietyDone> command, string code, SocietyStep step, CancellationToken cancellationToken)
    {
        var (county, by) = (command.CountyCode, command.By);
        if (await Find(db, county, code, cancellationToken) is not { } society)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "organisation"), ("number", code));
        }

        if (!by.StandsFor(society.Id))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", code));
        }

        var facts = await Facts(db, county, society.Id, cancellationToken);
        var movedTo = step.MovedTo ?? new Dictionary<ResidueSource, string>();
        var act = turn.Act(by, step.Reason);
        var decision = SocietyDecision.Move(facts, step.Trigger, step.Document, movedTo, act);
        if (decision.Outcome is not { } outcome)
        {
            turn.Remember([SocietyLifecycle.Table.Attempt(county, society.Id, facts.State, step.Trigger, act, decision.Refusal!.Value)]);
            return Refused.By(decision.Refusal!.Value, ("organisation", code), ("fen", facts.Organisation.MoneyLeftFen.ToString(CultureInfo.InvariantCulture)));
        }

        await organisations.Keep(command, facts.Organisation.Standing, step.Document, $"{step.Trigger} {code} {step.Document.Trim()} {step.Reason}", outcome.ApplyTo, cancellationToken);
        db.Add(outcome.Move);
        Note(society.Id, county, facts, step, movedTo);
        var people = step.Trigger == SocietyTrigger.Close ? await EndAppointments(county, society.Id, cancellationToken) : 0;
        return outcome.Ending is { } ending
            ? await organisations.Release(facts.Organisation, ending, by, $"{nameof(SocietyState)}.{outcome.State}: {step.Reason}", cancellationToken) is { } refused
                ? refused
                : new SocietyDone(code, outcome.State, ending.LotsToWithdraw.Count, ending.MatchesToCancel.Count, ending.ConsentsToEnd.Count)
            : new SocietyDone(code, outcome.State, PeopleEnded: people);
    }

    public static Task<Organisation?> Find(JiujiDb db, string county, string code, CancellationToken cancellationToken) =>
        db.Organisations.AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == county && each.Code == code && each.Kind == OrganisationKind.Society, cancellationToken);

    public static async Task<SocietyFacts> Facts(JiujiDb db, string county, Guid society, CancellationToken cancellationToken)
    {
        var facts = await OrganisationDesk.Facts(db, county, society, cancellationToken);
        var residue = await db.Set<SocietyResidue>().Where(each => each.CountyCode == county && each.OrganisationId == society).ToListAsync(cancellationToken);
        var stock = await LotStock.Of(db, county, facts.Ending.LotsToWithdraw, cancellationToken);
        return new SocietyFacts(facts, [.. residue.OrderBy(each => each.Source)], stock.Values.Any(lot => lot.InStock > 0));
    }

    /// <summary>The appointments by which people act for the society now.</summary>
    public static IQueryable<Appointment> People(JiujiDb db, string county, Guid society, DateOnly today) =>
        db.Appointments.Where(each => each.CountyCode == county && each.OrganisationId == society && (each.To == null || each.To >= today));

    /// <summary>What the audit found is written down once; when it is moved, each source says where to.</summary>
    private void Note(Guid society, string county, SocietyFacts facts, SocietyStep step, IReadOnlyDictionary<ResidueSource, string> movedTo)
    {
        foreach (var (source, fen) in (step.Found ?? new Dictionary<ResidueSource, long>()).Where(found => found.Value > 0))
        {
            db.Add(new SocietyResidue { CountyCode = county, OrganisationId = society, Source = source, AmountFen = fen });
        }

        if (step.Trigger != SocietyTrigger.MoveResidue)
        {
            return;
        }

        foreach (var source in facts.Left)
        {
            var row = facts.Residue.FirstOrDefault(each => each.Source == source);
            if (row is null)
            {
                db.Add(row = new SocietyResidue { CountyCode = county, OrganisationId = society, Source = source, AmountFen = 0 });
            }

            (row.MovedTo, row.MovedOn) = (movedTo[source].Trim(), CountyDay.Of(turn.Now));
            row.Version++;
        }
    }

    /// <summary>Nobody acts for a society that is no more: their last day was yesterday, so that no session goes on.</summary>
    private async Task<int> EndAppointments(string county, Guid society, CancellationToken cancellationToken)
    {
        var today = CountyDay.Of(turn.Now);
        var people = await People(db, county, society, today).ToListAsync(cancellationToken);
        people.ForEach(appointment => appointment.To = today.AddDays(-1));
        return people.Count;
    }
}
