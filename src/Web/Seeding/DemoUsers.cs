using Jiuji.Web.Features.Users;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Jiuji.Web.Seeding;

/// <summary>The people of the demo: one for each role, in two townships of 石台县 and beyond. They exist only where the demo was loaded.</summary>
public static class DemoUsers
{
    public const string Password = "jiuji-demo-2026";

    public sealed record DemoUser(string UserName, string DisplayName, Role Role, string County, string Township = "", string Organisation = "");

    private const string Shitai = "341722";
    private const string Renli = "341722100";
    private const string Qidu = "341722101";

    public static readonly IReadOnlyList<DemoUser> All =
    [
        new("charity", "周明", Role.CharityStaff, Shitai, Organisation: "CH01"),
        new("charity2", "何静", Role.CharityStaff, Shitai, Organisation: "CH02"),
        new("station", "李春兰", Role.StationWorker, Shitai, Renli, "ST01"),
        new("handler", "陈立", Role.TownshipHandler, Shitai, Qidu),
        new("office", "李国强", Role.OfficeHead, Shitai, Qidu),
        new("affairs", "周海", Role.LeaderAffairs, Shitai, Qidu),
        new("finance", "汪伟", Role.LeaderFinance, Shitai, Qidu),
        new("cashier", "吴芳", Role.Cashier, Shitai, Qidu),
        new("bookkeeper", "郑敏", Role.Bookkeeper, Shitai, Qidu),
        new("handler.renli", "方晓", Role.TownshipHandler, Shitai, Renli),
        new("office.renli", "程军", Role.OfficeHead, Shitai, Renli),
        new("affairs.renli", "胡建", Role.LeaderAffairs, Shitai, Renli),
        new("finance.renli", "章平", Role.LeaderFinance, Shitai, Renli),
        new("cashier.renli", "苏丽", Role.Cashier, Shitai, Renli),
        new("bookkeeper.renli", "江宁", Role.Bookkeeper, Shitai, Renli),
        new("county", "孙文", Role.CountyCivilAffairs, Shitai),
        new("county.finance", "钱进", Role.CountyFinance, Shitai),
        new("auditor", "赵正", Role.Auditor, Shitai),
        new("city", "鲁宁", Role.CityOperator, Shitai),
        new("treasurer", "江山", Role.SocietyTreasurer, Shitai, Renli, "MS01"),
        new("station.qy", "丁香", Role.StationWorker, "341723", "341723100", "ST09"),
        new("county.qy", "曹平", Role.CountyCivilAffairs, "341723"),
        new("county.finance.qy", "叶青", Role.CountyFinance, "341723"),
        new("admin", "系统管理员", Role.Administrator, ""),
    ];

    /// <summary>Appointed after everything else was loaded: the name says that the demo is complete.</summary>
    public static string Last => All[^1].UserName;

    public static async Task Appoint(IMediator mediator, Actor by, CancellationToken cancellationToken)
    {
        await AppointAllButLast(mediator, by, cancellationToken);
        await AppointLast(mediator, by, cancellationToken);
    }

    public static Task AppointLast(IMediator mediator, Actor by, CancellationToken cancellationToken) => Appoint(mediator, by, All.TakeLast(1), cancellationToken);

    public static Task AppointAllButLast(IMediator mediator, Actor by, CancellationToken cancellationToken) => Appoint(mediator, by, All.SkipLast(1), cancellationToken);

    private static async Task Appoint(IMediator mediator, Actor by, IEnumerable<DemoUser> users, CancellationToken cancellationToken)
    {
        // One hash serves all: the password is printed anyway, and hashing twenty times would make the first start wait.
        var hash = new PasswordHasher<User>().HashPassword(null!, Password);
        foreach (var user in users)
        {
            var result = await mediator.Send(new AppointUser(
                SeedFiles.Id($"appointment {user.UserName}"), by, user.UserName, user.DisplayName, hash, IsDemo: true, user.Role, user.County, user.Township,
                user.Organisation.Length == 0 ? null : ReferenceSeed.OrganisationId(user.Organisation), "演示任命", new DateOnly(2025, 1, 1)), cancellationToken);

            // A load that was cut off appointed them already, under another salt of the same password.
            if (result.Refused is { } refused && !refused.Reason.Equals(SiteRefusal.CommandIdTakenByOtherContent))
            {
                throw new InvalidOperationException($"{user.UserName} was not appointed: {refused.Reason}");
            }
        }
    }

    /// <summary>The six whom a township's fund cannot do without.</summary>
    private static readonly Role[] Duties = [Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier, Role.Bookkeeper];

    /// <summary>Appoints the unnamed people of a township for which the demo has no sign-ins: nobody knows a password of theirs.</summary>
    public static async Task FillTownship(IMediator mediator, Actor by, string county, string township, CancellationToken cancellationToken)
    {
        foreach (var holder in Duties.Select(role => As(role, county, township)).Where(holder => All.All(known => known.UserName != holder.Name)))
        {
            await mediator.Sent(new AppointUser(
                SeedFiles.Id($"appointment {holder.Name}"), by, holder.Name, holder.Name, "", IsDemo: true, holder.Role, county, township, null, "演示任命", new DateOnly(2025, 1, 1)),
                cancellationToken);
        }
    }

    /// <summary>The demo user who holds the role there, or, where the demo has no sign-in for it, its unnamed holder.</summary>
    public static Actor As(Role role, string county, string township = "")
    {
        var user = All.FirstOrDefault(known => known.Role == role && known.County == county && known.Township == township)
            ?? new DemoUser($"demo.{role}.{county}.{township}".TrimEnd('.').ToLowerInvariant(), "", role, county, township);
        return new Actor(
            SeedFiles.Id($"user {user.UserName}"), user.UserName, user.Role, user.County, user.Township,
            user.Organisation.Length == 0 ? null : ReferenceSeed.OrganisationId(user.Organisation));
    }

    /// <summary>One of each role, all of one county, so that a newcomer can walk a case from desk to desk.</summary>
    public static IEnumerable<DemoUser> OnSignInPage => All.Where(user => user.County is Shitai or "" && !user.UserName.Contains('.', StringComparison.Ordinal));

    public static void Print(TextWriter output)
    {
        output.WriteLine($"Demo sign-ins, all with the password {Password}:");
        foreach (var group in OnSignInPage.Chunk(4))
        {
            output.WriteLine("  " + string.Join("  ", group.Select(user => $"{user.UserName,-10} {user.Role,-18}")));
        }
    }
}
