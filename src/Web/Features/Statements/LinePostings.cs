using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Recoveries;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>What a bank line is, posted by the step that a person would take for it elsewhere; the statement is its proof. Null when it went well.</summary>
public sealed class LinePostings(JiujiDb db, FundDesk funds, CashSteps cash, IServiceProvider services)
{
    /// <summary>Whether such a line brings money in; null for an outcome that is no posting.</summary>
    public static bool? Comes(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.InterestPosted or ItemOutcome.UnidentifiedPosted or ItemOutcome.DonationPosted or ItemOutcome.PaymentReturned or ItemOutcome.PaymentGivenBack or ItemOutcome.AdvanceReceived
            or ItemOutcome.ReplenishmentReceived or ItemOutcome.DebtRecovered or ItemOutcome.CashRebanked => true,
        ItemOutcome.FeePosted or ItemOutcome.PaymentConfirmed or ItemOutcome.CashDrawn or ItemOutcome.SweepBackSent or ItemOutcome.HeldMoneyLeft => false,
        ItemOutcome.Matched or ItemOutcome.Cancelled or ItemOutcome.TimeDifference or ItemOutcome.BankError => null,
    };

    public async Task<Refused?> Post(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var (id, by, county, reference) = (command.CommandId, command.By, command.CountyCode, command.Reference.Trim());
        return command.Outcome switch
        {
            ItemOutcome.PaymentReturned => await Take<ReturnPayment, PaymentState>(new ReturnPayment(id, by, county, reference, command.Reason, day), cancellationToken),
            ItemOutcome.PaymentGivenBack => await Take<GiveBackPayment, PaymentState>(new GiveBackPayment(id, by, county, reference, command.Reason, day), cancellationToken),
            ItemOutcome.PaymentConfirmed => await Take<ConfirmPaid, PaymentState>(new ConfirmPaid(id, by, county, reference, day), cancellationToken),
            ItemOutcome.ReplenishmentReceived => await Take<ReceiveReplenishment, ReimbursementClaimState>(new ReceiveReplenishment(id, by, county, reference, day), cancellationToken),
            ItemOutcome.DebtRecovered => await Take<RecoverMoney, RecoveryCaseState>(new RecoverMoney(id, by, county, reference, line.AmountFen, ArrivesBy.Bank, day), cancellationToken),
            ItemOutcome.AdvanceReceived => await Advance(command, place, day, cancellationToken),
            ItemOutcome.SweepBackSent => await SweepBack(command, line, place, day, cancellationToken),
            ItemOutcome.HeldMoneyLeft => await HeldLeaves(command, line, place, day, cancellationToken),
            ItemOutcome.CashDrawn or ItemOutcome.CashRebanked => await Cash(command, line, place, day, cancellationToken),
            ItemOutcome.FeePosted => await Fee(command, line, place, day, cancellationToken),
            _ => await Held(command, line, place, day, cancellationToken),
        };
    }

    private async Task<Refused?> Take<TCommand, TAnswer>(TCommand command, CancellationToken cancellationToken)
        where TCommand : ICommand<TAnswer> => (await services.GetRequiredService<IRequestHandler<TCommand, Result<TAnswer>>>().Handle(command, cancellationToken)).Refused;

