using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>Somebody who holds a duty in a township's fund: by appointment, or as a stand-in for somebody.</summary>
public sealed record DutyHolder(FundRole Role, string Actor, string DisplayName, string Document, DateOnly From, DateOnly? Until, string StandsInFor = "", Guid? StandInId = null);

/// <summary>
/// Who can fill which duty of a township on a day: its own appointments, the county's bookkeeper, and the stand-ins (A/B 角) appointed beforehand.
/// </summary>
public sealed record TownshipDuties(IReadOnlyList<DutyHolder> Holders)
{
    private static readonly Role[] Duties = [Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier, Role.Bookkeeper];

    public IReadOnlyList<Part> Parts => [.. Holders.Select(holder => new Part(holder.Role, holder.Actor))];

    /// <summary>The duties that every township needs, in the order in which a page lists them.</summary>
    public static IReadOnlyList<FundRole> Needed { get; } = [.. Duties.Select(FundCapacity.Of)];

    public static async Task<TownshipDuties> Read(JiujiDb db, string county, string township, DateOnly day, CancellationToken cancellationToken)
    {
        var appointed = await db.Appointments.AsNoTracking()
            .Where(a => a.CountyCode == county && Duties.Contains(a.Role) && a.From <= day && (a.To == null || a.To >= day))
            .Where(a => a.TownshipCode == township || (a.TownshipCode == "" && a.Role == Role.Bookkeeper))
            .Join(db.Users.AsNoTracking(), a => a.UserId, user => user.Id, (a, user) => new { a, user.UserName, user.DisplayName })
            .ToListAsync(cancellationToken);
        var standIns = await db.Set<StandIn>().AsNoTracking().Where(s => s.CountyCode == county && s.TownshipCode == township && s.From <= day && s.Until >= day).ToListAsync(cancellationToken);
        return new TownshipDuties(
        [
            .. appointed.Select(pair => new DutyHolder(FundCapacity.Of(pair.a.Role), pair.UserName!, pair.DisplayName, pair.a.Document, pair.a.From, pair.a.To)),
            .. standIns.Select(s => new DutyHolder(s.Role, s.Actor, s.Actor, s.DocumentNumber, s.From, s.Until, s.StandsInFor, s.Id)),
        ]);
    }
}

/// <summary>Appoints a stand-in beforehand, by a document and for dates; county staff may stand in. Nobody stands in for themselves.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record AppointStandIn(
    Guid CommandId, Actor By, string CountyCode, string Township, FundRole Duty, string UserName, string StandsInFor, string DocumentNumber, DateOnly From, DateOnly Until) : ICommand<Guid>;

public sealed class AppointStandInHandler(JiujiDb db) : IRequestHandler<AppointStandIn, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AppointStandIn command, CancellationToken cancellationToken)
    {
        if (command.DocumentNumber.Trim().Length == 0)
        {
            return Refused.By(FundRefusal.DocumentNumberMissing);
        }

        if (command.UserName == command.StandsInFor)
        {
            return Refused.By(FundRefusal.SecondPersonNeeded);
        }

        foreach (var name in new[] { command.UserName, command.StandsInFor })
        {
            if (!await db.Users.AnyAsync(user => user.UserName == name, cancellationToken))
            {
                return Refused.By(SiteRefusal.NotFound, ("what", name));
            }
        }

        if (command.Until < command.From || !TownshipDuties.Needed.Contains(command.Duty))
        {
            return Refused.By(FundRefusal.MoveNotAllowed);
        }

        db.Add(new StandIn
        {
            CountyCode = command.CountyCode, Id = command.CommandId, TownshipCode = command.Township, Role = command.Duty, Actor = command.UserName, StandsInFor = command.StandsInFor,
            From = command.From, Until = command.Until, DocumentNumber = command.DocumentNumber.Trim(),
        });
        return command.CommandId;
    }
}

/// <summary>A stand-in ends before its day; what was done under it stays as it was.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record EndStandIn(Guid CommandId, Actor By, string CountyCode, Guid StandInId, DateOnly LastDay) : ICommand<Guid>;

public sealed class EndStandInHandler(JiujiDb db) : IRequestHandler<EndStandIn, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(EndStandIn command, CancellationToken cancellationToken)
    {
        var standIn = await db.Set<StandIn>().FirstOrDefaultAsync(s => s.CountyCode == command.CountyCode && s.Id == command.StandInId, cancellationToken);
        if (standIn is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.StandInId.ToString()));
        }

        if (command.LastDay > standIn.Until)
        {
            return Refused.By(FundRefusal.MoveNotAllowed);
        }

        standIn.Until = command.LastDay;
        return standIn.Id;
    }
}
