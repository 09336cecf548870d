using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// The household says it has it: itself, signed in by its slip code (checked before the lane), or at the station, where the worker writes down how.
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.Household)]
public sealed record ConfirmReceipt(Guid CommandId, Actor By, string CountyCode, Guid MatchId, string Reason = "") : ICommand<MatchDone>;

public sealed class ConfirmReceiptHandler(JiujiDb db, Turn turn) : IRequestHandler<ConfirmReceipt, Result<MatchDone>>
{
    public Task<Result<MatchDone>> Handle(ConfirmReceipt command, CancellationToken cancellationToken) => new MatchDesk(db, turn).Decide(
        command.CountyCode, command.MatchId, MatchTrigger.Confirm, command.By, command.Reason,
        (file, act) => MatchDecision.Confirm(file.Facts, BySlip(command.By), act),
        cancellationToken);

    /// <summary>Only the slip code makes somebody act as the household at all.</summary>
    private static bool? BySlip(Actor by) => by.Role == Role.Household ? true : null;
}
