using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Seeding;

/// <summary>
/// Loads the seed: what every county needs, and a prefecture at work. Everything goes through the commands that users send, each under an id of its own row,
/// so a load that was cut off goes on where it stopped and a second load does nothing.
/// </summary>
public static class Demo
{
    internal static readonly Actor Administrator = new(SeedFiles.Id("user admin"), "seed", Role.Administrator, "", "", null);

    public static async Task Load(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        if (await db.Users.AnyAsync(user => user.UserName == DemoUsers.Last, cancellationToken))
        {
            return;
        }

        output.WriteLine("Loading regions, calendar, rule packs and organisations …");
        await new ReferenceSeed(mediator, Administrator).Load(cancellationToken);

        output.WriteLine("Loading households, supply and needs, and matching them …");
        await new MatchingSeed(mediator, services.GetRequiredService<TimeProvider>()).Load(cancellationToken);
        await new MatchStories(mediator, db).Tell(cancellationToken);

        await DemoUsers.AppointAllButLast(mediator, Administrator, cancellationToken);
        output.WriteLine("Loading two years of reserve funds …");
        var funds = new FundSeed(services, services.GetRequiredService<RuleShelf>());
        await funds.Load(cancellationToken);
        await funds.LeaveWorkOnTheDesks(cancellationToken);

        // The administrator comes last: the name says that the demo is complete.
        await DemoUsers.AppointLast(mediator, Administrator, cancellationToken);

    }
}
