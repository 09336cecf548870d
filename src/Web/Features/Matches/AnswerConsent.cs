using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>What the household says to a question about its consent. A no is one step and costs nothing: the lot is free again, statutory aid goes on.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.Household)]
public sealed record AnswerConsent(
    Guid CommandId, Actor By, string CountyCode, Guid MatchId, bool Given, GivenBy GivenBy = GivenBy.Self, ConsentForm Form = ConsentForm.Written, string Witness = "")
    : ICommand<MatchDone>;

public sealed class AnswerConsentHandler(JiujiDb db, Turn turn) : IRequestHandler<AnswerConsent, Result<MatchDone>>
{
    public async Task<Result<MatchDone>> Handle(AnswerConsent command, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        var (file, refused) = await desk.Open(command.CountyCode, command.MatchId, command.By, cancellationToken);
        if (file is null)
        {
            return refused!;
        }

        if (file.Facts.Consents.FirstOrDefault(consent => consent.Id == file.Match.ConsentId) is not { } asked)
        {
            return Refused.By(MatchingRefusal.ConsentMissing);
        }

        var act = turn.Act(command.By);
        var answered = command.Given ? await Give(command, asked, act, cancellationToken) : ConsentDecision.Refuse(asked, act);
        if (answered.Outcome is not { } outcome)
        {
            var trigger = command.Given ? ConsentTrigger.Give : ConsentTrigger.Refuse;
            turn.Remember([ConsentLifecycle.Table.Attempt(asked.CountyCode, asked.Id, asked.State, trigger, act, answered.Refusal!.Value)]);
            return Refused.By(answered.Refusal!.Value);
        }

        outcome.ApplyTo(asked);
        db.Add(outcome.Move);
        return command.Given
            ? new MatchDone(file.Match.Id, file.Match.State)
            : await desk.Carry(file, MatchTrigger.RefuseConsent, act, MatchDecision.RefuseConsent(file.Facts, act), command.By, cancellationToken);
    }

    private async Task<Decision<ConsentOutcome>> Give(AnswerConsent command, Consent asked, Act act, CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().FirstAsync(person => person.CountyCode == command.CountyCode && person.Id == asked.PersonId, cancellationToken);
        var by = command.GivenBy switch
        {
            GivenBy.Self => person.Id,
            GivenBy.Guardian => person.GuardianPersonId ?? await AdultOf(person, act.Today, cancellationToken),
            _ => (Guid?)null,
        };
        return ConsentDecision.Give(asked, person, new ConsentAnswer(command.GivenBy, by, command.Form, command.Witness), act);
    }

    /// <summary>Where no guardian is on file, the eldest other member of the household answers for a minor.</summary>
    private async Task<Guid?> AdultOf(Person person, DateOnly today, CancellationToken cancellationToken)
    {
        var members = await db.Set<Person>().AsNoTracking()
            .Where(member => member.CountyCode == person.CountyCode && member.HouseholdId == person.HouseholdId && member.Id != person.Id).ToListAsync(cancellationToken);
        return members.Where(member => member.IsCurrent && member.IsAliveOn(today) && member.AgeOn(today) >= 18)
            .OrderByDescending(member => member.AgeOn(today)).ThenBy(member => member.Id).FirstOrDefault()?.Id;
    }
}
