using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Consents;

/// <summary>What is asked: whose data, which fields, until when, under which text.</summary>
public sealed record ConsentQuestion(Guid PersonId, ConsentPurpose Purpose, PersonalFields Fields, string Edition, DateOnly ValidUntil);

/// <summary>How the household answered.</summary>
public sealed record ConsentAnswer(GivenBy GivenBy, Guid? GivenByPersonId, ConsentForm Form, string? Witness);

/// <summary>A consent's next state and the row that remembers it. <see cref="ApplyTo"/> stores the answer on the consent.</summary>
public sealed record ConsentOutcome(ConsentState State, Move Move, ConsentAnswer? Answer = null, WithdrawalScope? Scope = null)
{
    public void ApplyTo(Consent consent)
    {
        consent.State = State;
        if (Answer is { } answer)
            (consent.GivenBy, consent.GivenByPersonId, consent.Form, consent.Witness) =
                (answer.GivenBy, answer.GivenByPersonId, answer.Form, answer.Witness);
        if (State is ConsentState.Given or ConsentState.Refused)
            consent.AnsweredAt = Move.At;
        if (State == ConsentState.Withdrawn)
            (consent.WithdrawnAt, consent.WithdrawalScope) = (Move.At, Scope);
        consent.Version++;
    }
}

/// <summary>Consents to be stored at one time, each with its own id brought by the caller.</summary>
public sealed record ConsentsAsked(IReadOnlyList<Consent> Consents);

/// <summary>A withdrawal: what becomes of the consent, and the matches that must end with it, their holds released.</summary>
public sealed record Withdrawal(ConsentOutcome Consent, IReadOnlyList<Guid> MatchesToEnd);

/// <summary>When an organisation confirmed that it has deleted what it had received.</summary>
public sealed record DeletionConfirmed(DateTimeOffset At)
{
    public void ApplyTo(Consent consent)
    {
        consent.DeletionConfirmedAt = At;
        consent.Version++;
    }
}

/// <summary>Asking, giving, refusing and withdrawing consent (PIPL 13–16, 23, 31; D5).</summary>
public static class ConsentDecision
{
    /// <summary>How many named alternatives may be asked for one need at a time; each has its lot held meanwhile (design §4).</summary>
    public const int NamedAlternatives = 3;

    /// <summary>From this age a person answers for themselves (PIPL 31).</summary>
    public const int OwnAnswerFromAge = 14;

    /// <summary>
    /// After a proposal: the organisation of the match is asked for by name. Refuses WrongRole, TooManyOrganisationsAsked,
    /// BeyondMinimumFields (a field that cannot be consented to, or that the lot does not need).
    /// </summary>
    public static Decision<ConsentsAsked> AskForMatch(
        Guid id, Match match, SupplyLot lot, ConsentQuestion question, int alreadyAskedForNeed, Act act)
    {
        if (!act.Role.HasDuty())
            return MatchingRefusal.WrongRole;
        if (match.LotId != lot.Id)
            return MatchingRefusal.SubjectsDiffer;
        if (alreadyAskedForNeed >= NamedAlternatives)
            return MatchingRefusal.TooManyOrganisationsAsked;
        if ((question.Fields & ~lot.FieldsNeeded & ~PersonalFields.None) != PersonalFields.None)
            return MatchingRefusal.BeyondMinimumFields;
        return new ConsentsAsked([New(id, match.CountyCode, match.HouseholdId, lot.OrganisationId, question, act, match.Id, null)]);
    }

    /// <summary>
    /// At intake: the household ticks names in the current edition of the supply ledger. One consent per name; a name that joins later is
    /// never covered. Refuses WrongRole, OrganisationNotInEdition, BeyondMinimumFields.
    /// </summary>
    public static Decision<ConsentsAsked> AskAtIntake(
        Household household, IReadOnlyDictionary<Guid, Guid> idByOrganisation, Guid editionId, IReadOnlySet<Guid> organisationsInEdition,
        ConsentQuestion question, Act act)
    {
        if (!act.Role.HasDuty())
            return MatchingRefusal.WrongRole;
        if (!organisationsInEdition.IsSupersetOf(idByOrganisation.Keys))
            return MatchingRefusal.OrganisationNotInEdition;
        if ((question.Fields & ~PersonalFields.Consentable) != PersonalFields.None)
            return MatchingRefusal.BeyondMinimumFields;
        return new ConsentsAsked([.. idByOrganisation.OrderBy(each => each.Value).Select(each =>
            New(each.Value, household.CountyCode, household.Id, each.Key, question, act, null, editionId))]);
    }

