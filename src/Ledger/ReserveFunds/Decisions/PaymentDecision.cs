namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Decides the steps of a payment. What can be misused is stopped before the money leaves (<see cref="PaymentChecks"/>); afterwards the
/// papers' clock runs until acceptance, and money that comes back re-opens the debt.
/// </summary>
public static class PaymentDecision
{
    /// <summary>Rows 4: the line goes to the bank and its amount is held. A list is sent once: a released line can not be released again (T18).</summary>
    /// <param name="holdUntil">When the hold ends by itself.</param>
    public static FundDecision Release(
        Payment payment, AidCase aidCase, FundContext fund, PaymentFacts facts, IReadOnlyList<Part> parts, DateTimeOffset holdUntil, Acting acting)
    {
        var checks = PaymentChecks.Check(payment, aidCase, fund, facts, parts, acting);
        var move = PaymentLifecycle.Table.Answer(payment, PaymentTrigger.Release, acting, checks, new(payment.AmountFen));
        return FundDecision.Of(move, checks, () => PaymentPostings.PaymentListReleased(
            fund.Accounts, payment.Place, payment.AmountFen, holdUntil, acting.Basis(Reference(payment), Mark(checks))));
    }

    /// <summary>Rows 5 and 6: the bank has debited, on the day the acting names. The household is paid and the papers' clock starts.</summary>
    /// <param name="release">Where the release's hold is over before the bank's word came (T19), the money is booked as it left, beside the hold.</param>
    public static FundDecision Pay(Payment payment, AidCase aidCase, FundContext fund, Acting acting, ReleaseHold release = ReleaseHold.Stands)
    {
        var move = PaymentLifecycle.Table.Answer(payment, PaymentTrigger.Pay, acting, facts: new(payment.AmountFen, PapersDue(aidCase, fund, acting)));
        var basis = acting.Basis(Reference(payment));
        var hold = release == ReleaseHold.Stands ? payment.HoldId : null;
        return FundDecision.Of(move, [], () =>
        [
            .. release == ReleaseHold.RanOut && payment.HoldId is { } over
                ? PaymentPostings.ReleaseExpired(fund.Accounts, payment.Place, payment.AmountFen, over, basis with { Id = acting.On(3).CommandId }) : [],
            .. payment.Kind == PaymentKind.Part
                ? PaymentPostings.PartPaymentMade(fund.Accounts, payment.Place, payment.AmountFen, hold, basis)
                : PaymentPostings.PaymentMade(fund.Accounts, payment.Place, payment.AmountFen, hold, basis),
        ]);
    }

    /// <summary>Rows 8 and 40: cash into the household's hand, with a reason and a numbered receipt (R11, F19).</summary>
    public static FundDecision PayCash(
        Payment payment, AidCase aidCase, FundContext fund, PaymentFacts facts, IReadOnlyList<Part> parts, Acting acting)
    {
        var checks = PaymentChecks.Check(payment, aidCase, fund, facts, parts, acting);
        var due = PapersDue(aidCase, fund, acting);
        var basis = acting.Basis(Reference(payment), Mark(checks));
        var move = PaymentLifecycle.Table.Answer(payment, PaymentTrigger.PayCash, acting, checks, new(payment.AmountFen, due));
        IReadOnlyList<Transfer> Paid() => payment.Lender.Length > 0
            ? PaymentPostings.PaidWithLentMoney(fund.Accounts, payment.Lender, payment.AmountFen, basis)
            : [basis.Move(FundEvent.CashPaid, fund.Accounts.InHands(payment.Place), fund.Accounts.AwaitingPapers, payment.AmountFen)];
        return facts.AidFirst is { } first
            ? FundDecision.All([move, AidFirstLifecycle.Table.Answer(first, AidFirstTrigger.Pay, acting.On(1), checks, new(payment.AmountFen, due))], checks, Paid)
            : FundDecision.Of(move, checks, Paid);
    }

    /// <summary>Row 4 undone: recalled before it went, or the bank failed.</summary>
    public static FundDecision Recall(Payment payment, FundContext fund, Acting acting, ReleaseHold release = ReleaseHold.Stands) =>
        Void(payment, PaymentTrigger.Recall, fund, acting, release);

    public static FundDecision Fail(Payment payment, FundContext fund, Acting acting, ReleaseHold release = ReleaseHold.Stands) =>
        Void(payment, PaymentTrigger.Fail, fund, acting, release);

    static FundDecision Void(Payment payment, PaymentTrigger trigger, FundContext fund, Acting acting, ReleaseHold release)
    {
        var basis = acting.Basis(Reference(payment));
        return FundDecision.Of(PaymentLifecycle.Table.Answer(payment, trigger, acting, facts: new(payment.AmountFen)), [], () => release switch
        {
            ReleaseHold.Stands => PaymentPostings.ReleaseVoided(fund.Accounts, payment.Place, payment.AmountFen, payment.HoldId!.Value, basis),
            ReleaseHold.RanOut => PaymentPostings.ReleaseExpired(fund.Accounts, payment.Place, payment.AmountFen, payment.HoldId!.Value, basis),
            _ => [],
        });
    }

