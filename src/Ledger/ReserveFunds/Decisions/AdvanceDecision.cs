namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Decides the steps of an advance (F3): two bureaus by two people, a numbered joint document that is never exceeded, the ceiling tested on
/// what is outstanding, and the gate for ordinary advances (T24).
/// </summary>
public static class AdvanceDecision
{
    /// <summary>May this advance be drafted on the document? <paramref name="draftedFen"/> is what its other live advances come to.</summary>
    public static IReadOnlyList<RuleCheck> CheckDraft(JointDocument? document, long draftedFen, long amountFen) =>
    [
        RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
        RuleCheck.Of(FundRefusal.JointDocumentUnknown, document is not null),
        RuleCheck.Of(FundRefusal.DocumentNumberMissing, document is null || document.Number.Length > 0),
        WithinDocument(document, draftedFen, amountFen),
    ];

    public static FundDecision ApproveByCivilAffairs(Advance advance, FundContext fund, Acting acting) =>
        Approve(advance, AdvanceTrigger.ApproveByCivilAffairs, fund, acting);

    public static FundDecision ApproveByFinance(Advance advance, FundContext fund, Acting acting) =>
        Approve(advance, AdvanceTrigger.ApproveByFinance, fund, acting);

    static FundDecision Approve(Advance advance, AdvanceTrigger trigger, FundContext fund, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.TwoBureausNeeded, advance.Approvals.All(a => a.Actor != acting.Actor), "QN21 二(四)"),
            RuleCheck.Of(FundRefusal.SamePersonTwice, advance.DraftedBy != acting.Actor || acting.Role == FundRole.CountyCivilAffairs,
                fund.Pack.Clause("duties.incompatible")),
        ];
        return FundDecision.Of(AdvanceLifecycle.Table.Answer(advance, trigger, acting, checks), checks, () => []);
    }

    /// <summary>Row 2 (18 for a replenishment). Without an amount, all that is left of the advance.</summary>
    /// <param name="issuedOnDocumentFen">Issued on the joint document so far, over all townships.</param>
    /// <param name="gate">The reasons for which ordinary advances are stopped; empty while the gate is open.</param>
    /// <param name="emergencyCapFen">For an emergency advance: see <see cref="EmergencyCapFen"/>.</param>
    public static FundDecision Issue(
        Advance advance, JointDocument? document, long issuedOnDocumentFen, FundContext fund, IReadOnlyList<GateReason> gate, Acting acting,
        long? amountFen = null, long? emergencyCapFen = null)
    {
        var left = advance.AmountFen - advance.IssuedFen;
        var amount = amountFen ?? left;
        var checks = CheckIssue(advance, document, issuedOnDocumentFen, fund, gate, amount, emergencyCapFen ?? 0);
        var trigger = amount < left ? AdvanceTrigger.IssuePart : AdvanceTrigger.Issue;
        var move = AdvanceLifecycle.Table.Answer(advance, trigger, acting, checks, new(amount));
        return FundDecision.Of(move, checks, () => advance.Kind == AdvanceKind.Replenishment
            ? AdvancePostings.ReplenishmentIssued(fund.Accounts, amount, acting.Basis(document!.Number))
            : AdvancePostings.AdvanceIssued(fund.Accounts, amount, acting.Basis(document!.Number)));
    }

    /// <summary>Everything an issue is checked on, all at once: the dry run that pages show.</summary>
    public static IReadOnlyList<RuleCheck> CheckIssue(
        Advance advance, JointDocument? document, long issuedOnDocumentFen, FundContext fund, IReadOnlyList<GateReason> gate, long amountFen, long emergencyCapFen)
    {
        var left = advance.AmountFen - advance.IssuedFen;
        return
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
            RuleCheck.Of(FundRefusal.JointDocumentUnknown, document is not null && document.Id == advance.JointDocumentId),
            RuleCheck.Of(FundRefusal.DocumentNumberMissing, document is not { Number: "" }, "QN21 二(四)"),
            RuleCheck.Of(FundRefusal.TwoBureausNeeded, ApprovedByTwoBureaus(advance), "QN21 二(四)"),
            WithinDocument(document, issuedOnDocumentFen, amountFen),
            RuleCheck.Of(FundRefusal.JointDocumentExceeded, amountFen <= left, "QN21 二(四)", ("amountFen", amountFen), ("leftFen", left)),
            PapersAreIn(advance.Kind, fund.Pack, gate),
            RuleCheck.Of(FundRefusal.GateShut, !GateDecision.Stops(advance.Kind) || gate.Count == 0, "QN21 二(四)", ("reasons", gate.Count)),
            CeilingHolds(fund, amountFen),
            RuleCheck.Of(FundRefusal.EmergencyAdvanceTooLarge,
                advance.Kind != AdvanceKind.Emergency || amountFen <= emergencyCapFen, figures: [("amountFen", amountFen), ("capFen", emergencyCapFen)]),
        ];
    }

    /// <summary>
    /// What an emergency advance may come to, in fen: the case it is for or, without one, ten days' forecast; less what was issued that way for the same case,
    /// or without a case in the last ten days.
    /// </summary>
    public static long EmergencyCapFen(AidCase? aidCase, RunOut forecast, long alreadyIssuedFen) =>
        Math.Max(0, (aidCase?.AmountFen ?? forecast.TenDaysFen) - alreadyIssuedFen);

    /// <summary>Of all that can shut the gate this one is named: whoever reads the refusal knows what to bring.</summary>
    static RuleCheck PapersAreIn(AdvanceKind kind, PackValues pack, IReadOnlyList<GateReason> gate)
    {
        var late = GateDecision.Stops(kind) ? gate.FirstOrDefault(reason => reason.Kind == GateReasonKind.PapersOverdue) : null;
        return late is null
            ? RuleCheck.Of(FundRefusal.PapersOverdue, true, pack.Clause("clock.papersDays"))
            : new RuleCheck(FundRefusal.PapersOverdue, CheckResult.Failed, late.Clause, late.Figures);
    }

    /// <summary>Row 3: the township's bank has it. Without an amount, all that is on its way.</summary>
    public static FundDecision Receive(Advance advance, FundContext fund, string reference, Acting acting, long? amountFen = null)
    {
        var onItsWay = advance.IssuedFen - advance.ReceivedFen;
        var amount = amountFen ?? onItsWay;
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, amount > 0),
            RuleCheck.Of(FundRefusal.ReceiptExceedsIssued, amount <= onItsWay, figures: [("amountFen", amount), ("issuedFen", onItsWay)]),
        ];
        var trigger = amount < onItsWay || advance.State == AdvanceState.PartIssued ? AdvanceTrigger.ReceivePart : AdvanceTrigger.Receive;
        var move = AdvanceLifecycle.Table.Answer(advance, trigger, acting, checks, new(amount));
        return FundDecision.Of(move, checks, () => advance.Kind == AdvanceKind.Replenishment
            ? AdvancePostings.ReplenishmentReceived(fund.Accounts, fund.Fund.BankPlace, amount, acting.Basis(reference))
            : AdvancePostings.AdvanceReceived(fund.Accounts, fund.Fund.BankPlace, amount, acting.Basis(reference)));
    }

    /// <summary>Row 33 for one advance: what never arrived is taken back from the way, what arrived is taken back from the bank.</summary>
    public static FundDecision SweepBack(Advance advance, FundContext fund, string reference, Acting acting)
    {
        var onItsWay = advance.IssuedFen - advance.ReceivedFen;
        var inHands = fund.Position.InHandsByPlace.GetValueOrDefault(fund.Fund.BankPlace);
        var returned = advance.State == AdvanceState.NotReceived ? onItsWay : Math.Min(advance.ReceivedFen, inHands);
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.AmountNotPositive, returned > 0)];
        var move = AdvanceLifecycle.Table.Answer(advance, AdvanceTrigger.SweepBack, acting, checks, new(returned));
        var basis = acting.Basis(reference);
        return FundDecision.Of(move, checks, () => advance.State == AdvanceState.NotReceived
            ? AdvancePostings.SweepBackReceived(fund.Accounts, returned, basis)
            : [.. AdvancePostings.SweepBackSent(fund.Accounts, fund.Fund.BankPlace, returned, basis),
               .. AdvancePostings.SweepBackReceived(fund.Accounts, returned, basis with { Id = acting.On(1).CommandId })]);
    }

    /// <summary>The steps that rest on nothing but who takes them: report a missing receipt, clear (row 19), cancel before the issue.</summary>
    public static FundDecision Take(Advance advance, AdvanceTrigger trigger, Acting acting)
    {
        if (trigger is not (AdvanceTrigger.ReportNotReceived or AdvanceTrigger.Clear or AdvanceTrigger.Cancel))
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        return FundDecision.Of(AdvanceLifecycle.Table.Answer(advance, trigger, acting), [], () => []);
    }

    static bool ApprovedByTwoBureaus(Advance advance) =>
        advance.Approvals.Any(a => a.Role == FundRole.CountyCivilAffairs)
        && advance.Approvals.Any(a => a.Role == FundRole.CountyFinance)
        && advance.Approvals.Select(a => a.Actor).Distinct().Count() >= 2;

    static RuleCheck WithinDocument(JointDocument? document, long usedFen, long amountFen) =>
        RuleCheck.Of(FundRefusal.JointDocumentExceeded, document is null || usedFen + amountFen <= document.AmountFen, "QN21 二(四)",
            ("documentFen", document?.AmountFen ?? 0), ("usedFen", usedFen), ("amountFen", amountFen));

    static RuleCheck CeilingHolds(FundContext fund, long amountFen) =>
        RuleCheck.Of(FundRefusal.CeilingExceeded,
            fund.Pack.CeilingFen is not { } ceiling || fund.Position.Outstanding + amountFen <= ceiling, fund.Pack.Clause("fund.ceilingFen"),
            ("outstandingFen", fund.Position.Outstanding), ("amountFen", amountFen), ("ceilingFen", fund.Pack.CeilingFen ?? 0));
}
