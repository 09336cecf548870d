using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Ledger.Announcements;

/// <summary>How long a list may wait and hangs, in working days.</summary>
/// <param name="PostWithin">After the payment (disclosure.workingDays).</param>
/// <param name="HangsFor">From the day it is posted; no document says for temporary aid, dibao lists hang seven.</param>
public sealed record AnnouncementRules(int PostWithin = 10, int HangsFor = 7);

/// <summary>What is announced and when. Emergency aid is not: a household in sudden distress is not put on a board.</summary>
public static class AnnouncementDecision
{
    /// <summary>The catalogue of public information names the recipients of expense-type aid only.</summary>
    public static bool IsAnnounced(AidType type) => type == AidType.Expense;

    /// <summary>A child under fourteen is not named, masked or not (PIPL 28, 31).</summary>
    public static string NameOnList(string nameMasked, int? age) => age < 14 ? "" : nameMasked;

    public static FundDecision Post(Announcement announcement, AnnouncementRules rules, WorkingDayClock calendar, Acting acting) => Take(
        announcement, AnnouncementTrigger.Post, acting, new StepFacts(0, calendar.After(acting.OccurredOn, rules.HangsFor)),
        RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0),
        RuleCheck.Of(FundRefusal.NothingToAnnounce, announcement.Lines.Count > 0));

    /// <summary>Not before it has hung its days.</summary>
    public static FundDecision Remove(Announcement announcement, Acting acting) => Take(
        announcement, AnnouncementTrigger.Remove, acting, StepFacts.None,
        RuleCheck.Of(FundRefusal.NoticeStillRunning, announcement.RemoveOn is { } day && day <= acting.OccurredOn, "", ("until", announcement.RemoveOn ?? acting.OccurredOn)));

    public static FundDecision Correct(Announcement announcement, Acting acting) =>
        Take(announcement, AnnouncementTrigger.Correct, acting, StepFacts.None, RuleCheck.Of(FundRefusal.ReasonMissing, acting.Reason.Length > 0));

    public static FundDecision Discard(Announcement announcement, Acting acting) => Take(announcement, AnnouncementTrigger.Discard, acting, StepFacts.None);

    static FundDecision Take(Announcement announcement, AnnouncementTrigger trigger, Acting acting, StepFacts facts, params IReadOnlyList<RuleCheck> checks) =>
        FundDecision.Of(AnnouncementLifecycle.Table.Answer(announcement, trigger, acting, checks, facts), checks, () => []);
}
