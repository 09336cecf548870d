using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.CommandLine;

/// <summary><c>match --county C [--dry-run] [--json FILE] [--as USER]</c>: solves, proves, stores the proposals, and writes all of it with its reasons.</summary>
public static class MatchCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = false };

    public static Command Create()
    {
        var county = new Option<string>("--county") { Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Solve and tell, store nothing." };
        var json = new Option<FileInfo?>("--json") { Description = "Write proposals, reasons and certificate to this file." };
        var sender = new Option<string?>("--as") { Description = "The user who runs it; without one, the operator of this machine." };
        var command = new Command("match", "Work out who gets what of the county's supply.") { county, dryRun, json, sender };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var code = parsed.GetRequiredValue(county);
            var actor = parsed.GetValue(sender) is { } user
                ? await Workplace.ActorOf(services.GetRequiredService<JiujiDb>(), user, cancellationToken)
                : new Actor(Guid.Empty, "operator", Role.CountyCivilAffairs, code, "", null);
            if (actor is null)
            {
                await Console.Error.WriteLineAsync($"There is no user {parsed.GetValue(sender)} with an appointment.");
                return 2;
            }

            var today = services.GetRequiredService<TimeProvider>().Today();
            if (services.GetRequiredService<RuleShelf>().Find(code, today) is null)
            {
                await Console.Error.WriteLineAsync($"No rule pack is in force in {code}: it is no county of this database.");
                return 2;
            }

            return await Run(services, code, actor, today, parsed.GetValue(dryRun), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> Run(
        IServiceProvider services, string county, Actor actor, DateOnly today, bool dryRun, FileInfo? json, CancellationToken cancellationToken)
    {
        // Solved before the lane; inside it the plan stands if nothing it rests on has changed.
        var rows = await CountyRows.Read(services.GetRequiredService<JiujiDb>(), county, today, cancellationToken);
        var rules = MatchingRules.Of(services.GetRequiredService<RuleShelf>(), county, today);
        var solved = services.GetRequiredService<PlanShelf>().Solve(county, SolverInput.Of(rows, today), rules.Policy);
        Guid? run = null;
        if (!dryRun)
        {
            var result = await services.GetRequiredService<IMediator>().Send(new RunMatch(Guid.CreateVersion7(), actor, county), cancellationToken);
            if (result.Refused is { } refused)
            {
                await Console.Error.WriteLineAsync(DoCommand.RefusalLine(refused));
                return 1;
            }

            run = result.Value!.Run;
        }

        var report = PlanReport.Of(county, rows, solved, SpokenWords.Open(), run);
        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(report, Json), cancellationToken);
        }

        Tell(report, solved);
        return report.Certificate.Verified ? 0 : 1;
    }

    private static void Tell(PlanReport report, SolvedPlan solved)
    {
        var statistics = report.Statistics;
        Console.WriteLine($"{report.County} as of {report.AsOf:yyyy-MM-dd} by {report.Policy}: {statistics.Needs} needs, {statistics.Lots} lots, {statistics.CandidateArcs} candidates");
        Console.WriteLine($"{report.Proposals.Count} proposals, {report.Unmet.Count} needs not met in full, {statistics.Components} components, {solved.Duration.TotalMilliseconds:0} ms");
        Console.WriteLine(report.Certificate.Verified ? "certificate ok" : "certificate BROKEN");
        Console.WriteLine(report.Run is { } run ? $"stored as run {run}" : "nothing stored");
    }
}
