using FluentValidation;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Needs;

/// <summary>A charity or society has noticed a household that may need help: a hint for the station to go and look, never a record (C11).</summary>
/// <param name="PlaceCode">The township or village where it is.</param>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil)]
public sealed record GiveLead(Guid CommandId, Actor By, string CountyCode, string PlaceCode, string Hint) : ICommand<Guid>;

public sealed class GiveLeadValidator : AbstractValidator<GiveLead>
{
    public GiveLeadValidator() => RuleFor(command => command.Hint).NotEmpty().WithMessage("error.required_here").MaximumLength(400);
}

public sealed class GiveLeadHandler(JiujiDb db, Turn turn, PersonalVault vault) : IRequestHandler<GiveLead, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(GiveLead command, CancellationToken cancellationToken)
    {
        if ((await PlaceBook.Read(db, cancellationToken)).Find(command.PlaceCode) is not { Township.Length: > 0 } place || place.County != command.CountyCode)
        {
            return Refused.By(ImportRefusal.PlaceUnknown, ("place", command.PlaceCode));
        }

        var id = command.CommandId;
        db.Add(new Lead
        {
            CountyCode = command.CountyCode,
            Id = id,
            OrganisationId = command.By.OrganisationId ?? Guid.Empty,
            GivenBy = command.By.Name,
            GivenAt = turn.Now,
            TownshipCode = place.Township,
            VillageCode = place.Village,
            HintSealed = vault.Seal(command.Hint.Trim(), Lead.HintContext(id)),
        });
        return id;
    }
}
