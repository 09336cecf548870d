using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests.Matches;

public class MatchTests
{
    [Fact]
    [Trait("rule", "D4")]
    public void From_proposal_to_the_household_s_own_confirmation()
    {
        var story = new Story().Delivered();
        var code = SlipCode.New();
        story.Match.SlipCodeHash = SlipCode.Hash(code);

        var fits = SlipCode.Matches(SlipCode.Printed(code).ToLowerInvariant(), story.Match.SlipCodeHash);
        story.Do(MatchDecision.Confirm(story.Facts, fits, story.By(MatchingRole.Household)));

        Assert.Equal(MatchState.Confirmed, story.Match.State);
        Assert.Equal(ConfirmedBy.SlipCode, story.Match.ConfirmedBy);
        Assert.Equal(NeedState.Met, story.Need.State);
        Assert.Equal(7, story.Free);
        Assert.Equal(["Accept", "AskConsent", "Offer", "AcceptAsProvider", "Deliver", "Confirm"], story.History.Select(move => move.Trigger));
    }

    [Fact]
    [Trait("trap", "T23")]
    public void What_is_promised_is_not_free()
    {
        var first = new Story(settings => settings.LotQuantity = 5).Accepted();
        var second = new Story(settings => settings.LotQuantity = 5) { Free = first.Free };

        Assert.Equal(2, first.Free);
        Assert.Equal(MatchingRefusal.ExceedsFreeQuantity, second.TryAccept().Refusal);
    }

    [Fact]
    [Trait("trap", "T17")]
    public void The_rest_of_a_part_delivery_goes_on_as_a_match_of_its_own()
    {
        var story = new Story().InDelivery();

        var outcome = story.Do(MatchDecision.Deliver(story.Facts, 2, (Guid.CreateVersion7(), story.Now.AddDays(7)), story.Provider()));

        Assert.Equal((NeedState.PartMet, 2L, 1L), (story.Need.State, story.Need.MetQuantity, story.Need.OpenQuantity));
        Assert.Equal((1L, MatchState.InDelivery), (outcome.Rest!.Quantity, outcome.Rest.State));
        Assert.Equal(story.Match.Id, outcome.Rest.ContinuesMatchId);
        Assert.Equal(7, story.Free);

        story.GoOnWith(outcome.Rest);
        story.Do(MatchDecision.Deliver(story.Facts, 1, null, story.Provider()));
        Assert.Equal(NeedState.Met, story.Need.State);
        Assert.Equal(7, story.Free);
    }

    [Fact]
    [Trait("trap", "T17")]
    public void A_rest_that_is_released_leaves_the_need_open_and_the_lot_free()
    {
        var story = new Story().InDelivery();
        story.Do(MatchDecision.Deliver(story.Facts, 2, null, story.Provider()));
        Assert.Equal((NeedState.PartMet, 1L, 8L), (story.Need.State, story.Need.OpenQuantity, story.Free));
    }

    [Fact]
    public void A_delivery_cannot_exceed_what_was_promised()
    {
        var story = new Story(settings => settings.NeedQuantity = 9).InDelivery();
        Assert.Equal(MatchingRefusal.ExceedsMatch, MatchDecision.Deliver(story.Facts, 4, null, story.Provider()).Refusal);
        Assert.Equal(MatchingRefusal.QuantityNotPositive, MatchDecision.Deliver(story.Facts, 0, null, story.Provider()).Refusal);
    }

    [Fact]
    public void What_could_not_be_delivered_is_back_in_stock_and_the_need_keeps_its_place_in_the_queue()
    {
        var story = new Story().Delivered();
        var queuedAt = story.Need.QueuedAt;
        story.Do(MatchDecision.Dispute(story.Facts, story.By(MatchingRole.Household, "袋子破了")));
        story.Do(MatchDecision.FailDelivery(story.Facts, story.Station("已退回仓库")));

        Assert.Equal((MatchState.NotDelivered, NeedState.Open, 10L), (story.Match.State, story.Need.State, story.Free));
        Assert.Equal((0L, queuedAt), (story.Match.DeliveredQuantity, story.Need.QueuedAt));
    }

