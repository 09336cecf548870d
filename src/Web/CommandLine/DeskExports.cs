using System.CommandLine;
using System.Globalization;
using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.Audit;
using Jiuji.Ledger.Reports;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Audit;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Files;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.CommandLine;

/// <summary>What the desks of auditor and office export, on the command line: the same rows as their pages, under names that do not depend on a language.</summary>
internal static class DeskExports
{
    /// <summary>Draws the same sample as the page with the same seed.</summary>
    public static Command Sample()
    {
        var population = Choice<SamplePopulation>("--population");
        var method = Choice<SamplingMethod>("--method");
        var size = new Option<int>("--size") { DefaultValueFactory = _ => 25 };
        var seed = new Option<string>("--seed") { Required = true, Description = "Any words; whoever knows them draws the same." };
        var (from, to) = (Day("--from"), Day("--to"));
        return With("sample", "A sample for an inspection, which anybody can draw again.", [population, method, size, seed, from, to], async (scope, county, parsed, stream, token) =>
        {
            var wish = new SampleWish(
                parsed.GetValue(population), parsed.GetValue(method), Math.Clamp(parsed.GetValue(size), 1, SampleWish.MostPicks),
                DayOf(parsed.GetValue(from)) ?? DateOnly.MinValue, DayOf(parsed.GetValue(to)) ?? DateOnly.MaxValue, parsed.GetRequiredValue(seed));
            var drawn = await SamplePopulations.Draw(scope.GetRequiredService<JiujiDb>(), county, wish, token);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"population {drawn.Sample.PopulationCount} items, {drawn.Sample.PopulationFen} fen, sha256 {drawn.Sample.PopulationHash}"));
            SampleSheet.Csv(stream, SpokenWords.Open(), drawn);
        });
    }

    /// <summary>Every list that was posted, masked as it hung, with its corrections.</summary>
    public static Command Disclosure() => With("disclosure", "What was announced, masked as it hung, as CSV.", [], async (scope, county, _, stream, token) =>
    {
        var lists = await scope.GetRequiredService<JiujiDb>().Set<Announcement>().AsNoTracking().Include(a => a.Lines).Include(a => a.Corrections).AsSplitQuery()
            .Where(a => a.CountyCode == county && a.PostedOn != null).OrderBy(a => a.Number).ToListAsync(token);
        var rows = lists.SelectMany(list => list.Lines.OrderBy(line => line.PaidOn).ThenBy(line => line.CaseNumber, StringComparer.Ordinal).Select(line => (List: list, Line: line)));
        SheetWriter.Csv(stream, new SheetFields<(Announcement List, AnnouncedAid Line)>()
            .Text("number", row => row.List.Number)
            .Text("township", row => row.List.TownshipCode)
            .Text("village", row => row.Line.VillageCode)
            .Text("name", row => row.Line.NameMasked)
            .Text("cause", row => row.Line.CauseCode)
            .Yuan("amount", row => row.Line.AmountFen)
            .Day("paid_on", row => row.Line.PaidOn)
            .Day("due_on", row => row.List.DueOn)
            .Day("posted_on", row => row.List.PostedOn)
            .Day("remove_on", row => row.List.RemoveOn)
            .Day("removed_on", row => row.List.RemovedOn)
            .Text("place", row => row.List.Place)
            .Text("corrections", row => string.Join(" / ", row.List.Corrections.Where(c => c.CaseNumber.Length == 0 || c.CaseNumber == row.Line.CaseNumber).Select(c => c.Words))), rows);
    });

    /// <summary>The kept figures of a report, or, where none was made, what the book says for it now.</summary>
    public static Command Report()
    {
        var kind = Choice<ReportKind>("--kind");
        var area = new Option<string?>("--area") { Description = "Village or township; for the county's own reports nothing." };
        var month = new Option<string>("--month") { Required = true, Description = "yyyy-MM" };
        return With("report", "A report's figures as CSV.", [kind, area, month], async (scope, county, parsed, stream, token) =>
        {
            var (db, rules) = (scope.GetRequiredService<JiujiDb>(), scope.GetRequiredService<RuleShelf>());
            var today = scope.GetRequiredService<TimeProvider>().Today();
            var day = DateOnly.ParseExact(parsed.GetRequiredValue(month) + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var period = ReportCalendar.Of(parsed.GetValue(kind), day, ReportPack.Rules(rules.Rules(county, today)));
            var place = parsed.GetValue(area) ?? county;
            var report = await db.Set<FundReport>().AsNoTracking().Include(r => r.Lines)
                .FirstOrDefaultAsync(r => r.CountyCode == county && r.Kind == period.Kind && r.AreaCode == place && r.PeriodFrom == period.From, token);
            var township = period.Kind switch
            {
                ReportKind.TownshipMonthly => place,
                ReportKind.VillageMonthly => await db.Regions.AsNoTracking().Where(r => r.Code == place).Select(r => r.ParentCode).FirstOrDefaultAsync(token) ?? "",
                _ => "",
            };
            var figures = report is not null ? [.. report.Figures.Select(line => line.Figure)] : await scope.GetRequiredService<ReportReading>().Make(county, period, place, township, today, token);
            SheetWriter.Csv(stream, new SheetFields<ReportFigure>()
                .Text("state", _ => report?.State.ToString() ?? "NotMade")
                .Text("section", figure => figure.Section.ToString())
                .Text("area", figure => figure.AreaCode)
                .Whole("fund_year", figure => figure.FundYear)
                .Text("key", figure => figure.Key)
                .Text("mark", figure => figure.Mark)
                .Whole("count", figure => figure.Count)
                .Yuan("amount", figure => figure.AmountFen), figures);
        });
    }

    private static Command With(string name, string description, IReadOnlyList<Option> options, Func<IServiceProvider, string, ParseResult, Stream, CancellationToken, Task> write)
    {
        var county = new Option<string>("--county") { Required = true };
        var file = new Option<string>("--out") { Required = true };
        var command = new Command(name, description) { county, file };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            await ExportCommand.WriteFile(parsed.GetRequiredValue(file), stream => write(scope.ServiceProvider, parsed.GetRequiredValue(county), parsed, stream, cancellationToken));
            return 0;
        });
        return command;
    }

    private static Option<T> Choice<T>(string name)
        where T : struct, Enum => new(name) { Description = string.Join(" | ", Enum.GetNames<T>()) };

    private static Option<string?> Day(string name) => new(name) { Description = "yyyy-MM-dd" };

    private static DateOnly? DayOf(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
