namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Decides the steps of money on its way back to the county (row 33), and, with the other township's advance, of a re-allocation (row 37).</summary>
public static class SweepBackDecision
{
    /// <summary>Accept, decline or call off; who declines says why.</summary>
    public static FundDecision Decide(SweepBack sweep, SweepBackTrigger trigger, Acting acting)
    {
        if (trigger is SweepBackTrigger.Send or SweepBackTrigger.Receive) throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.ReasonMissing, trigger == SweepBackTrigger.Accept || acting.Reason.Length > 0)];
        return FundDecision.Of(SweepBackLifecycle.Table.Answer(sweep, trigger, acting, checks, new(sweep.AmountFen)), checks, () => []);
    }

    /// <summary>Row 33, first half: it leaves the township, never more than is free there.</summary>
    /// <param name="availableFen">In hands at the place, less holds.</param>
    public static FundDecision Send(SweepBack sweep, FundContext fund, long availableFen, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.ExceedsMoneyInHands, sweep.AmountFen <= availableFen, figures: [("amountFen", sweep.AmountFen), ("availableFen", availableFen)]),
        ];
        var move = SweepBackLifecycle.Table.Answer(sweep, SweepBackTrigger.Send, acting, checks, new(sweep.AmountFen));
        return FundDecision.Of(move, checks, () => AdvancePostings.SweepBackSent(fund.Accounts, sweep.Place, sweep.AmountFen, acting.Basis(Reference(sweep))));
    }

    /// <summary>Row 33, second half: the county has it.</summary>
    public static FundDecision Receive(SweepBack sweep, FundContext fund, Acting acting)
    {
        var move = SweepBackLifecycle.Table.Answer(sweep, SweepBackTrigger.Receive, acting, [], new(sweep.AmountFen));
        return FundDecision.Of(move, [], () => AdvancePostings.SweepBackReceived(fund.Accounts, sweep.AmountFen, acting.Basis(Reference(sweep))));
    }

    public static string Reference(SweepBack sweep) => $"sweep-back:{sweep.Id:D}";
}
