using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>Where a township's money lies at a bank, and whose book it stands in.</summary>
public sealed record BankPlace(string CountyCode, string TownshipCode, string Place, Guid Owner, Guid ReserveFundId);

/// <summary>A movement of the book at a bank place: positive came in.</summary>
/// <param name="Number">The case's or document's number; empty for none.</param>
/// <param name="Name">The payee's masked name; empty where the movement is to no household.</param>
public sealed record BookMove(Guid TransferId, DateOnly Day, long AmountFen, FundEvent? Event, string CaseReference, string Number, string Name, string Account, Guid? Reverses)
{
    public MatchItem AsItem => new(TransferId, Day, AmountFen, Name, Account, Number);
}

/// <summary>Reads what the book says about a bank place, straight from its entries, so that nothing can be reconciled against a copy (T13).</summary>
public sealed class BankBook(JiujiDb db)
{
    /// <summary>The place of the township's newest fund; null where it has none.</summary>
    public async Task<BankPlace?> Place(string county, string township, CancellationToken cancellationToken) =>
        await db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county && f.TownshipCode == township).OrderByDescending(f => f.Year)
            .Select(f => new BankPlace(f.CountyCode, f.TownshipCode, f.BankPlace, f.Owner, f.Id)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Movements between two days, both included. What only moves between years at the same bank never passed it.</summary>
    public async Task<List<BookMove>> Moves(BankPlace place, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var rows = await Entries(place).Where(row => row.Transfer.OccurredOn >= from && row.Transfer.OccurredOn <= to)
            .OrderBy(row => row.Transfer.Seq).Select(row => new { row.Amount, row.Transfer.Id, row.Transfer.OccurredOn, row.Transfer.Reason, row.Transfer.CaseReference, row.Transfer.Reverses })
            .ToListAsync(cancellationToken);
        var moves = rows.Where(row => row.Reason != nameof(FundEvent.CarriedOver)).GroupBy(row => row.Id)
            .Select(sides => (First: sides.First(), Fen: sides.Sum(side => side.Amount))).Where(move => move.Fen != 0).ToList();
        var payees = await Payees(place.CountyCode, [.. moves.Select(move => IdIn(move.First.CaseReference, "payment:")).OfType<Guid>().Distinct()], cancellationToken);
        var documents = await Documents(place.CountyCode, [.. moves.Select(move => IdIn(move.First.CaseReference, "advance:")).OfType<Guid>().Distinct()], cancellationToken);
        return [.. moves.Select(move =>
        {
            var (number, name, account) = IdIn(move.First.CaseReference, "payment:") is { } payment ? payees.GetValueOrDefault(payment, ("", "", ""))
                : IdIn(move.First.CaseReference, "advance:") is { } advance ? (documents.GetValueOrDefault(advance, ""), "", "")
                : (move.First.CaseReference.Contains(':', StringComparison.Ordinal) ? "" : move.First.CaseReference, "", "");
            return new BookMove(
                move.First.Id, move.First.OccurredOn, move.Fen, Enum.TryParse<FundEvent>(move.First.Reason, out var happened) ? happened : null, move.First.CaseReference,
                number, name, account, move.First.Reverses);
        })];
    }

    /// <summary>What the book shows at the place at the end of a day, by the day things happened.</summary>
    public async Task<long> Balance(BankPlace place, DateOnly day, CancellationToken cancellationToken) =>
        await Entries(place).Where(row => row.Transfer.OccurredOn <= day).SumAsync(row => row.Amount, cancellationToken);

    private IQueryable<MovedAt> Entries(BankPlace place) =>
        from account in db.Set<Account>().AsNoTracking()
        where account.CountyCode == place.CountyCode && account.Owner == place.Owner && account.Party == place.Place
            && (account.Kind == AccountKind.InHands || account.Kind == AccountKind.HeldForOthers)
        join entry in db.Set<Entry>().AsNoTracking() on new { account.CountyCode, AccountId = account.Id } equals new { entry.CountyCode, entry.AccountId }
        join transfer in db.Set<TransferRow>().AsNoTracking() on new { entry.CountyCode, entry.Seq } equals new { transfer.CountyCode, transfer.Seq }
        select new MovedAt { Amount = entry.Amount, Transfer = transfer };

    private sealed class MovedAt
    {
        public required long Amount { get; init; }
        public required TransferRow Transfer { get; init; }
    }

    public static Guid? IdIn(string reference, string kind) =>
        reference.StartsWith(kind, StringComparison.Ordinal) && Guid.TryParse(reference.AsSpan(kind.Length), out var id) ? id : null;

    private async Task<Dictionary<Guid, (string Number, string Name, string Account)>> Payees(string county, Guid[] payments, CancellationToken cancellationToken) =>
        payments.Length == 0 ? [] : (await (from payment in db.Set<Payment>().AsNoTracking()
                where payment.CountyCode == county && payments.Contains(payment.Id)
                join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                join person in db.Set<Person>().AsNoTracking() on new { payment.CountyCode, Id = payment.PayeePersonId } equals new { person.CountyCode, person.Id }
                select new { payment.Id, aidCase.Number, person.NameMasked, payment.PayeeAccountIndex }).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Id, row => (row.Number, row.NameMasked, Convert.ToBase64String(row.PayeeAccountIndex)));

    private async Task<Dictionary<Guid, string>> Documents(string county, Guid[] advances, CancellationToken cancellationToken) =>
        advances.Length == 0 ? [] : await db.Set<Advance>().AsNoTracking().Where(a => a.CountyCode == county && advances.Contains(a.Id))
            .Join(db.Set<JointDocument>().AsNoTracking(), a => new { a.CountyCode, Id = a.JointDocumentId }, d => new { d.CountyCode, d.Id }, (a, d) => new { a.Id, d.Number })
            .ToDictionaryAsync(row => row.Id, row => row.Number, cancellationToken);
}
