using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Months;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Statements;

/// <summary>One payment as the bank, the book and the household's receipt know it.</summary>
public sealed record ThreeWayRow(string CaseNumber, string Payee, long AmountFen, PaymentState State, DateOnly? BookDay, DateOnly? BankDay, long? BankFen, PaperState? Receipt, string ReceiptNumber)
{
    public bool HasReceipt => Receipt is PaperState.Accepted or PaperState.Submitted || ReceiptNumber.Length > 0;

    /// <summary>Cash passes no bank; a payment inside one debit for many shows the debit's sum.</summary>
    public bool Agrees => BookDay is not null && BankDay is not null && HasReceipt;
}

/// <summary>Statement × cash book × receipt, payment by payment, for one month; what one side lacks stands first.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class ThreeWayModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock, BankBook book) : StatementPage(db, mediator, words, clock)
{
    public DateOnly Month { get; private set; }
    public IReadOnlyList<ThreeWayRow> Rows { get; private set; } = [];
    public int Missing => Rows.Count(row => !row.Agrees);

    public async Task<IActionResult> OnGet(string township, string? month, CancellationToken cancellationToken)
    {
        if (await Enter(township, cancellationToken) is { } status)
        {
            return StatusCode(status);
        }

        Month = MonthText.Read(month) ?? CountyDay.Month(Today);
        if (await book.Place(County, township, cancellationToken) is not { } place)
        {
            return Page();
        }

        var moves = (await book.Moves(place, Month, Month.AddMonths(1).AddDays(-1), cancellationToken))
            .Where(move => move.Event is FundEvent.PaymentMade or FundEvent.PartPaymentMade or FundEvent.CashPaid).ToList();
        var bank = await Bank(moves, cancellationToken);
        var payments = await Payments(moves, cancellationToken);
        Rows = [.. moves.Where(move => BankBook.IdIn(move.CaseReference, "payment:") is { } id && payments.ContainsKey(id)).Select(move =>
            {
                var payment = payments[BankBook.IdIn(move.CaseReference, "payment:")!.Value];
                var line = bank.GetValueOrDefault(move.TransferId);
                var receipt = payment.Papers.Where(paper => paper.Kind == DocumentKinds.Receipt).Select(paper => (PaperState?)paper.State).LastOrDefault();
                return new ThreeWayRow(move.Number, move.Name, -move.AmountFen, payment.State, move.Day, line?.Day, line?.AmountFen, receipt, payment.ReceiptNumber);
            }).OrderBy(row => row.Agrees).ThenBy(row => row.BookDay)];
        return Page();
    }

    private async Task<Dictionary<Guid, BankLine>> Bank(List<BookMove> moves, CancellationToken cancellationToken)
    {
        var ids = moves.ConvertAll(move => move.TransferId);
        var rows = await Db.Set<BankMatchEntry>().AsNoTracking().Where(e => e.CountyCode == County && e.IsStanding && ids.Contains(e.TransferId))
            .Join(Db.Set<BankLine>().AsNoTracking(), e => new { e.CountyCode, Id = (Guid?)e.MatchId }, l => new { l.CountyCode, Id = l.MatchId }, (entry, line) => new { entry.TransferId, line })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.TransferId).ToDictionary(of => of.Key, of => of.First().line);
    }

    private async Task<Dictionary<Guid, Payment>> Payments(List<BookMove> moves, CancellationToken cancellationToken)
    {
        var ids = moves.Select(move => BankBook.IdIn(move.CaseReference, "payment:")).OfType<Guid>().Distinct().ToList();
        return await Db.Set<Payment>().AsNoTracking().Include(p => p.Papers).Where(p => p.CountyCode == County && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
    }
}
