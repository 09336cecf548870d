using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>What a bank line may be, with the number that posting it would name.</summary>
/// <param name="About">Whom or what the number stands for, masked where it is a person.</param>
public sealed record LineHint(ItemOutcome Outcome, string Reference, string About);

/// <summary>Looks in the book for what would explain a bank line of this very amount, so that a clerk chooses a number instead of hunting for it.</summary>
public sealed class LineHints(JiujiDb db)
{
    private const int MostOfAKind = 6;

    public async Task<IReadOnlyList<LineHint>> For(BankLine line, BankPlace place, CancellationToken cancellationToken)
    {
        var (county, fen) = (line.CountyCode, Math.Abs(line.AmountFen));
        var funds = db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county && f.TownshipCode == place.TownshipCode);
        return line.AmountFen > 0
            ?
            [
                .. await Payments(funds, fen, ItemOutcome.PaymentReturned, cancellationToken, PaymentState.Paid, PaymentState.PapersSubmitted, PaymentState.SentBack, PaymentState.PapersAccepted),
                .. await Advances(funds, fen, cancellationToken), .. await Claims(funds, fen, cancellationToken), .. await Debts(funds, fen, cancellationToken),
                .. await Cashiers(place, ItemOutcome.CashRebanked, cancellationToken),
            ]
            :
            [
                .. await Payments(funds, fen, ItemOutcome.PaymentConfirmed, cancellationToken, PaymentState.Released), .. await SweepBacks(funds, fen, cancellationToken),
                .. await HeldMoney(place, fen, cancellationToken), .. await Cashiers(place, ItemOutcome.CashDrawn, cancellationToken),
            ];
    }

    private Task<List<LineHint>> Payments(IQueryable<ReserveFund> funds, long fen, ItemOutcome outcome, CancellationToken cancellationToken, params PaymentState[] states) =>
        (from payment in db.Set<Payment>().AsNoTracking()
         where payment.AmountFen == fen && states.Contains(payment.State)
         join fund in funds on new { payment.CountyCode, Id = payment.ReserveFundId } equals new { fund.CountyCode, fund.Id }
         join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
         join person in db.Set<Person>().AsNoTracking() on new { payment.CountyCode, Id = payment.PayeePersonId } equals new { person.CountyCode, person.Id }
         orderby aidCase.Number descending
         select new LineHint(outcome, aidCase.Number, person.NameMasked)).Take(MostOfAKind).ToListAsync(cancellationToken);

    private Task<List<LineHint>> Advances(IQueryable<ReserveFund> funds, long fen, CancellationToken cancellationToken) =>
        (from advance in db.Set<Advance>().AsNoTracking()
         where (advance.State == AdvanceState.Issued || advance.State == AdvanceState.PartIssued) && advance.IssuedFen - advance.ReceivedFen == fen
         join fund in funds on new { advance.CountyCode, Id = advance.ReserveFundId } equals new { fund.CountyCode, fund.Id }
         join document in db.Set<JointDocument>().AsNoTracking() on new { advance.CountyCode, Id = advance.JointDocumentId } equals new { document.CountyCode, document.Id }
         select new LineHint(ItemOutcome.AdvanceReceived, document.Number, document.Title)).Take(MostOfAKind).ToListAsync(cancellationToken);

    private Task<List<LineHint>> Claims(IQueryable<ReserveFund> funds, long fen, CancellationToken cancellationToken) =>
        (from claim in db.Set<ReimbursementClaim>().AsNoTracking()
         where claim.State == ReimbursementClaimState.Replenished && claim.ReplenishedFen == fen
         join fund in funds on new { claim.CountyCode, Id = claim.ReserveFundId } equals new { fund.CountyCode, fund.Id }
         select new LineHint(ItemOutcome.ReplenishmentReceived, claim.Number, "")).Take(MostOfAKind).ToListAsync(cancellationToken);

    private Task<List<LineHint>> Debts(IQueryable<ReserveFund> funds, long fen, CancellationToken cancellationToken) =>
        (from debt in db.Set<RecoveryCase>().AsNoTracking()
         where debt.AmountFen - debt.RecoveredFen - debt.WrittenOffFen >= fen && debt.State != RecoveryCaseState.Closed && debt.State != RecoveryCaseState.WrittenOff
         join fund in funds on new { debt.CountyCode, Id = debt.ReserveFundId } equals new { fund.CountyCode, fund.Id }
         orderby debt.AmountFen
         select new LineHint(ItemOutcome.DebtRecovered, debt.Number, "")).Take(MostOfAKind).ToListAsync(cancellationToken);

    private Task<List<LineHint>> SweepBacks(IQueryable<ReserveFund> funds, long fen, CancellationToken cancellationToken) =>
        (from sweep in db.Set<SweepBack>().AsNoTracking()
         where sweep.State == SweepBackState.Accepted && sweep.AmountFen == fen
         join fund in funds on new { sweep.CountyCode, Id = sweep.ReserveFundId } equals new { fund.CountyCode, fund.Id }
         select new LineHint(ItemOutcome.SweepBackSent, "", "")).Take(1).ToListAsync(cancellationToken);

    private Task<List<LineHint>> HeldMoney(BankPlace place, long fen, CancellationToken cancellationToken) =>
        db.Set<HeldMoney>().AsNoTracking().Where(h => h.CountyCode == place.CountyCode && h.Owner == place.Owner && h.Place == place.Place && h.End == null && h.AmountFen == fen)
            .OrderBy(h => h.ReceivedOn).Select(h => new LineHint(ItemOutcome.HeldMoneyLeft, "", h.From)).Take(MostOfAKind).ToListAsync(cancellationToken);

    private Task<List<LineHint>> Cashiers(BankPlace place, ItemOutcome outcome, CancellationToken cancellationToken) =>
        db.Appointments.AsNoTracking().Where(a => a.Role == Role.Cashier && a.CountyCode == place.CountyCode && a.TownshipCode == place.TownshipCode && a.To == null)
            .Join(db.Users, a => a.UserId, user => user.Id, (a, user) => new LineHint(outcome, user.UserName!, user.DisplayName)).Take(MostOfAKind).ToListAsync(cancellationToken);
}
