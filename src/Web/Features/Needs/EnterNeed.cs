using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Needs;

/// <summary>Enters one need by hand, by the same rules as a row of a list; what could meet it is proposed at once.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record EnterNeed(
    Guid CommandId, Actor By, string CountyCode, string NeedNumber, string HouseholdNumber, string KindCode, long Quantity, Urgency Urgency, DiscoverySource Source,
    DateOnly? Deadline = null, bool IsWhole = false, string CauseCode = "", string Note = "") : ICommand<string>;

public sealed class EnterNeedHandler(JiujiDb db, Turn turn, RuleShelf shelf, NeedPlacing placing) : IRequestHandler<EnterNeed, Result<string>>
{
    public async Task<Result<string>> Handle(EnterNeed command, CancellationToken cancellationToken)
    {
        var row = new NeedRow(
            command.CommandId, command.NeedNumber, command.HouseholdNumber, command.KindCode, command.Quantity, command.Urgency, command.Deadline, command.Source,
            command.IsWhole, command.Note, command.CauseCode);
        return await new NeedIntake(db, shelf).Enter(command.CountyCode, command.By, row, turn.Now, placing, cancellationToken) is { } refused ? refused : command.NeedNumber;
    }
}
