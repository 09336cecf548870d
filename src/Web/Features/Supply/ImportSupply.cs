using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>Enters lots from an organisation's list and sends them to the county's review (D2): all of the rows or, where one is refused, none.</summary>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record ImportSupply(Guid CommandId, Actor By, string CountyCode, IReadOnlyList<LotRow> Rows) : ICommand<Imported>;

/// <param name="Quantity">In the unit of the kind; money in fen. Of a service with dated turns: their places together.</param>
public sealed record LotRow(
    Guid Id, string Number, string OrganisationCode, string KindCode, string Name, string UnitCode, long Quantity, long? LimitPerHousehold,
    IReadOnlyList<string> AreaCodes, IReadOnlyList<string> CategoryCodes, int? AgeFrom, int? AgeTo, DateOnly ValidUntil, bool IsPerishable, string Description,
    IReadOnlyList<TurnRow>? Turns = null);

/// <summary>One dated turn of a recurring service, with its places in the lot's unit.</summary>
public sealed record TurnRow(DateOnly Day, TimeOnly StartsAt, TimeOnly EndsAt, long Places);

public sealed class ImportSupplyHandler(JiujiDb db, Turn turn) : IRequestHandler<ImportSupply, Result<Imported>>
{
    public async Task<Result<Imported>> Handle(ImportSupply command, CancellationToken cancellationToken)
    {
        var finding = await new LotIntake(db).Look(command.CountyCode, command.By, command.Rows, turn.Act(command.By), cancellationToken);
        if (finding.Refused is [var first, ..])
        {
            return Refused.By(first.Reason, ("number", first.Number));
        }

        foreach (var entered in finding.Good)
        {
            db.Add(entered.Lot);
            db.Add(entered.Submitted);
        }

        return new Imported(finding.Good.Count, []);
    }
}
