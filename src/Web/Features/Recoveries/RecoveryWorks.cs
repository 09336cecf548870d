using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;

namespace Jiuji.Web.Features.Recoveries;

/// <summary>Work on a recovery that is no step of its lifecycle alone.</summary>
public enum RecoveryWork { DecideDispute, RecoverMoney }

/// <summary>Every step that the page of a recovery offers.</summary>
public static class RecoveryWorks
{
    public static readonly IReadOnlyList<PageStep<RecoverySheet>> All =
    [
        Step<NotifyDebtor>(RecoveryCaseTrigger.Notify, i => new NotifyDebtor(i.CommandId, i.By, i.County, i.Number, i.Text("how"), ScanName: i.ScanName, Scan: i.Scan), StepField.Note("how", "recover.notified_how"), StepField.File()),
        PageStep.Of<RecoverySheet, RecoverMoney, RecoveryCaseState>(
            RecoveryWork.RecoverMoney, s => RecoveryCaseLifecycle.Table.Permits(s.Debt.State, RecoveryCaseTrigger.RecoverPart),
            i => new RecoverMoney(i.CommandId, i.By, i.County, i.Number, i.Fen(), i.Choice<ArrivesBy>("arrives"), i.Day()),
            StepField.Yuan(), StepField.Choice<ArrivesBy>("arrives", "recover.arrives"), StepField.Day()),
        PageStep.Of<RecoverySheet, DecideDispute, RecoveryCaseState>(
            RecoveryWork.DecideDispute, s => s.Debt.State == RecoveryCaseState.Disputed,
            i => new DecideDispute(i.CommandId, i.By, i.County, i.Number, i.Choice<DisputeOutcome>("outcome"), i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan),
            StepField.Choice<DisputeOutcome>("outcome", "common.result"), StepField.Reason(), StepField.File()),
        Step<AgreePlan>(RecoveryCaseTrigger.AgreePlan, i => new AgreePlan(i.CommandId, i.By, i.County, i.Number, i.Text("plan"), ScanName: i.ScanName, Scan: i.Scan), StepField.Note("plan", "recover.plan"), StepField.File()),
        Step<DisputeRecovery>(RecoveryCaseTrigger.Dispute, i => new DisputeRecovery(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        Step<ReplaceDebtor>(
            RecoveryCaseTrigger.ReplaceDebtor, i => new ReplaceDebtor(i.CommandId, i.By, i.County, i.Number, i.Choice<DebtorKind>("kind"), i.Text("debtor"), i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan),
            StepField.Choice<DebtorKind>("kind", "recover.debtor"), StepField.Line("debtor", "recover.debtor_key", hint: "recover.debtor_hint"), StepField.Reason(), StepField.File()) with { StandsBack = true },
        Step<StopPursuing>(RecoveryCaseTrigger.StopPursuing, i => new StopPursuing(i.CommandId, i.By, i.County, i.Number, i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan), StepField.Reason(), StepField.File()) with { StandsBack = true },
        Step<WriteOffRecovery>(
            RecoveryCaseTrigger.WriteOff, i => new WriteOffRecovery(i.CommandId, i.By, i.County, i.Number, i.Text("document"), i.Text("reason"), null, i.ScanName, i.Scan),
            StepField.Line("document", "recover.write_off_document"), StepField.Reason(), StepField.File()) with { StandsBack = true },
        Step<CloseRecovery>(RecoveryCaseTrigger.Close, i => new CloseRecovery(i.CommandId, i.By, i.County, i.Number)),
    ];

    private static PageStep<RecoverySheet> Step<TCommand>(RecoveryCaseTrigger trigger, Func<StepInput, TCommand> command, params StepField[] fields)
        where TCommand : ICommand<RecoveryCaseState> => PageStep.Of<RecoverySheet, TCommand, RecoveryCaseState>(
            trigger, s => RecoveryCaseLifecycle.Table.Permits(s.Debt.State, trigger), command, fields);
}
