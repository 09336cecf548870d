namespace Jiuji.Ledger.ReserveFunds;

/// <summary>One role that one person has taken in a case, through all its steps.</summary>
public sealed record Part(FundRole Role, string Actor)
{
    public static Part Of(LifecycleMove move) => new(move.Role, move.Actor);
}

/// <summary>
/// The rule of different people across all steps of one aid. Fixed for every pack: signers are mutually distinct; the cashier neither signs
/// nor reviews nor keeps the book (Accounting Law 35); the duty payer does not sign; a township never reviews its own claim; the two bureaus
/// of an advance are two people. A pack may add pairs.
/// </summary>
public static class DifferentPeople
{
    static readonly FundRole[] Township =
        [FundRole.Handler, FundRole.StationWorker, .. FundRoles.Signers, FundRole.Cashier, FundRole.DutyPayer];

    /// <summary>The refusal that two roles in one hand mean; null where one person may hold both.</summary>
    public static FundRefusal? Clash(FundRole one, FundRole other, IReadOnlyList<(FundRole, FundRole)> packPairs)
    {
        if (one == other) return null;
        if (Between(one, other, FundRoles.Signers, FundRoles.Signers)) return FundRefusal.SamePersonTwice;
        if (Between(one, other, [FundRole.Cashier], [.. FundRoles.Signers, FundRole.Bookkeeper, FundRole.CountyReviewer]))
            return FundRefusal.CashierMayNotSign;
        if (Between(one, other, [FundRole.DutyPayer], FundRoles.Signers)) return FundRefusal.DutyPayerMayNotSign;
        if (Between(one, other, [FundRole.CountyReviewer], Township)) return FundRefusal.TownshipMayNotReviewOwnClaim;
        if (Between(one, other, [FundRole.CountyCivilAffairs], [FundRole.CountyFinance])) return FundRefusal.TwoBureausNeeded;
        return packPairs.Any(pair => pair == (one, other) || pair == (other, one)) ? FundRefusal.SamePersonTwice : null;
    }

    /// <summary>Checks who acts now against everything the same person did in this aid before.</summary>
    public static IReadOnlyList<RuleCheck> Check(Acting acting, IEnumerable<Part> parts, PackValues pack)
    {
        var pairs = pack.IncompatibleDuties;
        var clashes = parts.Where(part => part.Actor == acting.Actor)
            .Select(part => (part.Role, Refusal: Clash(part.Role, acting.Role, pairs)))
            .Where(clash => clash.Refusal is not null)
            .Select(clash => RuleCheck.Of(clash.Refusal!.Value, false, pack.Clause("duties.incompatible"), ("role", acting.Role), ("earlier", clash.Role)))
            .ToList();
        IReadOnlyList<RuleCheck> standIn = acting.StandsInFor.Length == 0 ? [] : [CheckStandIn(acting)];
        return [.. clashes.Count > 0 ? clashes : [RuleCheck.Of(FundRefusal.SamePersonTwice, true, pack.Clause("duties.incompatible"))], .. standIn];
    }

    /// <summary>A stand-in acts only when appointed beforehand for the role, the person and the day.</summary>
    public static RuleCheck CheckStandIn(Acting acting) =>
        RuleCheck.Of(FundRefusal.StandInNotAppointed,
            acting.StandsInFor.Length == 0 || acting.StandIns.Any(s => s.Covers(acting.Actor, acting.Role, acting.StandsInFor, acting.OccurredOn)),
            figures: ("role", acting.Role));

    static bool Between(FundRole one, FundRole other, IReadOnlyList<FundRole> left, IReadOnlyList<FundRole> right) =>
        (left.Contains(one) && right.Contains(other)) || (left.Contains(other) && right.Contains(one));
}
