using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Households;

public class ClassificationTests
{
    static readonly Guid bureau = Guid.CreateVersion7();
    static readonly CategoryRule[] order =
    [
        new(3, "MARGINAL", "CZ24 二(一)"), new(1, "TEKUN", "CZ24 二(一)"), new(2, "DIBAO", "CZ24 二(一)"), new(4, "RIGID", "CZ24 二(一)"), new(5, "OTHER_LOCAL", "CZ24 二(一)"),
    ];

    [Fact]
    [Trait("rule", "A7")]
    public void The_first_category_that_is_met_wins_and_every_step_is_logged()
    {
        var story = new Story();
        var classified = Decide(story, Consent(story), [Found("TEKUN", false), Found("DIBAO", true)]).Outcome!;
        Assert.Equal("DIBAO", classified.CategoryCode);
        Assert.Equal(
            [("TEKUN", StepResult.NotMet), ("DIBAO", StepResult.Met), ("MARGINAL", StepResult.NotReached), ("RIGID", StepResult.NotReached), ("OTHER_LOCAL", StepResult.NotReached)],
            classified.Trail.Select(step => (step.CategoryCode, step.Result)));
        Assert.Equal([1, 2, 3, 4, 5], classified.Trail.Select(step => step.StepNumber));
    }

    [Fact]
    [Trait("rule", "A7")]
    public void A_step_that_nobody_looked_into_cannot_be_skipped()
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.CategoryUnknown, Decide(story, Consent(story), [Found("DIBAO", true)]).Refusal);
        Assert.Equal(MatchingRefusal.CategoryUnknown, Decide(story, Consent(story), [Found("TEKUN", true), Found("OF_ANOTHER_PACK", true)]).Refusal);
    }

    [Fact]
    public void When_none_is_met_the_household_is_in_none_and_can_still_be_helped()
    {
        var story = new Story();
        Assert.Equal(CategoryCode.None, Decide(story, Consent(story), [.. order.Select(rule => Found(rule.CategoryCode, false))]).Outcome!.CategoryCode);
    }

    [Fact]
    [Trait("rule", "A8")]
    public void Nothing_is_reviewed_before_the_applicant_has_agreed()
    {
        var story = new Story();
        Assert.Equal(MatchingRefusal.ConsentMissing, Decide(story, null, [Found("TEKUN", true)]).Refusal);
        Assert.Equal(
            MatchingRefusal.ConsentPurposeDiffers, Decide(story, story.ConsentFor(bureau, PersonalFields.Name), [Found("TEKUN", true)]).Refusal);
    }

    [Fact]
    [Trait("rule", "A6")]
    public void An_application_is_decided_once()
    {
        var story = new Story();
        var application = NewApplication(story.Household.Id);
        application.DecidedAt = Story.Morning;
        Assert.Equal(
            MatchingRefusal.MoveNotAllowed,
            Classification.Decide(application, Consent(story), bureau, order, [Found("TEKUN", true)], story.By(MatchingRole.TownshipHandler)).Refusal);
    }

    public static Application NewApplication(Guid household) => new()
    {
        CountyCode = Story.County,
        Id = Guid.CreateVersion7(),
        Number = "SQ-2026-0001",
        HouseholdId = household,
        Channel = IntakeChannel.Counter,
        ReceivedAt = Story.Morning,
        PackKey = "CZ24",
    };

    static Decision<Classified> Decide(Story story, Consent? consent, IReadOnlyList<CategoryFinding> findings) =>
        Classification.Decide(NewApplication(story.Household.Id), consent, bureau, order, findings, story.By(MatchingRole.TownshipHandler));

    static CategoryFinding Found(string code, bool met) => new(code, met, met ? "符合" : "不符合");

    static Consent Consent(Story story)
    {
        var question = story.Question(PersonalFields.None) with { Purpose = ConsentPurpose.Classification };
        var ids = new Dictionary<Guid, Guid> { [bureau] = Guid.CreateVersion7() };
        var asked = ConsentDecision.AskAtIntake(story.Household, ids, Guid.CreateVersion7(), new HashSet<Guid> { bureau }, question, story.Station());
        story.Give(asked.Outcome!.Consents[0]);
        return asked.Outcome.Consents[0];
    }
}
