using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>
/// Explains a bank line or a movement that the other side will only show later (未达账项): a difference of time, or a mistake that the bank will correct. It
/// stays in the balance of every month until it is matched.
/// </summary>
/// <param name="ItemId">The bank line's or the transfer's id.</param>
/// <param name="Evidence">What proves it: the bank's word, a slip's number; kept as a document.</param>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record ExplainItem(Guid CommandId, Actor By, string CountyCode, string Township, Guid ItemId, ItemOutcome Outcome, string Reason, string Evidence) : ICommand<UnmatchedItemState>;

public sealed class ExplainItemHandler(JiujiDb db, FundDesk funds, LineDesk desk, BankBook book, Turn turn) : IRequestHandler<ExplainItem, Result<UnmatchedItemState>>
{
    public async Task<Result<UnmatchedItemState>> Handle(ExplainItem command, CancellationToken cancellationToken)
    {
        if (!command.By.MayActIn(command.CountyCode, command.Township))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.Township));
        }

        if (command.Outcome is not (ItemOutcome.TimeDifference or ItemOutcome.BankError))
        {
            return Refused.By(ReconciliationRefusal.WrongDirection);
        }

        if (command.Reason.Trim().Length == 0 || command.Evidence.Trim().Length == 0)
        {
            return Refused.By(ReconciliationRefusal.ReasonMissing);
        }

        if (await desk.Place(command.CountyCode, command.Township, cancellationToken) is not { } place)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Township));
        }

        var (item, refused) = await Find(command, place, cancellationToken);
        if (item is null)
        {
            return refused!;
        }

        var evidence = await funds.Keep(command, DocumentKinds.BankStatement, $"{command.ItemId:D} {command.Evidence.Trim()}", cancellationToken);
        (item.State, item.Outcome, item.Reason, item.EvidenceHash) = (UnmatchedItemState.InFlight, command.Outcome, command.Reason.Trim(), evidence.Hash);
        (item.ClosedBy, item.ClosedAt) = (command.By.Name, turn.Now);
        return item.State;
    }

    private async Task<(UnmatchedItem? Item, Refused? Refused)> Find(ExplainItem command, BankPlace place, CancellationToken cancellationToken)
    {
        var item = await db.Set<UnmatchedItem>().FirstOrDefaultAsync(i => i.CountyCode == command.CountyCode && i.Id == command.ItemId, cancellationToken);
        if (item is not null)
        {
            return item.State == UnmatchedItemState.Closed ? (null, Refused.By(ReconciliationRefusal.AlreadyClosed)) : (item, null);
        }

        // A movement becomes an exception when somebody has to answer for it.
        var today = CountyDay.Of(turn.Now);
        var move = (await book.Moves(place, today.AddYears(-2), today, cancellationToken)).Find(m => m.TransferId == command.ItemId);
        if (move is null)
        {
            return (null, Refused.By(SiteRefusal.NotFound, ("what", command.ItemId.ToString())));
        }

        if ((await desk.Taken(place, cancellationToken)).Contains(move.TransferId))
        {
            return (null, Refused.By(ReconciliationRefusal.AlreadySettled));
        }

        item = new UnmatchedItem
        {
            CountyCode = command.CountyCode, Id = move.TransferId, TownshipCode = place.TownshipCode, Place = place.Place, IsBankLine = false, Day = move.Day, AmountFen = move.AmountFen,
            Owner = command.By.Name, OpenedOn = today, DueOn = CountyDay.Month(today).AddMonths(1).AddDays(9),
        };
        db.Add(item);
        return (item, null);
    }
}

/// <summary>Gives an exception to another person, with the day by which it is to be worked off.</summary>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record AssignItem(Guid CommandId, Actor By, string CountyCode, Guid ItemId, string Owner, DateOnly DueOn) : ICommand<Guid>;

public sealed class AssignItemHandler(JiujiDb db) : IRequestHandler<AssignItem, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AssignItem command, CancellationToken cancellationToken)
    {
        var item = await db.Set<UnmatchedItem>().FirstOrDefaultAsync(i => i.CountyCode == command.CountyCode && i.Id == command.ItemId, cancellationToken);
        if (item is null || !await db.Users.AnyAsync(user => user.UserName == command.Owner, cancellationToken))
        {
            return Refused.By(SiteRefusal.NotFound, ("what", item is null ? command.ItemId.ToString() : command.Owner));
        }

        if (!command.By.MayActIn(command.CountyCode, item.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", item.TownshipCode));
        }

        if (item.State == UnmatchedItemState.Closed)
        {
            return Refused.By(ReconciliationRefusal.AlreadyClosed);
        }

        (item.Owner, item.DueOn) = (command.Owner, command.DueOn);
        return item.Id;
    }
}
