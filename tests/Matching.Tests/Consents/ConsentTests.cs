using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Consents;

public class ConsentTests
{
    [Fact]
    [Trait("rule", "D5")]
    public void Without_consent_the_provider_is_not_even_told()
    {
        var story = new Story().AskedForConsent();
        Assert.Equal(MatchingRefusal.ConsentMissing, MatchDecision.Offer(story.Facts, story.Station()).Refusal);
    }

    [Fact]
    [Trait("rule", "D5")]
    public void A_consent_for_another_organisation_covers_nothing_here()
    {
        var story = new Story().Accepted();
        story.ConsentFor(Guid.CreateVersion7(), story.Lot.FieldsNeeded);
        Assert.Equal(MatchingRefusal.ConsentNamesOtherOrganisation, MatchDecision.Offer(story.Facts, story.Station()).Refusal);
    }

    [Fact]
    [Trait("rule", "D5")]
    public void A_field_that_was_not_named_is_not_consented()
    {
        var story = new Story().Accepted();
        story.ConsentFor(story.Lot.OrganisationId, PersonalFields.Name);
        Assert.Equal(MatchingRefusal.FieldNotConsented, MatchDecision.Offer(story.Facts, story.Station()).Refusal);
    }

    [Fact]
    public void A_consent_given_at_intake_saves_asking_again()
    {
        var story = new Story().Accepted();
        var consent = story.ConsentFor(story.Lot.OrganisationId, story.Lot.FieldsNeeded);
        story.Do(MatchDecision.Offer(story.Facts, story.Station()));
        Assert.Equal(consent.Id, story.Match.ConsentId);
    }

    [Fact]
    public void A_consent_ends_with_its_day_even_before_the_clock_has_said_so()
    {
        var story = new Story().Consented();
        story.Now = new DateTimeOffset(2027, 2, 20, 15, 59, 0, TimeSpan.Zero);
        Assert.Null(MatchDecision.Offer(story.Facts, story.Station()).Refusal);
        story.Now = story.Now.AddMinutes(1);
        Assert.Equal(MatchingRefusal.ConsentExpired, MatchDecision.Offer(story.Facts, story.Station()).Refusal);
    }

    [Fact]
    public void A_name_that_is_not_in_the_edition_cannot_be_ticked()
    {
        var story = new Story();
        var joinedLater = new Dictionary<Guid, Guid> { [Guid.CreateVersion7()] = Guid.CreateVersion7() };
        var asked = ConsentDecision.AskAtIntake(
            story.Household, joinedLater, Guid.CreateVersion7(), new HashSet<Guid> { story.Lot.OrganisationId }, story.Question(PersonalFields.Name), story.Station());
        Assert.Equal(MatchingRefusal.OrganisationNotInEdition, asked.Refusal);
    }

    [Fact]
    public void No_more_than_three_named_alternatives_are_asked_for_one_need()
    {
        var story = new Story().Accepted();
        MatchingRefusal? Ask(int already) => ConsentDecision.AskForMatch(
            Guid.CreateVersion7(), story.Match, story.Lot, story.Question(story.Lot.FieldsNeeded), already, story.Station()).Refusal;
        Assert.Null(Ask(2));
        Assert.Equal(MatchingRefusal.TooManyOrganisationsAsked, Ask(3));
    }

    [Theory]
    [InlineData(PersonalFields.IdNumber)]
    [InlineData(PersonalFields.Health)]
    public void Nothing_is_asked_that_the_delivery_does_not_need(PersonalFields more)
    {
        var story = new Story().Accepted();
        var asked = ConsentDecision.AskForMatch(
            Guid.CreateVersion7(), story.Match, story.Lot, story.Question(story.Lot.FieldsNeeded | more), 0, story.Station());
        Assert.Equal(MatchingRefusal.BeyondMinimumFields, asked.Refusal);
    }

    [Fact]
    public void Under_fourteen_a_guardian_answers()
    {
        var story = new Story(settings => settings.BirthDate = new DateOnly(2012, 11, 21)).AskedForConsent();
        var guardian = Guid.CreateVersion7();
        MatchingRefusal? Give(GivenBy by, Guid who) => ConsentDecision.Give(
            story.Consent!, story.Person, new ConsentAnswer(by, who, ConsentForm.Written, null), story.Station()).Refusal;
        Assert.Equal(MatchingRefusal.GuardianNeeded, Give(GivenBy.Self, story.Person.Id));
        Assert.Equal(MatchingRefusal.GuardianNeeded, Give(GivenBy.Guardian, story.Person.Id));
        Assert.Null(Give(GivenBy.Guardian, guardian));
        story.Now = story.Now.AddDays(1);
        Assert.Null(Give(GivenBy.Self, story.Person.Id));
    }

