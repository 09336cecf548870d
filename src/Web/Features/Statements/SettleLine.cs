using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>
/// Works off a bank line that the book knows nothing of by posting what it is; the posting must come to the line's amount to the fen. What happened in a month
/// that is already reconciled is dated today (T20).
/// </summary>
/// <param name="Reference">The number of the case (return, payment, money given back), joint document (advance), claim (replenishment) or recovery (debt); the cashier's user name
/// (cash); the donor's or receiver's name (money held for others); else empty.</param>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record SettleLine(Guid CommandId, Actor By, string CountyCode, Guid LineId, ItemOutcome Outcome, string Reference = "", string Reason = "") : ICommand<ItemOutcome>;

public sealed class SettleLineHandler(JiujiDb db, LinePostings postings, LineDesk desk, RuleLearning learning, Turn turn)
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

        if (LinePostings.Comes(command.Outcome) is not { } comes || comes != line.AmountFen > 0)
        {
            return Refused.By(ReconciliationRefusal.WrongDirection);
        }

        var day = await desk.IsReconciled(command.CountyCode, line.TownshipCode, line.Day, cancellationToken) ? CountyDay.Of(turn.Now) : line.Day;
        if (await postings.Post(command, line, place, day, cancellationToken) is { } refused)
        {
            return refused;
        }

        var moves = turn.Posting.Where(transfer => transfer.Kind is TransferKind.Post or TransferKind.PostHold).Select(transfer => (transfer, Fen: At(place, transfer))).Where(pair => pair.Fen != 0)
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

    private static string Fen(long fen) => fen.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
