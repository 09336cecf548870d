namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Every misuse block at payment (G1), all checked at once: for the check page, for the dry run, and, by the first failure, as the refusal.
/// No role turns a stop into a warning (T10); an override is a second person with a reason, under its own mark.
/// </summary>
public static class PaymentChecks
{
    /// <summary>The stops that a second person may explain away. All others stand.</summary>
    public static readonly IReadOnlySet<FundRefusal> Overridable = new HashSet<FundRefusal>
    {
        FundRefusal.PayeeIsKin,
        FundRefusal.PayeeAccountServesAnotherHousehold,
        FundRefusal.SameCauseAlreadyAided,
        FundRefusal.StackingAboveLimit,
    };

    public static IReadOnlyList<RuleCheck> Check(
        Payment payment, AidCase aidCase, FundContext fund, PaymentFacts facts, IReadOnlyList<Part> parts, Acting acting)
    {
        var day = acting.OccurredOn;
        List<RuleCheck> checks =
        [
            .. DifferentPeople.Check(acting, parts, fund.Pack),
            RuleCheck.Of(FundRefusal.AmountNotPositive, payment.AmountFen > 0),
            IsDecided(aidCase, facts),
            .. AidFirstHolds(payment, facts, fund.Pack, acting),
            WithinLimit(aidCase, facts, fund.Pack),
            .. FundAllows(aidCase, fund, facts, day),
            .. PayeeIsRight(payment, facts, day),
            .. NotAidedTwice(payment, aidCase, facts, fund.Pack),
            .. MoneyIsThere(payment, aidCase, facts, fund.Pack),
            .. CashHasReason(payment, fund),
            .. InstalmentIsDue(payment, facts, day),
        ];
        return [.. checks.Select(check => Overridden(check, facts, acting))];
    }

    static RuleCheck Overridden(RuleCheck check, PaymentFacts facts, Acting acting) =>
        check.Result == CheckResult.Failed && Overridable.Contains(check.Rule)
            && (facts.OverriddenRules.Count == 0 || facts.OverriddenRules.Contains(check.Rule))
            && facts.Override is { Reason.Length: > 0 } second && second.Actor.Length > 0 && second.Actor != acting.Actor
            ? check with { Result = CheckResult.Overridden }
            : check;

    static RuleCheck IsDecided(AidCase aidCase, PaymentFacts facts)
    {
        var signed = aidCase.State is AidCaseState.Signed or AidCaseState.Filed or AidCaseState.Closed;
        var byCounty = facts.EmergencyAdvanceForCase && aidCase.State is AidCaseState.CountyApproved or AidCaseState.MeetingApproved;
        var first = aidCase.Mode == AidMode.AidFirst && facts.AidFirst is { State: AidFirstState.Authorised or AidFirstState.AuthorisedByCall };
        var bridging = aidCase.Mode == AidMode.Bridging && facts.Bridging is { State: BridgingAidState.Signed };
        return RuleCheck.Of(FundRefusal.SignaturesMissing, signed || byCounty || first || bridging, "QN21 二(四)", ("state", aidCase.State));
    }

    /// <summary>Aid first: a different duty payer, a capped payment, a capped float, and the county's second signature while the gate is shut.</summary>
    static IEnumerable<RuleCheck> AidFirstHolds(Payment payment, PaymentFacts facts, PackValues pack, Acting acting)
    {
        if (facts.AidFirst is not { } first) yield break;
        yield return RuleCheck.Of(FundRefusal.DutyPayerMayNotSign, acting.Actor != first.AuthorisedBy);
        yield return RuleCheck.Of(FundRefusal.AboveAidFirstLimit, pack.AidFirstLimitFen is not { } limit || payment.AmountFen <= limit,
            pack.Clause("aidFirst.limitFen"), ("amountFen", payment.AmountFen), ("limitFen", pack.AidFirstLimitFen ?? 0));
        yield return RuleCheck.Of(FundRefusal.FloatExceeded,
            pack.AidFirstFloatFen is not { } most || facts.FloatOutFen + payment.AmountFen <= most, pack.Clause("aidFirst.floatFen"),
            ("outFen", facts.FloatOutFen), ("floatFen", pack.AidFirstFloatFen ?? 0));
        yield return RuleCheck.Of(FundRefusal.CountyCountersignatureNeeded, !facts.GateIsShut || first.CountersignedBy.Length > 0);
    }

    static RuleCheck WithinLimit(AidCase aidCase, PaymentFacts facts, PackValues pack) =>
        RuleCheck.Of(FundRefusal.AboveSmallAidLimit,
            facts.EmergencyAdvanceForCase || pack.SmallAidLimitFen is not { } limit || aidCase.AmountFen <= limit,
            pack.Clause("smallAid.limitFen"), ("amountFen", aidCase.AmountFen), ("limitFen", pack.SmallAidLimitFen ?? 0));

