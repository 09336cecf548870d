using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// Where every township's money stood at the end of each month of a fund-year, in the order of the identity; the same table as <c>funds</c> prints. A township sees its own.
/// </summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class FundMonthsModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public int Year { get; private set; }

    /// <summary>The township that was asked for; empty for all of the county.</summary>
    public string Township { get; private set; } = "";
    public IReadOnlyList<MonthStanding> Standings { get; private set; } = [];

    /// <summary>Columns that hold something in one of the months shown; an empty column tells nobody anything.</summary>
    public IReadOnlyList<(AccountKind Kind, Func<FundPosition, long> Fen)> Columns => [.. All.Where(column => Standings.Any(standing => column.Fen(standing.Position) != 0))];

    public string NameOf(MonthStanding standing) => Named(standing.NameZh, standing.NameEn);

    public static string MonthWord(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static readonly (AccountKind Kind, Func<FundPosition, long> Fen)[] All =
    [
        (AccountKind.BroughtForward, p => p.BroughtForward),
        (AccountKind.Advanced, p => p.Advanced),
        (AccountKind.Lent, p => p.Lent),
        (AccountKind.InTransit, p => p.InTransit),
        (AccountKind.InHands, p => p.InHands),
        (AccountKind.AwaitingPapers, p => p.AwaitingPapers),
        (AccountKind.Approved, p => p.Approved),
        (AccountKind.HandedBack, p => p.HandedBack),
        (AccountKind.Recoverable, p => p.Recoverable),
        (AccountKind.Lost, p => p.Lost),
        (AccountKind.CarriedForward, p => p.CarriedForward),
    ];

    public async Task<IActionResult> OnGet(int? year, string? township, CancellationToken cancellationToken) =>
        await Load(year, township, cancellationToken) ? Page() : Forbid();

    public async Task<IActionResult> OnGetCsv(int? year, string? township, CancellationToken cancellationToken)
    {
        if (!await Load(year, township, cancellationToken))
        {
            return Forbid();
        }

        var fields = new SheetFields<MonthStanding>()
            .Text(T["common.township"], NameOf)
            .Text(T["fund.month"], standing => MonthWord(standing.Month));
        foreach (var column in All)
        {
            fields.Yuan(T.Of(column.Kind), standing => column.Fen(standing.Position));
        }

        using var stream = new MemoryStream();
        SheetWriter.Csv(stream, fields, Standings);
        return File(stream.ToArray(), "text/csv", $"{County}-{Year}.csv");
    }

    private async Task<bool> Load(int? year, string? township, CancellationToken cancellationToken)
    {
        (Year, Township) = (year ?? Today.Year, Viewer.TownshipCode.Length > 0 ? Viewer.TownshipCode : township ?? "");
        if (Township.Length > 0 && !MaySee(Township))
        {
            return false;
        }

        var until = Year == Today.Year ? Today : new DateOnly(Year, 12, 31);
        Standings = [.. (await WhereTheMoneyStands.Read(db, County, Year, until, cancellationToken)).Where(standing => Township.Length == 0 || standing.TownshipCode == Township)];
        return true;
    }
}
