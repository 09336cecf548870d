namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Decides the steps of a staged grant (F16) and of bridging aid (F17). The money itself goes out by <see cref="PaymentDecision"/>.</summary>
public static class GrantDecision
{
    /// <summary>One instalment was paid: only while the grant runs, and never more than were agreed.</summary>
    public static FundDecision PayInstalment(StagedGrant grant, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.ExceedsCase, grant.PaidInstalments < grant.Instalments, figures: ("instalments", grant.Instalments)),
            RuleCheck.Of(FundRefusal.InstalmentNotDue, grant.NextDueOn <= acting.OccurredOn, "QN21 二(四)"),
        ];
        var move = StagedGrantLifecycle.Table.Answer(grant, StagedGrantTrigger.PayInstalment, acting, checks, new(grant.InstalmentFen));
        return FundDecision.Of(move, checks, () => []);
    }

    /// <summary>After the remaining members were reviewed, at what they need now.</summary>
    public static FundDecision Resume(StagedGrant grant, long newInstalmentFen, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.AmountNotPositive, newInstalmentFen > 0)];
        return FundDecision.Of(StagedGrantLifecycle.Table.Answer(grant, StagedGrantTrigger.Resume, acting, checks, new(newInstalmentFen)), checks, () => []);
    }

    /// <summary>Start, suspend (death, move, status), re-review, complete, end.</summary>
    public static FundDecision Take(StagedGrant grant, StagedGrantTrigger trigger, Acting acting)
    {
        if (trigger is StagedGrantTrigger.PayInstalment or StagedGrantTrigger.Resume)
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        IReadOnlyList<RuleCheck> checks =
            [RuleCheck.Of(FundRefusal.ReasonMissing, trigger is not (StagedGrantTrigger.Suspend or StagedGrantTrigger.End) || acting.Reason.Length > 0)];
        return FundDecision.Of(StagedGrantLifecycle.Table.Answer(grant, trigger, acting, checks), checks, () => []);
    }

    /// <summary>Prepare, sign, pay, close, end: bridging aid needs no application of its own (F18).</summary>
    public static FundDecision Take(BridgingAid bridging, BridgingAidTrigger trigger, Acting acting) =>
        FundDecision.Of(BridgingAidLifecycle.Table.Answer(bridging, trigger, acting, facts: new(bridging.AmountFen)), [], () => []);
}
