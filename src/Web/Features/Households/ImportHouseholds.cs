using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Households;

/// <summary>Enters households with their members, up to <see cref="HouseholdIntake.RowsPerCommand"/> at a time: all of them or, where one is refused, none.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record ImportHouseholds(Guid CommandId, Actor By, string CountyCode, IReadOnlyList<HouseholdRow> Rows) : ICommand<Imported>;

/// <param name="RegisteredCode">Code of a village or township; so are the two others.</param>
public sealed record HouseholdRow(
    Guid Id, string Number, string CategoryCode, string RegisteredCode, string ResidenceCode, string IncidentCode, string Address, IReadOnlyList<PersonRow> Members);

public sealed record PersonRow(
    Guid Id, string Name, string IdNumber, DateOnly? BirthDate, Sex? Sex, Relation Relation, string Phone, string Account,
    DisabilityKind DisabilityKind, int? DisabilityGrade, SelfCareAbility SelfCareAbility, DateOnly? DeceasedOn)
{
    /// <summary>Whoever prints it by mistake, into a log or an error page, prints nothing.</summary>
    public override string ToString() => $"PersonRow {{ {Id} }}";
}

public sealed class ImportHouseholdsHandler(JiujiDb db, Turn turn, PersonalVault vault) : IRequestHandler<ImportHouseholds, Result<Imported>>
{
    public async Task<Result<Imported>> Handle(ImportHouseholds command, CancellationToken cancellationToken)
    {
        var finding = await new HouseholdIntake(db, vault).Look(command.CountyCode, command.By, command.Rows, turn.Now, cancellationToken);
        if (finding.Refused is [var first, ..])
        {
            return Refused.By(first.Reason, ("number", first.Number));
        }

        foreach (var entered in finding.Good)
        {
            db.Add(entered.Household);
            db.AddRange(entered.Members);
        }

        return new Imported(finding.Good.Count, finding.Likely);
    }
}
