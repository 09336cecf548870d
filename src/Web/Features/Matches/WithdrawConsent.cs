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

/// <summary>
/// A consent is taken back, in one step and without a reason. What rests on it ends and its lots are free again; a delivery on its way ends too,
/// unless the household lets this one finish.
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs, Role.Household)]
public sealed record WithdrawConsent(Guid CommandId, Actor By, string CountyCode, Guid ConsentId, WithdrawalScope Scope = WithdrawalScope.StopNow) : ICommand<ConsentWithdrawn>;

public sealed record ConsentWithdrawn(Guid Consent, int MatchesEnded);

public sealed class WithdrawConsentHandler(JiujiDb db, Turn turn) : IRequestHandler<WithdrawConsent, Result<ConsentWithdrawn>>
{
    private const string Why = "ConsentWithdrawn";

    public async Task<Result<ConsentWithdrawn>> Handle(WithdrawConsent command, CancellationToken cancellationToken)
    {
        var (county, by) = (command.CountyCode, command.By);
        if (await db.Set<Consent>().FirstOrDefaultAsync(consent => consent.CountyCode == county && consent.Id == command.ConsentId, cancellationToken) is not { } consent)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "consent"));
        }

        var household = await db.Set<Household>().FirstAsync(each => each.CountyCode == county && each.Id == consent.HouseholdId, cancellationToken);
        if (!MayAnswerFor(household, by))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", by.TownshipCode));
        }

        var matches = await db.Set<Match>().AsNoTracking()
            .Where(match => match.CountyCode == county && match.HouseholdId == consent.HouseholdId && match.OrganisationId == consent.OrganisationId).ToListAsync(cancellationToken);
        var act = turn.Act(by);
        var decision = ConsentDecision.Withdraw(consent, command.Scope, matches, act);
        if (decision.Outcome is not { } withdrawal)
        {
            turn.Remember([ConsentLifecycle.Table.Attempt(county, consent.Id, consent.State, ConsentTrigger.Withdraw, act, decision.Refusal!.Value)]);
            return Refused.By(decision.Refusal!.Value);
        }

        withdrawal.Consent.ApplyTo(consent);
        db.Add(withdrawal.Consent.Move);
        foreach (var match in withdrawal.MatchesToEnd)
        {
            if (await End(county, match, by, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return new ConsentWithdrawn(consent.Id, withdrawal.MatchesToEnd.Count);
    }

    private static bool MayAnswerFor(Household household, Actor by) => by.Role == Role.Household
        ? by.UserId == household.Id
        : household.TouchesArea(by.Viewer().Areas);

    private async Task<Refused?> End(string county, Guid match, Actor by, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        var file = await desk.Find(county, match, cancellationToken) ?? throw new InvalidOperationException($"Match {match} has left the county.");
        var act = turn.Act(by, Why);
        var (trigger, decision) = by.Role == Role.CountyCivilAffairs
            ? (MatchTrigger.Cancel, MatchDecision.Cancel(file.Facts, act))
            : (MatchTrigger.Withdraw, MatchDecision.Withdraw(file.Facts, act));
        return (await desk.Carry(file, trigger, act, decision, by, cancellationToken)).Refused;
    }
}
