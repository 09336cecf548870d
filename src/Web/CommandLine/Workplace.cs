using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.CommandLine;

/// <summary>The program without its pages: what a command-line command works with.</summary>
public sealed class Workplace : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    private Workplace(ServiceProvider provider) => this.provider = provider;

    public IServiceProvider Services => provider;

    /// <summary>Opens the configured database; brings it up to date where it is missing or old.</summary>
    public static async Task<Workplace> Open(CancellationToken cancellationToken)
    {
        var workplace = new Workplace(Provide());
        await using var scope = workplace.Services.CreateAsyncScope();
        await Schema.BringUpToDate(
            scope.ServiceProvider.GetRequiredService<JiujiDb>(), scope.ServiceProvider.GetRequiredService<DatabaseChoice>(), cancellationToken);
        return workplace;
    }

    /// <summary>Builds the model of the configured database, which the whole process then shares; opens nothing.</summary>
    public static async Task BuildModel()
    {
        await using var provider = Provide();
        await using var scope = provider.CreateAsyncScope();
        _ = scope.ServiceProvider.GetRequiredService<JiujiDb>().Model;
    }

    private static ServiceProvider Provide()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddJiuji(configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>The appointment of a user as the sender of commands.</summary>
    public static async Task<Actor?> ActorOf(JiujiDb db, string userName, CancellationToken cancellationToken)
    {
        var normalized = userName.ToUpperInvariant();
        var found = await db.Appointments
            .Join(db.Users, appointment => appointment.UserId, user => user.Id, (appointment, user) => new { appointment, user })
            .Where(pair => pair.user.NormalizedUserName == normalized && pair.appointment.To == null)
            .FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new Actor(found.user.Id, found.user.UserName!, found.appointment.Role, found.appointment.CountyCode, found.appointment.TownshipCode, found.appointment.OrganisationId);
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
