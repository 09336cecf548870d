namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Decides the steps of a case: three distinct signatures (F9) within the township's limit (F6, by date and area), the notice where the pack
/// asks for one, refusal in writing with its review, and the routes above the limit (F15, F20).
/// </summary>
public static class CaseDecision
{
    /// <summary>From acceptance to money paid (F10); three working days for bridging aid (F17).</summary>
    public static Deadline? PaymentDeadline(AidMode mode, DateOnly acceptedOn, PackValues pack, WorkingDayClock clock) =>
        (mode == AidMode.Bridging ? pack.BridgingDays : pack.AcceptanceToPaymentDays) is { } days
            ? clock.After(acceptedOn, days, pack.AcceptanceDayCounts)
            : null;

    /// <summary>
    /// May the township take the case on? Where the emergency happened decides (F13); where the household is registered or lives does not.
    /// </summary>
    public static IReadOnlyList<RuleCheck> CheckAcceptance(string township, string incidentTownship, long amountFen) =>
    [
        RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
        RuleCheck.Of(FundRefusal.OutsideArea, township == incidentTownship, "CZ24 四(三)", ("township", township), ("incident", incidentTownship)),
    ];

    /// <summary>The suggested range: months of the urban standard, times people where the pack says so (F11). Null where the pack sets none.</summary>
    public static (long LeastFen, long MostFen)? SuggestedFen(int people, PackValues pack)
    {
        if (pack.UrbanStandardFen is not { } standard || pack.MonthsMin is not { } least || pack.MonthsMax is not { } most) return null;
        var month = pack.AmountPerPerson ? standard * people : standard;
        return (month * least, month * most);
    }

    /// <summary>One of the signatures; the last one makes the case signed. A signature on paper needs its scan.</summary>
    /// <param name="parts">Everything anybody did in this case so far, the handler's acceptance included.</param>
    public static FundDecision Sign(AidCase aidCase, IReadOnlyList<Part> parts, PackValues pack, Acting acting, bool onPaper = false)
    {
        var given = aidCase.SignaturesOfThisRound.ToList();
        var missing = pack.Signers.Except(given.Select(s => s.Role)).ToList();
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.WrongRole, pack.Signers.Contains(acting.Role), pack.Clause("signers.roles")),
            RuleCheck.Of(FundRefusal.SamePersonTwice, missing.Contains(acting.Role) && given.All(s => s.Actor != acting.Actor), pack.Clause("signers.roles")),
            .. DifferentPeople.Check(acting, parts, pack),
            RuleCheck.Of(FundRefusal.AboveSmallAidLimit, pack.SmallAidLimitFen is not { } limit || aidCase.AmountFen <= limit,
                pack.Clause("smallAid.limitFen"), ("amountFen", aidCase.AmountFen), ("limitFen", pack.SmallAidLimitFen ?? 0)),
            NoticeHasRun(aidCase, pack, acting.OccurredOn),
            RuleCheck.Of(FundRefusal.ScanMissing, !onPaper || acting.ScanHash.Length > 0, pack.Clause("signers.roles")),
        ];
        var isLast = missing.Count == 1 && aidCase.State == AidCaseState.Signing;
        var move = AidCaseLifecycle.Table.Answer(aidCase, isLast ? AidCaseTrigger.SignLast : AidCaseTrigger.Sign, acting, checks, new(aidCase.AmountFen));
        return FundDecision.Of(move, checks, () => []);
    }

    /// <summary>Refusal in writing, with its reason; the paper is served on the household by a step of its own.</summary>
    public static FundDecision Refuse(AidCase aidCase, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0, "社会救助暂行办法 48")];
        return FundDecision.Of(AidCaseLifecycle.Table.Answer(aidCase, AidCaseTrigger.Refuse, acting, checks), checks, () => []);
    }

    /// <summary>The county decides above the township's limit, up to its own; beyond it a meeting's minute is needed (F20).</summary>
    /// <param name="decidedFen">The amount decided on; null for the proposed one.</param>
    public static FundDecision ApproveByCounty(AidCase aidCase, PackValues pack, Acting acting, long? decidedFen = null)
    {
        var amount = decidedFen ?? aidCase.AmountFen;
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, amount > 0),
            RuleCheck.Of(FundRefusal.AboveCountyLimit, pack.CountyAidLimitFen is not { } limit || amount <= limit,
                pack.Clause("countyAid.limitFen"), ("amountFen", amount), ("limitFen", pack.CountyAidLimitFen ?? 0)),
        ];
        return FundDecision.Of(AidCaseLifecycle.Table.Answer(aidCase, AidCaseTrigger.ApproveByCounty, acting, checks, new(amount)), checks, () => []);
    }

    /// <summary>一事一议: the meeting's minute names the amount, whatever the limits (F20).</summary>
    public static FundDecision ApproveByMeeting(AidCase aidCase, long decidedFen, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, decidedFen > 0),
            RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0, "CZ24 三(四)"),
        ];
        return FundDecision.Of(AidCaseLifecycle.Table.Answer(aidCase, AidCaseTrigger.ApproveByMeeting, acting, checks, new(decidedFen)), checks, () => []);
    }

    /// <summary>All other steps: investigate, post the notice, pass on, file, serve, review, withdraw, close.</summary>
    public static FundDecision Take(AidCase aidCase, AidCaseTrigger trigger, IReadOnlyList<Part> parts, PackValues pack, Acting acting)
    {
        if (trigger is AidCaseTrigger.Sign or AidCaseTrigger.SignLast or AidCaseTrigger.Refuse or AidCaseTrigger.ApproveByCounty)
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        IReadOnlyList<RuleCheck> checks =
        [
            .. DifferentPeople.Check(acting, parts, pack),
            RuleCheck.Of(FundRefusal.ReasonMissing, trigger is not (AidCaseTrigger.Uphold or AidCaseTrigger.Reopen) || acting.Reason.Length > 0),
        ];
        return FundDecision.Of(AidCaseLifecycle.Table.Answer(aidCase, trigger, acting, checks), checks, () => []);
    }

    static RuleCheck NoticeHasRun(AidCase aidCase, PackValues pack, DateOnly today)
    {
        var days = pack.NoticeDays(aidCase.Type, aidCase.Mode);
        return RuleCheck.Of(FundRefusal.NoticeStillRunning, days == 0 || aidCase.NoticePostedOn?.AddDays(days) <= today,
            pack.Clause("notice.daysBeforePayment"), ("days", days));
    }
}
