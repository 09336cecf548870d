using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>A voucher as it is bound: its number in the month, what happened, the two accounts, the amount, and how many papers hang on it.</summary>
public sealed record Voucher(string Number, DateOnly Day, string Summary, string Debit, string Credit, long AmountFen, int Attachments, string MadeBy);

/// <summary>The vouchers of a fund's month for print: one for each transfer of the book, numbered in its order.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class FundVouchersModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public string Township { get; private set; } = "";
    public string Name { get; private set; } = "";
    public int Year { get; private set; }
    public int Month { get; private set; }
    public IReadOnlyList<Voucher> Vouchers { get; private set; } = [];

    public async Task<IActionResult> OnGet(string township, int year, int month, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return Forbid();
        }

        var found = await (from fund in db.Set<ReserveFund>().AsNoTracking()
                           where fund.CountyCode == County && fund.TownshipCode == township && fund.Year == year
                           join region in db.Regions.AsNoTracking() on fund.TownshipCode equals region.Code
                           select new { fund, region.NameZh, region.NameEn }).FirstOrDefaultAsync(cancellationToken);
        if (found is null || month is < 1 or > 12)
        {
            return NotFound();
        }

        (Township, Name, Year, Month) = (township, Named(found.NameZh, found.NameEn), year, month);
        var (first, end) = (new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));
        var accounts = await db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == County && a.Owner == found.fund.Owner)
            .ToDictionaryAsync(a => a.Id, FundDesk.KeyOf, cancellationToken);
        var rows = await db.Set<TransferRow>().AsNoTracking()
            .Where(t => t.CountyCode == County && t.Fund == found.fund.FundId && t.OccurredOn >= first && t.OccurredOn < end)
            .Where(t => t.Kind == TransferKind.Post || t.Kind == TransferKind.PostHold)
            .OrderBy(t => t.Seq).ToListAsync(cancellationToken);
        Vouchers = [.. rows.Select((row, at) => new Voucher(
            string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}-{at + 1:000}"), row.OccurredOn, Summary(row), Word(accounts, row.ToAccount), Word(accounts, row.FromAccount),
            row.Amount, row.Documents.Split(',', StringSplitOptions.RemoveEmptyEntries).Length, row.Actor))];
        return Page();
    }

    private string Summary(TransferRow row) => T[$"kind.FundEvent.{row.Reason}"] + (row.Mark.Length == 0 ? "" : $" · {T["statement.mark." + row.Mark]}");

    private string Word(Dictionary<Guid, AccountKey> accounts, Guid id) => accounts.TryGetValue(id, out var account) ? T.Account(account) : T["common.not_known"];
}
