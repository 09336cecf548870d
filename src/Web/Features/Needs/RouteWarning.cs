using FluentValidation;
using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Needs;

/// <summary>
/// What was found about a monitoring warning or a hotline ticket, and where it goes (B10, B11). Who is not eligible, or is still in need after aid, is referred to
/// the mutual-aid society of the village as a need with that reason; every other way is written into the household's history.
/// </summary>
/// <param name="Reference">Number of the ticket or warning in the system it came from.</param>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record RouteWarning(
    Guid CommandId, Actor By, string CountyCode, DiscoverySource Source, string Reference, string HouseholdNumber, WarningFinding Finding, string Note = "",
    string NeedNumber = "", string KindCode = "", long Quantity = 0, Urgency Urgency = Urgency.Ordinary, DateOnly? Deadline = null, string CauseCode = "")
    : ICommand<WarningRouted>;

/// <param name="Need">Number of the need that was entered; empty where it went another way.</param>
public sealed record WarningRouted(WarningRoute Route, Guid? Society, string Need);

public sealed class RouteWarningValidator : AbstractValidator<RouteWarning>
{
    public RouteWarningValidator()
    {
        RuleFor(command => command.Reference).NotEmpty().WithMessage("error.required_here").MaximumLength(40);
        RuleFor(command => command.Source).Must(source => source is DiscoverySource.Warning or DiscoverySource.Hotline);
        RuleFor(command => command.Note).MaximumLength(200);
    }
}

public sealed class RouteWarningHandler(JiujiDb db, Turn turn, RuleShelf shelf, NeedPlacing placing) : IRequestHandler<RouteWarning, Result<WarningRouted>>
{
    /// <summary>The trigger under which the household's history keeps it.</summary>
    public const string Trigger = nameof(RouteWarning);

    public async Task<Result<WarningRouted>> Handle(RouteWarning command, CancellationToken cancellationToken)
    {
        var household = await db.Set<Household>().AsNoTracking()
            .FirstOrDefaultAsync(each => each.CountyCode == command.CountyCode && each.Number == command.HouseholdNumber, cancellationToken);
        if (household is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "household"), ("number", command.HouseholdNumber));
        }

        if (!household.TouchesArea(command.By.Viewer().Areas))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.By.TownshipCode));
        }

        var decision = WarningRouting.Decide(command.Finding, household, await Societies(command.CountyCode, cancellationToken));
        if (decision.Outcome is not { } routed)
        {
            return Refused.By(decision.Refusal!.Value, ("household", command.HouseholdNumber));
        }

        if (routed.Society is not null && await Enter(command, routed, cancellationToken) is { } refused)
        {
            return refused;
        }

        db.Add(Row(command, household, routed));
        return new WarningRouted(routed.Route, routed.Society, routed.Society is null ? "" : command.NeedNumber);
    }

    private async Task<IReadOnlyList<SocietyOfVillage>> Societies(string county, CancellationToken cancellationToken) => await db.Organisations.AsNoTracking()
        .Where(organisation => organisation.CountyCode == county && organisation.Kind == OrganisationKind.Society)
        .OrderBy(organisation => organisation.Code)
        .SelectMany(organisation => organisation.Areas, (organisation, area) => new SocietyOfVillage(
            organisation.Id, area.RegionCode,
            !db.Set<OrganisationStanding>().Any(standing => standing.CountyCode == county && standing.OrganisationId == organisation.Id && standing.State != OrganisationState.Active)))
        .ToListAsync(cancellationToken);

    private Task<Refused?> Enter(RouteWarning command, Routed routed, CancellationToken cancellationToken) => new NeedIntake(db, shelf).Enter(
        command.CountyCode, command.By,
        new NeedRow(
            command.CommandId, command.NeedNumber, command.HouseholdNumber, command.KindCode, command.Quantity, command.Urgency, command.Deadline, command.Source,
            false, command.Note, command.CauseCode, routed.Reason, $"{command.Source}:{command.Reference}", routed.Society),
        turn.Now, placing, cancellationToken);

    private Move Row(RouteWarning command, Household household, Routed routed) => new()
    {
        CountyCode = household.CountyCode,
        ActId = Guid.CreateVersion7(),
        Noun = nameof(Household),
        SubjectId = household.Id,
        FromState = command.Finding.ToString(),
        Trigger = Trigger,
        ToState = routed.Route.ToString(),
        Actor = command.By.Name,
        Role = command.By.InMatching(),
        At = turn.Now,
        Reason = $"{command.Source} {command.Reference} {command.Note}".TrimEnd(),
    };
}
