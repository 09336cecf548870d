using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>The rule book of <see cref="BookDecision"/>, one table per rule: From -> To amount => outcome, then what the accounts hold.</summary>
public sealed class BookDecisionTests
{
    /// <summary>An advance of 1,000 fen that has arrived in hands.</summary>
    const string Advance = "a: Advanced -> InHands 1000 => ok\n";

    [Fact]
    public void Money_moves_from_a_source_to_where_it_is() => Scenario.Play("""
        a: Advanced -> InTransit 1000 => ok
        b: InTransit -> InHands 1000 => ok
        c: InHands -> AwaitingPapers 300 => ok
        d: AwaitingPapers -> Approved 300 => ok
        Advanced -1000
        InTransit 0
        InHands 700
        AwaitingPapers 0
        Approved 300
        """);

    [Fact]
    public void Nothing_below_the_floor() => Scenario.Play(Advance + """
        b: InHands -> AwaitingPapers 1001 => ExceedsAvailableBalance
        c: InHands -> AwaitingPapers 1000 => ok
        d: InHands -> AwaitingPapers 1 => ExceedsAvailableBalance
        InHands 0
        AwaitingPapers 1000
        """);

    [Fact, Trait("trap", "T1"), Trait("trap", "T23")]
    public void A_hold_counts_against_the_floor() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 800 reserve@60 => ok
        InHands 1000 800
        b: InHands -> AwaitingPapers 201 => ExceedsAvailableBalance
        c: InHands -> AwaitingPapers 201 reserve@60 => ExceedsAvailableBalance
        d: InHands -> AwaitingPapers 200 => ok
        InHands 800 800
        """);

    [Fact, Trait("trap", "T2")]
    public void A_voided_hold_can_never_be_posted() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 800 reserve@60 => ok
        v: InHands -> AwaitingPapers 800 void:h => ok
        p: InHands -> AwaitingPapers 800 post:h => HoldAlreadyResolved
        InHands 1000
        AwaitingPapers 0
        """);

    [Fact, Trait("trap", "T3")]
    public void A_hold_posts_once() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 400 reserve@60 => ok
        p: InHands -> AwaitingPapers 400 post:h => ok
        q: InHands -> AwaitingPapers 400 post:h => HoldAlreadyResolved
        v: InHands -> AwaitingPapers 400 void:h => HoldAlreadyResolved
        InHands 600
        AwaitingPapers 400
        """);

    [Fact, Trait("trap", "T4")]
    public void A_void_releases_the_whole_hold() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 400 reserve@60 => ok
        v: InHands -> AwaitingPapers 399 void:h => ReleaseNotWhole
        InHands 1000 400
        w: InHands -> AwaitingPapers 400 void:h => ok
        InHands 1000
        """);

    [Fact]
    public void Posting_a_part_of_a_hold_releases_the_rest() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 400 reserve@60 => ok
        p: InHands -> AwaitingPapers 401 post:h => ExceedsHold
        q: InHands -> AwaitingPapers 150 post:h => ok
        InHands 850
        AwaitingPapers 150
        """);

    [Fact]
    public void An_expired_hold_can_never_be_posted_even_before_the_job_ran() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 400 reserve@60 => ok
        e: InHands -> AwaitingPapers 400 expire:h => HoldNotYetExpired
        later 60
        p: InHands -> AwaitingPapers 400 post:h => HoldExpired
        v: InHands -> AwaitingPapers 400 void:h => HoldExpired
        InHands 1000 400
        f: InHands -> AwaitingPapers 400 expire:h => ok
        InHands 1000
        g: InHands -> AwaitingPapers 400 expire:h => HoldAlreadyResolved
        """);

    [Fact]
    public void A_hold_names_its_end_and_its_accounts() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 400 reserve@never => HoldWithoutExpiry
        i: InHands -> AwaitingPapers 400 reserve@0 => HoldExpired
        j: InHands -> AwaitingPapers 400 reserve@60 => ok
        k: InHands -> Recoverable 400 post:j => HoldAccountsDiffer
        l: InHands -> AwaitingPapers 400 post:x => HoldUnknown
        """);

    [Fact]
    public void A_retry_is_answered_as_the_first_time_even_after_the_world_moved_on() => Scenario.Play(Advance + """
        b: InHands -> AwaitingPapers 1000 => ok
        close month 2026-05
        b: InHands -> AwaitingPapers 1000 => repeat
        b: InHands -> AwaitingPapers 999 => IdTakenByOtherContent
        b: InHands -> AwaitingPapers 1000 actor:user:2 => IdTakenByOtherContent
        InHands 0
        AwaitingPapers 1000
        """);

    [Fact]
    public void The_request_itself_is_judged_first() => Scenario.Play(Advance + """
        b: InHands -> AwaitingPapers 0 => AmountNotPositive
        c: InHands -> AwaitingPapers -5 => AmountNotPositive
        d: InHands -> AwaitingPapers 100000000000001 => AmountTooLarge
        e: InHands -> InHands 5 => SameAccount
        f: InHands -> AwaitingPapers%bag 5 => UnitsDiffer
        g: InHands%bag -> AwaitingPapers%bag 5 => UnitsDiffer
        h: InHands -> AwaitingPapers 5 reason:- => ReasonMissing
        i: InHands -> AwaitingPapers 5 actor:- => ActorMissing
        j: InHands -> AwaitingPapers 5 on:2026-05-21 => OccurredInFuture
        k: InHands -> AwaitingPapers 0 actor:- on:2026-05-21 => AmountNotPositive
        """);

    [Fact]
    public void Funds_and_books_never_mix() => Scenario.Play(Advance + """
        b: InHands -> InHands#2 5 => FundsDiffer
        c: InHands -> HeldForOthers 5 => FundsDiffer
        d: HeldForOthers -> InHands 5 => FundsDiffer
        e: HeldForOthers#15 -> InHands#15 5 => FundsDiffer
        f: InHands -> AwaitingPapers!7 5 => FundsDiffer
        g: InHands!7 -> AwaitingPapers!7 5 => FundsDiffer
        h: Bank -> HeldForOthers 5 => ok
        i: InHands -> Treasury#none 5 => ok
        InHands 995
        HeldForOthers 5
        """, County.Fund(Scenario.Other("2")));

    [Fact]
    public void A_fund_must_be_known_and_valid() => Scenario.Play(Advance + """
        b: Advanced#9 -> InHands#9 5 => FundUnknown
        c: Advanced#none -> InHands#none 5 => FundUnknown
        d: Advanced -> InHands 5 on:2025-12-31 => FundNotValidOnDay
        """);

    [Fact]
    public void After_its_end_a_fund_clears_what_was_paid_and_spends_nothing_new()
    {
        var ended = County.Fund(Scenario.Other("3"));
        ended.ValidTo = new(2026, 5, 1);
        Scenario.Play("""
            a: Advanced#3 -> InHands#3 1000 on:2026-04-01 => ok
            b: InHands#3 -> AwaitingPapers#3 300 on:2026-05-01 => ok
            c: InHands#3 -> AwaitingPapers#3 100 => FundNotValidOnDay
            d: AwaitingPapers#3 -> Approved#3 200 => ok
            e: AwaitingPapers#3 -> InHands#3 100 => ok
            f: InHands#3 -> CarriedForward#3 800 => ok
            InHands#3 0
            Approved#3 200
            """, ended);
    }

    [Fact, Trait("trap", "T9")]
    public void A_purpose_that_the_fund_does_not_name_is_refused() => Scenario.Play(Advance + """
        b: InHands -> AwaitingPapers 5 purpose:office-chairs => PurposeNotAllowed
        c: InHands -> AwaitingPapers 5 purpose:- => PurposeNotAllowed
        d: InHands -> AwaitingPapers 5 purpose:office-chairs reserve@60 => PurposeNotAllowed
        e: InHands -> InTransit 5 purpose:sweep-back => ok
        """);

    [Fact, Trait("trap", "T9")]
    public void A_fund_without_purposes_allows_none() => Scenario.Play("""
        a: Advanced#4 -> InHands#4 1000 => ok
        b: InHands#4 -> AwaitingPapers#4 5 => PurposeNotAllowed
        """, Purposeless());

    static Fund Purposeless()
    {
        var fund = County.Fund(Scenario.Other("4"));
        fund.Purposes.Clear();
        return fund;
    }

    [Fact]
    public void A_change_of_use_counts_from_the_day_of_the_donors_consent()
    {
        var fund = County.Fund(Scenario.Other("5"));
        fund.Purposes.Add(new()
        {
            CountyCode = County.Code,
            FundId = fund.Id,
            Purpose = "schooling",
            AllowedFrom = new(2026, 5, 10),
            ConsentDocument = "letter-1",
        });
        Scenario.Play("""
            a: Advanced#5 -> InHands#5 1000 on:2026-05-01 => ok
            b: InHands#5 -> AwaitingPapers#5 5 purpose:schooling on:2026-05-09 => PurposeNotAllowed
            c: InHands#5 -> AwaitingPapers#5 5 purpose:schooling on:2026-05-10 => ok
            """, fund);
    }

    [Fact, Trait("trap", "T20")]
    public void A_closed_month_takes_nothing_and_its_correction_lands_in_the_open_month() => Scenario.Play("""
        a: Advanced -> InHands 1000 on:2026-04-10 => ok
        b: InHands -> AwaitingPapers 300 on:2026-04-20 => ok
        hold month 2026-04
        c: InHands -> AwaitingPapers 1 on:2026-04-30 => PeriodHeld
        d: InHands -> AwaitingPapers 1 on:2026-04-30 mark:Closing => ok
        close month 2026-04
        e: InHands -> AwaitingPapers 1 on:2026-04-30 mark:Closing => PeriodClosed
        f: AwaitingPapers -> InHands 300 reverses:b on:2026-04-30 => PeriodClosed
        g: AwaitingPapers -> InHands 300 reverses:b => ok
        InHands 999
        AwaitingPapers 1
        """);

    [Fact]
    public void A_transfer_is_reversed_once_whole_with_a_reason() => Scenario.Play(Advance + """
        b: InHands -> AwaitingPapers 300 => ok
        c: AwaitingPapers -> InHands 299 reverses:b => ReversalDiffers
        d: InHands -> AwaitingPapers 300 reverses:b => ReversalDiffers
        e: AwaitingPapers -> InHands 300 reverses:b purpose:schooling => ReversalDiffers
        f: AwaitingPapers -> InHands 300 reverses:b note:- => ReasonMissing
        g: AwaitingPapers -> InHands 300 reverses:x => ReversedTransferUnknown
        h: AwaitingPapers -> InHands 300 reverses:b => ok
        i: AwaitingPapers -> InHands 300 reverses:b => AlreadyReversed
        j: InHands -> AwaitingPapers 300 reverses:h => ok
        AwaitingPapers 300
        """);

    [Fact]
    public void A_reservation_is_voided_not_reversed() => Scenario.Play(Advance + """
        h: InHands -> AwaitingPapers 300 reserve@60 => ok
        b: AwaitingPapers -> InHands 300 reverses:h => ReversedTransferUnknown
        p: InHands -> AwaitingPapers 300 post:h => ok
        c: AwaitingPapers -> InHands 300 reverses:p => ok
        InHands 1000
        """);

    [Fact]
    public void A_source_never_rises_above_zero() => Scenario.Play(Advance + """
        b: InHands -> Lent 1 => ExceedsCeiling
        c: Lent -> AwaitingPapers 100 => ok
        d: InHands -> Lent 101 => ExceedsCeiling
        e: InHands -> Lent 100 => ok
        Lent 0
        """);

    [Fact]
    public void A_refused_group_leaves_no_trace()
    {
        var state = Scenario.Play(Advance + "InHands 1000");
        var reserve = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 500) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddHours(1) };
        var post = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 400) with { Kind = TransferKind.PostHold, Hold = reserve.Id };
        var tooMuch = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 601);
        var (before, head) = (state.Accounts.ToHashSet(), state.Head);

        var (answer, steps) = BookDecision.Decide(state, [reserve, post, tooMuch]);

        Assert.Equal((Refusal.ExceedsAvailableBalance, 2), (answer.Refused!.Reason, answer.Refused.Index));
        Assert.Equal("600", answer.Refused.Detail["available"]);
        Assert.Empty(steps);
        Assert.Empty(answer.Posted);
        Assert.Null(state.Hold(reserve.Id));
        Assert.Null(state.Transfer(post.Id));
        Assert.Equal(head, state.Head);
        Assert.Equal(before, state.Accounts.Where(account => account.Version > 0).ToHashSet());
    }

    [Fact]
    public void A_group_that_mixes_posted_and_new_is_not_a_retry()
    {
        var state = Scenario.Play(Advance);
        var first = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 5);
        var second = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 6);
        Assert.True(BookDecision.Decide(state, [first]).Answer.IsPosted);
        Assert.Equal(Refusal.AlreadyPosted, BookDecision.Decide(state, [first, second]).Answer.Refused?.Reason);
        Assert.Equal(Refusal.AlreadyPosted, BookDecision.Decide(state, [second, second]).Answer.Refused?.Reason);
        Assert.True(BookDecision.Decide(state, [second]).Answer is { IsPosted: true, Repeat: false });
    }

    [Fact]
    public void A_transfer_that_breaks_several_rules_names_them_in_order_of_precedence()
    {
        var state = Scenario.Play(Advance + "close month 2025-12");
        var wrong = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 5) with { Actor = "", Purpose = "x", OccurredOn = new(2025, 12, 31) };
        var refusals = BookDecision.Refusals(state, wrong, 0).Select(refused => refused.Reason).ToList();
        Assert.Equal([Refusal.ActorMissing, Refusal.FundNotValidOnDay, Refusal.PurposeNotAllowed, Refusal.PeriodClosed], refusals);
        Assert.Equal(refusals.Order(), refusals);
    }

    [Fact]
    public void A_shape_that_no_caller_builds_throws()
    {
        var state = Scenario.Play(Advance);
        var plain = County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 5);
        Assert.Throws<ArgumentException>(() => BookDecision.Decide(state, [plain with { Hold = plain.Id }]));
        Assert.Throws<ArgumentException>(() => BookDecision.Decide(state, [plain with { Kind = TransferKind.PostHold }]));
        Assert.Throws<ArgumentException>(() => BookDecision.Decide(state, [plain with { ExpiresAt = County.Noon }]));
        Assert.Throws<ArgumentException>(() => BookDecision.Decide(state, [plain with { Kind = TransferKind.Reserve, Reverses = plain.Id }]));
        Assert.Throws<ArgumentException>(() => BookDecision.Decide(state, [plain with { Documents = ["not a hash"] }]));
    }
}
