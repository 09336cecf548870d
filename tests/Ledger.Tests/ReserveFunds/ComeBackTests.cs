using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Money that comes back, and payments that were wrong.</summary>
public sealed class ComeBackTests
{
    readonly FundStory story = new();
    readonly Advance first;
    readonly AidCase aidCase;

    public ComeBackTests()
    {
        first = story.Received();
        aidCase = story.Signed();
    }

    [Fact]
    [Trait("trap", "T29")]
    public void A_return_of_a_paid_line_re_opens_the_debt_and_it_is_paid_again()
    {
        var payment = story.Paid(aidCase);
        story.Do(Return(payment, null), payment);
        Assert.Equal((PaymentState.Returned, (DateOnly?)null), (payment.State, payment.PapersDueOn));
        Assert.Equal("ADV 1000000 = HND bank:1 1000000", story.Book.ToString());
        story.Do(story.Release(payment, aidCase), payment);
        story.Do(PaymentDecision.Pay(payment, aidCase, story.Context, story.As(FundStory.Cashier, FundRole.Cashier)), payment);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + AWT 100000", story.Book.ToString());
    }

    [Fact]
    [Trait("trap", "T29")]
    public void A_return_of_a_claimed_line_takes_the_line_out_of_the_claim()
    {
        var payment = story.WithPapers(aidCase);
        var (_, line) = story.UnderReview(payment, aidCase);
        story.Do(Return(payment, line.Line), payment, line.Line);
        Assert.Equal((PaymentState.Returned, ClaimLineState.Withdrawn), (payment.State, line.Line.State));
    }

    [Fact]
    [Trait("trap", "T29")]
    public void A_return_after_approval_takes_it_off_the_expenditure()
    {
        var (_, line) = story.Reimbursed(aidCase);
        story.Do(Return(line.Payment, line.Line), line.Payment, line.Line);
        Assert.Equal("ADV 1000000 = HND bank:1 1000000", story.Book.ToString());
        Assert.Equal((ClaimLineState.Reversed, 0L, 0L), (line.Line.State, line.Line.ApprovedFen, line.Payment.ApprovedFen));
    }

    [Fact]
    public void A_return_after_year_end_comes_to_the_old_fund_under_its_mark()
    {
        var (_, line) = story.Reimbursed(aidCase);
        story.Now = story.Now.AddYears(1);
        var decision = story.Do(Return(line.Payment, line.Line), line.Payment, line.Line);
        Assert.Equal((FundMarks.PriorYear, nameof(FundEvent.PriorYearPaymentReturned)), (decision.Transfers[0].Mark, decision.Transfers[0].Reason));
    }

    [Fact]
    public void A_payment_approved_in_part_comes_back_in_both_parts()
    {
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.UnderReview(payment, aidCase);
        story.Do(story.Review(claim, line, 60_000), line.Line, payment);
        var decision = story.Do(Return(payment, line.Line), payment, line.Line);
        Assert.Equal([60_000L, 40_000L], decision.Transfers.Select(t => t.Amount));
        Assert.Equal("ADV 1000000 = HND bank:1 1000000", story.Book.ToString());
    }

    [Fact]
    public void What_a_household_gives_back_is_no_longer_owed_to_it()
    {
        var payment = story.Paid(aidCase);
        story.Do(PaymentDecision.GiveBack(payment, null, story.Context, story.As(FundStory.Cashier, FundRole.Cashier)), payment);
        Assert.Equal(PaymentState.Ended, payment.State);
        Assert.False(story.Release(payment, aidCase).IsAccepted);
    }

    [Fact]
    public void A_payment_refused_for_good_has_a_named_debtor()
    {
        var payment = story.Paid(aidCase);
        FundStory.Refuses(FundRefusal.DebtorMissing, CorrectionDecision.RefuseForGood(
            payment, story.Debt(payment, DebtorKind.PayingUnit, RecoveryCause.RefusedForGood, ""), story.Context, Bureau()));
        story.Do(CorrectionDecision.RefuseForGood(payment, story.Debt(payment, DebtorKind.PayingUnit, RecoveryCause.RefusedForGood), story.Context, Bureau()), payment);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + REC unit:1 100000", story.Book.ToString());
    }

