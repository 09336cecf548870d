using System.CommandLine;
using System.Globalization;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Statements;
using Jiuji.Web.Files;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.CommandLine;

/// <summary><c>import statement FILE --as USER --township CODE [--format NAME] [--dry-run]</c>: every bad line is listed; with any, nothing is imported.</summary>
public static class StatementCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file");
        var sender = new Option<string>("--as") { Required = true, Description = "The user who sends it." };
        var township = new Option<string>("--township") { Required = true, Description = "Code of the township whose account it is." };
        var format = new Option<string>("--format") { Description = "Name of a saved format; without it the headings tell." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check everything, import nothing." };
        var newOnly = new Option<bool>("--new-lines") { Description = "Pass over lines that were imported before." };
        var command = new Command("statement", "Import a bank statement (CSV, xlsx or camt.053).") { file, sender, township, format, dryRun, newOnly };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!path.Exists)
            {
                await Console.Error.WriteLineAsync($"There is no file {path.Name}.");
                return 2;
            }

            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
            if (await Workplace.ActorOf(db, parsed.GetRequiredValue(sender), cancellationToken) is not { } actor)
            {
                await Console.Error.WriteLineAsync($"There is no user {parsed.GetRequiredValue(sender)} with an appointment.");
                return 2;
            }

            var name = parsed.GetValue(format) ?? "";
            var (isKnown, layout) = await StatementFile.Format(db, actor.CountyCode, name, cancellationToken);
            var read = StatementFile.Read(await File.ReadAllBytesAsync(path.FullName, cancellationToken), path.Name, layout);
            return isKnown && read.IsClean
                ? await Import(scope.ServiceProvider, read, actor, parsed.GetRequiredValue(township), name, parsed.GetValue(dryRun), parsed.GetValue(newOnly), cancellationToken)
                : await Tell(read, isKnown);
        });
        return command;
    }

    private static async Task<int> Import(
        IServiceProvider services, StatementFile read, Actor actor, string township, string format, bool dryRun, bool newOnly, CancellationToken cancellationToken)
    {
        if (dryRun)
        {
            Console.WriteLine($"{read.Reading.Lines.Count} lines are good; nothing was imported.");
            return 0;
        }

        var result = await services.GetRequiredService<IMediator>().Send(new ImportStatement(
            Guid.CreateVersion7(), actor, actor.CountyCode, township, read.Name, read.Hash, read.Content, format, read.Reading.OpeningFen, read.Reading.ClosingFen,
            read.Rows(township, services.GetRequiredService<PersonalVault>()), newOnly), cancellationToken);
        if (result.Refused is { } refused)
        {
            await Console.Error.WriteLineAsync(DoCommand.RefusalLine(refused));
            return 1;
        }

        Console.WriteLine($"{result.Value!.Lines} lines imported: {result.Value.Matched} matched, {result.Value.Left} to be worked.");
        return 0;
    }

    private static async Task<int> Tell(StatementFile read, bool formatIsKnown)
    {
        if (!formatIsKnown)
        {
            await Console.Error.WriteLineAsync($"refused {ReconciliationRefusal.FormatUnknown}");
        }

        foreach (var problem in read.SheetProblems)
        {
            await Console.Error.WriteLineAsync(SheetProblemText.Of(problem, CultureInfo.CurrentUICulture));
        }

        foreach (var problem in read.Reading.Problems)
        {
            await Console.Error.WriteLineAsync($"{(problem.Row is { } row ? $"row {row} " : "")}{problem.Column} {problem.Kind} {problem.Found}".TrimEnd());
        }

        return 1;
    }
}
