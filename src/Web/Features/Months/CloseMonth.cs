using System.Globalization;
using System.Text.RegularExpressions;
using FluentValidation;
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

public sealed class HoldMonthHandler(JiujiDb db, MonthDesk desk, MonthRefusals refusals, Turn turn) : IRequestHandler<HoldMonth, Result<FundMonthState>>
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

        var outstanding = await desk.Outstanding(place, month, cancellationToken);
        if (await db.Set<FundMonth>().AnyAsync(m => m.CountyCode == command.CountyCode && m.TownshipCode == command.Township && m.Month == month, cancellationToken))
        {
            return refusals.Remember(place, month, MonthRecord.TownshipBook, outstanding, command.By, ReconciliationRefusal.MonthAlreadyReconciled, ("month", $"{month:yyyy-MM}"));
        }

        var facts = await desk.Facts(place, month, command.StatedFen, cancellationToken);
        if (MonthDecision.Checks(facts, CountyDay.Of(turn.Now)).FirstOrDefault(check => !check.Passed) is { } failed)
        {
            return refusals.Remember(place, month, MonthRecord.TownshipBook, outstanding, command.By, failed.Rule, ("month", $"{month:yyyy-MM}"), ("figure", failed.Figure));
        }

        var held = new FundMonth
        {
            CountyCode = command.CountyCode, TownshipCode = command.Township, Month = month, Place = place.Place, StatementFen = facts.StatementFen!.Value, BookFen = facts.BookFen,
            InFlightFen = facts.InFlightFen, HeldBy = command.By.Name, HeldAt = turn.Now,
        };
        held.Sign(MonthRecord.TownshipBook, outstanding, command.By.Name, turn.Now);
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

public sealed class SignMonthHandler(MonthSigning signing) : IRequestHandler<SignMonth, Result<FundMonthState>>
{
    public async Task<Result<FundMonthState>> Handle(SignMonth command, CancellationToken cancellationToken)
    {
        var found = await signing.Check(command.By, command.CountyCode, command.Township, command.Month, command.OutstandingFen, cancellationToken);
        return found.Refused is { } refused ? refused : await signing.Sign(found.Value!, command.By, cancellationToken);
    }
}

/// <summary>
/// An office signs one month of several townships at once, as <see cref="SignMonth"/> does each. Records name township and fen, 341722100=500000, separated by semicolons;
/// where one of them differs from the book, or its month is not held, nothing is signed and the answer names the township.
/// </summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record SignMonths(Guid CommandId, Actor By, string CountyCode, DateOnly Month, string Records) : ICommand<int>;

public sealed partial class SignMonthsValidator : AbstractValidator<SignMonths>
{
    public SignMonthsValidator() => RuleFor(c => c.Records).Matches(Shape()).WithMessage("error.amount");

    // Eighteen digits are less than the greatest long.
    [GeneratedRegex("^[0-9]+=-?[0-9]{1,18}(;[0-9]+=-?[0-9]{1,18})*$")]
    private static partial Regex Shape();
}

public sealed class SignMonthsHandler(MonthSigning signing, MonthRefusals refusals) : IRequestHandler<SignMonths, Result<int>>
{
    public async Task<Result<int>> Handle(SignMonths command, CancellationToken cancellationToken)
    {
        var found = new List<MonthToSign>();
        foreach (var (township, fen) in command.Records.Split(';').Select(record => record.Split('=')).Select(parts => (parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture))))
        {
            var one = await signing.Check(command.By, command.CountyCode, township, command.Month, fen, cancellationToken);
            if (one.Refused is { } refused)
            {
                return refused with { Detail = new Dictionary<string, string>(refused.Detail) { ["township"] = township } };
            }

            found.Add(one.Value!);
        }

        // A township that is named twice would be signed twice.
        if (found.GroupBy(one => one.Held).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            var (held, place, record, fen) = twice.First();
            return refusals.Remember(
                place, held.Month, record, fen, command.By, ReconciliationRefusal.SignerTwice, ("actor", command.By.Name), ("township", held.TownshipCode));
        }

        foreach (var one in found)
        {
            await signing.Sign(one, command.By, cancellationToken);
        }

        return found.Count;
    }
}

/// <summary>A held month that an office may sign, with the money that its own record shows outstanding.</summary>
public sealed record MonthToSign(FundMonth Held, BankPlace Place, MonthRecord Record, long OutstandingFen);

/// <summary>What signing one month and signing several share: first it is checked, and nothing is written before all are.</summary>
public sealed class MonthSigning(JiujiDb db, MonthDesk desk, MonthRefusals refusals, Turn turn)
{
    public async Task<Result<MonthToSign>> Check(Actor by, string county, string township, DateOnly day, long outstandingFen, CancellationToken cancellationToken)
    {
        var month = CountyDay.Month(day);
        if (await desk.Place(county, township, cancellationToken) is not { } place)
        {
            return Refused.By(ReconciliationRefusal.MonthNotHeld, ("month", $"{month:yyyy-MM}"));
        }

        var record = by.Role == Role.CountyFinance ? MonthRecord.Finance : MonthRecord.CivilAffairs;
        var held = await db.Set<FundMonth>().Include(m => m.Signatures)
            .FirstOrDefaultAsync(m => m.CountyCode == county && m.TownshipCode == township && m.Month == month, cancellationToken);
        if (held is null)
        {
            return refusals.Remember(place, month, record, outstandingFen, by, ReconciliationRefusal.MonthNotHeld, ("month", $"{month:yyyy-MM}"));
        }

        return MonthDecision.Signing(held, record, by.Name, outstandingFen) is { } refusal
            ? refusals.Remember(place, month, record, outstandingFen, by, refusal, Figures(refusal, held, by, outstandingFen))
            : new MonthToSign(held, place, record, outstandingFen);
    }

    public async Task<FundMonthState> Sign(MonthToSign month, Actor by, CancellationToken cancellationToken)
    {
        var (held, place, record, outstandingFen) = month;
        db.Add(held.Sign(record, outstandingFen, by.Name, turn.Now));
        if (held.State == FundMonthState.Closed)
        {
            await turn.BookOf(held.CountyCode).ClosePeriod(place.Owner, held.Month, by.Name, cancellationToken);
        }

        return held.State;
    }

    private static (string, string)[] Figures(ReconciliationRefusal refusal, FundMonth held, Actor by, long outstandingFen) => refusal switch
    {
        ReconciliationRefusal.RecordsDiffer => [("bookFen", Text(held.Signatures[0].OutstandingFen)), ("recordFen", Text(outstandingFen))],
        ReconciliationRefusal.SignerTwice => [("actor", by.Name)],
        _ => [("month", $"{held.Month:yyyy-MM}")],
    };

    private static string Text(long fen) => fen.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Keeps a signature that was refused, as every lifecycle keeps its refused steps, and answers it.</summary>
public sealed class MonthRefusals(Turn turn)
{
    public Refused Remember(
        BankPlace place, DateOnly month, MonthRecord record, long outstandingFen, Actor by, ReconciliationRefusal refusal, params (string Name, string Value)[] figures)
    {
        turn.Remember([new MonthRefusal
        {
            CountyCode = place.CountyCode, Id = Guid.CreateVersion7(turn.Now), TownshipCode = place.TownshipCode, Month = month, Record = record, OutstandingFen = outstandingFen,
            Actor = by.Name, At = turn.Now, Refusal = refusal,
        }]);
        return Refused.By(refusal, figures);
    }
}