    /// <summary>Refuses MoveNotAllowed, WrongRole, GuardianNeeded, WitnessMissing.</summary>
    public static Decision<ConsentOutcome> Give(Consent consent, Person person, ConsentAnswer answer, Act act)
    {
        var fired = Fire(consent, ConsentTrigger.Give, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        if (consent.PersonId != person.Id)
            return MatchingRefusal.SubjectsDiffer;
        if (NeedsGuardian(person, act.Today) && !IsByGuardian(person, answer))
            return MatchingRefusal.GuardianNeeded;
        if (answer.Form != ConsentForm.Written && string.IsNullOrWhiteSpace(answer.Witness))
            return MatchingRefusal.WitnessMissing;
        return new ConsentOutcome(step.State, step.Move, answer);
    }

    /// <summary>One step, no reason asked.</summary>
    public static Decision<ConsentOutcome> Refuse(Consent consent, Act act) => Simple(consent, ConsentTrigger.Refuse, act);

    /// <summary>The day has passed. Refuses NotYetDue before.</summary>
    public static Decision<ConsentOutcome> Expire(Consent consent, Act act) =>
        consent.ValidUntil is { } until && act.Today <= until ? MatchingRefusal.NotYetDue : Simple(consent, ConsentTrigger.Expire, act);

    public static Decision<ConsentOutcome> EndOrganisation(Consent consent, Act act) =>
        Simple(consent, ConsentTrigger.EndOrganisation, act);

    /// <summary>
    /// One step, no reason asked, at any time. Matches with that organisation that rest on this consent end and their lots are free again;
    /// one that is on its way ends too, unless the household lets this delivery finish.
    /// </summary>
    /// <param name="matches">The household's matches with lots of the consent's organisation.</param>
    public static Decision<Withdrawal> Withdraw(Consent consent, WithdrawalScope scope, IEnumerable<Match> matches, Act act)
    {
        var fired = Fire(consent, ConsentTrigger.Withdraw, act);
        if (fired.Outcome is not { } step)
            return fired.Refusal!.Value;
        var ended = matches.Where(match => match.HouseholdId == consent.HouseholdId && match.OrganisationId == consent.OrganisationId)
            .Where(match => match.NeedsPersonalData && match.State.IsUnderWay())
            .Where(match => scope == WithdrawalScope.StopNow || match.State != MatchState.InDelivery)
            .Select(match => match.Id).Order();
        return new Withdrawal(new ConsentOutcome(step.State, step.Move, null, scope), [.. ended]);
    }

    /// <summary>
    /// The organisation says that it has deleted what it had received (PIPL 47). Refuses WrongRole, ConsentNamesOtherOrganisation,
    /// MoveNotAllowed (the consent still stands, or nothing was ever given).
    /// </summary>
    public static Decision<DeletionConfirmed> ConfirmDeletion(Consent consent, Guid organisation, Act act)
    {
        if (!act.Role.IsProvider())
            return MatchingRefusal.WrongRole;
        if (consent.OrganisationId != organisation)
            return MatchingRefusal.ConsentNamesOtherOrganisation;
        return OwesDeletion(consent) ? new DeletionConfirmed(act.At) : MatchingRefusal.MoveNotAllowed;
    }

    /// <summary>It had been given, it is over, and the organisation has not yet said that it has deleted.</summary>
    public static bool OwesDeletion(Consent consent) =>
        consent is
        {
            GivenBy: not null,
            DeletionConfirmedAt: null,
            State: ConsentState.Withdrawn or ConsentState.Expired or ConsentState.OrganisationEnded,
        };

    /// <summary>Under 14, or declared unable to look after their own affairs: a guardian answers.</summary>
    public static bool NeedsGuardian(Person person, DateOnly today) =>
        person.GuardianPersonId is not null || person.AgeOn(today) is < OwnAnswerFromAge;

    static bool IsByGuardian(Person person, ConsentAnswer answer) =>
        answer.GivenBy == GivenBy.Guardian && answer.GivenByPersonId is { } guardian && guardian != person.Id
        && (person.GuardianPersonId is null || person.GuardianPersonId == guardian);

    static Decision<ConsentOutcome> Simple(Consent consent, ConsentTrigger trigger, Act act)
    {
        var fired = Fire(consent, trigger, act);
        return fired.Outcome is { } step ? new ConsentOutcome(step.State, step.Move) : fired.Refusal!.Value;
    }

    static Decision<Step<ConsentState>> Fire(Consent consent, ConsentTrigger trigger, Act act) =>
        ConsentLifecycle.Table.Fire(consent.CountyCode, consent.Id, consent.State, trigger, act);

    static Consent New(
        Guid id, string county, Guid household, Guid organisation, ConsentQuestion question, Act act, Guid? match, Guid? edition) => new()
        {
            CountyCode = county,
            Id = id,
            HouseholdId = household,
            PersonId = question.PersonId,
            OrganisationId = organisation,
            Purpose = question.Purpose,
            Fields = question.Fields,
            Edition = question.Edition,
            MatchId = match,
            SupplyEditionId = edition,
            AskedAt = act.At,
            ValidUntil = question.ValidUntil,
        };
}
