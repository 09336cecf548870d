using System.Data.Common;
using System.Security.Claims;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Jiuji.Web.Database;

/// <summary>
/// The second wall behind the filters, on PostgreSQL: row-level security lets a connection see and write the rows of one county, the one in its setting
/// <c>jiuji.county</c> (docs/decisions/0010). Here the setting is made whenever a connection is opened, before anything else is asked; given back to the pool it
/// is taken away again, so a connection that nobody has told a county shows nothing.
/// </summary>
public sealed class CountyWall : DbConnectionInterceptor
{
    /// <summary>For work that belongs to no single county: jobs, the command line, sign-ins, and the roles above the counties.</summary>
    public const string AllCounties = "*";

    /// <summary>Fits no row: somebody whom nobody knows.</summary>
    private const string NoCounty = "";

    public static readonly CountyWall Instance = new();
    private static readonly HttpContextAccessor Request = new();

    /// <summary>Builds the wall around each tenant table that has none yet; for the owner of the tables, after the migrations.</summary>
    public static Task Raise(JiujiDb db, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync($"SELECT raise_county_wall()", cancellationToken);

    /// <summary>The county that was said of the context itself; else of whoever sends the request; outside of a request all.</summary>
    private static string Of(DbContext? context) => (context as JiujiDb)?.Within ?? (Request.HttpContext is { } request ? Of(request.User) : AllCounties);

    private static string Of(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Role) is nameof(Role.CityOperator) or nameof(Role.Administrator)
        ? AllCounties
        : user.FindFirstValue(ActorClaims.County) ?? NoCounty;

    private static NpgsqlCommand Setting(DbConnection connection, DbContext? context) =>
        new("SELECT set_config('jiuji.county', $1, false)", (NpgsqlConnection)connection) { Parameters = { new() { Value = Of(context) } } };

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var setting = Setting(connection, eventData.Context);
        setting.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var setting = Setting(connection, eventData.Context);
        await setting.ExecuteNonQueryAsync(cancellationToken);
    }
}
