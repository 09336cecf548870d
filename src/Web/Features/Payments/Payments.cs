using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Payments;

/// <summary>The cashier sends a signed case's payment to the bank: every misuse block is checked, and its amount is held (posting row 4).</summary>
[Allowed(Role.Cashier)]
public sealed record ReleasePayment(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class ReleasePaymentHandler(PaymentSteps steps) : IRequestHandler<ReleasePayment, Result<PaymentState>>
{
    /// <summary>A list that the bank has not answered within a month is an exception to be worked, not money to be forgotten.</summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromDays(30);

    public async Task<Result<PaymentState>> Handle(ReleasePayment command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: true, cancellationToken, command.Instalment);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, day) = aid.Value!;
        var list = await steps.Desk.Keep(command, DocumentKinds.PaymentList, $"{aidCase.Number} {payment.AmountFen} {payment.PayeeAccountMasked} {day:yyyy-MM-dd}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundRole.Cashier, command.HappenedOn, documents: list);
        if (aidCase.Mode == AidMode.AidFirst && await steps.AidFirstOf(payment, cancellationToken) is { State: AidFirstState.Requested or AidFirstState.Authorised or AidFirstState.AuthorisedByCall })
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("what", command.CaseNumber));
        }

        if (payment.MayBeDirected)
        {
            payment.Direct(PaymentChannel.Bank, fund.Fund.BankPlace);
            if (!aid.Value!.IsNew)
            {
                await steps.NamePayee(payment, aidCase, day, cancellationToken);
            }
        }

        var (facts, parts) = await steps.Known(aid.Value!, command.By.Name, cancellationToken);
        var decision = PaymentDecision.Release(payment, aidCase, fund, facts, parts, steps.Now + HeldFor, acting);
        return steps.Desk.Record(decision, payment) is { } refused ? refused : payment.State;
    }
}

/// <summary>
/// The bank has debited (posting row 5): the household is paid on this day, and the papers' clock starts. Where the bank's word comes after the hold ran out, the
/// money left all the same, and the book follows (T19).
/// </summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record ConfirmPaid(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class ConfirmPaidHandler(JiujiDb db, PaymentSteps steps) : IRequestHandler<ConfirmPaid, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(ConfirmPaid command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, _) = aid.Value!;
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        var release = await ReleaseHolds.Of(db, payment, steps.Now, cancellationToken);
        if (steps.Desk.Record(PaymentDecision.Pay(payment, aidCase, fund, acting, release), payment) is { } refused)
        {
            return refused;
        }

        return await steps.HasIt(aid.Value!, acting, cancellationToken) is { } notCounted ? notCounted : payment.State;
    }
}

/// <summary>Adds papers to a payment and hands them in. Kinds are separated by semicolons; each is kept under the hash of its content.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record SubmitPapers(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Kinds, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class SubmitPapersHandler(JiujiDb db, PaymentSteps steps) : IRequestHandler<SubmitPapers, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(SubmitPapers command, CancellationToken cancellationToken)
    {
        var aid = await steps.FindPaid(command, command.CaseNumber, command.HappenedOn, cancellationToken, command.Instalment);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment) = (aid.Value!.AidCase, aid.Value!.Payment!);
        var kinds = command.Kinds.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var document in await steps.Desk.KeepAll(command, kinds.Select(kind => (kind, $"{aidCase.Number} {kind}")), cancellationToken))
        {
            var paper = new Paper
            {
                CountyCode = command.CountyCode, Id = Guid.CreateVersion7(steps.Now), PaymentId = payment.Id, Kind = document.Kind, DocumentHash = document.Hash,
                SubmittedAt = steps.Now, SubmittedBy = command.By.Name,
            };
            payment.Papers.Add(paper);
            db.Add(paper);
        }

        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        return steps.Desk.Record(PaymentDecision.SubmitPapers(payment, acting), payment) is { } refused ? refused : payment.State;
    }
}

/// <summary>Only acceptance stops the clock (T12): every paper that the pack asks for is there.</summary>
[Allowed(Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record AcceptPapers(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class AcceptPapersHandler(PaymentSteps steps) : IRequestHandler<AcceptPapers, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(AcceptPapers command, CancellationToken cancellationToken)
    {
        var aid = await steps.FindPaid(command, command.CaseNumber, command.HappenedOn, cancellationToken, command.Instalment);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, day) = (aid.Value!.AidCase, aid.Value!.Payment!, aid.Value!.Day);
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        var parts = await steps.Desk.Parts(command.CountyCode, [aidCase.Id, payment.Id], cancellationToken);
        var decision = PaymentDecision.AcceptPapers(payment, aidCase, steps.Desk.Rules(command.CountyCode, day), parts, acting);
        if (steps.Desk.Record(decision, payment) is { } refused)
        {
            return refused;
        }

        payment.Papers.Where(paper => paper.State == PaperState.Submitted).ToList().ForEach(paper => paper.State = PaperState.Accepted);
        await steps.FinishAidFirst(command, aidCase, payment, acting, cancellationToken);
        return payment.State;
    }
}

/// <summary>退回补正: the papers go back with a reason, and the clock runs on.</summary>
[Allowed(Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record SendBackPapers(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class SendBackPapersHandler(PaymentSteps steps) : IRequestHandler<SendBackPapers, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(SendBackPapers command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var payment = aid.Value!.Payment;
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason.Trim());
        if (steps.Desk.Record(PaymentDecision.SendBack(payment, acting), payment) is { } refused)
        {
            return refused;
        }

        foreach (var paper in payment.Papers.Where(paper => paper.State == PaperState.Submitted))
        {
            (paper.State, paper.Reason) = (PaperState.Rejected, command.Reason.Trim());
        }

        return payment.State;
    }
}

/// <summary>银行退汇: the bank returns the money, whatever had become of the payment, and the debt is open again (T29).</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record ReturnPayment(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null, int Instalment = 0,
    string ScanName = "", string Scan = "") : ICommand<PaymentState>, ICarriesScan;

public sealed class ReturnPaymentHandler(PaymentSteps steps) : IRequestHandler<ReturnPayment, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(ReturnPayment command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, day) = aid.Value!;
        var line = await steps.LineOf(payment, cancellationToken);
        var proof = await steps.Desk.Keep(command, DocumentKinds.BankReturn, $"{aidCase.Number} {command.Reason} {day:yyyy-MM-dd}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason, proof);
        LifecycleSubject[] subjects = line is null ? [payment] : [payment, line];
        if (steps.Desk.Record(PaymentDecision.Return(payment, line, fund, acting), subjects) is { } refused)
        {
            return refused;
        }

        await steps.TakeOutOfChain(payment, command.CommandId, day, cancellationToken);
        return payment.State;
    }
}
