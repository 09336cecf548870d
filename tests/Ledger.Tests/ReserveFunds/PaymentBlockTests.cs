using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Misuse is stopped before the money leaves: each block by name, all of them at once on the check page.</summary>
public sealed class PaymentBlockTests
{
    readonly FundStory story = new();
    readonly AidCase aidCase;

    public PaymentBlockTests()
    {
        story.Received();
        aidCase = story.Signed();
    }

    [Fact]
    [Trait("rule", "G1")]
    public void A_clean_payment_passes_every_check()
    {
        var decision = story.Release(story.Planned(aidCase), aidCase);
        Assert.All(decision.Checks, check => Assert.Equal(CheckResult.Passed, check.Result));
        Assert.True(decision.Checks.Count >= 15);
    }

    [Fact]
    public void An_unsigned_case_is_not_paid()
    {
        var unsigned = story.Investigated();
        Refuses(FundRefusal.SignaturesMissing, story.Release(story.Planned(unsigned), unsigned));
    }

    [Fact]
    [Trait("trap", "T7")]
    public void The_limit_is_checked_again_when_the_money_leaves()
    {
        story.Pack = Packs.With(("smallAid.limitFen", """[{"from": "2020-01-01", "limitFen": 99999}]"""));
        Refuses(FundRefusal.AboveSmallAidLimit, story.Release(story.Planned(aidCase), aidCase));
    }

    [Fact]
    [Trait("rule", "G1")]
    public void A_purpose_that_the_fund_does_not_name_is_refused()
    {
        var silent = FundBook.InBook(FundBook.Ours);
        silent.Purposes.Clear();
        Refuses(FundRefusal.PurposeNotAllowed, Release(story.Context with { InBook = silent }, story.Facts()));
    }

    [Fact]
    public void A_fund_pays_only_within_its_dates_and_area()
    {
        var ended = FundBook.InBook(FundBook.Ours);
        ended.ValidTo = story.Today.AddDays(-1);
        Refuses(FundRefusal.FundOutsideDates, Release(story.Context with { InBook = ended }, story.Facts()));
        Refuses(FundRefusal.FundOutsideArea, Release(story.Facts() with { FundAreas = ["341723101"] }));
    }

    [Fact]
    [Trait("rule", "G5")]
    [Trait("trap", "T25")]
    public void A_payee_who_died_is_not_paid() => Refuses(FundRefusal.PayeeDeceased, Release(story.Facts() with { PayeeDiedOn = story.Today }));

    [Fact]
    [Trait("trap", "T11")]
    public void Staff_and_the_paying_unit_are_never_payees()
    {
        var facts = story.Facts() with { PayeeIsStaffOrUnit = true, Override = new("town:second", "explained") };
        Refuses(FundRefusal.PayeeIsStaff, Release(facts));
    }

    [Fact]
    [Trait("rule", "G2")]
    [Trait("trap", "T11")]
    public void Declared_kin_is_refused_unless_a_second_person_explains()
    {
        var facts = story.Facts() with { PayeeIsDeclaredKin = true };
        Refuses(FundRefusal.PayeeIsKin, Release(facts));
        var overridden = Release(facts with { Override = new("town:second", "neighbour took part, see minutes") });
        Assert.True(overridden.IsAccepted);
        Assert.Equal(FundMarks.Override, overridden.Transfers[0].Mark);
    }

    [Fact]
    [Trait("trap", "T10")]
    public void No_role_turns_a_stop_into_a_warning()
    {
        var facts = story.Facts() with { PayeeIsDeclaredKin = true };
        Refuses(FundRefusal.PayeeIsKin, Release(facts with { Override = new(FundStory.Cashier, "the same person") }));
        Refuses(FundRefusal.PayeeIsKin, Release(facts with { Override = new("town:second", "") }));
        Assert.All([FundRefusal.PayeeIsStaff, FundRefusal.PayeeDeceased, FundRefusal.SignaturesMissing, FundRefusal.ExceedsMoneyInHands],
            rule => Assert.DoesNotContain(rule, PaymentChecks.Overridable));
    }

    [Fact]
    [Trait("trap", "T26")]
    public void An_account_that_serves_another_household_needs_a_recorded_proxy()
    {
        var facts = story.Facts() with { OtherHouseholdsOnAccount = 1 };
        Refuses(FundRefusal.PayeeAccountServesAnotherHousehold, Release(facts));
        Assert.True(Release(facts with { ProxyOrInstitutionRecorded = true }).IsAccepted);
    }

