using Jiuji.Matching.Consents;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Consents;

public class PersonalViewTests
{
    const PersonalFields Contact = PersonalFields.Name | PersonalFields.Address | PersonalFields.Phone;

    [Fact]
    [Trait("rule", "D14")]
    public void An_organisation_sees_exactly_the_fields_that_a_consent_names_and_leaves_a_row()
    {
        var story = new Story();
        var consent = story.ConsentFor(story.Lot.OrganisationId, PersonalFields.Name | PersonalFields.Phone);
        var viewer = Viewer.Provider("user:c", MatchingRole.CharityStaff, story.Lot.OrganisationId);

        var reveal = Open(story, viewer, PersonalFields.Name | PersonalFields.Phone).Outcome!;

        Assert.Equal(("程小英", "000-12345678", null), (reveal.Fields.Name, reveal.Fields.Phone, reveal.Fields.Address));
        Assert.Equal((DisclosureBasis.Consent, consent.Id, "送轮椅"), (reveal.Disclosure.Basis, reveal.Disclosure.ConsentId, reveal.Disclosure.Purpose));
        Assert.Equal(PersonalFields.Name | PersonalFields.Phone, reveal.Disclosure.Fields);
        Assert.Equal(MatchingRefusal.FieldNotConsented, Open(story, viewer, Contact).Refusal);
    }

    [Fact]
    [Trait("rule", "D5")]
    public void Without_an_active_consent_naming_it_an_organisation_gets_no_field_at_all()
    {
        var story = new Story();
        var viewer = Viewer.Provider("user:c", MatchingRole.CharityStaff, story.Lot.OrganisationId);
        var fields = Enum.GetValues<PersonalFields>().Where(field => int.PopCount((int)field) == 1).ToList();
        Assert.All(fields, field => Assert.Equal(MatchingRefusal.ConsentMissing, Open(story, viewer, field).Refusal));
        story.ConsentFor(Guid.CreateVersion7(), PersonalFields.Consentable);
        Assert.All(fields, field => Assert.Equal(MatchingRefusal.ConsentNamesOtherOrganisation, Open(story, viewer, field).Refusal));
    }

    [Fact]
    public void The_duty_reaches_as_far_as_the_area_and_no_further()
    {
        var story = new Story();
        var today = ChinaDay.Of(story.Now);
        Sight Of(Viewer viewer) => PersonalView.Of(viewer, story.Household, [], ConsentPurpose.Aid, today).Sight;
        Assert.Equal(Sight.Full, Of(Viewer.Duty("user:a", MatchingRole.StationWorker, Story.Village)));
        Assert.Equal(Sight.Full, Of(Viewer.Duty("user:b", MatchingRole.TownshipHandler, Story.Township)));
        Assert.Equal(Sight.Masked, Of(Viewer.Duty("user:c", MatchingRole.StationWorker, "999900100201")));
        Assert.Equal(Sight.Masked, Of(Viewer.Duty("user:d", MatchingRole.Auditor, Story.County)));
        Assert.Equal(Sight.Shortlist, Of(Viewer.Duty("user:e", MatchingRole.CharityStaff, Story.County)));
    }

    [Fact]
    [Trait("rule", "A21")]
    public void The_places_of_registration_residence_and_incident_each_count()
    {
        var story = new Story();
        (story.Household.RegisteredTownship, story.Household.IncidentCounty, story.Household.IncidentTownship) = ("elsewhere:1", "elsewhere", "elsewhere:2");
        var today = ChinaDay.Of(story.Now);
        foreach (var area in new[] { Story.Township, "elsewhere:1", "elsewhere:2" })
            Assert.Equal(Sight.Full, PersonalView.Of(Viewer.Duty("user:a", MatchingRole.TownshipHandler, area), story.Household, [], ConsentPurpose.Aid, today).Sight);
    }

    [Fact]
    public void A_household_sees_its_own_and_no_other()
    {
        var story = new Story();
        Assert.Equal("程小英", Open(story, Viewer.Own("slip", story.Household.Id), PersonalFields.Name).Outcome!.Fields.Name);
        Assert.Equal(MatchingRefusal.OutsideOwnArea, Open(story, Viewer.Own("slip", Guid.CreateVersion7()), PersonalFields.Name).Refusal);
    }

