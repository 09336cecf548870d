using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Households;

/// <summary>
/// Enters signed paper consents: each names one organisation, its fields and its last day, and is put through the same decisions as one given today,
/// dated as on the paper.
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record ImportConsents(Guid CommandId, Actor By, string CountyCode, IReadOnlyList<ConsentRow> Rows) : ICommand<Imported>;

public sealed record ConsentRow(
    Guid Id, string Number, string HouseholdNumber, Guid PersonId, string OrganisationCode, PersonalFields Fields, GivenBy GivenBy, ConsentForm Form, string Witness,
    bool IsRefused, DateOnly AnsweredOn, DateOnly? ValidUntil, DateOnly? WithdrawnOn);

public sealed class ImportConsentsHandler(JiujiDb db, Turn turn) : IRequestHandler<ImportConsents, Result<Imported>>
{
    public async Task<Result<Imported>> Handle(ImportConsents command, CancellationToken cancellationToken)
    {
        var organisations = await db.Organisations.AsNoTracking().ToDictionaryAsync(organisation => organisation.Code, organisation => organisation.Id, cancellationToken);
        var people = command.Rows.Select(row => row.PersonId).ToList();
        var persons = await db.Set<Person>().AsNoTracking().Where(person => person.CountyCode == command.CountyCode && people.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, cancellationToken);
        foreach (var row in command.Rows)
        {
            if (!persons.TryGetValue(row.PersonId, out var person))
            {
                return Refused.By(ImportRefusal.HouseholdUnknown, ("number", row.Number));
            }

            if (!organisations.TryGetValue(row.OrganisationCode, out var organisation))
            {
                return Refused.By(ImportRefusal.OrganisationUnknown, ("number", row.Number));
            }

            if (Enter(command, row, person, organisation) is { } refusal)
            {
                return Refused.By(refusal, ("number", row.Number));
            }
        }

        return new Imported(command.Rows.Count, []);
    }

    private MatchingRefusal? Enter(ImportConsents command, ConsentRow row, Person person, Guid organisation)
    {
        var consent = Asked(command, row, person, organisation);
        db.Add(consent);
        var answered = row.IsRefused
            ? ConsentDecision.Refuse(consent, OnThePaper(command.By, row.AnsweredOn))
            : ConsentDecision.Give(consent, person, new ConsentAnswer(row.GivenBy, row.GivenBy == GivenBy.Self ? person.Id : person.GuardianPersonId, row.Form, row.Witness), OnThePaper(command.By, row.AnsweredOn));
        if (Apply(answered, consent) is { } refusal)
        {
            return refusal;
        }

        if (row.WithdrawnOn is not { } withdrawn)
        {
            return null;
        }

        var taken = ConsentDecision.Withdraw(consent, WithdrawalScope.StopNow, [], OnThePaper(command.By, withdrawn));
        return taken.Outcome is { } withdrawal ? Apply(withdrawal.Consent, consent) : taken.Refusal;
    }

    private MatchingRefusal? Apply(Decision<ConsentOutcome> decision, Consent consent)
    {
        if (decision.Outcome is not { } outcome)
        {
            return decision.Refusal;
        }

        outcome.ApplyTo(consent);
        db.Add(outcome.Move);
        return null;
    }

    private static Consent Asked(ImportConsents command, ConsentRow row, Person person, Guid organisation) => new()
    {
        CountyCode = command.CountyCode,
        Id = row.Id,
        HouseholdId = person.HouseholdId,
        PersonId = person.Id,
        OrganisationId = organisation,
        Purpose = ConsentPurpose.Aid,
        Fields = row.Fields & PersonalFields.Consentable,
        Edition = AskConsentHandler.TextEdition,
        AskedAt = CountyDay.Start(row.AnsweredOn),
        ValidUntil = row.ValidUntil,
    };

    /// <summary>Dated as on the paper; when it was recorded is the command's own instant.</summary>
    private Act OnThePaper(Actor by, DateOnly day) => turn.Act(by) with { At = CountyDay.Start(day).AddHours(9) };
}
