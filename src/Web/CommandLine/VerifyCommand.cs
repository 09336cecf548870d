using System.CommandLine;
using System.Globalization;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Verify;
using Spectre.Console;

namespace Jiuji.Web.CommandLine;

/// <summary><c>verify</c>: recomputes every invariant, prints one line for each, and exits 1 with the first broken fact.</summary>
public static class VerifyCommand
{
    public static Command Create()
    {
        var county = new Option<string?>("--county") { Description = "Only this county." };
        var command = new Command("verify", "Prove the books: one line per invariant with its count; exit 1 and the first broken fact when one does not hold.") { county };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
            var counties = parsed.GetValue(county) is { } one ? [one] : await CountyVerification.Counties(db, cancellationToken);
            var results = await Run(db, counties, cancellationToken);
            return Report(results, counties.Count);
        });
        return command;
    }

    private static async Task<List<Verified>> Run(JiujiDb db, IReadOnlyList<string> counties, CancellationToken cancellationToken)
    {
        var results = new List<Verified>();
        var work = new CountyVerification(db);
        if (Console.IsOutputRedirected)
        {
            foreach (var county in counties)
            {
                results.AddRange(await work.Run(county, null, cancellationToken));
            }

            return results;
        }

        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("verify", maxValue: counties.Count);
            foreach (var county in counties)
            {
                results.AddRange(await work.Run(county, null, cancellationToken));
                bar.Increment(1);
            }
        });
        return results;
    }

    private static int Report(List<Verified> results, int counties)
    {
        foreach (var invariant in results.GroupBy(result => result.Invariant))
        {
            var (done, broken) = (invariant.Sum(result => result.Checked), invariant.Sum(result => result.Broken));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(broken == 0 ? "ok    " : "BROKEN")} {invariant.Key,-34} {done,9:N0} checked{(broken == 0 ? "" : $", {broken:N0} broken")}"));
        }

        var first = results.FirstOrDefault(result => result.Broken > 0);
        if (first is null)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counties} counties are sound."));
            return 0;
        }

        Console.Error.WriteLine($"county {first.County}: {first.Invariant}: {first.FirstFact}");
        return 1;
    }
}
