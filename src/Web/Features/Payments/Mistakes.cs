using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Payments;

/// <summary>What was wrong with a payment so that somebody owes it: posting rows 16, 20, 21, 22 and 24.</summary>
public enum Mistake { RefusedForGood, Duplicate, WrongPayee, PaidAfterDeath, PriorYear }

/// <summary>
/// A payment was wrong and somebody owes it: the money leaves what awaits papers or was approved and becomes a recovery case with a named debtor. A household
/// owes only for fraud, a duplicate or a wrong payment (CZ24 五(三)). Answers the recovery's number.
/// </summary>
/// <param name="Custodian">The user who owes, where the debtor is a custodian; all other debtors are named by what they are.</param>
[Allowed(Role.TownshipHandler, Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record RecordMistake(
    Guid CommandId, Actor By, string CountyCode, string CaseNumber, Mistake What, DebtorKind Debtor, string Reason, bool Fraud = false, string Custodian = "",
    DateOnly? HappenedOn = null, int Instalment = 0,
    string ScanName = "", string Scan = "") : ICommand<string>, ICarriesScan;

public sealed class RecordMistakeHandler(PaymentSteps steps, MistakeSteps mistakes) : IRequestHandler<RecordMistake, Result<string>>
{
    public async Task<Result<string>> Handle(RecordMistake command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var document = await steps.Desk.Keep(command, DocumentOf(command.What), $"{command.CaseNumber} {command.What} {command.Reason}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason.Trim(), document);
        return await mistakes.Record(found.Value!, command.What, command.Debtor, command.Fraud, command.Custodian.Trim(), acting, cancellationToken);
    }

    private static string DocumentOf(Mistake what) => what switch
    {
        Mistake.RefusedForGood or Mistake.PriorYear => DocumentKinds.CountyDecision,
        Mistake.PaidAfterDeath => DocumentKinds.DeathRecord,
        Mistake.Duplicate or Mistake.WrongPayee => DocumentKinds.Survey,
    };
}

/// <summary>After a wrong payee: the true household's debt is open again and can be paid; what the wrong one owes stays a recovery.</summary>
[Allowed(Role.TownshipHandler, Role.CountyCivilAffairs)]
public sealed record ReopenDebt(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class ReopenDebtHandler(PaymentSteps steps) : IRequestHandler<ReopenDebt, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(ReopenDebt command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, _, day) = found.Value!;
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason.Trim());
        if (steps.Desk.Record(PaymentDecision.Take(payment, PaymentTrigger.ReopenDebt, acting), payment) is { } refused)
        {
            return refused;
        }

        // What proved the wrong payment proves nothing for the true one.
        foreach (var paper in payment.Papers.Where(paper => paper.Kind is DocumentKinds.Receipt or DocumentKinds.PaymentList or DocumentKinds.IdCopy))
        {
            (paper.State, paper.Reason) = (PaperState.Rejected, command.Reason.Trim());
        }

        await steps.NamePayee(payment, aidCase, day, cancellationToken);
        return payment.State;
    }
}

/// <summary>The household gives the money back of its own accord: nothing is owed any more (posting rows 11 to 13).</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record GiveBackPayment(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class GiveBackPaymentHandler(PaymentSteps steps) : IRequestHandler<GiveBackPayment, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(GiveBackPayment command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (_, payment, fund, day) = found.Value!;
        var line = await steps.LineOf(payment, cancellationToken);
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason.Trim());
        LifecycleSubject[] subjects = line is null ? [payment] : [payment, line];
        if (steps.Desk.Record(PaymentDecision.GiveBack(payment, line, fund, acting), subjects) is { } refused)
        {
            return refused;
        }

        await steps.TakeOutOfChain(payment, command.CommandId, day, cancellationToken);
        return payment.State;
    }
}

/// <summary>The county finds its own approval wrong in the same year: the payment awaits papers again (posting row 23), dated in the open month.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record CorrectApproval(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null, int Instalment = 0) : ICommand<PaymentState>;

public sealed class CorrectApprovalHandler(PaymentSteps steps) : IRequestHandler<CorrectApproval, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(CorrectApproval command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.CaseNumber, command.HappenedOn, planIfNone: false, cancellationToken, command.Instalment);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, payment, fund, _) = found.Value!;
        var line = await steps.LineOf(payment, cancellationToken);
        var decided = await steps.Desk.Keep(command, DocumentKinds.CountyDecision, $"{aidCase.Number} {command.Reason}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason.Trim(), decided);
        LifecycleSubject[] subjects = line is null ? [payment] : [payment, line];
        return steps.Desk.Record(CorrectionDecision.CorrectApproval(payment, line, fund, acting), subjects) is { } refused ? refused : payment.State;
    }
}