    [Fact]
    public void A_decline_needs_a_reason_and_frees_the_lot()
    {
        var story = new Story().Offered();
        Assert.Equal(MatchingRefusal.ReasonMissing, MatchDecision.Decline(story.Facts, story.Provider()).Refusal);
        story.Do(MatchDecision.Decline(story.Facts, story.Provider("路太远")));
        Assert.Equal((MatchState.Declined, "路太远", 10L), (story.Match.State, story.Match.DeclineReason, story.Free));
    }

    [Fact]
    public void A_hold_that_runs_out_expires_the_match_and_not_before()
    {
        var story = new Story().Accepted();
        Assert.Equal(MatchingRefusal.NotYetDue, MatchDecision.Expire(story.Facts, story.By(MatchingRole.Clock)).Refusal);
        story.Now = story.Match.HoldUntil!.Value;
        Assert.Equal(HoldStep.Expire, story.Do(MatchDecision.Expire(story.Facts, story.By(MatchingRole.Clock))).Hold.Step);
        Assert.Equal((MatchState.Expired, 10L), (story.Match.State, story.Free));
    }

    [Theory]
    [InlineData(MatchState.Proposed)]
    [InlineData(MatchState.Accepted)]
    [InlineData(MatchState.ConsentAsked)]
    [InlineData(MatchState.Offered)]
    [InlineData(MatchState.InDelivery)]
    public void The_household_withdraws_at_any_time_without_a_reason(MatchState state)
    {
        var story = Reached(state);
        var free = story.Free;
        story.Do(MatchDecision.Withdraw(story.Facts, story.By(MatchingRole.Household)));
        Assert.Equal(MatchState.Withdrawn, story.Match.State);
        Assert.Equal(state == MatchState.Proposed ? free : free + 3, story.Free);
    }

    [Fact]
    public void Closing_without_the_household_s_word_needs_a_written_reason()
    {
        var story = new Story().Delivered();
        Assert.Equal(MatchingRefusal.ReasonMissing, MatchDecision.Close(story.Facts, story.Station()).Refusal);
        story.Do(MatchDecision.Close(story.Facts, story.Station("家中无人，邻居代收，已电话核实")));
        Assert.Equal(MatchState.Closed, story.Match.State);
        Assert.NotNull(story.Match.ClosingReason);
    }

    [Fact]
    public void A_wrong_slip_code_confirms_nothing()
    {
        var story = new Story().Delivered();
        Assert.Equal(MatchingRefusal.SlipCodeWrong, MatchDecision.Confirm(story.Facts, false, story.By(MatchingRole.Household)).Refusal);
        Assert.Equal(MatchingRefusal.SlipCodeWrong, MatchDecision.Confirm(story.Facts, null, story.By(MatchingRole.Household)).Refusal);
        Assert.Equal(MatchingRefusal.ReasonMissing, MatchDecision.Confirm(story.Facts, null, story.Station()).Refusal);
        Assert.Equal(MatchState.Delivered, story.Match.State);
    }

