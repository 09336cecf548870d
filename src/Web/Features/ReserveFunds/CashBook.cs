using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>The cashier draws cash from the fund's bank account (posting row 7); it keeps the age it had.</summary>
[Allowed(Role.Cashier)]
public sealed record DrawCash(Guid CommandId, Actor By, string CountyCode, int Year, long AmountFen, DateOnly? HappenedOn = null) : ICommand<long>;

public sealed class DrawCashHandler(CashSteps steps) : IRequestHandler<DrawCash, Result<long>>
{
    public async Task<Result<long>> Handle(DrawCash command, CancellationToken cancellationToken)
    {
        var found = await steps.Fund(command, command.Year, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var decision = CashDecision.Draw(found.Value!, command.By.Name, command.AmountFen, steps.Desk.Acting(command, FundRole.Cashier, command.HappenedOn));
        return steps.Desk.Record(decision) is { } refused ? refused : command.AmountFen;
    }
}

/// <summary>Cash that was not paid, or was recovered, goes back to the bank (row 9).</summary>
[Allowed(Role.Cashier)]
public sealed record RebankCash(Guid CommandId, Actor By, string CountyCode, int Year, long AmountFen, DateOnly? HappenedOn = null) : ICommand<long>;

public sealed class RebankCashHandler(CashSteps steps) : IRequestHandler<RebankCash, Result<long>>
{
    public async Task<Result<long>> Handle(RebankCash command, CancellationToken cancellationToken)
    {
        var found = await steps.Fund(command, command.Year, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var decision = CashDecision.Rebank(found.Value!, command.By.Name, command.AmountFen, "cash", steps.Desk.Acting(command, FundRole.Cashier, command.HappenedOn));
        return steps.Desk.Record(decision) is { } refused ? refused : command.AmountFen;
    }
}

/// <summary>
/// A custodian's cash is counted before a witness, on each day it moves. Cash that is missing is the custodian's debt from that moment (row 30); cash too many
/// is held until its owner is found (row 31).
/// </summary>
/// <param name="CountedFen">What lay there.</param>
[Allowed(Role.Bookkeeper, Role.OfficeHead, Role.LeaderFinance, Role.CountyFinance)]
public sealed record CountCash(
    Guid CommandId, Actor By, string CountyCode, string Township, int Year, string Custodian, long CountedFen, string Witness, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<long>, ICarriesScan;

public sealed class CountCashHandler(CashSteps steps) : IRequestHandler<CountCash, Result<long>>
{
    public async Task<Result<long>> Handle(CountCash command, CancellationToken cancellationToken)
    {
        var found = await steps.Fund(command, command.Township, command.Year, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var sheet = await steps.Sheet(command, $"{command.Custodian} {command.CountedFen} {command.Witness.Trim()}", cancellationToken);
        var (fund, acting) = (found.Value!, steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, documents: sheet));
        var book = await steps.Place(fund, Places.Cash(command.Custodian), cancellationToken);
        var decision = CashDecision.Count(fund, command.Custodian, book, command.CountedFen, command.Witness.Trim(), acting);
        if (steps.Desk.Record(decision) is { } refused)
        {
            return refused;
        }

        steps.Counted(fund, command.Custodian, book, command.CountedFen, command.Witness.Trim(), acting);
        return book.Difference(command.CountedFen);
    }
}

/// <summary>Another custodian takes over the cash, counted before a witness (row 39); a gap stays with the old one (rows 30, 31).</summary>
[Allowed(Role.Bookkeeper, Role.OfficeHead, Role.LeaderFinance, Role.CountyFinance)]
public sealed record ChangeCustodian(
    Guid CommandId, Actor By, string CountyCode, string Township, int Year, string OldCustodian, string NewCustodian, long CountedFen, string Witness,
    DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<long>, ICarriesScan;

public sealed class ChangeCustodianHandler(CashSteps steps) : IRequestHandler<ChangeCustodian, Result<long>>
{
    public async Task<Result<long>> Handle(ChangeCustodian command, CancellationToken cancellationToken)
    {
        var found = await steps.Fund(command, command.Township, command.Year, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var sheet = await steps.Sheet(command, $"{command.OldCustodian} {command.NewCustodian.Trim()} {command.CountedFen} {command.Witness.Trim()}", cancellationToken);
        var (fund, acting) = (found.Value!, steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, documents: sheet));
        var book = await steps.Place(fund, Places.Cash(command.OldCustodian), cancellationToken);
        var decision = CashDecision.ChangeCustodian(fund, command.OldCustodian, command.NewCustodian.Trim(), book, command.CountedFen, command.Witness.Trim(), acting);
        if (steps.Desk.Record(decision) is { } refused)
        {
            return refused;
        }

        steps.Counted(fund, command.OldCustodian, book, command.CountedFen, command.Witness.Trim(), acting);
        return book.Difference(command.CountedFen);
    }
}

/// <summary>The bank took a fee from the fund: the township's running budget owes it (row 34, G13).</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record RecordBankFee(Guid CommandId, Actor By, string CountyCode, int Year, long AmountFen, DateOnly? HappenedOn = null) : ICommand<string>;

public sealed class RecordBankFeeHandler(CashSteps steps) : IRequestHandler<RecordBankFee, Result<string>>
{
    public async Task<Result<string>> Handle(RecordBankFee command, CancellationToken cancellationToken)
    {
        var found = await steps.Fund(command, command.Year, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (fund, acting) = (found.Value!, steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn));
        if (command.AmountFen <= 0)
        {
            return Refused.By(FundRefusal.AmountNotPositive);
        }

        var debt = steps.Debt(fund, DebtorKind.RunningBudget, RecoveryPostings.RunningBudget, RecoveryCause.BankFee, command.AmountFen, acting);
        return steps.Desk.Record(HeldDecision.BankFee(fund, command.AmountFen, debt.Number, acting)) is { } refused ? refused : debt.Number;
    }
}

/// <summary>A lender who helped out when the fund was empty gets it back (row 40, second half).</summary>
[Allowed(Role.Cashier)]
public sealed record RepayLender(Guid CommandId, Actor By, string CountyCode, int Year, string Lender, long AmountFen, DateOnly? HappenedOn = null) : ICommand<long>;

public sealed class RepayLenderHandler(JiujiDb db, CashSteps steps) : IRequestHandler<RepayLender, Result<long>>
{
    public async Task<Result<long>> Handle(RepayLender command, CancellationToken cancellationToken)
    {
        var found = await steps.Fund(command, command.Year, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var fund = found.Value!;
        var account = fund.Accounts.Lent(command.Lender).Id(command.CountyCode);
        var lent = -await db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == command.CountyCode && a.Id == account).Select(a => a.Balance).FirstOrDefaultAsync(cancellationToken);
        var decision = HeldDecision.RepayLender(fund, command.Lender, lent, command.AmountFen, steps.Desk.Acting(command, FundRole.Cashier, command.HappenedOn));
        return steps.Desk.Record(decision) is { } refused ? refused : lent - command.AmountFen;
    }
}

/// <summary>What all steps with cash and with money held for others share.</summary>
public sealed class CashSteps(JiujiDb db, FundDesk desk, Turn turn)
{
    public FundDesk Desk => desk;

    /// <summary>The fund of the sender's own township.</summary>
    public Task<Result<FundContext>> Fund<TAnswer>(ICommand<TAnswer> command, int year, DateOnly? happenedOn, CancellationToken cancellationToken) =>
        Fund(command, command.By.TownshipCode, year, happenedOn, cancellationToken);

    public async Task<Result<FundContext>> Fund<TAnswer>(ICommand<TAnswer> command, string township, int year, DateOnly? happenedOn, CancellationToken cancellationToken)
    {
        if (!command.By.MayActIn(command.CountyCode, township))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", township));
        }

        return await desk.Fund(command.CountyCode, township, year, happenedOn ?? CountyDay.Of(turn.Now), cancellationToken) is { } fund
            ? fund
            : Refused.By(SiteRefusal.NotFound, ("what", string.Create(CultureInfo.InvariantCulture, $"{township} {year}")));
    }

    /// <summary>What the book says lies at a place: the money of all the township's funds, and money held for others.</summary>
    public async Task<PlacePosition> Place(FundContext fund, string place, CancellationToken cancellationToken)
    {
        var here = await db.Set<Account>().AsNoTracking()
            .Where(a => a.CountyCode == fund.Fund.CountyCode && a.Owner == fund.Fund.Owner && a.Party == place).ToListAsync(cancellationToken);
        return PlacePosition.Of(fund.Fund.Owner, place, here.Select(account => (FundDesk.KeyOf(account), account.Balance)));
    }

    /// <summary>The signed count sheet, or the count as it was entered: what the transfers of a difference or a hand-over rest on.</summary>
    public Task<DocumentAtHand> Sheet<TAnswer>(ICommand<TAnswer> command, string text, CancellationToken cancellationToken) =>
        desk.Keep(command, DocumentKinds.CountSheet, text, cancellationToken);

    /// <summary>Keeps the count, and for a difference who owes it or who looks for its owner.</summary>
    public void Counted(FundContext fund, string custodian, PlacePosition book, long countedFen, string witness, Acting acting)
    {
        db.Add(new FundCount
        {
            CountyCode = fund.Fund.CountyCode, Id = acting.CommandId, Owner = fund.Fund.Owner, Place = book.Place, CountedOn = acting.OccurredOn, CountedFen = countedFen,
            BookFen = book.Book, CountedBy = acting.Actor, Witness = witness, SheetHash = acting.Documents[0].Hash,
        });
        var difference = book.Difference(countedFen);
        if (difference < 0)
        {
            Debt(fund, DebtorKind.Custodian, Places.Cash(custodian), RecoveryCause.CashShortage, -difference, acting);
        }
        else if (difference > 0)
        {
            db.Add(Held(fund, HeldKind.CashOverage, book.Place, difference, "", acting));
        }
    }

    public RecoveryCase Debt(FundContext fund, DebtorKind kind, string debtor, RecoveryCause cause, long fen, Acting acting)
    {
        var debt = new RecoveryCase
        {
            CountyCode = fund.Fund.CountyCode, Id = acting.On(30).CommandId, ReserveFundId = fund.Fund.Id, DebtorKind = kind, Debtor = debtor, Cause = cause, AmountFen = fen, OpenedOn = acting.OccurredOn,
            Number = string.Create(CultureInfo.InvariantCulture, $"ZJ-{fund.Fund.TownshipCode[^3..]}-{acting.OccurredOn:yyyyMMdd}-{acting.CommandId.ToString("N")[^6..].ToUpperInvariant()}"),
        };
        db.Add(debt);
        return debt;
    }

    /// <summary>A month to find the owner, or to pass it on; within it the bank's quarterly interest is remitted too.</summary>
    public static HeldMoney Held(FundContext fund, HeldKind kind, string place, long fen, string from, Acting acting) => new()
    {
        CountyCode = fund.Fund.CountyCode, Id = acting.CommandId, ReserveFundId = fund.Fund.Id, Owner = fund.Fund.Owner, Place = place, Kind = kind, AmountFen = fen,
        ReceivedOn = acting.OccurredOn, From = from, LookedAfterBy = acting.Actor, DueOn = acting.OccurredOn.AddMonths(1),
    };
}