    [Fact]
    public void Health_and_minors_are_facts_of_their_own()
    {
        var story = new Story();
        var child = Story.NewPerson(story.Household.Id, new DateOnly(2015, 1, 1), "程小明");
        var viewer = Viewer.Duty("user:a", MatchingRole.StationWorker, Story.Village);
        var look = new Look(Guid.CreateVersion7(), PersonalFields.Health | PersonalFields.Minors | PersonalFields.HouseholdSize, "上门核实");
        var shown = PersonalView.Open(viewer, story.Household, story.Person, [story.Person, child], [], look, Story.Vault, story.Now).Outcome!.Fields;
        Assert.Equal((HealthFacts.Of(story.Person), 3, null), (shown.Health, shown.HouseholdSize, shown.Name));
        Assert.Equal([11], shown.MinorAges);
    }

    [Fact]
    public void A_look_without_a_purpose_is_refused()
    {
        var story = new Story();
        var look = new Look(Guid.CreateVersion7(), PersonalFields.Name, " ");
        var opened = PersonalView.Open(
            Viewer.Duty("user:a", MatchingRole.StationWorker, Story.Village), story.Household, story.Person, [story.Person], [], look, Story.Vault, story.Now);
        Assert.Equal(MatchingRefusal.ReasonMissing, opened.Refusal);
    }

    [Fact]
    [Trait("trap", "T30")]
    public void An_override_needs_a_second_person_with_the_duty()
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.SecondPersonMissing, InDanger(story, null, Contact).Refusal);
        Assert.Equal(MatchingRefusal.SecondPersonMissing, InDanger(story, Viewer.Duty("user:c", MatchingRole.StationWorker, Story.Village), Contact).Refusal);
        Assert.Equal(MatchingRefusal.SecondPersonMissing, InDanger(story, Viewer.Provider("user:x", MatchingRole.CharityStaff, Guid.NewGuid()), Contact).Refusal);
    }

    [Fact]
    [Trait("trap", "T30")]
    public void An_override_shows_only_who_where_and_how_to_reach_them()
    {
        var refused = InDanger(new Story(), Viewer.Duty("user:b", MatchingRole.StationWorker, Story.Village), Contact | PersonalFields.IdNumber);
        Assert.Equal(MatchingRefusal.BeyondMinimumFields, refused.Refusal);
    }

    [Fact]
    [Trait("trap", "T30")]
    public void An_override_leaves_its_mark_and_a_day_by_which_the_household_is_told()
    {
        var reveal = InDanger(new Story(), Viewer.Duty("user:b", MatchingRole.StationWorker, Story.Village), Contact).Outcome!;
        Assert.Equal((DisclosureBasis.DangerToLife, "user:b"), (reveal.Disclosure.Basis, reveal.Disclosure.SecondActor));
        Assert.Equal(new DateOnly(2026, 11, 23), reveal.Disclosure.TellHouseholdBy);
        Assert.Equal("青石路 8 号", reveal.Fields.Address);
    }

    [Fact]
    public void What_was_revealed_does_not_print_itself()
    {
        var reveal = Open(new Story(), Viewer.Duty("user:a", MatchingRole.StationWorker, Story.Village), Contact).Outcome!;
        Assert.DoesNotContain("程小英", $"{reveal}");
        Assert.DoesNotContain("000-12345678", $"{reveal}");
    }

    static Decision<Reveal> Open(Story story, Viewer viewer, PersonalFields fields) => PersonalView.Open(
        viewer, story.Household, story.Person, [story.Person], story.Consents, new Look(Guid.CreateVersion7(), fields, "送轮椅"), Story.Vault, story.Now);

    static Decision<Reveal> InDanger(Story story, Viewer? second, PersonalFields fields) => PersonalView.OpenInDanger(
        Viewer.Provider("user:c", MatchingRole.CharityStaff, story.Lot.OrganisationId), second, story.Household, story.Person,
        new Look(Guid.CreateVersion7(), fields, "一氧化碳中毒，须立即找到住处"), Story.Vault, story.Now);
}
