using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Organisations;

/// <summary>
/// All that goes with an organisation when it ends: its lots are withdrawn, matches under way cancelled with their holds released, consents
/// naming it ended. The needs stay open where they stood in the queue.
/// </summary>
public sealed record OrganisationEnding(
    IReadOnlyList<Guid> LotsToWithdraw, IReadOnlyList<Guid> MatchesToCancel, IReadOnlyList<Guid> ConsentsToEnd)
{
    public static OrganisationEnding Of(
        Guid organisation, IEnumerable<SupplyLot> lots, IEnumerable<Match> matches, IEnumerable<Consent> consents) => new(
        [.. lots.Where(lot => lot.OrganisationId == organisation)
            .Where(lot => SupplyLotLifecycle.Table.Next(lot.State, LotTrigger.Withdraw) is not null).Select(lot => lot.Id).Order()],
        [.. matches.Where(match => match.OrganisationId == organisation && (match.State.IsUnderWay() || match.State == MatchState.Proposed))
            .Select(match => match.Id).Order()],
        [.. consents.Where(consent => consent.OrganisationId == organisation && consent.State is (ConsentState.Asked or ConsentState.Given))
            .Select(consent => consent.Id).Order()]);
}
