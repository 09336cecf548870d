using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Tests.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.Announcements;

public sealed class AnnouncementTests
{
    readonly FundStory story = new();

    static Announcement Drafted(int lines = 1)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            CountyCode = County.Code, Id = id, Number = "GS-1", TownshipCode = "341723100", VillageCode = "", Month = new(2026, 5, 1), MadeBy = FundStory.Handler,
            DueOn = County.Today, DueProvisional = false,
            Lines = [.. Enumerable.Range(0, lines).Select(_ => new AnnouncedAid
            {
                CountyCode = County.Code, AnnouncementId = id, PaymentId = Guid.CreateVersion7(), CaseNumber = "QD-2026-0001", VillageCode = "", NameMasked = "王*芳",
                CauseCode = "ILLNESS", AmountFen = 80_000, PaidOn = County.Today,
            })],
        };
    }

    Acting Posting => story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.PostingEvidence) with { Reason = "村务公开栏", ScanHash = FundStory.Hash };

    [Fact]
    [Trait("rule", "G7")]
    public void A_list_is_posted_with_its_evidence_and_hangs_seven_working_days()
    {
        var list = Drafted();
        FundStory.Refuses(FundRefusal.DocumentMissing, AnnouncementDecision.Post(list, new(), Calendar.Clock, story.As(FundStory.Handler, FundRole.Handler)));
        story.Do(AnnouncementDecision.Post(list, new(), Calendar.Clock, Posting), list);
        Assert.Equal((County.Today, "村务公开栏", FundStory.Hash, new DateOnly(2026, 5, 29)), (list.PostedOn, list.Place, list.EvidenceHash, list.RemoveOn));
    }

    [Fact]
    [Trait("rule", "G7")]
    public void A_list_is_not_taken_down_before_it_has_hung_its_days()
    {
        var list = Drafted();
        story.Do(AnnouncementDecision.Post(list, new(), Calendar.Clock, Posting), list);
        FundStory.Refuses(FundRefusal.NoticeStillRunning, AnnouncementDecision.Remove(list, story.As(FundStory.Handler, FundRole.Handler) with { HappenedOn = new(2026, 5, 28) }));
        story.Do(AnnouncementDecision.Remove(list, story.As(FundStory.Handler, FundRole.Handler) with { HappenedOn = new(2026, 5, 29) }), list);
        Assert.Equal(AnnouncementState.Removed, list.State);
    }

    [Fact]
    public void What_hung_is_corrected_by_a_note_and_a_list_without_lines_is_not_posted()
    {
        var list = Drafted();
        story.Do(AnnouncementDecision.Post(list, new(), Calendar.Clock, Posting), list);
        FundStory.Refuses(FundRefusal.ReasonMissing, AnnouncementDecision.Correct(list, story.As(FundStory.Handler, FundRole.Handler) with { Reason = "" }));
        story.Do(AnnouncementDecision.Correct(list, story.As(FundStory.Handler, FundRole.Handler)), list);
        FundStory.Refuses(FundRefusal.NothingToAnnounce, AnnouncementDecision.Post(Drafted(0), new(), Calendar.Clock, Posting));
    }

    [Fact]
    [Trait("rule", "G7")]
    public void Emergency_aid_is_not_announced_and_a_child_is_not_named()
    {
        Assert.True(AnnouncementDecision.IsAnnounced(AidType.Expense));
        Assert.False(AnnouncementDecision.IsAnnounced(AidType.Emergency));
        Assert.Equal(("", "王*芳", "王*芳"), (AnnouncementDecision.NameOnList("王*芳", 13), AnnouncementDecision.NameOnList("王*芳", 14), AnnouncementDecision.NameOnList("王*芳", null)));
    }

    [Fact]
    public void A_charity_has_thirty_days_three_months_or_until_the_end_of_May()
    {
        var day = new DateOnly(2026, 11, 30);
        Assert.Equal(new DateOnly(2026, 12, 30), DisclosureCalendar.DueOn(DutyKind.MajorChange, day));
        Assert.Equal(new DateOnly(2027, 2, 28), DisclosureCalendar.DueOn(DutyKind.ProjectProgress, day));
        Assert.Equal(new DateOnly(2027, 2, 28), DisclosureCalendar.DueOn(DutyKind.ProjectEnd, day));
        Assert.Equal(new DateOnly(2027, 5, 31), DisclosureCalendar.DueOn(DutyKind.AnnualReport, new(2026, 12, 31)));
    }

    [Fact]
    public void An_account_of_a_project_calls_for_the_next_one_three_months_after_it_was_given()
    {
        Assert.Equal(new DateOnly(2026, 5, 2), DisclosureCalendar.NextFormedOn(DutyKind.ProjectProgress, new(2026, 2, 1), new(2026, 5, 2)));
        Assert.Equal(new DateOnly(2027, 12, 31), DisclosureCalendar.NextFormedOn(DutyKind.AnnualReport, new(2026, 12, 31), new(2027, 5, 2)));
        Assert.Null(DisclosureCalendar.NextFormedOn(DutyKind.MajorChange, new(2026, 2, 1), new(2026, 2, 2)));
    }
}
