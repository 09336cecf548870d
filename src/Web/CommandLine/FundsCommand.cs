using System.CommandLine;
using System.Globalization;
using System.Text;
using Jiuji.Ledger;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;

namespace Jiuji.Web.CommandLine;

/// <summary><c>funds --county C</c>: where the money of every township stood at the end of each month, in yuan, in the order of the identity.</summary>
public static class FundsCommand
{
    private const int Width = 12;
    private static readonly string[] Columns = ["BF", "ADV", "LENT", "TRN", "HND", "AWT", "APR", "RET", "REC", "LOS", "CF"];

    public static Command Create()
    {
        var county = new Option<string>("--county") { Required = true };
        var year = new Option<int?>("--year") { Description = "The fund-year; this year unless said otherwise." };
        var township = new Option<string?>("--township") { Description = "Only this township." };
        var command = new Command("funds", "Print where every township's money stood at the end of each month: BF + ADV + LENT = TRN + HND + AWT + APR + RET + REC + LOS + CF.")
        {
            county, year, township,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            var today = CountyDay.Of(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
            var of = parsed.GetValue(year) ?? today.Year;
            var until = of == today.Year ? today : new DateOnly(of, 12, 31);
            var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
            var standings = await WhereTheMoneyStands.Read(db, parsed.GetRequiredValue(county), of, until, cancellationToken);
            Print([.. standings.Where(standing => parsed.GetValue(township) is not { } only || standing.TownshipCode == only)]);
            return standings.All(standing => standing.Position.IdentityHolds) ? 0 : 1;
        });
        return command;
    }

    private static void Print(IReadOnlyList<MonthStanding> standings)
    {
        foreach (var fund in standings.GroupBy(standing => (standing.TownshipCode, standing.NameZh)))
        {
            Console.WriteLine($"{fund.Key.TownshipCode} {fund.Key.NameZh}");
            Console.WriteLine("month  " + string.Concat(Columns.Select(column => column.PadLeft(Width))));
            foreach (var month in fund)
            {
                Console.WriteLine(Line(month));
            }
        }
    }

    private static string Line(MonthStanding month)
    {
        var p = month.Position;
        var line = new StringBuilder(month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        foreach (var fen in new[] { p.BroughtForward, p.Advanced, p.Lent, p.InTransit, p.InHands, p.AwaitingPapers, p.Approved, p.HandedBack, p.Recoverable, p.Lost, p.CarriedForward })
        {
            line.Append(FenText.Yuan(fen).PadLeft(Width));
        }

        return line.ToString();
    }
}
