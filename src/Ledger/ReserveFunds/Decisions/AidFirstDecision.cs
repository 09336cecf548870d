namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Decides the steps of aid first (F14): one signature, by hand or by a recorded call that is signed the next working day; payment by
/// <see cref="PaymentDecision.PayCash"/>; completion within the pack's days; and what cannot be completed goes to the county.
/// </summary>
public static class AidFirstDecision
{
    public static FundDecision Authorise(AidFirst first, FundContext fund, bool byCall, Acting acting)
    {
        var signBy = byCall ? fund.Clock.After(acting.OccurredOn, 1) : null;
        var trigger = byCall ? AidFirstTrigger.AuthoriseByCall : AidFirstTrigger.Authorise;
        return FundDecision.Of(AidFirstLifecycle.Table.Answer(first, trigger, acting, facts: new(Due: signBy)), [], () => []);
    }

    /// <summary>The county's officer on duty signs too while the gate is shut, and is not the one who authorised.</summary>
    public static FundDecision Countersign(AidFirst first, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.SecondPersonNeeded, acting.Actor != first.AuthorisedBy)];
        return FundDecision.Of(AidFirstLifecycle.Table.Answer(first, AidFirstTrigger.Countersign, acting, checks), checks, () => []);
    }

    /// <summary>Who called signs what was said.</summary>
    public static FundDecision SignCall(AidFirst first, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.WrongRole, acting.Actor == first.AuthorisedBy || acting.StandsInFor == first.AuthorisedBy)];
        return FundDecision.Of(AidFirstLifecycle.Table.Answer(first, AidFirstTrigger.SignCall, acting, checks), checks, () => []);
    }

    /// <summary>Complete once all three have signed the case and the papers are accepted; only then can it be claimed.</summary>
    public static FundDecision Finish(AidFirst first, AidCase aidCase, Payment payment, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.SignaturesMissing, aidCase.State is AidCaseState.Signed or AidCaseState.Filed or AidCaseState.Closed),
            RuleCheck.Of(FundRefusal.PapersIncomplete, payment.State == PaymentState.PapersAccepted),
        ];
        return FundDecision.Of(AidFirstLifecycle.Table.Answer(first, AidFirstTrigger.Finish, acting, checks), checks, () => []);
    }

    /// <summary>A signature refused, papers that can never exist, a request declined: with the reason.</summary>
    public static FundDecision Take(AidFirst first, AidFirstTrigger trigger, Acting acting)
    {
        if (trigger is not (AidFirstTrigger.RefuseSignature or AidFirstTrigger.ReportPapersImpossible or AidFirstTrigger.Decline or AidFirstTrigger.Recover))
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0)];
        return FundDecision.Of(AidFirstLifecycle.Table.Answer(first, trigger, acting, checks), checks, () => []);
    }
}
