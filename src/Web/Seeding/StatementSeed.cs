using System.Globalization;
using System.Text;
using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Months;
using Jiuji.Web.Features.Statements;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Seeding;

/// <summary>Writes the bank statements that the demo's banks would send, from what the book says moved, and reconciles and closes the months by them.</summary>
public sealed class StatementSeed(IServiceProvider services)
{
    /// <summary>The day of the following month on which a month is reconciled; before the closing day of every pack.</summary>
    public const int Day = 6;

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public async Task Reconcile(IMediator mediator, string county, string township, DateOnly month, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{township} {month:yyyy-MM}");
        var clerk = DemoUsers.As(Role.Bookkeeper, county, township);
        if (await Statement(county, township, month, month.AddMonths(1).AddDays(-1), "", cancellationToken) is { } file)
        {
            await Import(mediator, clerk, county, township, name, file, cancellationToken);
        }

        await mediator.Sent(new HoldMonth(SeedFiles.Id($"hold {name}"), clerk, county, township, month), cancellationToken);
    }

    /// <summary>Each month that the townships hold is signed by civil affairs and then by finance, who closes it: one list a month for the whole county.</summary>
    public async Task Close(string county, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var held = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<MonthSignature>().AsNoTracking()
            .Where(s => s.CountyCode == county && s.Record == MonthRecord.TownshipBook).OrderBy(s => s.Month).ThenBy(s => s.TownshipCode).ToListAsync(cancellationToken);
        foreach (var month in held.GroupBy(s => s.Month))
        {
            var records = string.Join(';', month.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.TownshipCode}={s.OutstandingFen}")));
            foreach (var role in (Role[])[Role.CountyCivilAffairs, Role.CountyFinance])
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{role} {county} {month.Key:yyyy-MM}");
                await mediator.Sent(new SignMonths(SeedFiles.Id($"months {name}"), DemoUsers.As(role, county), county, month.Key, records), cancellationToken);
            }
        }
    }

    public async Task Import(IMediator mediator, Actor clerk, string county, string township, string name, StatementFile file, CancellationToken cancellationToken) =>
        await mediator.Sent(new ImportStatement(
            SeedFiles.Id($"statement {name}"), clerk, county, township, file.Name, file.Hash, file.Content, "", file.Reading.OpeningFen, file.Reading.ClosingFen,
            file.Rows(township, services.GetRequiredService<PersonalVault>())), cancellationToken);

    /// <summary>A statement in the manner of a rural bank: a title, GBK, two columns, a total; null for a month without movement.</summary>
    /// <param name="more">Further lines that the book knows nothing of: day;in;out;name;summary, separated by line breaks.</param>
    public async Task<StatementFile?> Statement(string county, string township, DateOnly from, DateOnly to, string more, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<BankBook>();
        if (await book.Place(county, township, cancellationToken) is not { } place)
        {
            return null;
        }

        var balance = await book.Balance(place, from.AddDays(-1), cancellationToken);
        var rows = (await book.Moves(place, from, to, cancellationToken))
            .Select(move => (move.Day, Fen: move.AmountFen, move.Name, Summary: move.Number.Length > 0 ? move.Number : move.AmountFen > 0 ? "转入" : "转出"))
            .Concat(more.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';'))
                .Select(cells => (DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), long.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3])))
            .OrderBy(row => row.Item1).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder("账户明细查询\n户名：临时救助备用金专户\n\n交易日期,摘要,收入金额,支出金额,余额,对方户名,对方账号\n");
        foreach (var (day, fen, counterparty, summary) in rows)
        {
            balance += fen;
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyyMMdd},{summary},{(fen > 0 ? Yuan(fen) : "")},{(fen < 0 ? Yuan(-fen) : "")},{Yuan(balance)},{counterparty},\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"合计,,{Yuan(rows.Where(row => row.Item2 > 0).Sum(row => row.Item2))},{Yuan(-rows.Where(row => row.Item2 < 0).Sum(row => row.Item2))},,,\n");
        return StatementFile.Read(Gb18030.GetBytes(text.ToString()), $"{township}-{from:yyyyMM}.csv", null);
    }

    private static string Yuan(long fen) => $"\"{(fen / 100m).ToString("N2", CultureInfo.InvariantCulture)}\"";
}
