using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Payments;

/// <summary>The cashier sends a signed case's payment to the bank: every misuse block is checked, and its amount is held (posting row 4).</summary>
[Allowed(Role.Cashier)]
public sealed record ReleasePayment(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<PaymentState>;

public sealed class ReleasePaymentHandler(PaymentSteps steps) : IRequestHandler<ReleasePayment, Result<PaymentState>>
{
    /// <summary>A list that the bank has not answered within a month is an exception to be worked, not money to be forgotten.</summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromDays(30);

    public async Task<Result<PaymentState>> Handle(ReleasePayment command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: true, cancellationToken);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, day) = aid.Value!;
        var list = await steps.Desk.Keep(command, DocumentKinds.PaymentList, $"{aidCase.Number} {payment.AmountFen} {payment.PayeeAccountMasked} {day:yyyy-MM-dd}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundRole.Cashier, command.HappenedOn, documents: list);
        var facts = await steps.Desk.Facts(payment, aidCase, fund, day, cancellationToken);
        var parts = await steps.Desk.Parts(command.CountyCode, [aidCase.Id, payment.Id], cancellationToken);
        var decision = PaymentDecision.Release(payment, aidCase, fund, facts, parts, steps.Now + HeldFor, acting);
        return steps.Desk.Record(decision, payment) is { } refused ? refused : payment.State;
    }
}

/// <summary>The bank has debited (posting row 5): the household is paid on this day, and the papers' clock starts.</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record ConfirmPaid(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<PaymentState>;

public sealed class ConfirmPaidHandler(PaymentSteps steps) : IRequestHandler<ConfirmPaid, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(ConfirmPaid command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, _) = aid.Value!;
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        if (steps.Desk.Record(PaymentDecision.Pay(payment, aidCase, fund, acting), payment) is { } refused)
        {
            return refused;
        }

        return await steps.HasIt(aid.Value!, acting, cancellationToken) is { } notCounted ? notCounted : payment.State;
    }
}

/// <summary>Adds papers to a payment and hands them in. Kinds are separated by semicolons; each is kept under the hash of its content.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record SubmitPapers(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Kinds, DateOnly? HappenedOn = null) : ICommand<PaymentState>;

