using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// Money came to the fund's bank account that is not the fund's: interest (posting row 32), a receipt nobody can name (35), a donation by mistake (36). It is held
/// for its owner and can never be paid out.
/// </summary>
/// <param name="From">Who gave a donation, or what the statement says.</param>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record ReceiveForOthers(Guid CommandId, Actor By, string CountyCode, int Year, HeldKind Kind, long AmountFen, string From = "", DateOnly? HappenedOn = null) : ICommand<Guid>;

public sealed class ReceiveForOthersHandler(JiujiDb db, CashSteps steps) : IRequestHandler<ReceiveForOthers, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReceiveForOthers command, CancellationToken cancellationToken)
    {
        var found = await steps.Fund(command, command.Year, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        if (command.Kind == HeldKind.CashOverage)
        {
            // Cash too many is found by a count before a witness, and by nothing else.
            return Refused.By(FundRefusal.SecondPersonNeeded);
        }

        var (fund, acting) = (found.Value!, steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn));
        var held = CashSteps.Held(fund, command.Kind, fund.Fund.BankPlace, command.AmountFen, command.From.Trim(), acting);
        if (steps.Desk.Record(HeldDecision.Receive(fund, held, acting)) is { } refused)
        {
            return refused;
        }

        db.Add(held);
        return held.Id;
    }
}

/// <summary>
/// It leaves again: interest to the treasury, a donation to the charity or donor named, a receipt to its owner once found (the holding is reversed whole, and the
/// truth is entered by its own step) or, unclaimed, to the treasury.
/// </summary>
/// <param name="To">The charity, donor or owner; needed unless it goes to the treasury.</param>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record FinishHeldMoney(Guid CommandId, Actor By, string CountyCode, Guid HeldMoneyId, HeldEnd End, string To = "", DateOnly? HappenedOn = null) : ICommand<Guid>;

public sealed class FinishHeldMoneyHandler(JiujiDb db, CashSteps steps) : IRequestHandler<FinishHeldMoney, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(FinishHeldMoney command, CancellationToken cancellationToken)
    {
        var held = await db.Set<HeldMoney>().FirstOrDefaultAsync(h => h.CountyCode == command.CountyCode && h.Id == command.HeldMoneyId, cancellationToken);
        if (held is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.HeldMoneyId.ToString()));
        }

        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.To.Trim());
        var fund = await steps.Desk.FundOf(command.CountyCode, held.ReserveFundId, acting.OccurredOn, cancellationToken);
        if (!command.By.MayActIn(command.CountyCode, fund.Fund.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", fund.Fund.TownshipCode));
        }

        if (steps.Desk.Record(HeldDecision.Finish(fund, held, command.End, command.To.Trim(), acting)) is { } refused)
        {
            return refused;
        }

        held.Finish(command.End, command.To.Trim(), acting.OccurredOn);
        return held.Id;
    }
}