    [Theory]
    [InlineData(ConsentForm.ThumbWithWitness)]
    [InlineData(ConsentForm.ReadAloud)]
    public void A_thumbprint_or_a_reading_needs_a_witness(ConsentForm form)
    {
        var story = new Story().AskedForConsent();
        MatchingRefusal? Give(string? witness) => ConsentDecision.Give(
            story.Consent!, story.Person, new ConsentAnswer(GivenBy.Self, story.Person.Id, form, witness), story.Station()).Refusal;
        Assert.Equal(MatchingRefusal.WitnessMissing, Give(" "));
        Assert.Null(Give("李*生"));
    }

    [Fact]
    public void Refusing_is_one_step_asks_no_reason_and_frees_the_lot()
    {
        var story = new Story().AskedForConsent();
        ConsentDecision.Refuse(story.Consent!, story.By(MatchingRole.Household)).Outcome!.ApplyTo(story.Consent!);
        story.Do(MatchDecision.RefuseConsent(story.Facts, story.By(MatchingRole.Household)));
        Assert.Equal((ConsentState.Refused, MatchState.ConsentRefused, 10L), (story.Consent!.State, story.Match.State, story.Free));
        Assert.True(story.Need.IsOpen);
    }

    [Fact]
    public void Withdrawn_on_the_way_the_delivery_stops()
    {
        var story = new Story().InDelivery();
        var withdrawal = Withdraw(story, WithdrawalScope.StopNow);
        Assert.Equal([story.Match.Id], withdrawal.MatchesToEnd);
        Assert.Equal(MatchingRefusal.ConsentWithdrawn, MatchDecision.Deliver(story.Facts, 3, null, story.Provider()).Refusal);
    }

    [Fact]
    public void Withdrawn_on_the_way_this_delivery_may_finish_and_nothing_new_begins()
    {
        var story = new Story().InDelivery();
        Assert.Empty(Withdraw(story, WithdrawalScope.FinishThisDelivery).MatchesToEnd);
        var sight = PersonalView.Of(
            Viewer.Provider("user:c", MatchingRole.CharityStaff, story.Lot.OrganisationId), story.Household, story.Consents, ConsentPurpose.Aid, ChinaDay.Of(story.Now));
        Assert.Equal((Sight.Shortlist, MatchingRefusal.ConsentWithdrawn), (sight.Sight, sight.Refusal));
        story.Do(MatchDecision.Deliver(story.Facts, 3, null, story.Provider()));
        Assert.Equal(MatchState.Delivered, story.Match.State);
    }

    [Fact]
    public void A_consent_withdrawn_before_the_provider_s_yes_stops_it_even_if_the_delivery_may_finish()
    {
        var story = new Story().Offered();
        Assert.Equal([story.Match.Id], Withdraw(story, WithdrawalScope.FinishThisDelivery).MatchesToEnd);
        Assert.Equal(MatchingRefusal.ConsentWithdrawn, MatchDecision.AcceptAsProvider(story.Facts, story.Now.AddDays(14), story.Provider()).Refusal);
    }

    [Fact]
    public void A_consent_withdrawn_during_a_run_stops_what_the_run_proposed()
    {
        var story = new Story();
        var consent = story.ConsentFor(story.Lot.OrganisationId, story.Lot.FieldsNeeded);
        Assert.Null(story.TryAccept().Refusal);
        ConsentDecision.Withdraw(consent, WithdrawalScope.StopNow, [], story.By(MatchingRole.Household)).Outcome!.Consent.ApplyTo(consent);
        Assert.Equal(MatchingRefusal.ConsentRefused, story.TryAccept().Refusal);
    }

    [Fact]
    public void After_a_withdrawal_the_organisation_confirms_that_it_has_deleted()
    {
        var story = new Story().InDelivery();
        var (organisation, consent) = (story.Lot.OrganisationId, story.Consent!);
        Assert.Equal(MatchingRefusal.MoveNotAllowed, ConsentDecision.ConfirmDeletion(consent, organisation, story.Provider()).Refusal);
        Withdraw(story, WithdrawalScope.StopNow);
        Assert.True(ConsentDecision.OwesDeletion(consent));
        Assert.Equal(MatchingRefusal.WrongRole, ConsentDecision.ConfirmDeletion(consent, organisation, story.Station()).Refusal);
        Assert.Equal(MatchingRefusal.ConsentNamesOtherOrganisation, ConsentDecision.ConfirmDeletion(consent, Guid.CreateVersion7(), story.Provider()).Refusal);
        ConsentDecision.ConfirmDeletion(consent, organisation, story.Provider()).Outcome!.ApplyTo(consent);
        Assert.False(ConsentDecision.OwesDeletion(consent));
    }

    static Withdrawal Withdraw(Story story, WithdrawalScope scope)
    {
        var withdrawal = ConsentDecision.Withdraw(story.Consent!, scope, [story.Match], story.By(MatchingRole.Household)).Outcome!;
        withdrawal.Consent.ApplyTo(story.Consent!);
        return withdrawal;
    }
}
