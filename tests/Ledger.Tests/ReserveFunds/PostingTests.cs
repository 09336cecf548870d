using Jiuji.Ledger.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>The forty events, one by one, against the book's real rules: what each does to where the money stands.</summary>
public sealed class PostingTests
{
    static readonly DateTimeOffset Tomorrow = County.Noon.AddDays(1);

    [Fact]
    [Trait("rule", "F3")]
    public void Row_01_A_joint_document_is_a_limit_and_moves_no_money() => Assert.Empty(AdvancePostings.JointDocumentRegistered());

    [Fact]
    [Trait("rule", "F5")]
    [Trait("trap", "T21")]
    public void Row_02_An_advance_is_in_transit_and_no_expenditure_anywhere()
    {
        var book = new FundBook();
        book.Post(AdvancePostings.AdvanceIssued(Ours, 10_000, Because()));
        Assert.Equal("ADV 10000 = TRN 10000", book.ToString());
        Assert.Equal(0, book.Position().Expenditure);
    }

    [Fact]
    public void Row_03_Money_received_is_in_hands_and_its_age_begins()
    {
        var book = With(10_000);
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
        Assert.Equal([new MoneyLayer(County.Today, 10_000)], IdleMoney.Layers(Ours.Fund, book.Transfers));
    }

    [Fact]
    [Trait("trap", "T23")]
    public void Row_04_A_released_line_is_held_and_no_longer_free()
    {
        var book = With(2_000);
        book.Post(PaymentPostings.PaymentListReleased(Ours, Bank, 1_500, Tomorrow, Because()));
        Assert.Equal("ADV 2000 = HND bank:1 2000", book.ToString());
        Assert.Equal(500, book.Free(Ours.InHands(Bank)));
        Assert.Equal(Refusal.ExceedsAvailableBalance, book.Refuses(PaymentPostings.PaymentMade(Ours, Bank, 501, null, Because())));
    }

    [Fact]
    public void Row_04_A_recalled_line_is_free_again()
    {
        var book = With(2_000);
        var release = Because();
        book.Post(PaymentPostings.PaymentListReleased(Ours, Bank, 1_500, Tomorrow, release));
        book.Post(PaymentPostings.ReleaseVoided(Ours, Bank, 1_500, release.Id, Because()));
        Assert.Equal(2_000, book.Free(Ours.InHands(Bank)));
    }