    [Fact]
    public void A_bank_payment_needs_an_account() => Refuses(FundRefusal.PayeeAccountMissing, Release(story.Facts() with { PayeeHasAccount = false }));

    [Fact]
    [Trait("rule", "F13")]
    public void The_same_cause_is_aided_once_in_the_window_except_as_follow_up()
    {
        var facts = story.Facts() with { SameCauseAidedOn = story.Today.AddDays(-30) };
        Refuses(FundRefusal.SameCauseAlreadyAided, Release(facts));
        var followUp = story.Signed(mode: AidMode.FollowUp);
        Assert.True(story.Release(story.Planned(followUp), followUp, facts).IsAccepted);
    }

    [Fact]
    public void Aid_from_all_sources_above_the_packs_sum_needs_a_second_persons_word()
    {
        var facts = story.Facts() with { AidedThisYearFen = 500_001 };
        Refuses(FundRefusal.StackingAboveLimit, Release(facts));
        Assert.True(Release(facts with { AidedThisYearFen = 500_000 }).IsAccepted);
        Assert.True(Release(facts with { Override = new("town:second", "second child in hospital") }).IsAccepted);
        story.Pack = Packs.With(("stacking.limitFen", "null"));
        Assert.True(Release(facts).IsAccepted);
    }

    [Fact]
    [Trait("rule", "F19")]
    public void Cash_needs_a_reason_a_numbered_receipt_and_a_bank()
    {
        var cash = story.Planned(aidCase, channel: PaymentChannel.Cash);
        Refuses(FundRefusal.CashWithoutReason, PayCash(With(cash, reason: "", receipt: "000123"), story.Context));
        Refuses(FundRefusal.ReceiptNumberMissing, PayCash(With(cash, reason: "flood", receipt: ""), story.Context));
        Refuses(FundRefusal.CashNotPossible, PayCash(cash, OnQuota()));
        Assert.DoesNotContain(PayCash(cash, story.Context).Checks, check => check.Result == CheckResult.Failed);
    }

    [Fact]
    [Trait("trap", "T5")]
    public void What_is_no_longer_free_is_not_promised_again()
    {
        Refuses(FundRefusal.ExceedsMoneyInHands, Release(story.Facts() with { AvailableFen = 99_999 }));

        // Sixty-four decisions on the same stale figure: the book lets exactly as many pass as there is money for.
        var releases = Enumerable.Range(0, 64).Select(_ => story.Release(story.Planned(aidCase), aidCase)).ToList();
        Assert.All(releases, release => Assert.True(release.IsAccepted));
        Assert.Equal(10, releases.Count(release => story.Book.TryPost(release.Transfers)));
        Assert.Equal(0, story.Book.Free(FundBook.Ours.InHands(FundBook.Bank)));
    }

    [Fact]
    [Trait("trap", "T7")]
    public void Payments_of_a_case_never_exceed_it() => Refuses(FundRefusal.ExceedsCase, Release(story.Facts() with { CommittedOnCaseFen = 1 }));

    [Fact]
    [Trait("rule", "F16")]
    public void An_instalment_is_paid_when_due_and_after_this_months_status_check()
    {
        var due = story.Facts() with { InstalmentDueOn = story.Today, StatusCheckedOn = story.Today };
        Assert.True(Release(due).IsAccepted);
        Refuses(FundRefusal.InstalmentNotDue, Release(due with { InstalmentDueOn = story.Today.AddDays(1) }));
        Refuses(FundRefusal.StatusNotChecked, Release(due with { StatusCheckedOn = story.Today.AddMonths(-1) }));
    }

    [Fact]
    public void Lent_money_has_a_limit()
    {
        var lent = story.Planned(aidCase, channel: PaymentChannel.Cash, lender: "lender:1");
        Refuses(FundRefusal.LenderLimitExceeded, PayCash(lent, story.Context, story.Facts() with { LentOpenFen = 100_001 }));
        var paid = PayCash(lent, story.Context, story.Facts() with { LentOpenFen = 100_000, AvailableFen = 0 });
        Assert.Equal(nameof(FundEvent.PaidWithLentMoney), paid.Transfers[0].Reason);
    }

