namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A duty that somebody holds in a township in their own name; without a last day it is theirs until further notice.</summary>
public sealed record HeldDuty(FundRole Role, string Actor, DateOnly From, DateOnly? Until)
{
    public bool Meets(StandIn standIn) => Actor == standIn.Actor && From <= standIn.Until && (Until is null || Until >= standIn.From);
}

/// <summary>
/// Whether somebody may be appointed to stand in (A/B 角, design §3.3): beforehand, by a document, for a person whose duty it is or was, by somebody else, and
/// never where an incompatible pair of the township would end in one hand. Every rule is answered, so that whoever appoints sees all that is in the way at once.
/// </summary>
public static class StandInDecision
{
    /// <param name="appointedBy">Who appoints; nobody appoints themselves.</param>
    /// <param name="held">The duties of the township that people hold or held in their own name.</param>
    /// <param name="others">Who else stands in there.</param>
    public static IReadOnlyList<RuleCheck> Check(
        StandIn standIn, string appointedBy, IReadOnlyList<HeldDuty> held, IReadOnlyList<StandIn> others, DateOnly today, PackValues pack)
    {
        List<HeldDuty> own =
            [.. held.Concat(others.Select(other => new HeldDuty(other.Role, other.Actor, other.From, other.Until))).Where(duty => duty.Meets(standIn))];
        return
        [
            RuleCheck.Of(FundRefusal.MoveNotAllowed, SetUpCheck.Needed.Contains(standIn.Role)),
            RuleCheck.Of(FundRefusal.SecondPersonNeeded,
                standIn.Actor != standIn.StandsInFor && standIn.Actor != appointedBy && own.All(duty => duty.Role != standIn.Role)),
            RuleCheck.Of(FundRefusal.StandInNotBeforehand, today <= standIn.From && standIn.From <= standIn.Until),
            RuleCheck.Of(FundRefusal.StandInDutyNotTheirs,
                held.Any(duty => duty.Role == standIn.Role && duty.Actor == standIn.StandsInFor && duty.From <= standIn.From)),
            RuleCheck.Of(FundRefusal.DocumentNumberMissing, standIn.DocumentNumber.Length > 0),
            .. Clashes(standIn, own, pack),
        ];
    }

    static IEnumerable<RuleCheck> Clashes(StandIn standIn, List<HeldDuty> own, PackValues pack) =>
        from role in own.Select(duty => duty.Role).Distinct()
        let clash = DifferentPeople.Clash(role, standIn.Role, pack.IncompatibleDuties)
        where clash is not null
        select RuleCheck.Of(clash.Value, false, pack.Clause("duties.incompatible"), ("role", standIn.Role), ("earlier", role));
}
