namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Decides the steps of a recovery (rows 25–29). Its open balance is the debtor's account in the book.</summary>
public static class RecoveryDecision
{
    /// <summary>A debtor is named; a household is one only for fraud, a duplicate or a wrong payment (CZ24 五(三)).</summary>
    public static IReadOnlyList<RuleCheck> CheckDebtor(DebtorKind kind, string debtor, RecoveryCause cause) =>
    [
        RuleCheck.Of(FundRefusal.DebtorMissing, debtor.Length > 0),
        RuleCheck.Of(FundRefusal.HouseholdInGoodFaith,
            kind != DebtorKind.Household || cause is RecoveryCause.Fraud or RecoveryCause.Duplicate or RecoveryCause.WrongPayee,
            "CZ24 五(三)", ("cause", cause)),
    ];

    /// <summary>Row 25 by bank, row 26 in cash (banked the same day), row 29 after a write-off.</summary>
    /// <param name="place">Where the money arrived.</param>
    public static FundDecision Recover(RecoveryCase debt, FundAccounts fund, string place, long amountFen, Acting acting)
    {
        var writtenOff = debt.State == RecoveryCaseState.WrittenOff;
        var open = writtenOff ? debt.WrittenOffFen : debt.OpenFen;
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
            RuleCheck.Of(FundRefusal.ExceedsDebt, amountFen <= open, figures: [("amountFen", amountFen), ("openFen", open)]),
        ];
        var trigger = amountFen == open ? RecoveryCaseTrigger.RecoverAll : RecoveryCaseTrigger.RecoverPart;
        var move = RecoveryCaseLifecycle.Table.Answer(debt, trigger, acting, checks, new(amountFen));
        return FundDecision.Of(move, checks, () => Recovered(debt, fund, place, amountFen, writtenOff, acting.Basis(Reference(debt))));
    }

    static IReadOnlyList<Transfer> Recovered(
        RecoveryCase debt, FundAccounts fund, string place, long amountFen, bool writtenOff, Basis basis)
    {
        if (writtenOff) return RecoveryPostings.RecoveredAfterWriteOff(fund, place, amountFen, basis);
        return Places.IsCash(place)
            ? RecoveryPostings.RecoveredInCash(fund, debt.Debtor, place["cash:".Length..], amountFen, basis)
            : RecoveryPostings.RecoveredByBank(fund, debt.Debtor, place, amountFen, basis, debt.PriorYear);
    }

    /// <summary>Row 28, all that is open, only on a county finance document; it is never replenished (T22).</summary>
    public static FundDecision WriteOff(RecoveryCase debt, FundAccounts fund, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0),
            RuleCheck.Of(FundRefusal.AmountNotPositive, debt.OpenFen > 0),
        ];
        var move = RecoveryCaseLifecycle.Table.Answer(debt, RecoveryCaseTrigger.WriteOff, acting, checks, new(debt.OpenFen));
        return FundDecision.Of(move, checks, () => RecoveryPostings.RecoveryWrittenOff(fund, debt.Debtor, debt.OpenFen, acting.Basis(Reference(debt))));
    }

    /// <summary>Row 27: a debt against a later instalment of the same grant, by written decision, where the pack allows it.</summary>
    public static FundDecision SetOff(RecoveryCase debt, Payment instalment, FundContext fund, long setOffFen, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.SetOffNotAllowed, fund.Pack.SetOffAllowed && acting.Has(DocumentKinds.CountyDecision), fund.Pack.Clause("recovery.setOff")),
            RuleCheck.Of(FundRefusal.AmountNotPositive, setOffFen > 0),
            RuleCheck.Of(FundRefusal.ExceedsDebt, setOffFen <= Math.Min(debt.OpenFen, instalment.AmountFen), figures: ("openFen", debt.OpenFen)),
        ];
        var trigger = setOffFen == debt.OpenFen ? RecoveryCaseTrigger.RecoverAll : RecoveryCaseTrigger.RecoverPart;
        var due = fund.Due(acting.OccurredOn, fund.Pack.PapersDays);
        return FundDecision.All(
            [
                RecoveryCaseLifecycle.Table.Answer(debt, trigger, acting, checks, new(setOffFen)),
                PaymentLifecycle.Table.Answer(instalment, PaymentTrigger.PayCash, acting.On(1), facts: new(instalment.AmountFen, due)),
            ],
            checks,
            () => RecoveryPostings.RecoverySetOff(
                fund.Accounts, debt.Debtor, instalment.Place, instalment.AmountFen, setOffFen, acting.Basis(PaymentDecision.Reference(instalment))));
    }

    /// <summary>Somebody else owes it: the open balance moves to the new debtor's account.</summary>
    public static FundDecision ReplaceDebtor(RecoveryCase debt, DebtorKind kind, string newDebtor, FundAccounts fund, Acting acting)
    {
        var checks = CheckDebtor(kind, newDebtor, debt.Cause);
        var move = RecoveryCaseLifecycle.Table.Answer(debt, RecoveryCaseTrigger.ReplaceDebtor, acting, checks, new(debt.OpenFen));
        return FundDecision.Of(move, checks, () =>
            [acting.Basis(Reference(debt)).Move(FundEvent.PaymentRefusedForGood, fund.Recoverable(debt.Debtor), fund.Recoverable(newDebtor), debt.OpenFen)]);
    }

    /// <summary>Notify, dispute, uphold, drop, agree a plan, stop pursuing, close.</summary>
    public static FundDecision Take(RecoveryCase debt, RecoveryCaseTrigger trigger, Acting acting)
    {
        if (trigger is RecoveryCaseTrigger.RecoverPart or RecoveryCaseTrigger.RecoverAll or RecoveryCaseTrigger.WriteOff or RecoveryCaseTrigger.ReplaceDebtor)
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        return FundDecision.Of(RecoveryCaseLifecycle.Table.Answer(debt, trigger, acting), [], () => []);
    }

    /// <summary>What a recovery's transfers carry: the payment's reference where there is one, so that the money keeps its age.</summary>
    public static string Reference(RecoveryCase debt) => debt.PaymentId is { } payment ? $"payment:{payment:D}" : debt.Number;
}
