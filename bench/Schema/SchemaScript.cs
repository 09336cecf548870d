using Jiuji.Ledger;
using Jiuji.Web;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Bench.Schema;

/// <summary>
/// <c>bench -- schema</c>: writes the first migration's SQL from the model, for both providers. Once a version has been released its files are history:
/// later changes are new migrations, written by hand.
/// </summary>
public static class SchemaScript
{
    public static int Write(string folder)
    {
        Write(folder, "sqlite", LedgerDatabase.Sqlite, "Data Source=:memory:");
        Write(folder, "postgres", LedgerDatabase.Postgres, "Host=localhost");
        return 0;
    }

    private static void Write(string folder, string name, LedgerDatabase database, string connection)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Database:Provider", name), new("ConnectionStrings:Jiuji", connection)]).Build();
        using var services = new ServiceCollection().AddJiuji(configuration).BuildServiceProvider();
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var path = Path.Combine(folder, $"0001_first.{name}.sql");
        var tables = db.Database.GenerateCreateScript().ReplaceLineEndings("\n").Replace("\n\n\n", "\n\n", StringComparison.Ordinal).Trim();
        var triggers = WrittenOnce.Triggers(database).Select(trigger => trigger.TrimEnd(';') + ";");
        File.WriteAllText(path, $"{tables}\n\n{string.Join("\n", triggers)}\n");
        Console.WriteLine($"wrote {path}");
    }
}
