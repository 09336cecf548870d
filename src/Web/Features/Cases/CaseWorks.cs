using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;

namespace Jiuji.Web.Features.Cases;

/// <summary>Work on a case that is no step of one lifecycle alone.</summary>
public enum CaseWork
{
    PayInCash, RecordCall, DecideReview, PayByCounty, CompleteIdentity, RecordProxy, LetPass, FollowUp, RecordMistake, CallBack, SignOnPaper, NameGuardian,
}

/// <summary>
/// Every step that the case page offers as a button, in the order of a case's life. A step stands here once: who may take it is read from its command, when it
/// is open from its lifecycle.
/// </summary>
public static class CaseWorks
{
    private static readonly StepField[] Cash =
    [
        StepField.Choice<CashReason>("reason", "payment.cash_reason"), StepField.Choice<ReceiptForm>("receipt", "cash.receipt_form"),
        StepField.Line("witnessOne", "cash.witness_one", optional: true, hint: "cash.witness_hint"), StepField.Line("witnessTwo", "cash.witness_two", optional: true),
        StepField.Line("lender", "payment.lender", optional: true, hint: "payment.lender_hint"),
    ];

    public static readonly IReadOnlyList<PageStep<CaseSheet>> All =
    [
        // Aid first: one signature, the money, and what follows.
        First<AuthoriseAidFirst, AidFirstState>(AidFirstTrigger.Authorise, i => new AuthoriseAidFirst(i.CommandId, i.By, i.County, i.Number)),
        PageStep.Of<CaseSheet, RecordAidFirstCall, AidFirstState>(
            CaseWork.RecordCall, s => Permits(s, AidFirstTrigger.AuthoriseByCall),
            i => new RecordAidFirstCall(i.CommandId, i.By, i.County, i.Number, i.Choice<FundRole>("signer"), i.Text("said"), ScanName: i.ScanName, Scan: i.Scan),
            StepField.Choice("signer", "aidfirst.signer", FundRole.OfficeHead, FundRole.LeaderForAffairs, FundRole.LeaderForFinance), StepField.Note("said", "aidfirst.said"), StepField.File()),
        First<CountersignAidFirst, AidFirstState>(AidFirstTrigger.Countersign, i => new CountersignAidFirst(i.CommandId, i.By, i.County, i.Number)),
        First<PayAidFirst, string>(AidFirstTrigger.Pay, i => new PayAidFirst(
            i.CommandId, i.By, i.County, i.Number, i.Choice<CashReason>("reason"), i.Choice<ReceiptForm>("receipt"), i.Text("witnessOne"), i.Text("witnessTwo"), Lender: i.Text("lender")), Cash),
        First<SignAidFirstCall, AidFirstState>(AidFirstTrigger.SignCall, i => new SignAidFirstCall(i.CommandId, i.By, i.County, i.Number)),
        First<DeclineAidFirst, AidFirstState>(AidFirstTrigger.Decline, i => new DeclineAidFirst(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        First<RefuseAidFirstSignature, AidFirstState>(
            AidFirstTrigger.RefuseSignature, i => new RefuseAidFirstSignature(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        First<ReportPapersImpossible, AidFirstState>(
            AidFirstTrigger.ReportPapersImpossible, i => new ReportPapersImpossible(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        First<AcceptInGoodFaith, PaymentState>(AidFirstTrigger.AcceptInGoodFaith, i => new AcceptInGoodFaith(i.CommandId, i.By, i.County, i.Number, i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan), StepField.Reason(), StepField.File()),

        // Bridging aid and the staged grant.
        Bridging<PrepareBridging>(BridgingAidTrigger.Prepare, i => new PrepareBridging(i.CommandId, i.By, i.County, i.Number, ScanName: i.ScanName, Scan: i.Scan), StepField.File()),
        Bridging<SignBridging>(BridgingAidTrigger.Sign, i => new SignBridging(i.CommandId, i.By, i.County, i.Number)),
        Bridging<EndBridging>(BridgingAidTrigger.End, i => new EndBridging(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        Grant<StartGrant>(StagedGrantTrigger.Start, i => new StartGrant(i.CommandId, i.By, i.County, i.Number)),
        Grant<CheckStatus>(StagedGrantTrigger.CheckStatus, i => new CheckStatus(i.CommandId, i.By, i.County, i.Number, i.Text("finding")), StepField.Note("finding", "case.finding")),
        Grant<ReReviewGrant>(StagedGrantTrigger.ReReview, i => new ReReviewGrant(i.CommandId, i.By, i.County, i.Number, i.Text("finding")), StepField.Note("finding", "case.finding")),
        Grant<ResumeGrant>(StagedGrantTrigger.Resume, i => new ResumeGrant(i.CommandId, i.By, i.County, i.Number, i.Fen()), StepField.Yuan("amount", "case.instalment_amount")),
        Grant<SuspendGrant>(StagedGrantTrigger.Suspend, i => new SuspendGrant(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        Grant<EndGrant>(StagedGrantTrigger.End, i => new EndGrant(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },

        // Signed on paper by somebody who is not at a screen.
        PageStep.Of<CaseSheet, SignOnPaper, AidCaseState>(
            CaseWork.SignOnPaper, s => AidCaseLifecycle.Table.Permits(s.AidCase.State, AidCaseTrigger.Sign) && s.AidCase.Mode != AidMode.Bridging,
            i => new SignOnPaper(i.CommandId, i.By, i.County, i.Number, i.Choice<FundRole>("signer"), i.ScanName, i.Scan),
            StepField.Choice("signer", "aidfirst.signer", FundRole.OfficeHead, FundRole.LeaderForAffairs, FundRole.LeaderForFinance), StepField.File(optional: false)) with { StandsBack = true },

        // Above the township's limit.
        Case<PassToCounty>(AidCaseTrigger.PassToCounty, i => new PassToCounty(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Note("reason", "common.reason", optional: true)) with { StandsBack = true },
        Case<DecideByCounty>(
            AidCaseTrigger.ApproveByCounty, i => new DecideByCounty(i.CommandId, i.By, i.County, i.Number, i.Fen(), i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan), StepField.Yuan(), StepField.Reason(), StepField.File()),
        Case<PassToMeeting>(AidCaseTrigger.PassToMeeting, i => new PassToMeeting(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Note("reason", "common.reason", optional: true)),
        Case<EnterMinute>(
            AidCaseTrigger.ApproveByMeeting, i => new EnterMinute(i.CommandId, i.By, i.County, i.Number, i.Text("minute"), i.Text("members"), i.Fen(), i.Text("decision"), null, i.ScanName, i.Scan),
            StepField.Line("minute", "case.minute_number"), StepField.Line("members", "case.minute_members"), StepField.Yuan(), StepField.Note("decision", "case.minute_decision"), StepField.File()),
        Case<ReturnToTownship>(AidCaseTrigger.ReturnToTownship, i => new ReturnToTownship(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        PageStep.Of<CaseSheet, PayByCounty, AidCaseState>(
            CaseWork.PayByCounty, s => s.AidCase.State is AidCaseState.CountyApproved or AidCaseState.MeetingApproved && s.Payments.All(p => p.PaidOn is null),
            i => new PayByCounty(i.CommandId, i.By, i.County, i.Number, i.Text("voucher")), StepField.Line("voucher", "case.county_voucher")),

        // Refusal and review.
        Case<RefuseCase>(AidCaseTrigger.Refuse, i => new RefuseCase(i.CommandId, i.By, i.County, i.Number, i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan), StepField.Reason(), StepField.File()) with { StandsBack = true },
        Case<ServeRefusal>(AidCaseTrigger.ServeRefusal, i => new ServeRefusal(i.CommandId, i.By, i.County, i.Number, i.Text("how"), null, i.ScanName, i.Scan), StepField.Note("how", "case.served_how"), StepField.File()),
        Case<RequestReview>(AidCaseTrigger.RequestReview, i => new RequestReview(i.CommandId, i.By, i.County, i.Number, i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan), StepField.Reason(), StepField.File()),
        PageStep.Of<CaseSheet, DecideReview, AidCaseState>(
            CaseWork.DecideReview, s => s.AidCase.State == AidCaseState.UnderReview,
            i => new DecideReview(i.CommandId, i.By, i.County, i.Number, i.Choice<ReviewOutcome>("outcome"), i.Text("reason"), ScanName: i.ScanName, Scan: i.Scan),
            StepField.Choice<ReviewOutcome>("outcome", "common.result"), StepField.Reason(), StepField.File()),

        // Money: in cash, explained by a second person, and what went wrong with it.
        PageStep.Of<CaseSheet, PayInCash, string>(
            CaseWork.PayInCash, s => s.MayBePaid && !s.WaitsAsAidFirst && (s.Payment is null or { MayBeDirected: true }),
            i => new PayInCash(i.CommandId, i.By, i.County, i.Number, i.Choice<CashReason>("reason"), i.Choice<ReceiptForm>("receipt"), i.Text("witnessOne"), i.Text("witnessTwo"), Lender: i.Text("lender")), Cash) with { StandsBack = true },
        PageStep.Of<CaseSheet, CallBack, Done>(
            CaseWork.CallBack, s => s.Receipt is { CalledBackOn: null }, i => new CallBack(i.CommandId, i.By, i.County, i.Number)) with { StandsBack = true },
        PageStep.Of<CaseSheet, LetPaymentPass, Done>(
            CaseWork.LetPass, s => s.Payment is null or { MayBeDirected: true } && IsOpen(s), i => new LetPaymentPass(i.CommandId, i.By, i.County, i.Number, i.Choice<FundRefusal>("rule"), i.Text("reason")),
            StepField.Choice("rule", "case.stop_explained", [.. PaymentChecks.Overridable]), StepField.Reason()) with { StandsBack = true },
        Money<ReopenDebt>(PaymentTrigger.ReopenDebt, i => new ReopenDebt(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()),
        Money<CorrectApproval>(PaymentTrigger.CorrectApproval, i => new CorrectApproval(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        Money<GiveBackPayment>(PaymentTrigger.GiveBack, i => new GiveBackPayment(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
        PageStep.Of<CaseSheet, RecordMistake, string>(
            CaseWork.RecordMistake, s => s.Payment is { IsWithHousehold: true },
            i => new RecordMistake(
                i.CommandId, i.By, i.County, i.Number, i.Choice<Mistake>("what"), i.Choice<DebtorKind>("debtor"), i.Text("reason"), i.Ticked("fraud"), i.Text("custodian"), ScanName: i.ScanName, Scan: i.Scan),
            StepField.Choice<Mistake>("what", "recover.what"), StepField.Choice<DebtorKind>("debtor", "recover.debtor"),
            StepField.Line("custodian", "recover.custodian", optional: true), StepField.Tick("fraud", "recover.fraud"), StepField.Reason(), StepField.File()) with { StandsBack = true },

        // The people: identity, proxy, more aid, no longer wanted.
        PageStep.Of<CaseSheet, CompleteIdentity, Done>(
            CaseWork.CompleteIdentity, s => s.AidCase.IdentityPending, i => new CompleteIdentity(i.CommandId, i.By, i.County, i.Number, i.Text("name"), i.Text("idNumber"), i.Text("account")),
            StepField.Line("name", "common.name"), StepField.Line("idNumber", "household.id_number"), StepField.Line("account", "household.account", optional: true)),
        PageStep.Of<CaseSheet, NameGuardian, Guid>(
            CaseWork.NameGuardian, s => s.Applicant.NeedsGuardian(s.AidCase.AcceptedOn) && s.Payment is null or { MayBeDirected: true } && IsOpen(s),
            i => new NameGuardian(i.CommandId, i.By, i.County, i.Number, i.Text("idNumber")),
            StepField.Line("idNumber", "household.id_number")) with { StandsBack = true },
        PageStep.Of<CaseSheet, RecordProxy, Guid>(
            CaseWork.RecordProxy, s => s.Payment is null or { MayBeDirected: true } && IsOpen(s),
            i => new RecordProxy(i.CommandId, i.By, i.County, i.Number, i.Text("name"), i.Text("idNumber"), i.Text("account"), i.Text("reason"), i.Ticked("institution"), null, i.ScanName, i.Scan),
            StepField.Line("name", "case.proxy_name"), StepField.Line("idNumber", "household.id_number", optional: true), StepField.Line("account", "household.account", optional: true),
            StepField.Tick("institution", "case.proxy_institution"), StepField.Reason(), StepField.File()) with { StandsBack = true },
        PageStep.Of<CaseSheet, AcceptFollowUp, string>(
            CaseWork.FollowUp, s => s.Payments.Any(p => p.IsWithHousehold), i => new AcceptFollowUp(i.CommandId, i.By, i.County, i.Number, i.Fen()), StepField.Yuan()) with { StandsBack = true },
        Case<WithdrawCase>(AidCaseTrigger.Withdraw, i => new WithdrawCase(i.CommandId, i.By, i.County, i.Number, i.Text("reason")), StepField.Reason()) with { StandsBack = true },
    ];

    private static bool IsOpen(CaseSheet sheet) => sheet.AidCase.State is not (
        AidCaseState.RefusedInWriting or AidCaseState.RefusalServed or AidCaseState.UnderReview or AidCaseState.RefusalUpheld or AidCaseState.Withdrawn or AidCaseState.Closed);

    private static bool Permits(CaseSheet sheet, AidFirstTrigger trigger) => sheet.AidFirst is { } first && AidFirstLifecycle.Table.Permits(first.State, trigger);

    /// <summary>Steps of the case itself; money that is out ends those that would leave it hanging.</summary>
    private static PageStep<CaseSheet> Case<TCommand>(AidCaseTrigger trigger, Func<StepInput, TCommand> command, params StepField[] fields)
        where TCommand : ICommand<AidCaseState> => PageStep.Of<CaseSheet, TCommand, AidCaseState>(
            trigger, s => AidCaseLifecycle.Table.Permits(s.AidCase.State, trigger) && s.AidCase.Mode != AidMode.Bridging && (s.Payment is null or { MayBeDirected: true }), command, fields);

    private static PageStep<CaseSheet> First<TCommand, TAnswer>(AidFirstTrigger trigger, Func<StepInput, TCommand> command, params StepField[] fields)
        where TCommand : ICommand<TAnswer> => PageStep.Of<CaseSheet, TCommand, TAnswer>(trigger, s => Permits(s, trigger), command, fields);

    private static PageStep<CaseSheet> Grant<TCommand>(StagedGrantTrigger trigger, Func<StepInput, TCommand> command, params StepField[] fields)
        where TCommand : ICommand<StagedGrantState> => PageStep.Of<CaseSheet, TCommand, StagedGrantState>(
            trigger, s => s.Grant is { } grant && StagedGrantLifecycle.Table.Permits(grant.State, trigger) && (trigger != StagedGrantTrigger.Start || s.MayBePaid), command, fields);

    private static PageStep<CaseSheet> Bridging<TCommand>(BridgingAidTrigger trigger, Func<StepInput, TCommand> command, params StepField[] fields)
        where TCommand : ICommand<BridgingAidState> => PageStep.Of<CaseSheet, TCommand, BridgingAidState>(
            trigger, s => s.Bridging is { } bridging && BridgingAidLifecycle.Table.Permits(bridging.State, trigger), command, fields);

    private static PageStep<CaseSheet> Money<TCommand>(PaymentTrigger trigger, Func<StepInput, TCommand> command, params StepField[] fields)
        where TCommand : ICommand<PaymentState> => PageStep.Of<CaseSheet, TCommand, PaymentState>(
            trigger, s => s.Payment is { } payment && PaymentLifecycle.Table.Permits(payment.State, trigger), command, fields);
}