    [Fact]
    public void Row_05_A_debited_line_awaits_papers()
    {
        var book = With(10_000);
        var release = Because();
        book.Post(PaymentPostings.PaymentListReleased(Ours, Bank, 1_500, Tomorrow, release));
        book.Post(PaymentPostings.PaymentMade(Ours, Bank, 1_500, release.Id, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 8500 + AWT 1500", book.ToString());
    }

    [Fact]
    public void Row_06_Of_a_part_payment_only_the_part_awaits_papers()
    {
        var book = With(10_000);
        book.Post(PaymentPostings.PartPaymentMade(Ours, Bank, 500, null, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 9500 + AWT 500", book.ToString());
    }

    [Fact]
    public void Row_07_Drawn_cash_is_in_the_custodians_hands()
    {
        var book = With(10_000);
        book.Post(PaymentPostings.CashDrawn(Ours, Bank, "lee", 3_000, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 7000 + HND cash:lee 3000", book.ToString());
    }

    [Fact]
    [Trait("rule", "F19")]
    public void Row_08_Paid_cash_awaits_papers()
    {
        var book = WithCash();
        book.Post(PaymentPostings.CashPaid(Ours, "lee", 1_000, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 7000 + HND cash:lee 2000 + AWT 1000", book.ToString());
    }

    [Fact]
    public void Row_09_Unpaid_cash_goes_back_to_the_bank()
    {
        var book = WithCash();
        book.Post(PaymentPostings.CashRebanked(Ours, "lee", Bank, 3_000, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
    }

    [Fact]
    [Trait("trap", "T12")]
    public void Row_10_Papers_accepted_or_rejected_move_no_money() => Assert.Empty(PaymentPostings.PapersHandled());

    [Fact]
    [Trait("trap", "T29")]
    public void Row_11_A_return_before_approval_is_in_hands_again()
    {
        var book = Paid();
        book.Post(PaymentPostings.PaymentReturned(Ours, Bank, 1_500, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
    }

    [Fact]
    [Trait("trap", "T8")]
    public void More_can_not_come_back_than_was_paid() =>
        Assert.Equal(Refusal.ExceedsAvailableBalance, Paid().Refuses(PaymentPostings.PaymentReturned(Ours, Bank, 1_501, Because())));

    [Fact]
    public void Row_12_A_return_after_approval_lessens_the_next_replenishment()
    {
        var book = Cleared();
        Assert.Equal(1_500, Replenishment.MostFen(book.Position(), 0));
        book.Post(PaymentPostings.ApprovedPaymentReturned(Ours, Bank, 500, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 9000 + APR 1000", book.ToString());
        Assert.Equal(1_000, Replenishment.MostFen(book.Position(), 0));
    }

    [Fact]
    public void Row_13_A_return_after_year_end_comes_to_the_old_fund_under_its_own_mark()
    {
        var book = Cleared();
        var posted = book.Post(PaymentPostings.PriorYearPaymentReturned(Ours, Bank, 1_500, Because()));
        Assert.Equal(FundMarks.PriorYear, posted[0].Mark);
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
    }

    [Fact]
    [Trait("rule", "F4")]
    public void Row_14_An_approved_line_is_expenditure()
    {
        var book = Cleared();
        Assert.Equal("ADV 10000 = HND bank:1 8500 + APR 1500", book.ToString());
        Assert.Equal(1_500, book.Position().Expenditure);
    }

    [Fact]
    public void Row_15_Of_a_line_approved_in_part_the_rest_awaits_papers()
    {
        var book = Paid();
        book.Post(ClaimPostings.ClaimLineApprovedInPart(Ours, 1_000, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 8500 + AWT 500 + APR 1000", book.ToString());
        Assert.Empty(ClaimPostings.ClaimLineApprovedInPart(Ours, 0, Because()));
    }

    [Fact]
    [Trait("trap", "T8")]
    public void More_can_not_be_approved_than_was_paid() =>
        Assert.Equal(Refusal.ExceedsAvailableBalance, Paid().Refuses(ClaimPostings.ClaimLineApproved(Ours, 1_501, Because())));

    [Fact]
    public void Row_16_What_is_refused_for_good_is_owed_by_a_named_debtor()
    {
        var book = Paid();
        book.Post(ClaimPostings.PaymentRefusedForGood(Ours, "unit:1", 1_500, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 8500 + REC unit:1 1500", book.ToString());
    }

    [Fact]
    [Trait("rule", "F14")]
    public void Row_17_Good_faith_is_expenditure_under_its_own_mark()
    {
        var book = Paid();
        var posted = book.Post(ClaimPostings.PaymentAcceptedInGoodFaith(Ours, 1_500, Because()));
        Assert.Equal(FundMarks.GoodFaith, posted[0].Mark);
        Assert.Equal("ADV 10000 = HND bank:1 8500 + APR 1500", book.ToString());
    }

    [Fact]
    public void Row_18_A_replenishment_restores_the_fixed_sum()
    {
        var book = Cleared();
        book.Post(AdvancePostings.ReplenishmentIssued(Ours, 1_500, Because("BX-1")));
        book.Post(AdvancePostings.ReplenishmentReceived(Ours, Bank, 1_500, Because("BX-1")));
        Assert.Equal("ADV 11500 = HND bank:1 10000 + APR 1500", book.ToString());
        Assert.True(book.Position().ImprestIdentityHolds(10_000, replenishedFen: 1_500));
        Assert.False(book.Position().ImprestIdentityHolds(10_000, replenishedFen: 1_499));
    }

    [Fact]
    public void Row_19_Clearing_moves_no_money() => Assert.Empty(AdvancePostings.AdvanceCleared());

    [Theory]
    [InlineData(BookedAs.InHands, "ADV 10000 = HND bank:1 7000 + AWT 1500 + REC payee:1 1500")]
    [InlineData(BookedAs.AwaitingPapers, "ADV 10000 = HND bank:1 8500 + REC payee:1 1500")]
    public void Row_20_A_duplicate_is_owed_by_the_payee_and_never_a_second_payment(BookedAs booked, string expected)
    {
        var book = Paid();
        book.Post(RecoveryPostings.DuplicatePaymentFound(Ours, booked, Bank, "payee:1", 1_500, Because()));
        Assert.Equal(expected, book.ToString());
    }

    [Fact]
    public void Row_21_A_wrong_payee_owes_and_the_true_household_is_paid_again()
    {
        var book = Cleared();
        book.Post(RecoveryPostings.WrongPayeeFound(Ours, BookedAs.Approved, "payee:9", 1_500, Because()));
        book.Post(PaymentPostings.PaymentMade(Ours, Bank, 1_500, null, Because("QD-2026-0001-2")));
        Assert.Equal("ADV 10000 = HND bank:1 7000 + AWT 1500 + REC payee:9 1500", book.ToString());
    }

    [Fact]
    [Trait("trap", "T25")]
    [Trait("rule", "G5")]
    public void Row_22_What_was_paid_after_a_death_is_owed_by_the_holder_of_the_account()
    {
        var book = Paid();
        book.Post(RecoveryPostings.PaymentAfterDeathFound(Ours, BookedAs.AwaitingPapers, "holder:1", 1_500, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 8500 + REC holder:1 1500", book.ToString());
    }

    [Fact]
    public void Row_23_A_wrong_approval_of_the_year_awaits_papers_again()
    {
        var book = Cleared();
        book.Post(ClaimPostings.ApprovalCorrected(Ours, 1_500, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 8500 + AWT 1500", book.ToString());
    }

    [Fact]
    public void Row_24_A_wrong_approval_of_an_earlier_year_is_owed_to_the_old_fund_on_its_own_line()
    {
        var book = Cleared();
        var posted = book.Post(ClaimPostings.PriorYearApprovalCorrected(Ours, "unit:1", 1_500, Because()));
        Assert.Equal(FundMarks.PriorYear, posted[0].Mark);
        Assert.Equal("ADV 10000 = HND bank:1 8500 + REC unit:1 1500", book.ToString());
    }

    [Fact]
    public void Row_25_Money_recovered_by_bank_is_in_hands()
    {
        var book = Owed();
        book.Post(RecoveryPostings.RecoveredByBank(Ours, "unit:1", Bank, 1_500, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
    }

    [Fact]
    public void Row_26_Money_recovered_in_cash_is_banked_the_same_day()
    {
        var book = Owed();
        book.Post([.. RecoveryPostings.RecoveredInCash(Ours, "unit:1", "lee", 1_500, Because()), .. PaymentPostings.CashRebanked(Ours, "lee", Bank, 1_500, Because())]);
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
    }

    [Fact]
    public void Row_27_A_set_off_pays_the_instalment_and_settles_the_debt_in_one_batch()
    {
        var book = Owed();
        book.Post(RecoveryPostings.RecoverySetOff(Ours, "unit:1", Bank, instalmentFen: 1_000, setOffFen: 400, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 7900 + AWT 1000 + REC unit:1 1100", book.ToString());
    }

    [Fact]
    [Trait("trap", "T22")]
    public void Row_28_What_is_written_off_is_lost_and_never_replenished()
    {
        var book = Owed();
        book.Post(RecoveryPostings.RecoveryWrittenOff(Ours, "unit:1", 1_500, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 8500 + LOS 1500", book.ToString());
        Assert.Equal(0, book.Position().Expenditure);
        Assert.Equal(FundRefusal.ReplenishmentExceedsApproved, Replenishment.Check(book.Position(), 0, 1));
    }

    [Fact]
    public void Row_29_What_is_recovered_after_the_write_off_is_no_longer_lost()
    {
        var book = Owed();
        book.Post(RecoveryPostings.RecoveryWrittenOff(Ours, "unit:1", 1_500, Because()));
        book.Post(RecoveryPostings.RecoveredAfterWriteOff(Ours, Bank, 600, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 9100 + LOS 900", book.ToString());
    }

    [Fact]
    [Trait("trap", "T22")]
    public void Row_30_Missing_cash_is_owed_by_its_custodian_and_no_top_up_refills_it()
    {
        var book = WithCash();
        book.Post(RecoveryPostings.CashShortageFound(Ours, "lee", 200, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 7000 + HND cash:lee 2800 + REC cash:lee 200", book.ToString());
        Assert.Equal(FundRefusal.ReplenishmentExceedsApproved, Replenishment.Check(book.Position(), 0, 200));
    }

    [Fact]
    public void Row_31_Too_much_cash_is_held_for_its_owner_and_is_not_the_funds()
    {
        var book = WithCash();
        book.Post(HeldPostings.CashOverageFound(Ours, "lee", 50, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 7000 + HND cash:lee 3000", book.ToString());
        Assert.Equal(new PlacePosition(Lee, 3_000, 50), PlacePosition.Of(County.Township, Lee, book.Balances));
    }

    [Fact]
    public void Row_32_Interest_is_held_and_remitted_and_never_in_hands()
    {
        var book = With(10_000);
        book.Post(HeldPostings.InterestReceived(Ours, Bank, 12, Because()));
        Assert.Equal(10_012, PlacePosition.Of(County.Township, Bank, book.Balances).Book);
        book.Post(HeldPostings.InterestRemitted(Ours, Bank, 12, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
        Assert.Equal(12, book.Balance(Ours.Treasury));
    }

    [Fact]
    public void Row_33_Money_swept_back_is_in_transit_until_the_county_has_it()
    {
        var book = With(10_000);
        book.Post(AdvancePostings.SweepBackSent(Ours, Bank, 4_000, Because()));
        Assert.Equal("ADV 10000 = TRN 4000 + HND bank:1 6000", book.ToString());
        book.Post(AdvancePostings.SweepBackReceived(Ours, 4_000, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 6000 + RET 4000", book.ToString());
    }

    [Fact]
    [Trait("rule", "G13")]
    public void Row_34_A_bank_fee_is_owed_by_the_running_budget()
    {
        var book = With(10_000);
        book.Post(RecoveryPostings.BankFeeTaken(Ours, Bank, 5, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 9995 + REC running-budget 5", book.ToString());
    }

    [Fact]
    public void Row_35_An_unidentified_receipt_is_held_until_the_truth_is_posted()
    {
        var book = Owed();
        var held = book.Post(HeldPostings.UnidentifiedReceived(Ours, Bank, 1_500, Because("X-1")));
        Assert.Equal("ADV 10000 = HND bank:1 8500 + REC unit:1 1500", book.ToString());
        book.Post([.. HeldPostings.HeldMoneyReversed(held[0], Because("X-1")), .. RecoveryPostings.RecoveredByBank(Ours, "unit:1", Bank, 1_500, Because())]);
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
        Assert.Equal(0, book.Balance(Ours.HeldForOthers(Bank)));
    }

    [Fact]
    [Trait("rule", "G1")]
    public void Row_36_A_donation_paid_in_by_mistake_can_not_reach_money_in_hands()
    {
        var book = With(10_000);
        book.Post(HeldPostings.DonationReceivedByMistake(Ours, Bank, "donor:1", 800, Because()));
        var spent = Because().Move(FundEvent.PaymentMade, Ours.HeldForOthers(Bank), Ours.InHands(Bank), 800);
        Assert.Equal(Refusal.FundsDiffer, book.Refuses([spent]));
        book.Post(HeldPostings.DonationPassedOn(Ours, Bank, "charity:1", 800, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 10000", book.ToString());
    }

    [Fact]
    public void Row_37_Money_moves_between_townships_only_through_the_county()
    {
        var book = With(10_000);
        book.Post(AdvancePostings.SweepBackSent(Ours, Bank, 4_000, Because("QD 2")));
        book.Post(AdvancePostings.Reallocated(Ours, Neighbour, 4_000, Because("QD 2")));
        book.Post(AdvancePostings.AdvanceReceived(Neighbour, "bank:2", 4_000, Because("QD 2")));
        Assert.Equal("ADV 10000 = HND bank:1 6000 + RET 4000", book.ToString());
        Assert.Equal("ADV 4000 = HND bank:2 4000", book.Read(Neighbour));
        var straight = Because().Move(FundEvent.Reallocated, Ours.InHands(Bank), Neighbour.InHands("bank:2"), 1);
        Assert.Equal(Refusal.FundsDiffer, book.Refuses([straight]));
    }

    [Fact]
    public void Row_38_Only_money_in_hands_is_carried_over_and_it_keeps_its_age()
    {
        var book = Paid();
        var layers = IdleMoney.Layers(Ours.Fund, book.Transfers);
        book.Post(AdvancePostings.CarriedOver(Ours, NextYear, Bank, layers, Because("2026 → 2027")));
        Assert.Equal("ADV 10000 = AWT 1500 + CF 8500", book.ToString());
        Assert.Equal("BF 8500 = HND bank:1 8500", book.Read(NextYear));
        Assert.Equal(layers, IdleMoney.Layers(NextYear.Fund, book.Transfers));
    }

    [Fact]
    public void Row_39_A_new_custodian_takes_over_the_counted_cash()
    {
        var book = WithCash();
        book.Post(HeldPostings.CustodianChanged(Ours, "lee", "wang", 3_000, Because()));
        Assert.Equal("ADV 10000 = HND bank:1 7000 + HND cash:wang 3000", book.ToString());
    }

    [Fact]
    public void Row_40_Lent_money_pays_at_night_and_is_repaid()
    {
        var book = new FundBook();
        book.Post(PaymentPostings.PaidWithLentMoney(Ours, "lender:1", 1_000, Because()));
        Assert.Equal("LENT 1000 = AWT 1000", book.ToString());
        book.Post(AdvancePostings.AdvanceIssued(Ours, 5_000, Because("QD 3")));
        book.Post(AdvancePostings.AdvanceReceived(Ours, Bank, 5_000, Because("QD 3")));
        book.Post(PaymentPostings.LentMoneyRepaid(Ours, "lender:1", Bank, 1_000, Because()));
        Assert.Equal("ADV 5000 = HND bank:1 4000 + AWT 1000", book.ToString());
        Assert.Equal(Refusal.ExceedsCeiling, book.Refuses(PaymentPostings.LentMoneyRepaid(Ours, "lender:1", Bank, 1, Because())));
    }

    [Fact]
    public void Every_row_from_1_to_40_has_an_event_of_its_own()
    {
        var rows = Enum.GetValues<FundEvent>().Select(happened => happened.Row()).Distinct().Order();
        Assert.Equal(Enumerable.Range(1, 40), rows);
    }

    [Fact]
    public void A_retry_of_an_event_with_several_transfers_is_the_same_event()
    {
        var book = Owed();
        var basis = Because();
        var group = RecoveryPostings.RecoverySetOff(Ours, "unit:1", Bank, 1_000, 400, basis);
        book.Post(group);
        Assert.Equal(group.Select(t => t.Id), RecoveryPostings.RecoverySetOff(Ours, "unit:1", Bank, 1_000, 400, basis).Select(t => t.Id));
        Assert.Equal(2, group.Select(t => t.Id).Distinct().Count());
        book.Post(group);
        Assert.Equal("ADV 10000 = HND bank:1 7900 + AWT 1000 + REC unit:1 1100", book.ToString());
    }

    static FundBook WithCash()
    {
        var book = With(10_000);
        book.Post(PaymentPostings.CashDrawn(Ours, Bank, "lee", 3_000, Because()));
        return book;
    }

    static FundBook Owed()
    {
        var book = Paid();
        book.Post(ClaimPostings.PaymentRefusedForGood(Ours, "unit:1", 1_500, Because()));
        return book;
    }
}