    /// <summary>Deny by default: what the fund does not name is refused (T9).</summary>
    static IEnumerable<RuleCheck> FundAllows(AidCase aidCase, FundContext fund, PaymentFacts facts, DateOnly day)
    {
        yield return RuleCheck.Of(FundRefusal.PurposeNotAllowed, fund.InBook.Purposes.Any(p => p.Purpose == FundEvents.Purpose), "CZ24 五(三)");
        yield return RuleCheck.Of(FundRefusal.FundOutsideDates,
            fund.InBook.ValidFrom <= day && (fund.InBook.ValidTo is not { } end || day <= end), "CZ24 五(三)");
        yield return RuleCheck.Of(FundRefusal.FundOutsideArea,
            facts.FundAreas.Count == 0 || facts.FundAreas.Contains(aidCase.TownshipCode), "CZ24 五(三)");
    }

    /// <summary>A death stops that payee, not the household: the surviving members are re-reviewed (T25).</summary>
    static IEnumerable<RuleCheck> PayeeIsRight(Payment payment, PaymentFacts facts, DateOnly day)
    {
        yield return RuleCheck.Of(FundRefusal.PayeeDeceased, facts.PayeeDiedOn is not { } died || day < died, "QN21 二(三)");
        yield return RuleCheck.Of(FundRefusal.PayeeIsStaff, !facts.PayeeIsStaffOrUnit, "CZ24 五(三)");
        yield return RuleCheck.Of(FundRefusal.PayeeIsKin, !facts.PayeeIsDeclaredKin, "CZ24 五(三)");
        yield return RuleCheck.Of(FundRefusal.PayeeAccountMissing, payment.Channel == PaymentChannel.Cash || facts.PayeeHasAccount, "国发〔2014〕47号");
        yield return RuleCheck.Of(FundRefusal.PayeeAccountServesAnotherHousehold,
            payment.Channel == PaymentChannel.Cash || facts.OtherHouseholdsOnAccount == 0 || facts.ProxyOrInstitutionRecorded,
            "国发〔2014〕47号", ("households", facts.OtherHouseholdsOnAccount));
    }

    static IEnumerable<RuleCheck> NotAidedTwice(Payment payment, AidCase aidCase, PaymentFacts facts, PackValues pack)
    {
        // Follow-up aid and instalments belong to the aid that came first (F16).
        yield return RuleCheck.Of(FundRefusal.SameCauseAlreadyAided,
            facts.SameCauseAidedOn is null || aidCase.Mode is AidMode.FollowUp or AidMode.Staged, "国发〔2014〕47号");
        yield return RuleCheck.Of(FundRefusal.StackingAboveLimit,
            pack.StackingLimitFen is not { } limit || facts.AidedThisYearFen + payment.AmountFen <= limit, pack.Clause("stacking.limitFen"),
            ("aidedFen", facts.AidedThisYearFen), ("amountFen", payment.AmountFen), ("limitFen", pack.StackingLimitFen ?? 0));
    }

    static IEnumerable<RuleCheck> MoneyIsThere(Payment payment, AidCase aidCase, PaymentFacts facts, PackValues pack)
    {
        var lent = payment.Lender.Length > 0;
        yield return RuleCheck.Of(FundRefusal.ExceedsMoneyInHands, lent || payment.AmountFen <= facts.AvailableFen,
            figures: [("amountFen", payment.AmountFen), ("availableFen", facts.AvailableFen)]);
        yield return RuleCheck.Of(FundRefusal.ExceedsCase, facts.CommittedOnCaseFen + payment.AmountFen <= aidCase.AmountFen,
            figures: [("committedFen", facts.CommittedOnCaseFen), ("caseFen", aidCase.AmountFen)]);
        yield return RuleCheck.Of(FundRefusal.LenderLimitExceeded,
            !lent || pack.LentLimitFen is not { } limit || facts.LentOpenFen + payment.AmountFen <= limit, pack.Clause("lent.limitFen"),
            ("lentFen", facts.LentOpenFen), ("limitFen", pack.LentLimitFen ?? 0));
    }

    static IEnumerable<RuleCheck> CashHasReason(Payment payment, FundContext fund)
    {
        if (payment.Channel != PaymentChannel.Cash) yield break;
        yield return RuleCheck.Of(FundRefusal.CashWithoutReason, payment.CashReason.Length > 0, "国发〔2014〕47号");
        yield return RuleCheck.Of(FundRefusal.ReceiptNumberMissing, payment.ReceiptNumber.Length > 0, "CZ24 四(二)5");
        yield return RuleCheck.Of(FundRefusal.CashNotPossible, fund.Fund.Custody == FundCustody.Bank, fund.Pack.Clause("fund.custody"));
    }

    static IEnumerable<RuleCheck> InstalmentIsDue(Payment payment, PaymentFacts facts, DateOnly day)
    {
        if (facts.InstalmentDueOn is not { } due) yield break;
        yield return RuleCheck.Of(FundRefusal.InstalmentNotDue, due <= day, "QN21 二(四)", ("instalment", payment.InstalmentNo));
        yield return RuleCheck.Of(FundRefusal.StatusNotChecked, facts.StatusCheckedOn is { } on && on.Year == day.Year && on.Month == day.Month,
            "QN21 二(三)", ("instalment", payment.InstalmentNo));
    }
}
