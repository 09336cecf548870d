using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Needs;

/// <summary>Enters needs from a station's list, up to <see cref="NeedIntake.RowsPerCommand"/> at a time: all of them or, where one is refused, none.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record ImportNeeds(Guid CommandId, Actor By, string CountyCode, IReadOnlyList<NeedRow> Rows) : ICommand<Imported>;

/// <param name="Quantity">In the kind's unit; money in fen.</param>
public sealed record NeedRow(
    Guid Id, string Number, string HouseholdNumber, string KindCode, long Quantity, Urgency Urgency, DateOnly? Deadline, DiscoverySource Source, bool IsWhole, string Note,
    string CauseCode = "", NeedReason? Reason = null, string CameFrom = "", Guid? ReferredTo = null);

public sealed class ImportNeedsHandler(JiujiDb db, Turn turn, RuleShelf shelf) : IRequestHandler<ImportNeeds, Result<Imported>>
{
    public async Task<Result<Imported>> Handle(ImportNeeds command, CancellationToken cancellationToken)
    {
        var finding = await new NeedIntake(db, shelf).Look(command.CountyCode, command.By, command.Rows, turn.Now, cancellationToken);
        if (finding.Refused is [var first, ..])
        {
            return Refused.By(first.Reason, ("number", first.Number));
        }

        db.AddRange(finding.Good);
        return new Imported(finding.Good.Count, []);
    }
}
