using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Statements;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Months;

/// <summary>
/// The bookkeeper signs that the month is reconciled; from then on nothing ordinary is posted into it. Every check must pass. The balance of the bank is
/// read off the paper only where its file shows none. Cash in hand must have been counted.
/// </summary>
[Allowed(Role.Bookkeeper)]
public sealed record HoldMonth(Guid CommandId, Actor By, string CountyCode, string Township, DateOnly Month, long? StatedFen = null) : ICommand<FundMonthState>;

public sealed class HoldMonthHandler(JiujiDb db, MonthDesk desk, Turn turn) : IRequestHandler<HoldMonth, Result<FundMonthState>>
{
    public async Task<Result<FundMonthState>> Handle(HoldMonth command, CancellationToken cancellationToken)
    {
        if (!command.By.MayActIn(command.CountyCode, command.Township))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.Township));
        }

        var month = CountyDay.Month(command.Month);
        if (await desk.Place(command.CountyCode, command.Township, cancellationToken) is not { } place)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Township));
        }

        if (await db.Set<FundMonth>().AnyAsync(m => m.CountyCode == command.CountyCode && m.TownshipCode == command.Township && m.Month == month, cancellationToken))
        {
            return Refused.By(ReconciliationRefusal.MonthAlreadyReconciled, ("month", $"{month:yyyy-MM}"));
        }

        var facts = await desk.Facts(place, month, command.StatedFen, cancellationToken);
        if (MonthDecision.Checks(facts, CountyDay.Of(turn.Now)).FirstOrDefault(check => !check.Passed) is { } failed)
        {
            return Refused.By(failed.Rule, ("month", $"{month:yyyy-MM}"), ("figure", failed.Figure));
        }

        var held = new FundMonth
        {
            CountyCode = command.CountyCode, TownshipCode = command.Township, Month = month, Place = place.Place, StatementFen = facts.StatementFen!.Value, BookFen = facts.BookFen,
            InFlightFen = facts.InFlightFen, HeldBy = command.By.Name, HeldAt = turn.Now,
        };
        held.Sign(MonthRecord.TownshipBook, await desk.Outstanding(place, month, cancellationToken), command.By.Name, turn.Now);
        db.Add(held);
        await turn.BookOf(command.CountyCode).HoldPeriod(place.Owner, month, command.By.Name, cancellationToken);
        return held.State;
    }
}

/// <summary>
/// Another office compares its own record with the book and signs: civil affairs its sub-ledger, then finance its record. Finance's signature, the third of three
/// people, closes the month for good (T20).
/// </summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record SignMonth(Guid CommandId, Actor By, string CountyCode, string Township, DateOnly Month, long OutstandingFen) : ICommand<FundMonthState>;

public sealed class SignMonthHandler(JiujiDb db, MonthDesk desk, Turn turn) : IRequestHandler<SignMonth, Result<FundMonthState>>
{
    public async Task<Result<FundMonthState>> Handle(SignMonth command, CancellationToken cancellationToken)
    {
        var month = CountyDay.Month(command.Month);
        var held = await db.Set<FundMonth>().Include(m => m.Signatures)
            .FirstOrDefaultAsync(m => m.CountyCode == command.CountyCode && m.TownshipCode == command.Township && m.Month == month, cancellationToken);
        if (held is null || await desk.Place(command.CountyCode, command.Township, cancellationToken) is not { } place)
        {
            return Refused.By(ReconciliationRefusal.MonthNotHeld, ("month", $"{month:yyyy-MM}"));
        }

        var record = command.By.Role == Role.CountyFinance ? MonthRecord.Finance : MonthRecord.CivilAffairs;
        if (MonthDecision.Signing(held, record, command.By.Name, command.OutstandingFen) is { } refusal)
        {
            return Refused.By(refusal, Figures(refusal, held, command));
        }

        db.Add(held.Sign(record, command.OutstandingFen, command.By.Name, turn.Now));
        if (held.State == FundMonthState.Closed)
        {
            await turn.BookOf(command.CountyCode).ClosePeriod(place.Owner, month, command.By.Name, cancellationToken);
        }

        return held.State;
    }

    private static (string, string)[] Figures(ReconciliationRefusal refusal, FundMonth held, SignMonth command) => refusal switch
    {
        ReconciliationRefusal.RecordsDiffer => [("bookFen", Text(held.Signatures[0].OutstandingFen)), ("recordFen", Text(command.OutstandingFen))],
        ReconciliationRefusal.SignerTwice => [("actor", command.By.Name)],
        _ => [("month", $"{held.Month:yyyy-MM}")],
    };

    private static string Text(long fen) => fen.ToString(CultureInfo.InvariantCulture);
}
