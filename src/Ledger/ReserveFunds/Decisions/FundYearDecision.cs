namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Decides the steps of a fund-year: the gate suspends ordinary advances and lifts itself; at year end money in hands is carried forward with its
/// age (row 38) or handed back (33), and the year closes when nothing of it is open.
/// </summary>
public static class FundYearDecision
{
    /// <summary>Follows the gate; null when the state agrees with it already.</summary>
    public static FundDecision? FollowGate(ReserveFund fund, IReadOnlyList<GateReason> gate, Acting acting)
    {
        FundYearTrigger? trigger = (fund.State, gate.Count) switch
        {
            (FundYearState.Active, > 0) => FundYearTrigger.SuspendAdvances,
            (FundYearState.AdvancesSuspended, 0) => FundYearTrigger.ResumeAdvances,
            _ => null,
        };
        return trigger is null ? null : FundDecision.Of(FundYearLifecycle.Table.Answer(fund, trigger.Value, acting), [], () => []);
    }

    /// <summary>
    /// Row 38: all money in hands of the old year, place by place, layer by layer. Money two years running unused is surplus and goes back
    /// instead (Budget Law 42): layers born before <paramref name="surplusBefore"/> are refused here.
    /// </summary>
    public static FundDecision CarryForward(
        FundContext oldYear, ReserveFund newYear, IReadOnlyList<MoneyLayer> layers, DateOnly surplusBefore, Acting acting)
    {
        var carried = layers.Sum(layer => layer.AmountFen);
        var surplus = layers.Where(layer => layer.BornOn < surplusBefore).Sum(layer => layer.AmountFen);
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, carried > 0),
            RuleCheck.Of(FundRefusal.ExceedsMoneyInHands, carried == oldYear.Position.InHands, figures: [("layersFen", carried), ("inHandsFen", oldYear.Position.InHands)]),
            RuleCheck.Of(FundRefusal.FundOutsideDates, surplus == 0, "预算法 42", ("surplusFen", surplus)),
        ];
        var move = FundYearLifecycle.Table.Answer(oldYear.Fund, FundYearTrigger.CarryForward, acting, checks, new(carried));
        return FundDecision.Of(move, checks, () => [.. PlacesOf(oldYear.Position, layers)
            .SelectMany((place, i) => AdvancePostings.CarriedOver(oldYear.Accounts, newYear.Accounts, place.Place, place.Layers, acting.On(i).Basis("")))]);
    }

    /// <summary>The year's money in hands has gone back to the county by row 33; nothing may be left behind.</summary>
    public static FundDecision HandBack(FundContext fund, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.FundNotClear, fund.Position.InHands == 0, "预算法 42", ("inHandsFen", fund.Position.InHands))];
        return FundDecision.Of(FundYearLifecycle.Table.Answer(fund.Fund, FundYearTrigger.HandBack, acting, checks), checks, () => []);
    }

    /// <summary>A year closes when nothing is in transit, in hands, awaiting papers, owed to it or owed by it.</summary>
    public static FundDecision Close(FundContext fund, Acting acting)
    {
        var (position, money) = (fund.Position, fund.Position.Outstanding + fund.Position.Lent);
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.FundNotClear, money == 0, "预算法 42", ("inTransitFen", position.InTransit), ("inHandsFen", position.InHands),
                ("awaitingFen", position.AwaitingPapers), ("recoverableFen", position.Recoverable), ("lentFen", position.Lent)),
        ];
        return FundDecision.Of(FundYearLifecycle.Table.Answer(fund.Fund, FundYearTrigger.Close, acting, checks), checks, () => []);
    }

    /// <summary>Start clearing the year; start closing when townships merge or split.</summary>
    public static FundDecision Take(ReserveFund fund, FundYearTrigger trigger, Acting acting)
    {
        if (trigger is not (FundYearTrigger.StartClearing or FundYearTrigger.StartClosing))
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        return FundDecision.Of(FundYearLifecycle.Table.Answer(fund, trigger, acting), [], () => []);
    }

    /// <summary>Layers are kept per fund; the oldest are dealt to the places in order of name, so that every place is carried in full.</summary>
    static IEnumerable<(string Place, IReadOnlyList<MoneyLayer> Layers)> PlacesOf(FundPosition position, IReadOnlyList<MoneyLayer> layers)
    {
        var left = new Queue<MoneyLayer>(layers.OrderBy(layer => layer.BornOn));
        foreach (var (place, inHands) in position.InHandsByPlace.Where(p => p.Value > 0))
        {
            var here = new List<MoneyLayer>();
            for (var wanted = inHands; wanted > 0;)
            {
                var layer = left.Dequeue();
                var part = Math.Min(wanted, layer.AmountFen);
                here.Add(layer with { AmountFen = part });
                wanted -= part;
                if (part < layer.AmountFen) left = new([layer with { AmountFen = layer.AmountFen - part }, .. left]);
            }

            yield return (place, here);
        }
    }
}
