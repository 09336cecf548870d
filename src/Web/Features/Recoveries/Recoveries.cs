using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Recoveries;

/// <summary>The debtor is told in writing what is owed, why, and that they may object.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper, Role.CountyCivilAffairs)]
public sealed record NotifyDebtor(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, string How, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<RecoveryCaseState>, ICarriesScan;

public sealed class NotifyDebtorHandler(RecoverySteps steps) : IRequestHandler<NotifyDebtor, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(NotifyDebtor command, CancellationToken cancellationToken) =>
        steps.Take(command, command.RecoveryNumber, RecoveryCaseTrigger.Notify, DocumentKinds.RecoveryNotice, command.How, command.HappenedOn, cancellationToken);
}

/// <summary>The debtor objects; somebody of the township writes it down.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper)]
public sealed record DisputeRecovery(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<RecoveryCaseState>;

public sealed class DisputeRecoveryHandler(RecoverySteps steps) : IRequestHandler<DisputeRecovery, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(DisputeRecovery command, CancellationToken cancellationToken) =>
        steps.Take(command, command.RecoveryNumber, RecoveryCaseTrigger.Dispute, null, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>What the county makes of an objection.</summary>
public enum DisputeOutcome { Uphold, Drop }

/// <summary>The county decides on the objection: the debt stands, or it is dropped and waits for a write-off.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record DecideDispute(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, DisputeOutcome Outcome, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<RecoveryCaseState>, ICarriesScan;

public sealed class DecideDisputeHandler(RecoverySteps steps) : IRequestHandler<DecideDispute, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(DecideDispute command, CancellationToken cancellationToken) => steps.Take(
        command, command.RecoveryNumber, command.Outcome == DisputeOutcome.Uphold ? RecoveryCaseTrigger.Uphold : RecoveryCaseTrigger.Drop,
        DocumentKinds.CountyDecision, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>Paying back in parts is agreed: how much, by when.</summary>
[Allowed(Role.CountyCivilAffairs, Role.Bookkeeper)]
public sealed record AgreePlan(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, string Plan, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<RecoveryCaseState>, ICarriesScan;

public sealed class AgreePlanHandler(RecoverySteps steps) : IRequestHandler<AgreePlan, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(AgreePlan command, CancellationToken cancellationToken) =>
        steps.Take(command, command.RecoveryNumber, RecoveryCaseTrigger.AgreePlan, DocumentKinds.Plan, command.Plan, command.HappenedOn, cancellationToken);
}

/// <summary>Where recovered money arrives.</summary>
public enum ArrivesBy { Bank, Cash }

/// <summary>Money of the debt arrives (posting rows 25, 26, 29). Cash goes to the bank the same day and is never paid out.</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record RecoverMoney(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, long AmountFen, ArrivesBy Arrives, DateOnly? HappenedOn = null) : ICommand<RecoveryCaseState>;

public sealed class RecoverMoneyHandler(RecoverySteps steps) : IRequestHandler<RecoverMoney, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(RecoverMoney command, CancellationToken cancellationToken) => steps.Decide(
        command, command.RecoveryNumber, null, "", command.HappenedOn,
        (debt, fund, acting) => RecoveryDecision.Recover(
            debt, fund.Accounts, command.Arrives == ArrivesBy.Bank ? fund.Fund.BankPlace : Places.Cash(command.By.Name), command.AmountFen, acting), cancellationToken);
}

/// <summary>Somebody else owes it: the open balance moves to the new debtor.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ReplaceDebtor(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, DebtorKind Kind, string Debtor, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<RecoveryCaseState>, ICarriesScan;

public sealed class ReplaceDebtorHandler(RecoverySteps steps) : IRequestHandler<ReplaceDebtor, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(ReplaceDebtor command, CancellationToken cancellationToken)
    {
        var debtor = command.Debtor.Trim();
        return steps.Decide(
            command, command.RecoveryNumber, DocumentKinds.CountyDecision, command.Reason, command.HappenedOn, (debt, fund, acting) =>
            {
                var decision = RecoveryDecision.ReplaceDebtor(debt, command.Kind, debtor, fund.Accounts, acting);
                if (decision.IsAccepted)
                {
                    (debt.DebtorKind, debt.Debtor) = (command.Kind, debtor);
                }

                return decision;
            }, cancellationToken);
    }
}

/// <summary>The county no longer asks for it: a household that acted in good faith, or nobody who could pay. What stays open waits for a write-off.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record StopPursuing(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<RecoveryCaseState>, ICarriesScan;

public sealed class StopPursuingHandler(RecoverySteps steps) : IRequestHandler<StopPursuing, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(StopPursuing command, CancellationToken cancellationToken) =>
        steps.Take(command, command.RecoveryNumber, RecoveryCaseTrigger.StopPursuing, DocumentKinds.CountyDecision, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>核损: only by a document of county finance (posting row 28). What is lost is never expenditure and never replenished (T22).</summary>
[Allowed(Role.CountyFinance)]
public sealed record WriteOffRecovery(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, string DocumentNumber, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<RecoveryCaseState>, ICarriesScan;

public sealed class WriteOffRecoveryHandler(RecoverySteps steps) : IRequestHandler<WriteOffRecovery, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(WriteOffRecovery command, CancellationToken cancellationToken) => command.DocumentNumber.Trim().Length == 0
        ? Task.FromResult<Result<RecoveryCaseState>>(Refused.By(FundRefusal.DocumentNumberMissing))
        : steps.Decide(
            command, command.RecoveryNumber, DocumentKinds.WriteOffDocument, $"{command.DocumentNumber.Trim()} {command.Reason.Trim()}", command.HappenedOn,
            (debt, fund, acting) => RecoveryDecision.WriteOff(debt, fund.Accounts, acting), cancellationToken);
}

/// <summary>Nothing is open any more.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record CloseRecovery(Guid CommandId, Actor By, string CountyCode, string RecoveryNumber, DateOnly? HappenedOn = null) : ICommand<RecoveryCaseState>;

public sealed class CloseRecoveryHandler(RecoverySteps steps) : IRequestHandler<CloseRecovery, Result<RecoveryCaseState>>
{
    public Task<Result<RecoveryCaseState>> Handle(CloseRecovery command, CancellationToken cancellationToken) =>
        steps.Take(command, command.RecoveryNumber, RecoveryCaseTrigger.Close, null, "", command.HappenedOn, cancellationToken);
}

/// <summary>What all steps of a recovery share: find it with its fund, check the area, decide, keep.</summary>
public sealed class RecoverySteps(JiujiDb db, FundDesk desk, Turn turn)
{
    public Task<Result<RecoveryCaseState>> Take(
        ICommand<RecoveryCaseState> command, string number, RecoveryCaseTrigger trigger, string? documentKind, string reason, DateOnly? happenedOn, CancellationToken cancellationToken) =>
        Decide(command, number, documentKind, reason, happenedOn, (debt, _, acting) => RecoveryDecision.Take(debt, trigger, acting), cancellationToken);

    public async Task<Result<RecoveryCaseState>> Decide(
        ICommand<RecoveryCaseState> command, string number, string? documentKind, string reason, DateOnly? happenedOn,
        Func<RecoveryCase, FundContext, Acting, FundDecision> decide, CancellationToken cancellationToken)
    {
        var debt = await db.Set<RecoveryCase>().FirstOrDefaultAsync(r => r.CountyCode == command.CountyCode && r.Number == number, cancellationToken);
        if (debt is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        var fund = await desk.FundOf(command.CountyCode, debt.ReserveFundId, happenedOn ?? Ledger.CountyDay.Of(turn.Now), cancellationToken);
        if (!command.By.MayActIn(command.CountyCode, fund.Fund.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", fund.Fund.TownshipCode));
        }

        if (documentKind is not null && reason.Trim().Length == 0)
        {
            return Refused.By(FundRefusal.ReasonMissing);
        }

        DocumentAtHand[] documents = documentKind is null ? [] : [await desk.Keep(command, documentKind, $"{number} {reason}", cancellationToken)];
        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, reason.Trim(), documents);
        return desk.Record(decide(debt, fund, acting), debt) is { } refused ? refused : debt.State;
    }
}
