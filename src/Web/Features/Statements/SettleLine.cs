using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>
/// Works off a bank line that the book knows nothing of by posting what it is; the posting must come to the line's amount to the fen. What happened in a month
/// that is already reconciled is dated today (T20).
/// </summary>
/// <param name="Reference">The case's number (return, payment), the joint document's number (advance) or the donor's name; else empty.</param>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record SettleLine(Guid CommandId, Actor By, string CountyCode, Guid LineId, ItemOutcome Outcome, string Reference = "", string Reason = "") : ICommand<ItemOutcome>;

public sealed class SettleLineHandler(JiujiDb db, FundDesk funds, CashSteps cash, LineDesk desk, RuleLearning learning, Turn turn, IServiceProvider services)
    : IRequestHandler<SettleLine, Result<ItemOutcome>>
{
    public async Task<Result<ItemOutcome>> Handle(SettleLine command, CancellationToken cancellationToken)
    {
        var line = await db.Set<BankLine>().FirstOrDefaultAsync(l => l.CountyCode == command.CountyCode && l.Id == command.LineId, cancellationToken);
        if (line is null || await desk.Place(command.CountyCode, line.TownshipCode, cancellationToken) is not { } place)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.LineId.ToString()));
        }

        if (!command.By.MayActIn(command.CountyCode, line.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", line.TownshipCode));
        }

        if (line.MatchId is not null)
        {
            return Refused.By(ReconciliationRefusal.AlreadySettled);
        }

        if (Comes(command.Outcome) is not { } comes || comes != line.AmountFen > 0)
        {
            return Refused.By(ReconciliationRefusal.WrongDirection);
        }

        var day = await desk.IsReconciled(command.CountyCode, line.TownshipCode, line.Day, cancellationToken) ? CountyDay.Of(turn.Now) : line.Day;
        if (await Post(command, line, place, day, cancellationToken) is { } refused)
        {
            return refused;
        }

        var moves = turn.Posting.Select(transfer => (transfer, Fen: At(place, transfer))).Where(pair => pair.Fen != 0)
            .Select(pair => new BookMove(pair.transfer.Id, pair.transfer.OccurredOn, pair.Fen, null, "", "", "", "", null)).ToList();
        if (await desk.Settle(place, Guid.CreateVersion7(turn.Now), [line], moves, MatchWay.Posted, MatchReason.PostedFromLine, command.By.Name, turn.Now, cancellationToken) is { } refusal)
        {
            return Refused.By(refusal, ("linesFen", Fen(line.AmountFen)), ("movesFen", Fen(moves.Sum(move => move.AmountFen))));
        }

        await Finish(command, line, cancellationToken);
        return command.Outcome;
    }

    private async Task Finish(SettleLine command, BankLine line, CancellationToken cancellationToken)
    {
        var item = await db.Set<UnmatchedItem>().FirstOrDefaultAsync(i => i.CountyCode == command.CountyCode && i.Id == line.Id, cancellationToken);
        if (item is not null)
        {
            LineDesk.Close(item, command.Outcome, command.Reason.Trim(), command.By.Name, turn.Now);
        }

        await learning.Learn(line, command.Outcome, command.By.Name, turn.Now, cancellationToken);
    }

    private static long At(BankPlace place, Transfer transfer) =>
        (IsHere(place, transfer.To) ? transfer.Amount : 0) - (IsHere(place, transfer.From) ? transfer.Amount : 0);

    private static bool IsHere(BankPlace place, AccountKey account) =>
        account.Owner == place.Owner && account.Party == place.Place && account.Kind is AccountKind.InHands or AccountKind.HeldForOthers;

    /// <summary>Whether such a line brings money in; null for an outcome that is no posting.</summary>
    private static bool? Comes(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.InterestPosted or ItemOutcome.UnidentifiedPosted or ItemOutcome.DonationPosted or ItemOutcome.PaymentReturned or ItemOutcome.AdvanceReceived => true,
        ItemOutcome.FeePosted or ItemOutcome.PaymentConfirmed => false,
        ItemOutcome.Matched or ItemOutcome.TimeDifference or ItemOutcome.BankError => null,
    };

    private async Task<Refused?> Post(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken) => command.Outcome switch
    {
        ItemOutcome.PaymentReturned => (await Handler<ReturnPayment, PaymentState>().Handle(
            new ReturnPayment(command.CommandId, command.By, command.CountyCode, command.Reference, command.Reason, day), cancellationToken)).Refused,
        ItemOutcome.PaymentConfirmed => (await Handler<ConfirmPaid, PaymentState>().Handle(
            new ConfirmPaid(command.CommandId, command.By, command.CountyCode, command.Reference, day), cancellationToken)).Refused,
        ItemOutcome.AdvanceReceived => await Advance(command, place, day, cancellationToken),
        _ => await Held(command, line, place, day, cancellationToken),
    };

    private IRequestHandler<TCommand, Result<TAnswer>> Handler<TCommand, TAnswer>()
        where TCommand : ICommand<TAnswer> => services.GetRequiredService<IRequestHandler<TCommand, Result<TAnswer>>>();

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
            : (await Handler<ReceiveAdvance, AdvanceState>().Handle(new ReceiveAdvance(command.CommandId, command.By, command.CountyCode, advance.Value, day), cancellationToken)).Refused;
    }

    /// <summary>Rows 32, 34, 35 and 36: not the fund's money, or owed to it.</summary>
    private async Task<Refused?> Held(SettleLine command, BankLine line, BankPlace place, DateOnly day, CancellationToken cancellationToken)
    {
        var statement = await db.Set<BankStatement>().AsNoTracking().SingleAsync(s => s.CountyCode == line.CountyCode && s.Id == line.StatementId, cancellationToken);
        var fund = await funds.FundOf(command.CountyCode, place.ReserveFundId, day, cancellationToken);
        var acting = funds.Acting(
            command, FundCapacity.Of(command.By.Role), day, command.Reason.Trim(), new DocumentAtHand(DocumentKinds.BankStatement, statement.FileHash));
        var amount = Math.Abs(line.AmountFen);
        if (command.Outcome == ItemOutcome.FeePosted)
        {
            // Aid money pays no fees (G13): the township's own budget owes it from the moment it is seen.
            var debt = cash.Debt(fund, DebtorKind.RunningBudget, RecoveryPostings.RunningBudget, RecoveryCause.BankFee, amount, acting);
            return funds.Record(HeldDecision.BankFee(fund, amount, debt.Number, acting));
        }

        var kind = command.Outcome switch
        {
            ItemOutcome.InterestPosted => HeldKind.Interest,
            ItemOutcome.DonationPosted => HeldKind.Donation,
            _ => HeldKind.Unidentified,
        };
        var from = command.Reference.Trim().Length > 0 ? command.Reference.Trim() : kind == HeldKind.Unidentified ? line.Summary : "";
        var held = CashSteps.Held(fund, kind, place.Place, amount, from, acting);
        db.Add(held);
        return funds.Record(HeldDecision.Receive(fund, held, acting));
    }

    private static string Fen(long fen) => fen.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