/// <summary>Turns a wrong payment into a recovery case, from a command or from what an import finds.</summary>
public sealed class MistakeSteps(JiujiDb db, PaymentSteps steps)
{
    public async Task<Result<string>> Record(AidAtHand aid, Mistake what, DebtorKind kind, bool fraud, string custodian, Acting acting, CancellationToken cancellationToken)
    {
        var (aidCase, payment, fund, day) = aid;
        if (what == Mistake.PriorYear && day.Year <= fund.Fund.Year)
        {
            return Refused.By(FundRefusal.FundOutsideDates, ("year", fund.Fund.Year.ToString(CultureInfo.InvariantCulture)));
        }

        var line = await steps.LineOf(payment, cancellationToken);
        var debt = new RecoveryCase
        {
            CountyCode = payment.CountyCode, Id = Guid.CreateVersion7(steps.Now), Number = await NextNumber(aidCase, day, cancellationToken), ReserveFundId = payment.ReserveFundId,
            PaymentId = payment.Id, DebtorKind = kind, Debtor = await DebtorOf(kind, aidCase, fund, custodian, cancellationToken), Cause = fraud ? RecoveryCause.Fraud : CauseOf(what),
            AmountFen = OwedFen(payment, what), OpenedOn = day, PriorYear = day.Year > fund.Fund.Year,
        };
        LifecycleSubject[] subjects = line is null ? [payment] : [payment, line];
        if (steps.Desk.Record(Decide(what, payment, line, debt, fund, acting), subjects) is { } refused)
        {
            return refused;
        }

        if (await EndAidFirst(payment, acting, cancellationToken) is { } notEnded)
        {
            return notEnded;
        }

        db.Add(debt);
        if (what is Mistake.Duplicate or Mistake.WrongPayee or Mistake.PaidAfterDeath)
        {
            await steps.TakeOutOfChain(payment, acting.CommandId, day, cancellationToken);
        }

        return debt.Number;
    }

    private static FundDecision Decide(Mistake what, Payment payment, ClaimLine? line, RecoveryCase debt, FundContext fund, Acting acting) => what switch
    {
        Mistake.RefusedForGood => CorrectionDecision.RefuseForGood(payment, debt, fund, acting),
        Mistake.Duplicate => CorrectionDecision.FindDuplicate(payment, line, debt, fund, acting),
        Mistake.WrongPayee => CorrectionDecision.FindWrongPayee(payment, line, debt, fund, acting),
        Mistake.PaidAfterDeath => CorrectionDecision.FindPaidAfterDeath(payment, line, debt, fund, acting),
        Mistake.PriorYear => CorrectionDecision.CorrectPriorYear(payment, line, debt, fund, acting),
    };

    private static long OwedFen(Payment payment, Mistake what) => what switch
    {
        Mistake.RefusedForGood => payment.UnapprovedFen,
        Mistake.PriorYear => payment.ApprovedFen,
        Mistake.Duplicate or Mistake.WrongPayee or Mistake.PaidAfterDeath => payment.AmountFen,
    };

    private static RecoveryCause CauseOf(Mistake what) => what switch
    {
        Mistake.RefusedForGood => RecoveryCause.RefusedForGood,
        Mistake.Duplicate => RecoveryCause.Duplicate,
        Mistake.WrongPayee => RecoveryCause.WrongPayee,
        Mistake.PaidAfterDeath => RecoveryCause.PaidAfterDeath,
        Mistake.PriorYear => RecoveryCause.PriorYearCorrection,
    };

    /// <summary>Debtors are keys in the book, never names of people of a household.</summary>
    private async Task<string> DebtorOf(DebtorKind kind, AidCase aidCase, FundContext fund, string custodian, CancellationToken cancellationToken) => kind switch
    {
        DebtorKind.Household => "household:" + await db.Set<Household>().AsNoTracking().Where(h => h.CountyCode == aidCase.CountyCode && h.Id == aidCase.HouseholdId)
            .Select(h => h.Number).SingleAsync(cancellationToken),
        DebtorKind.AccountHolder => $"holder:{aidCase.Number}",
        DebtorKind.Custodian => custodian.Length == 0 ? "" : $"user:{custodian}",
        DebtorKind.PayingUnit => $"unit:{aidCase.TownshipCode}",
        DebtorKind.Bank => fund.Fund.BankPlace,
        DebtorKind.RunningBudget => RecoveryPostings.RunningBudget,
    };

    /// <summary>Aid first whose completion was refused or impossible ends in recovery with its payment.</summary>
    private async Task<Refused?> EndAidFirst(Payment payment, Acting acting, CancellationToken cancellationToken) =>
        await steps.AidFirstOf(payment, cancellationToken) is { State: AidFirstState.SignatureRefused or AidFirstState.PapersImpossible } first
            ? steps.Desk.Record(AidFirstDecision.Take(first, AidFirstTrigger.Recover, acting.On(6)), first)
            : null;

    private async Task<string> NextNumber(AidCase aidCase, DateOnly day, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"ZJ-{aidCase.TownshipCode[^3..]}-{day.Year}-");
        var count = await db.Set<RecoveryCase>().CountAsync(r => r.CountyCode == aidCase.CountyCode && r.Number.StartsWith(prefix), cancellationToken);
        var added = db.ChangeTracker.Entries<RecoveryCase>().Count(entry => entry.State == EntityState.Added && entry.Entity.Number.StartsWith(prefix, StringComparison.Ordinal));
        return prefix + (count + added + 1).ToString("000", CultureInfo.InvariantCulture);
    }
}