    /// <summary>Papers are in; whether they are complete is for whoever accepts them.</summary>
    public static FundDecision SubmitPapers(Payment payment, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.DocumentMissing, payment.Papers.Any(p => p.State != PaperState.Rejected))];
        return FundDecision.Of(PaymentLifecycle.Table.Answer(payment, PaymentTrigger.SubmitPapers, acting, checks), checks, () => []);
    }

    /// <summary>Only this stops the clock: every kind that the pack asks for is there and none is rejected (X12).</summary>
    public static FundDecision AcceptPapers(Payment payment, AidCase aidCase, PackValues pack, IReadOnlyList<Part> parts, Acting acting)
    {
        var missing = MissingPapers(payment, aidCase, pack);
        IReadOnlyList<RuleCheck> checks =
        [
            .. DifferentPeople.Check(acting, parts, pack),
            RuleCheck.Of(FundRefusal.PapersIncomplete, missing.Count == 0, pack.Clause(PackValues.PapersKey(aidCase.Type, aidCase.Mode)),
                ("missing", string.Join(' ', missing))),
        ];
        return FundDecision.Of(PaymentLifecycle.Table.Answer(payment, PaymentTrigger.AcceptPapers, acting, checks), checks, () => []);
    }

    /// <summary>退回补正, with the reason; the clock runs on (T12).</summary>
    public static FundDecision SendBack(Payment payment, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0)];
        return FundDecision.Of(PaymentLifecycle.Table.Answer(payment, PaymentTrigger.SendBack, acting, checks), checks, () => []);
    }

    /// <summary>The kinds that the pack asks for and the payment lacks.</summary>
    public static IReadOnlyList<string> MissingPapers(Payment payment, AidCase aidCase, PackValues pack) =>
        [.. pack.Papers(aidCase.Type, aidCase.Mode)
            .Except(payment.Papers.Where(p => p.State != PaperState.Rejected).Select(p => p.Kind))
            .Where(kind => kind != DocumentKinds.IdCopy || !aidCase.IdentityPending)];

    /// <summary>
    /// Rows 11 to 13: the bank returns it, whatever had become of it, and the debt is open again (T29). Money approved in an earlier year comes
    /// back to that year's fund under its own mark.
    /// </summary>
    /// <param name="line">The payment's open or approved claim line, freed with it.</param>
    public static FundDecision Return(Payment payment, ClaimLine? line, FundContext fund, Acting acting) =>
        ComeBack(payment, PaymentTrigger.Return, line, fund, acting);

    /// <summary>The same rows, but the household gave it back: nothing is owed any more.</summary>
    public static FundDecision GiveBack(Payment payment, ClaimLine? line, FundContext fund, Acting acting) =>
        ComeBack(payment, PaymentTrigger.GiveBack, line, fund, acting);

    static FundDecision ComeBack(Payment payment, PaymentTrigger trigger, ClaimLine? line, FundContext fund, Acting acting)
    {
        var moves = new List<LifecycleMove> { PaymentLifecycle.Table.Answer(payment, trigger, acting, facts: new(payment.AmountFen)) };
        if (LineBack(line, acting) is { } freed) moves.Add(freed);
        return FundDecision.All(moves, [], () => ComeBack(payment, fund, acting));
    }

    /// <summary>The part that was approved leaves the approved money, the rest leaves the money awaiting papers.</summary>
    static List<Transfer> ComeBack(Payment payment, FundContext fund, Acting acting)
    {
        var back = new List<Transfer>();
        var basis = acting.Basis(Reference(payment));
        if (payment.ApprovedFen > 0)
            back.AddRange(acting.OccurredOn.Year > fund.Fund.Year
                ? PaymentPostings.PriorYearPaymentReturned(fund.Accounts, payment.Place, payment.ApprovedFen, basis)
                : PaymentPostings.ApprovedPaymentReturned(fund.Accounts, payment.Place, payment.ApprovedFen, basis));
        if (payment.UnapprovedFen > 0)
            back.AddRange(PaymentPostings.PaymentReturned(fund.Accounts, payment.Place, payment.UnapprovedFen, basis with { Id = acting.On(7).CommandId }));
        return back;
    }

    internal static LifecycleMove? LineBack(ClaimLine? line, Acting acting)
    {
        if (line is null) return null;
        var trigger = line.State == ClaimLineState.Open ? ClaimLineTrigger.Withdraw : ClaimLineTrigger.Reverse;
        return ClaimLineLifecycle.Table.Answer(line, trigger, acting.On(1));
    }

    /// <summary>Cancel before the money leaves; re-open the debt of a true household after a wrong payee.</summary>
    public static FundDecision Take(Payment payment, PaymentTrigger trigger, Acting acting)
    {
        if (trigger is not (PaymentTrigger.Cancel or PaymentTrigger.ReopenDebt))
            throw new ArgumentException("This step has a decision of its own.", nameof(trigger));
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0)];
        return FundDecision.Of(PaymentLifecycle.Table.Answer(payment, trigger, acting, checks), checks, () => []);
    }

    /// <summary>The reference that a payment's transfers carry, so that money that comes back finds the age it had.</summary>
    public static string Reference(Payment payment) => $"payment:{payment.Id:D}";

    static Deadline? PapersDue(AidCase aidCase, FundContext fund, Acting acting) =>
        fund.Due(acting.OccurredOn, aidCase.Mode == AidMode.AidFirst ? fund.Pack.AidFirstPapersDays : fund.Pack.PapersDays);

    static string Mark(IReadOnlyList<RuleCheck> checks) => checks.Any(c => c.Result == CheckResult.Overridden) ? FundMarks.Override : "";
}
