using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Payments;

/// <summary>
/// The cashier hands a decided case's money over in cash, with a reason and a numbered receipt (R11, F19, posting row 8). Where the fund is empty, the money may be
/// somebody else's, who is named and owed it (row 40). Answers the receipt's number.
/// </summary>
/// <param name="Lender">Who lent the money: a unit or a person by name; empty for the fund's own.</param>
[Allowed(Role.Cashier)]
public sealed record PayInCash(
    Guid CommandId, Actor By, string CountyCode, string CaseNumber, CashReason Reason, ReceiptForm Receipt, string WitnessOne = "", string WitnessTwo = "",
    DateOnly? HappenedOn = null, int Instalment = 0, string Lender = "") : ICommand<string>;

public sealed class PayInCashHandler(CashHandover steps) : IRequestHandler<PayInCash, Result<string>>
{
    public Task<Result<string>> Handle(PayInCash command, CancellationToken cancellationToken) => steps.Pay(
        command, command.CaseNumber,
        new CashTold(FundRole.Cashier, command.Reason, command.Receipt, command.WitnessOne, command.WitnessTwo, command.HappenedOn, command.Instalment, command.Lender), cancellationToken);
}

/// <summary>Somebody else rings or visits afterwards and asks whether the money really arrived; noted on the receipt.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper, Role.StationWorker)]
public sealed record CallBack(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<Done>;

public sealed class CallBackHandler(JiujiDb db, PaymentSteps steps) : IRequestHandler<CallBack, Result<Done>>
{
    public async Task<Result<Done>> Handle(CallBack command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var number = found.Value!.Payment.ReceiptNumber;
        var receipt = await db.Set<CashReceipt>().FirstOrDefaultAsync(r => r.CountyCode == command.CountyCode && r.Number == number, cancellationToken);
        if (receipt is null || receipt.PaidBy == command.By.Name)
        {
            return receipt is null ? Refused.By(SiteRefusal.NotFound, ("what", number)) : Refused.By(FundRefusal.SecondPersonNeeded);
        }

        (receipt.CalledBackBy, receipt.CalledBackOn) = (command.By.Name, found.Value.Day);
        return default(Done);
    }
}

/// <summary>What is told when cash is handed over.</summary>
public sealed record CashTold(FundRole As, CashReason Reason, ReceiptForm Receipt, string WitnessOne, string WitnessTwo, DateOnly? HappenedOn, int Instalment, string Lender);

/// <summary>Hands cash over from the payer's own hands: every block is checked, the receipt numbered, the household's chain written.</summary>
public sealed class CashHandover(JiujiDb db, PaymentSteps steps)
{
    public async Task<Result<string>> Pay<TAnswer>(ICommand<TAnswer> command, string number, CashTold told, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, number, told.HappenedOn, planIfNone: true, cancellationToken, told.Instalment);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, day) = found.Value!;
        if (!payment.MayBeDirected)
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("what", number));
        }

        if (CashReceipt.Lacks(told.Receipt, told.WitnessOne.Trim(), told.WitnessTwo.Trim(), await OfficeOf(aidCase, cancellationToken)) is { } lacking)
        {
            return Refused.By(lacking);
        }

        var receipt = await NextReceipt(aidCase, day, cancellationToken);
        payment.Direct(PaymentChannel.Cash, Places.Cash(command.By.Name), told.Reason.ToString(), receipt, told.Lender.Trim());
        await steps.NamePayee(payment, aidCase, day, cancellationToken);
        var paper = await steps.Desk.Keep(command, DocumentKinds.Receipt, $"{receipt} {aidCase.Number} {payment.AmountFen} {told.Receipt} {told.WitnessOne} {told.WitnessTwo} {day:yyyy-MM-dd}", cancellationToken);
        var acting = steps.Desk.Acting(command, told.As, told.HappenedOn, told.Reason.ToString(), paper);
        var (facts, parts) = await steps.Known(found.Value!, command.By.Name, cancellationToken);
        var decision = PaymentDecision.PayCash(payment, aidCase, fund, facts, parts, acting);
        LifecycleSubject[] subjects = await steps.AidFirstOf(payment, cancellationToken) is { } first ? [payment, first] : [payment];
        if (steps.Desk.Record(decision, subjects) is { } refused)
        {
            return refused;
        }

        db.Add(new CashReceipt
        {
            CountyCode = command.CountyCode, Number = receipt, PaymentId = payment.Id, Form = told.Receipt, WitnessOne = told.WitnessOne.Trim(), WitnessTwo = told.WitnessTwo.Trim(),
            PaidBy = command.By.Name, At = steps.Now,
        });
        return await steps.HasIt(found.Value!, acting, cancellationToken) is { } notCounted ? notCounted : receipt;
    }

    /// <summary>Numbered per township and year, without a gap; the lane is the only writer.</summary>
    private async Task<string> NextReceipt(AidCase aidCase, DateOnly day, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"SJ-{aidCase.TownshipCode[^3..]}-{day.Year}-");
        var count = await db.Set<CashReceipt>().CountAsync(r => r.CountyCode == aidCase.CountyCode && r.Number.StartsWith(prefix), cancellationToken);
        return prefix + (count + 1).ToString("0000", CultureInfo.InvariantCulture);
    }

    /// <summary>Users of the paying township, by sign-in and by name: none of them is a witness.</summary>
    private async Task<HashSet<string>> OfficeOf(AidCase aidCase, CancellationToken cancellationToken) =>
        [.. (await db.Appointments.AsNoTracking().Where(a => a.CountyCode == aidCase.CountyCode && a.TownshipCode == aidCase.TownshipCode && a.Role != Role.StationWorker)
            .Join(db.Users, a => a.UserId, user => user.Id, (_, user) => new { user.UserName, user.DisplayName }).ToListAsync(cancellationToken))
            .SelectMany(user => new[] { user.UserName!, user.DisplayName })];
}
