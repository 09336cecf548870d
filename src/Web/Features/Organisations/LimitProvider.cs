using FluentValidation;
using Jiuji.Matching;
using Jiuji.Matching.Organisations;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Organisations;

/// <summary>
/// An organisation says how much of a kind it can take on at one time, or the county does for it. What is promised already stays promised; until it is handed over, a
/// lower limit lets nothing more through.
/// </summary>
/// <param name="Kind">Code of the kind of help.</param>
/// <param name="Units">In the kind's unit, money in fen; null: no limit any more.</param>
[Allowed(Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record LimitProvider(Guid CommandId, Actor By, string CountyCode, string Organisation, string Kind, long? Units) : ICommand<Done>;

public sealed class LimitProviderValidator : AbstractValidator<LimitProvider>
{
    public LimitProviderValidator() => RuleFor(command => command.Units).GreaterThan(0).LessThanOrEqualTo(1_000_000_000);
}

public sealed class LimitProviderHandler(JiujiDb db, Turn turn) : IRequestHandler<LimitProvider, Result<Done>>
{
    /// <summary>The noun and trigger under which the history keeps it, on the organisation.</summary>
    public const string Noun = nameof(ProviderLimit);

    public async Task<Result<Done>> Handle(LimitProvider command, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        var organisation = await ProviderRoom.Providers(db).FirstOrDefaultAsync(each => each.Code == command.Organisation, cancellationToken);
        if (organisation is null || !await db.Codes.AsNoTracking().AnyAsync(code => code.List == CodeLists.AidKind && code.Code == command.Kind, cancellationToken))
        {
            return Refused.By(SiteRefusal.NotFound, ("what", organisation is null ? "organisation" : "kind"), ("number", organisation is null ? command.Organisation : command.Kind));
        }

        if (!command.By.StandsFor(organisation.Id))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.Organisation));
        }

        var limit = await db.Set<ProviderLimit>()
            .FirstOrDefaultAsync(each => each.CountyCode == county && each.OrganisationId == organisation.Id && each.KindCode == command.Kind, cancellationToken);
        db.Add(Row(command, organisation.Id, limit?.Units));
        Set(command, organisation.Id, limit);
        return new Done();
    }

    private void Set(LimitProvider command, Guid organisation, ProviderLimit? limit)
    {
        switch (limit, command.Units)
        {
            case (null, { } units):
                db.Add(new ProviderLimit { CountyCode = command.CountyCode, OrganisationId = organisation, KindCode = command.Kind, Units = units });
                break;
            case ({ } standing, { } units):
                (standing.Units, standing.Version) = (units, standing.Version + 1);
                break;
            case ({ } standing, null):
                db.Remove(standing);
                break;
        }
    }

    private Move Row(LimitProvider command, Guid organisation, long? before) => new()
    {
        CountyCode = command.CountyCode,
        ActId = Guid.CreateVersion7(),
        Noun = Noun,
        SubjectId = organisation,
        FromState = $"{before}",
        Trigger = nameof(LimitProvider),
        ToState = $"{command.Units}",
        Actor = command.By.Name,
        Role = command.By.InMatching(),
        At = turn.Now,
        Reason = command.Kind,
    };
}
