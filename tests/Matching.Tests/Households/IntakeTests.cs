using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Households;

public class IntakeTests
{
    const string Number = "999999198001010011";

    [Fact]
    [Trait("rule", "B3")]
    public void The_same_number_is_the_same_person_however_it_was_typed()
    {
        var finding = Intake.Look(Comes("另一个名字", "９９９９９９198001010011"), [Known("程小英", Number)]);
        Assert.NotNull(finding.SamePerson);
        Assert.Equal(MatchingRefusal.AlreadyRegistered, Intake.Check(finding));
    }

    [Fact]
    [Trait("trap", "T16")]
    public void Deleted_and_merged_rows_are_never_duplicates()
    {
        var (deleted, merged, gone) = (Known("程小英", Number), Known("程小英", Number), Known("程小英", Number));
        deleted.Person.DeletedAt = Story.Morning;
        merged.Person.MergedIntoId = Guid.CreateVersion7();
        gone.Household.DeletedAt = Story.Morning;
        Assert.True(Intake.Look(Comes("程小英", Number), [deleted, merged, gone]).IsClear);
    }

    [Fact]
    public void Two_of_name_birth_date_and_address_make_a_likely_duplicate_for_a_person_to_decide()
    {
        var known = Known("程小英", Number);
        var finding = Intake.Look(Newcomer.Of("程小英", null, new DateOnly(1980, 1, 1), "别处", Story.Vault), [known]);
        Assert.Equal(Likeness.Name | Likeness.BirthDate, Assert.Single(finding.Likely).Likeness);
        Assert.Null(Intake.Check(finding));
        Assert.True(Intake.Look(Newcomer.Of("程小英", null, new DateOnly(1981, 1, 1), "别处", Story.Vault), [known]).IsClear);
    }

    [Fact]
    public void Twins_with_numbers_of_their_own_are_two_people()
    {
        var sister = "99999919800101002" + CitizenId.CheckCharacter("99999919800101002");
        Assert.True(Intake.Look(Comes("程小英", sister), [Known("程小英", Number)]).IsClear);
    }

    [Fact]
    [Trait("rule", "A6")]
    public void There_is_no_second_application_while_one_is_open()
    {
        var application = ClassificationTests.NewApplication(Guid.CreateVersion7());
        Assert.Equal(MatchingRefusal.ApplicationAlreadyOpen, Intake.MayApply(application.HouseholdId, [application]));
        application.DecidedAt = Story.Morning;
        Assert.Null(Intake.MayApply(application.HouseholdId, [application]));
    }

    [Fact]
    public void A_merge_deletes_nothing_and_is_read_together_from_then_on()
    {
        var (kept, ended) = (Known("程小英", Number), Known("程小英", Number));
        var son = Story.NewPerson(ended.Household.Id, new DateOnly(2010, 5, 5), "程小明");
        var act = new Act(Guid.CreateVersion7(), "user:a", MatchingRole.TownshipHandler, Story.Morning, "同一户，重复建档");
        var same = new Dictionary<Guid, Guid> { [ended.Person.Id] = kept.Person.Id };
        Assert.Equal(MatchingRefusal.ReasonMissing, HouseholdMerge.Decide(kept.Household, ended.Household, same, false, act with { Reason = "" }).Refusal);
        Assert.Equal(MatchingRefusal.SameHousehold, HouseholdMerge.Decide(kept.Household, kept.Household, same, false, act).Refusal);

        var plan = HouseholdMerge.Decide(kept.Household, ended.Household, same, false, act).Outcome!;
        HouseholdMerge.Apply(plan, [kept.Person, ended.Person, son]);

        Assert.Equal((kept.Person.Id, kept.Household.Id), (ended.Person.MergedIntoId, son.HouseholdId));
        Assert.NotEmpty(ended.Person.NameSealed);
        Assert.Equal(
            new[] { kept.Household.Id, ended.Household.Id }.ToHashSet(), HouseholdMerge.ReadTogether(ended.Household.Id, [kept.Household, ended.Household]));
        Assert.Equal(MatchingRefusal.AlreadyMerged, HouseholdMerge.Decide(kept.Household, ended.Household, same, false, act).Refusal);
    }

    [Fact]
    [Trait("rule", "C8")]
    public void The_green_channel_opens_at_sixty_and_for_grades_one_and_two()
    {
        var today = new DateOnly(2026, 11, 20);
        bool Opens(DateOnly born, int? grade, DateOnly? died = null)
        {
            var person = Story.NewPerson(Guid.CreateVersion7(), born);
            (person.DisabilityGrade, person.DeceasedOn) = (grade, died);
            return GreenChannel.Usual.Opens(person, today);
        }
        Assert.True(Opens(new DateOnly(1966, 11, 20), null));
        Assert.False(Opens(new DateOnly(1966, 11, 21), null));
        Assert.True(Opens(new DateOnly(2000, 1, 1), 2));
        Assert.False(Opens(new DateOnly(2000, 1, 1), 3));
        Assert.False(Opens(new DateOnly(1940, 1, 1), 1, today));
    }

    static Newcomer Comes(string name, string number)
    {
        Assert.Null(CitizenId.TryParse(number, out var id));
        return Newcomer.Of(name, id, null, null, Story.Vault);
    }

    static KnownPerson Known(string name, string number)
    {
        CitizenId.TryParse(number, out var id);
        var household = new Story().Household;
        var person = Story.NewPerson(household.Id, default, name);
        person.SealIdNumber(id!, Story.Vault);
        return new KnownPerson(person, household);
    }
}