    [Fact]
    public void A_provider_cannot_take_the_station_s_decision()
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.WrongRole, MatchDecision.Accept(story.Facts, story.Room, story.Now.AddDays(1), story.Provider()).Refusal);
    }

    [Fact]
    public void An_undeclared_move_is_refused_by_name_and_leaves_its_attempt()
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.MoveNotAllowed, MatchDecision.Deliver(story.Facts, 1, null, story.Provider()).Refusal);
        var attempt = MatchLifecycle.Table.Attempt(
            Story.County, story.Match.Id, story.Match.State, MatchTrigger.Deliver, story.Provider(), MatchingRefusal.MoveNotAllowed);
        Assert.Equal(("Proposed", "Proposed", MatchingRefusal.MoveNotAllowed), (attempt.FromState, attempt.ToState, attempt.Refusal));
    }

    [Fact]
    public void A_lot_that_needs_nobody_s_name_goes_to_the_provider_without_consent()
    {
        var story = new Story(settings => settings.FieldsNeeded = PersonalFields.None).Offered();
        Assert.Equal(MatchState.Offered, story.Match.State);
        Assert.Empty(story.Consents);
    }

    [Fact]
    public void A_lot_recalled_meanwhile_is_not_delivered()
    {
        var story = new Story().Offered();
        story.Lot.State = LotState.Recalled;
        Assert.Equal(MatchingRefusal.LotNotPublished, MatchDecision.AcceptAsProvider(story.Facts, story.Now.AddDays(14), story.Provider()).Refusal);
    }

    [Fact]
    public void The_hold_lasts_as_long_as_the_delivery_may_take()
    {
        var story = new Story().InDelivery();
        Assert.Equal((story.Now.AddDays(14), 7L), (story.Match.HoldUntil, story.Free));
    }

    [Fact]
    public void A_consent_that_ran_out_on_the_way_does_not_hide_what_was_handed_over()
    {
        var story = new Story().InDelivery();
        story.Now = new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Null(MatchDecision.Deliver(story.Facts, 3, null, story.Provider()).Refusal);
    }

    [Fact]
    public void An_organisation_that_is_suspended_or_ending_is_given_nothing_and_offers_nothing()
    {
        var story = new Story().Consented();
        var suspended = story.Facts with { Organisation = OrganisationState.Suspended };
        Assert.Equal(MatchingRefusal.OrganisationNotActive, MatchDecision.Offer(suspended, story.Station()).Refusal);
        var viewer = Viewer.Provider("user:c", MatchingRole.CharityStaff, story.Lot.OrganisationId, OrganisationState.Suspended);
        var sight = PersonalView.Of(viewer, story.Household, story.Consents, ConsentPurpose.Aid, ChinaDay.Of(story.Now));
        Assert.Equal((Sight.Shortlist, MatchingRefusal.OrganisationNotActive), (sight.Sight, sight.Refusal));
        var fresh = new Story();
        var ending = fresh.Facts with { Organisation = OrganisationState.Liquidating };
        Assert.Equal(MatchingRefusal.OrganisationNotActive, MatchDecision.Accept(ending, fresh.Room, fresh.Now.AddDays(1), fresh.Station()).Refusal);
        fresh.Lot.State = LotState.UnderReview;
        Assert.Equal(
            MatchingRefusal.OrganisationNotActive,
            SupplyDecision.Move(fresh.Lot, LotTrigger.Publish, [], fresh.By(MatchingRole.CountyCivilAffairs), null, OrganisationState.Ended).Refusal);
    }

    [Fact]
    public void Quantities_are_refused_in_the_order_of_the_rule_book()
    {
        Assert.Equal(MatchingRefusal.QuantityNotPositive, new Story(settings => settings.MatchQuantity = 0).TryAccept().Refusal);
        Assert.Equal(MatchingRefusal.ExceedsNeed, new Story(settings => settings.MatchQuantity = 4).TryAccept().Refusal);
        Assert.Equal(MatchingRefusal.ExceedsNeed, new Story { PromisedToNeed = 1 }.TryAccept().Refusal);
        Assert.Equal(MatchingRefusal.WholeNeedNotCovered, new Story(Whole).TryAccept().Refusal);
        var limited = new Story { GivenToHousehold = 2 };
        limited.Lot.LimitPerHousehold = 4;
        Assert.Equal(MatchingRefusal.ExceedsLotLimitPerHousehold, limited.TryAccept().Refusal);

        var busy = new Story { LeftOfProvider = 2 };
        Assert.Equal(MatchingRefusal.ExceedsProviderLimit, busy.TryAccept().Refusal);
        busy.LeftOfProvider = 3;
        Assert.Null(busy.TryAccept().Refusal);
        static void Whole(Story.Settings settings) => (settings.IsWhole, settings.MatchQuantity) = (true, 2);
    }

    static Story Reached(MatchState state) => state switch
    {
        MatchState.Accepted => new Story().Accepted(),
        MatchState.ConsentAsked => new Story().AskedForConsent(),
        MatchState.Offered => new Story().Offered(),
        MatchState.InDelivery => new Story().InDelivery(),
        _ => new Story(),
    };
}