public sealed class SubmitPapersHandler(JiujiDb db, PaymentSteps steps) : IRequestHandler<SubmitPapers, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(SubmitPapers command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, _, _) = aid.Value!;
        foreach (var kind in command.Kinds.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var document = await steps.Desk.Keep(command, kind, $"{aidCase.Number} {kind}", cancellationToken);
            var paper = new Paper
            {
                CountyCode = command.CountyCode, Id = Guid.CreateVersion7(steps.Now), PaymentId = payment.Id, Kind = kind, DocumentHash = document.Hash,
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
public sealed record AcceptPapers(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<PaymentState>;

public sealed class AcceptPapersHandler(PaymentSteps steps) : IRequestHandler<AcceptPapers, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(AcceptPapers command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, _) = aid.Value!;
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        var parts = await steps.Desk.Parts(command.CountyCode, [aidCase.Id, payment.Id], cancellationToken);
        var decision = PaymentDecision.AcceptPapers(payment, aidCase, fund.Pack, parts, acting);
        if (steps.Desk.Record(decision, payment) is { } refused)
        {
            return refused;
        }

        payment.Papers.Where(paper => paper.State == PaperState.Submitted).ToList().ForEach(paper => paper.State = PaperState.Accepted);
        return payment.State;
    }
}

/// <summary>退回补正: the papers go back with a reason, and the clock runs on.</summary>
[Allowed(Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record SendBackPapers(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<PaymentState>;

public sealed class SendBackPapersHandler(PaymentSteps steps) : IRequestHandler<SendBackPapers, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(SendBackPapers command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken);
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
public sealed record ReturnPayment(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<PaymentState>;

public sealed class ReturnPaymentHandler(JiujiDb db, PaymentSteps steps) : IRequestHandler<ReturnPayment, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(ReturnPayment command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, day) = aid.Value!;
        var line = await db.Set<ClaimLine>().FirstOrDefaultAsync(
            l => l.CountyCode == command.CountyCode && l.PaymentId == payment.Id && (l.State == ClaimLineState.Open || l.State == ClaimLineState.Approved), cancellationToken);
        var proof = await steps.Desk.Keep(command, DocumentKinds.BankReturn, $"{aidCase.Number} {command.Reason} {day:yyyy-MM-dd}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason, proof);
        LifecycleSubject[] subjects = line is null ? [payment] : [payment, line];
        if (steps.Desk.Record(PaymentDecision.Return(payment, line, fund, acting), subjects) is { } refused)
        {
            return refused;
        }

        await TakeOutOfChain(command, payment, day, cancellationToken);
        return payment.State;
    }

    private async Task TakeOutOfChain(ReturnPayment command, Payment payment, DateOnly day, CancellationToken cancellationToken)
    {
        var reference = PaymentDecision.Reference(payment);
        var items = await db.Set<AidChainItem>().AsNoTracking().Where(i => i.CountyCode == command.CountyCode && i.Reference == reference).ToListAsync(cancellationToken);
        var standing = items.Where(item => item.Reverses is null && items.All(other => other.Reverses != item.Id)).MaxBy(item => item.RecordedAt);
        if (standing is not null)
        {
            db.Add(new AidChainItem
            {
                CountyCode = command.CountyCode, Id = command.CommandId, HouseholdId = standing.HouseholdId, PersonId = standing.PersonId, Source = standing.Source,
                GivenOn = day, AmountFen = standing.AmountFen, CauseCode = standing.CauseCode, Reference = reference, RecordedAt = steps.Now, Reverses = standing.Id,
            });
        }
    }
}

/// <summary>The case, its payment and the fund that pays it, on the day the step happened.</summary>
public sealed record AidAtHand(AidCase AidCase, Payment Payment, FundContext Fund, DateOnly Day);

/// <summary>What all steps of a payment share.</summary>
public sealed class PaymentSteps(JiujiDb db, FundDesk desk, CaseSteps cases, Turn turn)
{
    public FundDesk Desk => desk;
    public DateTimeOffset Now => turn.Now;

    public async Task<Result<AidAtHand>> Open<TAnswer>(ICommand<TAnswer> command, string number, DateOnly? happenedOn, bool planIfNone, CancellationToken cancellationToken)
    {
        var aidCase = await cases.Find(command.CountyCode, number, cancellationToken);
        if (aidCase is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        if (!command.By.MayActIn(command.CountyCode, aidCase.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", aidCase.TownshipCode));
        }

        var day = happenedOn ?? CountyDay.Of(turn.Now);
        var payment = await db.Set<Payment>().Include(p => p.Papers)
            .FirstOrDefaultAsync(p => p.CountyCode == command.CountyCode && p.AidCaseId == aidCase.Id && p.InstalmentNo == 1, cancellationToken);
        if (payment is not null)
        {
            return new AidAtHand(aidCase, payment, await desk.FundOf(command.CountyCode, payment.ReserveFundId, day, cancellationToken), day);
        }

        var fund = planIfNone ? await desk.Fund(command.CountyCode, aidCase.TownshipCode, day.Year, day, cancellationToken) : null;
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", planIfNone ? $"{aidCase.TownshipCode} {day.Year}" : number));
        }

        payment = await Plan(aidCase, fund, command.CommandId, cancellationToken);
        db.Add(payment);
        return new AidAtHand(aidCase, payment, fund, day);
    }

    /// <summary>The household has the money: its aid chain knows it.</summary>
    public Task<Refused?> HasIt(AidAtHand aid, Acting acting, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        db.Add(new AidChainItem
        {
            CountyCode = aid.Payment.CountyCode, Id = acting.CommandId, HouseholdId = aid.AidCase.HouseholdId, PersonId = aid.AidCase.ApplicantPersonId, Source = AidSource.ReserveFund,
            GivenOn = aid.Day, AmountFen = aid.Payment.AmountFen, CauseCode = aid.AidCase.CauseCode, Reference = PaymentDecision.Reference(aid.Payment), RecordedAt = turn.Now,
        });
        return Task.FromResult<Refused?>(null);
    }

    /// <summary>The payment of the whole case to the applicant's own account.</summary>
    private async Task<Payment> Plan(AidCase aidCase, FundContext fund, Guid id, CancellationToken cancellationToken)
    {
        var payee = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.CountyCode == aidCase.CountyCode && p.Id == aidCase.ApplicantPersonId, cancellationToken);
        return new Payment
        {
            CountyCode = aidCase.CountyCode, Id = id, AidCaseId = aidCase.Id, ReserveFundId = fund.Fund.Id, InstalmentNo = 1, Kind = PaymentKind.Whole,
            AmountFen = aidCase.AmountFen, PayeePersonId = payee.Id, PayeeAccountIndex = payee.AccountIndex ?? [], PayeeAccountMasked = payee.NameMasked,
            Channel = PaymentChannel.Bank, Place = fund.Fund.BankPlace,
        };
    }
}
