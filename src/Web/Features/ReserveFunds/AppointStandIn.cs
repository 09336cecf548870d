using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// Appoints a stand-in beforehand, by a document and for days; county staff may stand in. The post in which they sign comes with it and ends with it, so nothing else
/// is to be appointed.
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record AppointStandIn(
    Guid CommandId, Actor By, string CountyCode, string Township, FundRole Duty, string UserName, string StandsInFor, string DocumentNumber, DateOnly From, DateOnly Until) : ICommand<Guid>
{
    public StandIn AsRecord() => new()
    {
        CountyCode = CountyCode, Id = CommandId, TownshipCode = Township, Role = Duty, Actor = UserName, StandsInFor = StandsInFor,
        From = From, Until = Until, DocumentNumber = DocumentNumber.Trim(),
    };
}

public sealed class AppointStandInHandler(JiujiDb db, StandInCheck check, Turn turn) : IRequestHandler<AppointStandIn, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AppointStandIn command, CancellationToken cancellationToken)
    {
        if (await check.Staff(command.CountyCode, command.UserName, CountyDay.Of(turn.Now), cancellationToken) is not { } user)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.UserName));
        }

        var checks = await check.Read(command, CountyDay.Of(turn.Now), cancellationToken);
        if (RuleCheck.FirstRefusal(checks) is { } refusal)
        {
            return new Refused(refusal, checks.First(each => each.Rule == refusal && each.Result == CheckResult.Failed).Figures);
        }

        db.Add(command.AsRecord());
        db.Appointments.Add(new Appointment
        {
            Id = command.CommandId, UserId = user.UserId, Role = TownshipDuties.PostOf(command.Duty), CountyCode = command.CountyCode, TownshipCode = command.Township,
            Document = command.DocumentNumber.Trim(), From = command.From, To = command.Until, StandsInFor = command.StandsInFor,
        });
        return command.CommandId;
    }
}

/// <summary>Somebody who works for the county's funds, and so may be appointed to stand in.</summary>
public sealed class StaffMember
{
    public required Guid UserId { get; init; }
    public required string UserName { get; init; }
    public required string DisplayName { get; init; }
}

/// <summary>Reads what the rule of stand-ins looks at: for the command and, where it was refused, for the page that then shows every reason.</summary>
public sealed class StandInCheck(JiujiDb db, RuleShelf rules)
{
    private static readonly Role[] Works =
    [
        Role.StationWorker, Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier, Role.Bookkeeper, Role.CountyCivilAffairs, Role.CountyFinance,
    ];

    public Task<StaffMember?> Staff(string county, string userName, DateOnly today, CancellationToken cancellationToken) =>
        StaffOf(county, today).FirstOrDefaultAsync(member => member.UserName == userName, cancellationToken);

    public Task<List<StaffMember>> Staff(string county, DateOnly today, CancellationToken cancellationToken) =>
        StaffOf(county, today).OrderBy(member => member.UserName).ToListAsync(cancellationToken);

    private IQueryable<StaffMember> StaffOf(string county, DateOnly today)
    {
        var posts = db.Appointments.AsNoTracking().InOwnName().Where(a => a.CountyCode == county && Works.Contains(a.Role) && (a.To == null || a.To >= today));
        return db.Users.AsNoTracking().Where(user => posts.Any(post => post.UserId == user.Id))
            .Select(user => new StaffMember { UserId = user.Id, UserName = user.UserName!, DisplayName = user.DisplayName });
    }

    public async Task<IReadOnlyList<RuleCheck>> Read(AppointStandIn command, DateOnly today, CancellationToken cancellationToken)
    {
        var (county, township) = (command.CountyCode, command.Township);
        var duties = TownshipDuties.Needed.Select(TownshipDuties.PostOf).ToList();
        var posts = await db.Appointments.AsNoTracking().InOwnName()
            .Where(a => a.CountyCode == county && duties.Contains(a.Role) && (a.TownshipCode == township || (a.TownshipCode == "" && a.Role == Role.Bookkeeper)))
            .Join(db.Users, a => a.UserId, user => user.Id, (a, user) => new { a.Role, user.UserName, a.From, a.To }).ToListAsync(cancellationToken);
        var others = await db.Set<StandIn>().AsNoTracking().Where(s => s.CountyCode == county && s.TownshipCode == township && s.Until >= command.From).ToListAsync(cancellationToken);
        return StandInDecision.Check(
            command.AsRecord(), command.By.Name, posts.ConvertAll(post => new HeldDuty(FundCapacity.Of(post.Role), post.UserName!, post.From, post.To)), others, today,
            rules.Rules(county, today));
    }
}
