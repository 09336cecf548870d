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
/// read off the paper only where its file shows none.
/// </summary>
[Allowed(Role.Bookkeeper)]
public sealed record HoldMonth(Guid CommandId, Actor By, string CountyCode, string Township, DateOnly Month, long? StatedFen = null) : ICommand<PeriodState>;

public sealed class HoldMonthHandler(JiujiDb db, MonthDesk desk, Turn turn) : IRequestHandler<HoldMonth, Result<PeriodState>>
{
    public async Task<Result<PeriodState>> Handle(HoldMonth command, CancellationToken cancellationToken)
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
        held.Signatures.Add(Signatures.Of(held, MonthRecord.TownshipBook, await desk.Outstanding(place, month, cancellationToken), command.By.Name, turn.Now));
        db.Add(held);
        await turn.BookOf(command.CountyCode).HoldPeriod(place.Owner, month, command.By.Name, cancellationToken);
        return PeriodState.Held;
    }
}

/// <summary>
/// Another office compares its own record with the book and signs: civil affairs its sub-ledger, finance its record. Finance's signature closes the month for
/// good (T20); it is another person than who held it.
/// </summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record SignMonth(Guid CommandId, Actor By, string CountyCode, string Township, DateOnly Month, long OutstandingFen) : ICommand<PeriodState>;

public sealed class SignMonthHandler(JiujiDb db, MonthDesk desk, Turn turn) : IRequestHandler<SignMonth, Result<PeriodState>>
{
    public async Task<Result<PeriodState>> Handle(SignMonth command, CancellationToken cancellationToken)
    {
        var month = CountyDay.Month(command.Month);
        var held = await db.Set<FundMonth>().Include(m => m.Signatures)
            .FirstOrDefaultAsync(m => m.CountyCode == command.CountyCode && m.TownshipCode == command.Township && m.Month == month, cancellationToken);
        if (held is null || await desk.Place(command.CountyCode, command.Township, cancellationToken) is not { } place)
        {
            return Refused.By(ReconciliationRefusal.MonthNotHeld, ("month", $"{month:yyyy-MM}"));
        }

        var record = command.By.Role == Role.CountyFinance ? MonthRecord.Finance : MonthRecord.CivilAffairs;
        if (held.Signatures.Exists(signature => signature.Record == record || signature.Actor == command.By.Name))
        {
            return Refused.By(ReconciliationRefusal.SignerTwice, ("actor", command.By.Name));
        }

        var outstanding = held.Signatures.Single(signature => signature.Record == MonthRecord.TownshipBook).OutstandingFen;
        if (outstanding != command.OutstandingFen)
        {
            return Refused.By(ReconciliationRefusal.RecordsDiffer, ("bookFen", Text(outstanding)), ("recordFen", Text(command.OutstandingFen)));
        }

        var signature = Signatures.Of(held, record, command.OutstandingFen, command.By.Name, turn.Now);
        held.Signatures.Add(signature);
        db.Add(signature);
        if (record == MonthRecord.Finance)
        {
            (held.State, held.ClosedBy, held.ClosedAt) = (PeriodState.Closed, command.By.Name, turn.Now);
            await turn.BookOf(command.CountyCode).ClosePeriod(place.Owner, month, command.By.Name, cancellationToken);
        }

        return held.State;
    }

    private static string Text(long fen) => fen.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How a signature under a month is made.</summary>
public static class Signatures
{
    public static MonthSignature Of(FundMonth month, MonthRecord record, long outstandingFen, string actor, DateTimeOffset at) => new()
    {
        CountyCode = month.CountyCode, TownshipCode = month.TownshipCode, Month = month.Month, Record = record, OutstandingFen = outstandingFen, Actor = actor, At = at,
    };
}
