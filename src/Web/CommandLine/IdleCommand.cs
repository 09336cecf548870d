using System.CommandLine;
using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.CommandLine;

/// <summary><c>idle --area 34</c>: the townships of a province, a prefecture or a county by how much money lies how long, the most idle first.</summary>
public static class IdleCommand
{
    private const int Width = 14;
    private static readonly string[] Columns = ["IN-HANDS", "YUAN-DAYS", "OLDEST-DAYS", "USED-%"];

    public static Command Create()
    {
        var area = new Option<string>("--area") { Required = true, Description = "The first digits of the area's code: 34 a province, 3417 a prefecture, 341722 a county." };
        var year = new Option<int?>("--year") { Description = "The fund-year; this year unless said otherwise." };
        var top = new Option<int>("--top") { Description = "So many of the most idle.", DefaultValueFactory = _ => int.MaxValue };
        var command = new Command("idle", "Rank the townships of an area by idle money: yuan in hands × days it has lain, then the age of the oldest yuan.") { area, year, top };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
            var today = CountyDay.Of(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
            var of = parsed.GetValue(year) ?? today.Year;
            var counties = await IdleAcross.Counties(db, parsed.GetRequiredValue(area), of, cancellationToken);
            if (counties.Count == 0)
            {
                await Console.Error.WriteLineAsync($"No county whose code begins with {parsed.GetRequiredValue(area)} has a fund of {of}.");
                return 1;
            }

            var names = await db.Regions.Where(region => counties.Contains(region.CountyCode)).ToDictionaryAsync(region => region.Code, region => region.NameZh, cancellationToken);
            var ranked = await IdleAcross.Read(workplace.Services.GetRequiredService<IServiceScopeFactory>(), counties, of, of == today.Year ? today : new DateOnly(of, 12, 31), cancellationToken);
            Console.WriteLine(string.Concat(Columns.Select(column => column.PadLeft(Width))) + "  TOWNSHIP");
            foreach (var township in ranked.Take(parsed.GetValue(top)))
            {
                Console.WriteLine(Line(township, names));
            }

            return 0;
        });
        return command;
    }

    private static string Line(IdleTownship township, Dictionary<string, string> names)
    {
        var rank = township.Rank;
        string[] figures = [FenText.Yuan(rank.InHandsFen), Whole(rank.YuanDays), Whole(rank.OldestDays), Whole(rank.UsedPercent)];
        return $"{string.Concat(figures.Select(figure => figure.PadLeft(Width)))}  {rank.TownshipCode} {names.GetValueOrDefault(township.CountyCode)}{names.GetValueOrDefault(rank.TownshipCode)}";
    }

    private static string Whole(long figure) => figure.ToString(CultureInfo.InvariantCulture);
}
