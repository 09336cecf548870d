using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests.Organisations;

public class OrganisationEndingTests
{
    [Fact]
    public void When_an_organisation_ends_its_lots_promises_and_consents_end_and_the_needs_stay()
    {
        var (story, other) = (new Story().Offered(), new Story().Offered());
        var ending = OrganisationEnding.Of(story.Lot.OrganisationId, [story.Lot, other.Lot], [story.Match, other.Match], [.. story.Consents, .. other.Consents]);
        Assert.Equal([story.Lot.Id], ending.LotsToWithdraw);
        Assert.Equal([story.Match.Id], ending.MatchesToCancel);
        Assert.Equal([story.Consent!.Id], ending.ConsentsToEnd);
        Assert.True(story.Need.IsOpen);
    }

    [Fact]
    public void What_is_over_already_is_left_as_it_was()
    {
        var story = new Story().Delivered();
        story.Lot.State = LotState.Recalled;
        var ending = OrganisationEnding.Of(story.Lot.OrganisationId, [story.Lot], [story.Match], []);
        Assert.Empty(ending.LotsToWithdraw);
        Assert.Empty(ending.MatchesToCancel);
    }
}
