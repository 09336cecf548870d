using static Jiuji.Ledger.ReserveFunds.AidCaseState;
using static Jiuji.Ledger.ReserveFunds.AidCaseTrigger;
using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a case stands.</summary>
public enum AidCaseState
{
    Accepted,
    Investigated,
    NoticePosted,
    Signing,
    Signed,
    WithCounty,
    CountyApproved,
    WithMeeting,
    MeetingApproved,
    Filed,
    RefusedInWriting,
    RefusalServed,
    UnderReview,
    RefusalUpheld,
    Withdrawn,
    Closed,
}

/// <summary>Steps of a case.</summary>
public enum AidCaseTrigger
{
    Investigate,
    PostNotice,
    Sign,
    SignLast,
    PassToCounty,
    ApproveByCounty,
    PassToMeeting,
    ApproveByMeeting,
    ReturnToTownship,
    FileWithCounty,
    Refuse,
    ServeRefusal,
    RequestReview,
    Uphold,
    Reopen,
    Withdraw,
    Close,
}

/// <summary>
/// A household in need, from acceptance, which starts the clock (F10), to the three signatures (F9) or a refusal in writing that is
/// served and may be reviewed. Above the small-aid limit the county decides (F6), above the county limit a coordination meeting by its
/// minute (F20). Decided cases are filed with the county (R10).
/// </summary>
public static class AidCaseLifecycle
{
    public static readonly Lifecycle<AidCaseState, AidCaseTrigger> Table = new()
    {
        Noun = "AidCase",
        Chinese = "救助",
        Initial = AidCaseState.Accepted,
        Rules =
        [
            On(Accepted, Investigate, Investigated).By(Handler, StationWorker).With(Survey),
            On(Investigated, PostNotice, NoticePosted).By(Handler, StationWorker).With(PostingEvidence),
            On(Investigated, Sign, Signing).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(NoticePosted, Sign, Signing).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(Signing, Sign, Signing).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(Signing, SignLast, Signed).By(OfficeHead, LeaderForAffairs, LeaderForFinance),

            // Above the limits of the township and of the county.
            On(Investigated, PassToCounty, WithCounty).By(Handler, OfficeHead),
            On(NoticePosted, PassToCounty, WithCounty).By(Handler, OfficeHead),
            On(WithCounty, ApproveByCounty, CountyApproved).By(CountyCivilAffairs).With(CountyDecision),
            On(WithCounty, PassToMeeting, WithMeeting).By(CountyCivilAffairs),
            On(WithMeeting, ApproveByMeeting, MeetingApproved).By(CoordinationMeeting).With(MeetingMinute),
            On(WithCounty, ReturnToTownship, Investigated).By(CountyCivilAffairs),
            On(WithMeeting, ReturnToTownship, Investigated).By(CountyCivilAffairs),
            On(Signed, FileWithCounty, Filed).By(Handler).With(FilingRecord),
            On(Filed, Close, Closed).By(Handler, CountyCivilAffairs),
            On(CountyApproved, Close, Closed).By(Handler, CountyCivilAffairs),
            On(MeetingApproved, Close, Closed).By(Handler, CountyCivilAffairs),

            // A refusal is a decision in writing; only when it is served can it be reviewed.
            On(Accepted, Refuse, RefusedInWriting).By(OfficeHead, LeaderForAffairs, LeaderForFinance).With(WrittenRefusal),
            On(Investigated, Refuse, RefusedInWriting).By(OfficeHead, LeaderForAffairs, LeaderForFinance).With(WrittenRefusal),
            On(NoticePosted, Refuse, RefusedInWriting).By(OfficeHead, LeaderForAffairs, LeaderForFinance).With(WrittenRefusal),
            On(Signing, Refuse, RefusedInWriting).By(OfficeHead, LeaderForAffairs, LeaderForFinance).With(WrittenRefusal),
            On(WithCounty, Refuse, RefusedInWriting).By(CountyCivilAffairs, CoordinationMeeting).With(WrittenRefusal),
            On(WithMeeting, Refuse, RefusedInWriting).By(CountyCivilAffairs, CoordinationMeeting).With(WrittenRefusal),
            On(RefusedInWriting, ServeRefusal, RefusalServed).By(Handler, StationWorker).With(ServiceReceipt),
            On(RefusalServed, RequestReview, UnderReview).By(Household, Handler, StationWorker).With(ReviewRequest),
            On(UnderReview, Uphold, RefusalUpheld).By(CountyCivilAffairs).With(CountyDecision),
            On(UnderReview, Reopen, Investigated).By(CountyCivilAffairs).With(CountyDecision),
            On(Accepted, Withdraw, Withdrawn).By(Household, Handler, StationWorker),
            On(Investigated, Withdraw, Withdrawn).By(Household, Handler, StationWorker),
            On(NoticePosted, Withdraw, Withdrawn).By(Household, Handler, StationWorker),
            On(Signing, Withdraw, Withdrawn).By(Household, Handler, StationWorker),
            On(WithCounty, Withdraw, Withdrawn).By(Household, Handler, StationWorker),
            On(WithMeeting, Withdraw, Withdrawn).By(Household, Handler, StationWorker),
            On(Signed, Withdraw, Withdrawn).By(Household, Handler, StationWorker),
        ],
    };

    static LifecycleRule<AidCaseState, AidCaseTrigger> On(AidCaseState from, AidCaseTrigger trigger, AidCaseState to) => new(from, trigger, to);
}
