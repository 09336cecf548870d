using Jiuji.Ledger.ReserveFunds;
using static Jiuji.Ledger.Announcements.AnnouncementState;
using static Jiuji.Ledger.Announcements.AnnouncementTrigger;
using static Jiuji.Ledger.ReserveFunds.FundRole;

namespace Jiuji.Ledger.Announcements;

/// <summary>Where a list stands.</summary>
public enum AnnouncementState { Drafted, Posted, Removed, Discarded }

/// <summary>Steps of a list.</summary>
public enum AnnouncementTrigger { Post, Correct, Remove, Discard }

/// <summary>A list is drafted from the payments, posted with its evidence, corrected by notes, and taken down when it has hung long enough (G7).</summary>
public static class AnnouncementLifecycle
{
    public static readonly Lifecycle<AnnouncementState, AnnouncementTrigger> Table = new()
    {
        Noun = "Announcement",
        Chinese = "公示",
        Initial = Drafted,
        Rules =
        [
            On(Drafted, Post, AnnouncementState.Posted).By(Handler, StationWorker).With(DocumentKinds.PostingEvidence),
            On(Drafted, Discard, Discarded).By(Handler, StationWorker),
            On(AnnouncementState.Posted, Correct, AnnouncementState.Posted).By(Handler),
            On(Removed, Correct, Removed).By(Handler),
            On(AnnouncementState.Posted, Remove, Removed).By(Handler, StationWorker),
        ],
    };

    static LifecycleRule<AnnouncementState, AnnouncementTrigger> On(AnnouncementState from, AnnouncementTrigger trigger, AnnouncementState to) => new(from, trigger, to);
}
