using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// The household is asked whether this one organisation may have the fields it needs for this delivery. The lot is held meanwhile, for up to three named
/// alternatives of one need.
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record AskConsent(Guid CommandId, Actor By, string CountyCode, Guid MatchId) : ICommand<MatchDone>;

public sealed class AskConsentHandler(JiujiDb db, Turn turn, RuleShelf shelf) : IRequestHandler<AskConsent, Result<MatchDone>>
{
    /// <summary>The text that is read out and signed (docs/security.md); a changed text has another name.</summary>
    public const string TextEdition = "aid-2026-1";

    public async Task<Result<MatchDone>> Handle(AskConsent command, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        var (file, refused) = await desk.Open(command.CountyCode, command.MatchId, command.By, cancellationToken);
        if (file is null)
        {
            return refused!;
        }

        var act = turn.Act(command.By);
        var decision = MatchDecision.AskConsent(file.Facts, act);
        if (!decision.IsAccepted)
        {
            return await desk.Carry(file, MatchTrigger.AskConsent, act, decision, command.By, cancellationToken);
        }

        var asked = ConsentDecision.AskForMatch(
            Guid.CreateVersion7(), file.Match, file.Lot, await Question(file, cancellationToken), await AlreadyAsked(file, cancellationToken), act);
        if (asked.Outcome is not { } consents)
        {
            return await desk.Carry(file, MatchTrigger.AskConsent, act, asked.Refusal!.Value, command.By, cancellationToken);
        }

        db.AddRange(consents.Consents);
        file.Match.ConsentId = consents.Consents[0].Id;
        return await desk.Carry(file, MatchTrigger.AskConsent, act, decision, command.By, cancellationToken);
    }

    private async Task<ConsentQuestion> Question(MatchFile file, CancellationToken cancellationToken)
    {
        var person = file.Need.PersonId ?? await HeadOf(db, file.Household, cancellationToken);
        var rules = MatchingRules.Of(shelf, file.Match.CountyCode, ChinaDay.Of(turn.Now));
        return new ConsentQuestion(person, ConsentPurpose.Aid, file.Lot.FieldsNeeded, TextEdition, rules.ConsentUntil);
    }

    private static Task<Guid> HeadOf(JiujiDb db, Household household, CancellationToken cancellationToken) => db.Set<Person>()
        .Where(person => person.CountyCode == household.CountyCode && person.HouseholdId == household.Id && person.DeletedAt == null && person.MergedIntoId == null)
        .OrderBy(person => person.Relation == Relation.Head ? 0 : 1).ThenBy(person => person.Id).Select(person => person.Id).FirstAsync(cancellationToken);

    private Task<int> AlreadyAsked(MatchFile file, CancellationToken cancellationToken) => db.Set<Match>()
        .CountAsync(match => match.CountyCode == file.Match.CountyCode && match.NeedId == file.Need.Id && match.State == MatchState.ConsentAsked, cancellationToken);
}
