using Jiuji.Matching.Consents;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Consents;

/// <summary>Every state × purpose × receiver × subject × day × field of a consent, against an organisation that wants to look.</summary>
public class ConsentSweepTests
{
    static readonly DateOnly until = new(2026, 11, 20);
    static readonly PersonalFields[] single = [.. Enum.GetValues<PersonalFields>().Where(field => int.PopCount((int)field) == 1)];

    [Fact]
    [Trait("rule", "D5")]
    public void An_organisation_gets_a_field_only_by_a_consent_in_force_that_names_it_the_purpose_and_the_field()
    {
        var story = new Story();
        var organisation = story.Lot.OrganisationId;
        var (opened, tried) = (0, 0);
        foreach (var state in Enum.GetValues<ConsentState>())
            foreach (var purpose in Enum.GetValues<ConsentPurpose>())
                foreach (var receiver in new[] { organisation, Guid.CreateVersion7() })
                    foreach (var subject in new[] { story.Person.Id, Guid.CreateVersion7() })
                        foreach (var daysAfter in new[] { 0, 1 })
                            foreach (var named in single)
                                foreach (var wanted in single)
                                {
                                    var allowed = state == ConsentState.Given && purpose == ConsentPurpose.Aid && receiver == organisation
                                        && subject == story.Person.Id && daysAfter == 0 && named == wanted && PersonalFields.Consentable.HasFlag(wanted);
                                    var consent = Made(story, state, purpose, receiver, subject, named);
                                    Assert.Equal(allowed, Opens(story, organisation, consent, wanted, daysAfter));
                                    (opened, tried) = (opened + (allowed ? 1 : 0), tried + 1);
                                }
        Assert.Equal((6, 15_552), (opened, tried));
    }

    static bool Opens(Story story, Guid organisation, Consent consent, PersonalFields wanted, int daysAfter)
    {
        var now = Story.Morning.AddDays(daysAfter);
        var look = new Look(Guid.CreateVersion7(), wanted, "送货");
        var reveal = PersonalView.Open(
            Viewer.Provider("user:c", MatchingRole.CharityStaff, organisation), story.Household, story.Person, [story.Person], [consent], look, Story.Vault, now);
        return reveal.IsAccepted;
    }

    static Consent Made(Story story, ConsentState state, ConsentPurpose purpose, Guid receiver, Guid subject, PersonalFields fields) => new()
    {
        CountyCode = Story.County,
        Id = Guid.CreateVersion7(),
        HouseholdId = story.Household.Id,
        PersonId = subject,
        OrganisationId = receiver,
        Purpose = purpose,
        Fields = fields,
        Edition = "2026-1",
        State = state,
        AskedAt = Story.Morning,
        ValidUntil = until,
    };
}
