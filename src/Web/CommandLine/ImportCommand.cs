using System.CommandLine;
using System.Globalization;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Files;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Spectre.Console;

namespace Jiuji.Web.CommandLine;

/// <summary><c>import supply|needs|households|deaths|statement FILE</c>: every bad row is listed with sheet, row, column and reason; with any, nothing is loaded.</summary>
public static class ImportCommand
{
    public static Command Create() => new("import", "Load a spreadsheet (xlsx or CSV) as a user.")
    {
        One("supply", ImportKind.Supply), One("needs", ImportKind.Needs), One("households", ImportKind.Households), One("deaths", ImportKind.Deaths),
        StatementCommand.Create(),
    };

    private static Command One(string name, ImportKind kind)
    {
        var file = new Argument<FileInfo>("file");
        var sender = new Option<string>("--as") { Required = true, Description = "The user who sends it." };
        var format = new Option<SheetEncoding>("--format") { Description = "Encoding of a CSV file where it cannot be told from its bytes." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check everything, load nothing." };
        var goodRows = new Option<bool>("--good-rows") { Description = "Load the good rows of a faulty file." };
        var command = new Command(name, $"Load {name} from a file.") { file, sender, format, dryRun, goodRows };
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
            if (await Workplace.ActorOf(scope.ServiceProvider.GetRequiredService<JiujiDb>(), parsed.GetRequiredValue(sender), cancellationToken) is not { } actor)
            {
                await Console.Error.WriteLineAsync($"There is no user {parsed.GetRequiredValue(sender)} with an appointment.");
                return 2;
            }

            var wish = new ImportWish(kind, parsed.GetValue(dryRun), parsed.GetValue(goodRows), parsed.GetValue(format));
            var report = await Import(scope.ServiceProvider, wish, path, actor, cancellationToken);
            return await Tell(report, wish);
        });
        return command;
    }

    private static async Task<ImportReport> Import(IServiceProvider services, ImportWish wish, FileInfo path, Actor actor, CancellationToken cancellationToken)
    {
        var words = SpokenWords.Open();
        var importer = new Importer(
            services.GetRequiredService<JiujiDb>(), services.GetRequiredService<IMediator>(), services.GetRequiredService<RuleShelf>(),
            services.GetRequiredService<PersonalVault>(), services.GetRequiredService<TimeProvider>(), reason => words.Of(reason));
        await using var stream = path.OpenRead();
        return await Progressing.Show(wish.Kind.ToString(), progress => importer.Run(wish, stream, path.Name, actor, progress, cancellationToken));
    }

    private static async Task<int> Tell(ImportReport report, ImportWish wish)
    {
        var language = CultureInfo.CurrentUICulture;
        foreach (var notice in report.Notices)
        {
            Console.WriteLine(SheetProblemText.Of(notice, language));
        }

        foreach (var problem in report.Problems)
        {
            await Console.Error.WriteLineAsync(SheetProblemText.Of(problem, language));
        }

        Console.WriteLine(wish.DryRun
            ? $"{report.Good} of {report.Rows} rows are good; nothing was loaded."
            : $"{report.Loaded} of {report.Rows} rows were loaded.");
        if (report.Likely.Count > 0)
        {
            Console.WriteLine($"Perhaps in the files already, for a person to decide: {string.Join(", ", report.Likely)}.");
        }

        return report.Problems.Count > 0 ? 1 : 0;
    }
}

/// <summary>A bar on a terminal, plain lines when piped.</summary>
public static class Progressing
{
    public static async Task<T> Show<T>(string what, Func<IProgress<(int Done, int All)>, Task<T>> work)
    {
        if (Console.IsOutputRedirected)
        {
            return await work(new Lines(what));
        }

        return await AnsiConsole.Progress().StartAsync(async bars =>
        {
            var bar = bars.AddTask(what);
            return await work(new Bar(bar));
        });
    }

    private sealed class Lines(string what) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => Console.WriteLine($"{what}: {value.Done} of {value.All}");
    }

    private sealed class Bar(ProgressTask task) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => (task.MaxValue, task.Value) = (value.All, value.Done);
    }
}
