using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger;
using Jiuji.Ledger.Exports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.CommandLine;

/// <summary><c>export journal|trial-balance|audit-pack|sample|disclosure|report --county C --out FILE</c>, and <c>check-pack FILE</c>, which needs no database.</summary>
public static class ExportCommand
{
    public static Command Create()
    {
        var command = new Command("export", "Write the book out: for hledger, for a spreadsheet, for an auditor.");
        command.Add(One("journal", "The book as an hledger journal.", async (at, stream, token) =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            await HledgerJournal.Write(writer, at.Db.Database.GetDbConnection(), at.County, await BookChart.Read(at.Db, at.County, token), token);
        }));
        command.Add(One("trial-balance", "All balances as CSV.", async (at, stream, token) =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true);
            await TrialBalanceCsv.Write(writer, await TrialBalance.Read(at.Db.Database.GetDbConnection(), at.County, at.AsOf, cancellation: token), await BookChart.Read(at.Db, at.County, token));
        }));
        command.Add(One("audit-pack", "A pack that proves itself offline.", async (at, stream, token) =>
        {
            using var key = SigningKey.Open(at.Choice);
            await AuditPack.Write(stream, at.Db.Database.GetDbConnection(), at.County, key, TimeProvider.System, token);
        }));
        command.Add(DeskExports.Sample());
        command.Add(DeskExports.Disclosure());
        command.Add(DeskExports.Report());
        return command;
    }

    public static Command CheckPack()
    {
        var file = new Argument<string>("file");
        var key = new Option<string?>("--public-key") { Description = "The county's public key (PEM), when it reached you by another way." };
        var command = new Command("check-pack", "Check an audit pack without any database.") { file, key };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var stream = File.OpenRead(parsed.GetRequiredValue(file));
            var pem = parsed.GetValue(key) is { } path ? await File.ReadAllTextAsync(path, cancellationToken) : null;
            var report = await AuditPack.Check(stream, pem, cancellationToken);
            foreach (var result in report.Results)
            {
                // What was not looked at is not said to be well.
                Console.WriteLine(result.Holds && result.Checked == 0
                    ? $"none   {result.Invariant,-28}    nothing of this kind is in the pack"
                    : string.Create(CultureInfo.InvariantCulture, $"{(result.Holds ? "ok    " : "BROKEN")} {result.Invariant,-28} {result.Checked,9:N0} checked"));
            }

            if (report.FirstBroken is { } broken)
            {
                await Console.Error.WriteLineAsync($"{broken.Invariant}: {broken.FirstFact}");
            }

            if (report.Transfers == 0)
            {
                await Console.Error.WriteLineAsync("The pack holds no transfers: nothing is proved.");
                return 2;
            }

            if (report.IsSound)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Proved by the pack alone: {report.Transfers:N0} transfers. Stored balances are not in a pack; verify checks them at the county."));
            }

            return report.IsSound ? 0 : 1;
        });
        return command;
    }

    private sealed record At(JiujiDb Db, DatabaseChoice Choice, string County, DateOnly? AsOf);

    private static Command One(string name, string description, Func<At, Stream, CancellationToken, Task> write)
    {
        var county = new Option<string>("--county") { Required = true };
        var file = new Option<string>("--out") { Required = true };
        var asOf = new Option<string?>("--as-of") { Description = "Balances of this day (yyyy-MM-dd), by the day things happened." };
        var format = new Option<string?>("--format") { Description = "csv, where there is a choice." };
        var command = new Command(name, description) { county, file, asOf, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
            await db.Database.OpenConnectionAsync(cancellationToken);
            DateOnly? day = parsed.GetValue(asOf) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
            var at = new At(db, scope.ServiceProvider.GetRequiredService<DatabaseChoice>(), parsed.GetRequiredValue(county), day);

            await WriteFile(parsed.GetRequiredValue(file), stream => write(at, stream, cancellationToken));
            return 0;
        });
        return command;
    }

    /// <summary>A reader never finds half a file under the name it was promised.</summary>
    internal static async Task WriteFile(string path, Func<Stream, Task> write)
    {
        var unfinished = path + ".part";
        await using (var stream = File.Create(unfinished))
        {
            await write(stream);
        }

        File.Move(unfinished, path, overwrite: true);
        Console.WriteLine($"wrote {path}");
    }
}

/// <summary>The county's signing key, made once beside the data and readable by its owner only.</summary>
public static class SigningKey
{
    public static ECDsa Open(DatabaseChoice choice)
    {
        Directory.CreateDirectory(choice.Folder);
        var path = Path.Combine(choice.Folder, "signing.key");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }

        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        return key;
    }
}
