using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Users;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>Somebody who holds a duty in a township's fund: by appointment, or as a stand-in for somebody.</summary>
public sealed record DutyHolder(FundRole Role, string Actor, string DisplayName, string Document, DateOnly From, DateOnly? Until, string StandsInFor = "", Guid? StandInId = null);

/// <summary>
/// Who can fill which duty of a township on a day: its own appointments, the county's bookkeeper, and the stand-ins (A/B 角) appointed beforehand, those of days to
/// come included.
/// </summary>
public sealed record TownshipDuties(IReadOnlyList<DutyHolder> Holders, DateOnly Day)
{
    private static readonly Role[] Duties = [Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier, Role.Bookkeeper];

    public IReadOnlyList<Part> Parts => [.. Holders.Where(holder => holder.From <= Day).Select(holder => new Part(holder.Role, holder.Actor))];

    /// <summary>The duties that every township needs, in the order in which a page lists them.</summary>
    public static IReadOnlyList<FundRole> Needed { get; } = [.. Duties.Select(FundCapacity.Of)];

    /// <summary>The appointment by which a duty of a township is held.</summary>
    public static Role PostOf(FundRole duty) => Duties.Single(role => FundCapacity.Of(role) == duty);

    public static async Task<TownshipDuties> Read(JiujiDb db, string county, string township, DateOnly day, CancellationToken cancellationToken)
    {
        var appointed = await db.Appointments.AsNoTracking().InOwnName()
            .Where(a => a.CountyCode == county && Duties.Contains(a.Role) && a.From <= day && (a.To == null || a.To >= day))
            .Where(a => a.TownshipCode == township || (a.TownshipCode == "" && a.Role == Role.Bookkeeper))
            .Join(db.Users.AsNoTracking(), a => a.UserId, user => user.Id, (a, user) => new { a, user.UserName, user.DisplayName })
            .ToListAsync(cancellationToken);
        var standIns = await (from standIn in db.Set<StandIn>().AsNoTracking()
                              where standIn.CountyCode == county && standIn.TownshipCode == township && standIn.Until >= day
                              join u in db.Users.AsNoTracking() on standIn.Actor equals u.UserName into users
                              from user in users.DefaultIfEmpty()
                              orderby standIn.From
                              select new { standIn, DisplayName = user != null ? user.DisplayName : standIn.Actor }).ToListAsync(cancellationToken);
        return new TownshipDuties(
        [
            .. appointed.Select(pair => new DutyHolder(FundCapacity.Of(pair.a.Role), pair.UserName!, pair.DisplayName, pair.a.Document, pair.a.From, pair.a.To)),
            .. standIns.Select(pair => (pair.DisplayName, Of: pair.standIn)).Select(
                s => new DutyHolder(s.Of.Role, s.Of.Actor, s.DisplayName, s.Of.DocumentNumber, s.Of.From, s.Of.Until, s.Of.StandsInFor, s.Of.Id)),
        ],
        day);
    }
}

/// <summary>A stand-in ends before its day, and the post with it; what was done under it stays as it was. Cash is handed over first.</summary>
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

        if (standIn.Role == FundRole.Cashier && await Tills.Of(db, command.CountyCode, standIn.Actor, cancellationToken) is > 0 and var cash)
        {
            return Refused.By(SiteRefusal.CashNotHandedOver, ("amountFen", cash.ToString(CultureInfo.InvariantCulture)));
        }

        standIn.Until = command.LastDay;
        if (await db.Appointments.FirstOrDefaultAsync(post => post.Id == standIn.Id, cancellationToken) is { } held)
        {
            held.To = command.LastDay;
        }

        return standIn.Id;
    }
}
