using System.CommandLine;
using Jiuji.Web.Database;
using Jiuji.Web.Jobs;
using Jiuji.Web.Seeding;

namespace Jiuji.Web.CommandLine;

/// <summary><c>run</c>, <c>serve</c> and <c>seed</c>.</summary>
public static class SiteCommands
{
    public const string Address = "http://localhost:5080";

    /// <summary>Everything a newcomer needs: schema, demo, site.</summary>
    public static Command Run()
    {
        var command = new Command("run", "Create the database, load the demo once, and serve the site.");
        command.SetAction((_, cancellationToken) => Start(loadDemo: true, cancellationToken));
        return command;
    }

    public static Command Serve()
    {
        var command = new Command("serve", "Serve the site on the configured database.");
        command.SetAction((_, cancellationToken) => Start(loadDemo: false, cancellationToken));
        return command;
    }

    public static Command Seed()
    {
        var command = new Command("seed", "Load regions, calendar, rule packs and the demo; what is there already is not loaded again.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await Demo.Load(workplace.Services, Console.Out, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task<int> Start(bool loadDemo, CancellationToken cancellationToken)
    {
        // Half of a start is spent on the model of the database, the other half on pages and doors: two cores, side by side.
        var model = Task.Run(Workplace.BuildModel, cancellationToken);
        await using var site = Site.Build([], builder => builder.Services.AddHostedService(services => services.GetRequiredService<JobClock>()));
        if (loadDemo && site.Environment.IsProduction())
        {
            await Console.Error.WriteLineAsync("The demo is never loaded in Production. Use serve.");
            return 2;
        }

        var doors = Task.Run(() => Site.BuildDoors(site), cancellationToken);
        await model;
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await Schema.BringUpToDate(
                scope.ServiceProvider.GetRequiredService<JiujiDb>(), scope.ServiceProvider.GetRequiredService<DatabaseChoice>(), cancellationToken);
        }

        if (loadDemo)
        {
            await Demo.Load(site.Services, Console.Out, cancellationToken);
        }

        await doors;
        await site.StartAsync(cancellationToken);
        Console.WriteLine($"Jiuji 救急 is at {string.Join(" ", site.Urls)}   (Ctrl+C stops it)");
        if (loadDemo)
        {
            DemoUsers.Print(Console.Out);
        }

        await site.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