    [Fact]
    [Trait("rule", "G4")]
    public void A_household_that_acted_in_good_faith_owes_nothing()
    {
        var payment = story.Paid(aidCase);
        FundStory.Refuses(FundRefusal.HouseholdInGoodFaith, CorrectionDecision.RefuseForGood(
            payment, story.Debt(payment, DebtorKind.Household, RecoveryCause.RefusedForGood, "household:1"), story.Context, Bureau()));
        var decision = story.Do(CorrectionDecision.AcceptInGoodFaith(payment, null, story.Context, Bureau()), payment);
        Assert.Equal(FundMarks.GoodFaith, decision.Transfers[0].Mark);
        Assert.Equal(100_000, story.Book.Position().Expenditure);
    }

    [Fact]
    public void After_a_wrong_payee_the_true_household_is_owed_again()
    {
        var payment = story.Paid(aidCase);
        var debt = story.Debt(payment, DebtorKind.AccountHolder, RecoveryCause.WrongPayee, "holder:1");
        story.Do(CorrectionDecision.FindWrongPayee(payment, null, debt, story.Context, Bureau()), payment);
        story.Do(PaymentDecision.Take(payment, PaymentTrigger.ReopenDebt, Bureau()), payment);
        story.Do(story.Release(payment, aidCase), payment);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + REC holder:1 100000", story.Book.ToString());
    }

    [Fact]
    [Trait("rule", "G5")]
    [Trait("trap", "T25")]
    public void A_payment_after_death_opens_a_recovery_from_who_holds_the_account()
    {
        var payment = story.Paid(aidCase);
        var deaths = new[] { new Death(payment.PayeePersonId, payment.PaidOn!.Value.AddDays(-3)) };
        Assert.Equal([payment], DeathCheck.PaidAfterDeath([payment], deaths));
        Assert.Empty(DeathCheck.PaidAfterDeath([payment], [new(payment.PayeePersonId, payment.PaidOn.Value.AddDays(1))]));
        var debt = story.Debt(payment, DebtorKind.AccountHolder, RecoveryCause.PaidAfterDeath, "holder:1");
        story.Do(CorrectionDecision.FindPaidAfterDeath(payment, null, debt, story.Context, Bureau()), payment);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + REC holder:1 100000", story.Book.ToString());
    }

    [Fact]
    [Trait("rule", "G6")]
    public void A_death_stops_what_is_planned_or_released()
    {
        var payment = story.Planned(aidCase);
        Assert.Equal([payment], DeathCheck.ToStop([payment], [new(payment.PayeePersonId, story.Today)]));
        Assert.Empty(DeathCheck.ToStop([payment], [new(Guid.CreateVersion7(), story.Today)]));
    }

    [Fact]
    public void A_wrong_approval_awaits_papers_again_in_its_own_year_and_is_owed_after_it()
    {
        var (_, line) = story.Reimbursed(aidCase);
        var debt = story.Debt(line.Payment, DebtorKind.PayingUnit, RecoveryCause.PriorYearCorrection);
        var inYear = CorrectionDecision.CorrectApproval(line.Payment, line.Line, story.Context, Bureau());
        Assert.True(inYear.IsAccepted);
        story.Now = story.Now.AddYears(1);
        FundStory.Refuses(FundRefusal.FundOutsideDates, CorrectionDecision.CorrectApproval(line.Payment, line.Line, story.Context, Bureau()));
        var after = story.Do(CorrectionDecision.CorrectPriorYear(line.Payment, line.Line, debt, story.Context, Bureau()), line.Payment, line.Line);
        Assert.Equal(FundMarks.PriorYear, after.Transfers[0].Mark);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + REC unit:1 100000", story.Book.ToString());
    }