    private async Task<Refused?> Advance(SettleLine command, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var advance = await (from a in db.Set<Advance>().AsNoTracking()
                             where a.CountyCode == command.CountyCode && (a.State == AdvanceState.Issued || a.State == AdvanceState.PartIssued)
                             join f in db.Set<ReserveFund>().AsNoTracking() on new { a.CountyCode, Id = a.ReserveFundId } equals new { f.CountyCode, f.Id }
                             join d in db.Set<JointDocument>().AsNoTracking() on new { a.CountyCode, Id = a.JointDocumentId } equals new { d.CountyCode, d.Id }
                             where f.TownshipCode == place.TownshipCode && d.Number == command.Reference.Trim()
                             select (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken);
        return advance is null
            ? Refused.By(SiteRefusal.NotFound, ("what", command.Reference))
            : await Take<ReceiveAdvance, AdvanceState>(new ReceiveAdvance(command.CommandId, command.By, command.CountyCode, advance.Value, day), cancellationToken);
    }

    /// <summary>Row 33: the county has accepted the sum, and the bank shows that it left.</summary>
    private async Task<Refused?> SweepBack(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var sweep = await (from s in db.Set<SweepBack>().AsNoTracking()
                           where s.CountyCode == command.CountyCode && s.State == SweepBackState.Accepted && s.Place == place.Place && s.AmountFen == -line.AmountFen
                           join f in db.Set<ReserveFund>().AsNoTracking() on new { s.CountyCode, Id = s.ReserveFundId } equals new { f.CountyCode, f.Id }
                           where f.TownshipCode == place.TownshipCode
                           orderby s.ProposedOn
                           select (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        return sweep is null
            ? Refused.By(ReconciliationRefusal.NothingOfThisAmount)
            : await Take<SendSweepBack, SweepBackState>(new SendSweepBack(command.CommandId, command.By, command.CountyCode, sweep.Value, day), cancellationToken);
    }

    /// <summary>Rows 32, 35 and 36, second half: the oldest sum of this amount that is held there goes to whom it belongs.</summary>
    private async Task<Refused?> HeldLeaves(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var held = await db.Set<HeldMoney>().AsNoTracking()
            .Where(h => h.CountyCode == command.CountyCode && h.Owner == place.Owner && h.Place == place.Place && h.End == null && h.AmountFen == -line.AmountFen)
            .OrderBy(h => h.ReceivedOn).FirstOrDefaultAsync(cancellationToken);
        if (held is null)
        {
            return Refused.By(ReconciliationRefusal.NothingOfThisAmount);
        }

        var reference = command.Reference.Trim();
        var (end, to) = held.Kind switch
        {
            HeldKind.Interest => (HeldEnd.ToTreasury, ""),
            HeldKind.Donation => (HeldEnd.PassedOn, reference.Length > 0 ? reference : held.From),
            _ => (reference.Length > 0 ? HeldEnd.OwnerFound : HeldEnd.ToTreasury, reference),
        };
        return await Take<FinishHeldMoney, Guid>(new FinishHeldMoney(command.CommandId, command.By, command.CountyCode, held.Id, end, to, day), cancellationToken);
    }

    /// <summary>Rows 7 and 9, written down by whoever keeps the book, for the cashier whose cash it is.</summary>
    private async Task<Refused?> Cash(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var custodian = command.Reference.Trim();
        var isCashier = await db.Appointments.Where(a => a.Role == Role.Cashier && a.CountyCode == command.CountyCode && a.TownshipCode == place.TownshipCode)
            .Join(db.Users, a => a.UserId, user => user.Id, (a, user) => user.UserName).AnyAsync(name => name == custodian, cancellationToken);
        if (!isCashier)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Reference));
        }

        var fund = await funds.FundOf(command.CountyCode, place.ReserveFundId, day, cancellationToken);
        var acting = await Acting(command, line, day, cancellationToken);
        return funds.Record(command.Outcome == ItemOutcome.CashDrawn
            ? CashDecision.Draw(fund, custodian, -line.AmountFen, acting)
            : CashDecision.Rebank(fund, custodian, line.AmountFen, "cash", acting));
    }

    /// <summary>Row 34. Aid money pays no fees (G13): the township's own budget owes it from the moment it is seen.</summary>
    private async Task<Refused?> Fee(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var fund = await funds.FundOf(command.CountyCode, place.ReserveFundId, day, cancellationToken);
        var acting = await Acting(command, line, day, cancellationToken);
        var debt = cash.Debt(fund, DebtorKind.RunningBudget, RecoveryPostings.RunningBudget, RecoveryCause.BankFee, -line.AmountFen, acting);
        return funds.Record(HeldDecision.BankFee(fund, -line.AmountFen, debt.Number, acting));
    }

    /// <summary>Rows 32, 35 and 36, first half: it came in and is not the fund's.</summary>
    private async Task<Refused?> Held(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var kind = command.Outcome switch
        {
            ItemOutcome.InterestPosted => HeldKind.Interest,
            ItemOutcome.DonationPosted => HeldKind.Donation,
            _ => HeldKind.Unidentified,
        };
        var fund = await funds.FundOf(command.CountyCode, place.ReserveFundId, day, cancellationToken);
        var acting = await Acting(command, line, day, cancellationToken);
        var from = command.Reference.Trim().Length > 0 ? command.Reference.Trim() : kind == HeldKind.Unidentified ? line.Summary : "";
        var held = CashSteps.Held(fund, kind, place.Place, line.AmountFen, from, acting);
        db.Add(held);
        return funds.Record(HeldDecision.Receive(fund, held, acting));
    }

    private async Task<Acting> Acting(SettleLine command, BankLine line, DateOnly day, CancellationToken cancellationToken)
    {
        var file = await db.Set<BankStatement>().AsNoTracking().Where(s => s.CountyCode == line.CountyCode && s.Id == line.StatementId).Select(s => s.FileHash).SingleAsync(cancellationToken);
        return funds.Acting(command, FundCapacity.Of(command.By.Role), day, command.Reason.Trim(), new DocumentAtHand(DocumentKinds.BankStatement, file));
    }
}