    [Fact]
    public void All_failures_are_shown_at_once_and_the_first_in_order_is_the_answer()
    {
        var decision = Release(story.Facts() with { PayeeDiedOn = story.Today, PayeeIsStaffOrUnit = true, AvailableFen = 0, SameCauseAidedOn = story.Today });
        Assert.Equal(
            [FundRefusal.PayeeDeceased, FundRefusal.PayeeIsStaff, FundRefusal.SameCauseAlreadyAided, FundRefusal.ExceedsMoneyInHands],
            decision.Checks.Where(c => c.Result == CheckResult.Failed).Select(c => c.Rule).Order());
        Assert.Equal(FundRefusal.PayeeDeceased, decision.Refusal);
    }

    [Fact]
    [Trait("trap", "T18")]
    public void A_list_is_sent_once()
    {
        var payment = story.Planned(aidCase);
        story.Do(story.Release(payment, aidCase), payment);
        Refuses(FundRefusal.MoveNotAllowed, story.Release(payment, aidCase));
        Refuses(FundRefusal.MoveNotAllowed, PayCash(payment, story.Context));
    }

    [Fact]
    [Trait("trap", "T19")]
    public void When_the_bank_accepted_and_the_database_failed_the_retry_pays_nothing_twice()
    {
        var payment = story.Planned(aidCase);
        story.Do(story.Release(payment, aidCase), payment);
        var acting = story.As(FundStory.Cashier, FundRole.Cashier);
        var first = PaymentDecision.Pay(payment, aidCase, story.Context, acting);
        story.Book.Post(first.Transfers);

        // The process died here: the steps were not taken. The retry makes the very same transfers.
        var retry = PaymentDecision.Pay(payment, aidCase, story.Context, acting);
        story.Do(retry, payment);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + AWT 100000", story.Book.ToString());
        Assert.Equal(PaymentState.Paid, payment.State);
    }

    [Fact]
    public void A_failed_or_recalled_line_is_free_and_can_go_out_again()
    {
        var payment = story.Planned(aidCase);
        story.Do(story.Release(payment, aidCase), payment);
        story.Do(PaymentDecision.Fail(payment, story.Context, story.As(FundStory.Cashier, FundRole.Cashier)), payment);
        Assert.Equal(1_000_000, story.Book.Free(FundBook.Ours.InHands(FundBook.Bank)));
        story.Do(story.Release(payment, aidCase), payment);
        story.Do(PaymentDecision.Recall(payment, story.Context, story.As(FundStory.Cashier, FundRole.Cashier)), payment);
        Assert.Equal((PaymentState.Planned, (Guid?)null), (payment.State, payment.HoldId));
    }

    FundDecision Release(PaymentFacts facts) => story.Release(story.Planned(aidCase), aidCase, facts);

    FundDecision Release(FundContext context, PaymentFacts facts) => PaymentDecision.Release(
        story.Planned(aidCase), aidCase, context, facts, story.Parts(aidCase), story.Now.AddYears(3),
        story.As(FundStory.Cashier, FundRole.Cashier, DocumentKinds.PaymentList));

    FundDecision PayCash(Payment payment, FundContext context, PaymentFacts? facts = null) => PaymentDecision.PayCash(
        payment, aidCase, context, facts ?? story.Facts(), story.Parts(aidCase), story.As(FundStory.Cashier, FundRole.Cashier, DocumentKinds.Receipt));

    FundContext OnQuota()
    {
        var fund = story.Fund;
        var quota = new ReserveFund
        {
            CountyCode = fund.CountyCode, Id = fund.Id, TownshipCode = fund.TownshipCode, Year = fund.Year, Form = fund.Form, Custody = FundCustody.TreasuryQuota,
            FundId = fund.FundId, Owner = fund.Owner, BankPlace = Places.Quota,
        };
        return story.Context with { Fund = quota };
    }

    static Payment With(Payment cash, string reason, string receipt) => new()
    {
        CountyCode = cash.CountyCode, Id = cash.Id, AidCaseId = cash.AidCaseId, ReserveFundId = cash.ReserveFundId, InstalmentNo = 1, Kind = cash.Kind,
        AmountFen = cash.AmountFen, PayeePersonId = cash.PayeePersonId, PayeeAccountIndex = [], PayeeAccountMasked = "", Channel = cash.Channel,
        Place = cash.Place, CashReason = reason, ReceiptNumber = receipt,
    };

    static void Refuses(FundRefusal refusal, FundDecision decision) => FundStory.Refuses(refusal, decision);
}