    [Fact]
    public void A_recovery_has_an_open_balance_until_it_is_recovered_or_written_off()
    {
        var debt = Owed();
        FundStory.Refuses(FundRefusal.ExceedsDebt, RecoveryDecision.Recover(debt, FundBook.Ours, FundBook.Bank, 100_001, Cashier()));
        story.Do(RecoveryDecision.Recover(debt, FundBook.Ours, FundBook.Bank, 30_000, Cashier()), debt);
        Assert.Equal((70_000L, RecoveryCaseState.Notified), (debt.OpenFen, debt.State));
        FundStory.Refuses(FundRefusal.WrongRole, RecoveryDecision.WriteOff(debt, FundBook.Ours, Bureau()));
        story.Do(RecoveryDecision.WriteOff(debt, FundBook.Ours, story.As(FundStory.Finance, FundRole.CountyFinance, DocumentKinds.WriteOffDocument)), debt);
        story.Do(RecoveryDecision.Recover(debt, FundBook.Ours, FundBook.Bank, 20_000, Cashier()), debt);
        Assert.Equal((0L, 50_000L, 50_000L), (debt.OpenFen, debt.RecoveredFen, debt.WrittenOffFen));
        Assert.Equal("ADV 1000000 = HND bank:1 950000 + LOS 50000", story.Book.ToString());
    }

    [Fact]
    public void A_debtor_can_be_replaced_and_the_open_balance_moves_with_the_debt()
    {
        var debt = Owed();
        story.Do(RecoveryDecision.ReplaceDebtor(debt, DebtorKind.Bank, "bank-debt:1", FundBook.Ours, Bureau()), debt);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + REC bank-debt:1 100000", story.Book.ToString());
        Assert.Equal(RecoveryCaseState.Opened, debt.State);
    }

    [Fact]
    public void A_set_off_is_off_unless_the_pack_allows_it()
    {
        var debt = Owed();
        var instalment = story.Planned(story.Signed(50_000));
        var acting = story.As(FundStory.Cashier, FundRole.Cashier, DocumentKinds.CountyDecision, DocumentKinds.Receipt);
        FundStory.Refuses(FundRefusal.SetOffNotAllowed, RecoveryDecision.SetOff(debt, instalment, story.Context, 20_000, acting));
        story.Pack = Packs.With(("recovery.setOff", "true"));
        story.Do(RecoveryDecision.SetOff(debt, instalment, story.Context, 20_000, acting), debt, instalment);
        Assert.Equal("ADV 1000000 = HND bank:1 870000 + AWT 50000 + REC unit:1 80000", story.Book.ToString());
    }

    [Fact]
    public void Every_account_agrees_with_its_own_list()
    {
        var advance = story.Received(500_000);
        var other = story.Signed();
        var (claim, line) = story.Reimbursed(other);
        var debt = Owed(out var wrong);
        var lists = new FundLists
        {
            Advances = [advance, first],
            Claims = [claim],
            Payments = [line.Payment, wrong],
            Recoveries = [debt],
            CountedFen = story.Book.Position().InHands,
        };
        Assert.All(FundTies.Of(story.Book.Position(), lists), tie => Assert.True(tie.Holds, tie.ToString()));
        var missing = FundTies.Of(story.Book.Position(), lists with { Payments = [wrong] });
        Assert.Equal(["approved"], missing.Where(tie => !tie.Holds).Select(tie => tie.Account));
    }

    RecoveryCase Owed() => Owed(out _);

    RecoveryCase Owed(out Payment payment)
    {
        payment = story.Paid(aidCase);
        var debt = story.Debt(payment, DebtorKind.PayingUnit, RecoveryCause.RefusedForGood);
        story.Do(CorrectionDecision.RefuseForGood(payment, debt, story.Context, Bureau()), payment);
        story.Do(RecoveryDecision.Take(debt, RecoveryCaseTrigger.Notify, story.As(FundStory.Affairs, FundRole.CountyCivilAffairs, DocumentKinds.RecoveryNotice)), debt);
        return debt;
    }

    FundDecision Return(Payment payment, ClaimLine? line) =>
        PaymentDecision.Return(payment, line, story.Context, story.As(FundStory.Cashier, FundRole.Cashier, DocumentKinds.BankReturn));

    Acting Cashier() => story.As(FundStory.Cashier, FundRole.Cashier);

    Acting Bureau() => story.As(FundStory.Affairs, FundRole.CountyCivilAffairs, DocumentKinds.CountyDecision, DocumentKinds.DeathRecord);
}
