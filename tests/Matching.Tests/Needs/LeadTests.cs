using Jiuji.Matching.Needs;

namespace Jiuji.Matching.Tests.Needs;

public class LeadTests
{
    [Fact]
    [Trait("rule", "C11")]
    public void A_charity_s_lead_becomes_a_need_only_when_the_station_has_looked()
    {
        var (story, lead) = (new Story(), NewLead());
        Assert.Equal(MatchingRefusal.WrongRole, LeadDecision.Dismiss(lead, story.Provider("x")).Refusal);
        Assert.Equal(MatchingRefusal.SubjectsDiffer, LeadDecision.Confirm(lead, story.Need, story.Station()).Refusal);
        Assert.Equal(MatchingRefusal.ReasonMissing, LeadDecision.Dismiss(lead, story.Station()).Refusal);
        LeadDecision.Dismiss(lead, story.Station("已上门，情况不属实")).Outcome!.ApplyTo(lead);
        Assert.Equal((LeadState.NotConfirmed, "已上门，情况不属实"), (lead.State, lead.CheckNote));
        Assert.Equal(MatchingRefusal.MoveNotAllowed, LeadDecision.Dismiss(lead, story.Station("again")).Refusal);
    }

    [Fact]
    [Trait("rule", "C11")]
    public void A_lead_has_no_field_for_a_person()
    {
        Assert.DoesNotContain(typeof(Lead).GetProperties(), property => property.Name.Contains("Person") || property.Name.Contains("Name") || property.Name.Contains("IdNumber"));
    }

    static Lead NewLead()
    {
        var id = Guid.CreateVersion7();
        return new Lead
        {
            CountyCode = Story.County,
            Id = id,
            OrganisationId = Guid.CreateVersion7(),
            GivenBy = "user:c",
            GivenAt = Story.Morning,
            TownshipCode = Story.Township,
            VillageCode = Story.Village,
            HintSealed = Story.Vault.Seal("村口第二家，老人独居，冬衣单薄", Lead.HintContext(id)),
        };
    }
}
