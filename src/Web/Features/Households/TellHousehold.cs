using FluentValidation;
using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Households;

/// <summary>After danger to life the household has been told who saw what, and how it was told (PIPL 18).</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record TellHousehold(Guid CommandId, Actor By, string CountyCode, Guid DisclosureId, string How) : ICommand<Done>;

public sealed class TellHouseholdValidator : AbstractValidator<TellHousehold>
{
    public TellHouseholdValidator() => RuleFor(command => command.How).NotEmpty().WithMessage("error.required_here").MaximumLength(200);
}

public sealed class TellHouseholdHandler(JiujiDb db, Turn turn) : IRequestHandler<TellHousehold, Result<Done>>
{
    /// <summary>The trigger under which the disclosure's history keeps it: the disclosure itself never changes.</summary>
    public const string Trigger = nameof(TellHousehold);

    public async Task<Result<Done>> Handle(TellHousehold command, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        var seen = await db.Set<Disclosure>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == county && each.Id == command.DisclosureId, cancellationToken);
        if (seen is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "disclosure"));
        }

        var household = await db.Set<Household>().AsNoTracking().FirstAsync(each => each.CountyCode == county && each.Id == seen.HouseholdId, cancellationToken);
        if (!household.TouchesArea(command.By.Viewer().Areas))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.By.TownshipCode));
        }

        if (seen.TellHouseholdBy is null || await Told(db, county).AnyAsync(told => told == seen.Id, cancellationToken))
        {
            return Refused.By(MatchingRefusal.MoveNotAllowed);
        }

        var act = turn.Act(command.By, command.How);
        db.Add(new Move
        {
            CountyCode = county,
            ActId = act.Id,
            Noun = nameof(Disclosure),
            SubjectId = seen.Id,
            FromState = "ToTell",
            Trigger = Trigger,
            ToState = "Told",
            Actor = act.Actor,
            Role = act.Role,
            At = act.At,
            Reason = act.Reason,
        });
        return new Done();
    }

    /// <summary>The disclosures of which the household has been told.</summary>
    public static IQueryable<Guid> Told(JiujiDb db, string county) =>
        db.Set<Move>().Where(move => move.CountyCode == county && move.Trigger == Trigger && move.Refusal == null).Select(move => move.SubjectId);
}
