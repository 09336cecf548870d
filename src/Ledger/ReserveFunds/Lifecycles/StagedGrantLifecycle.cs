using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;
using static Jiuji.Ledger.ReserveFunds.StagedGrantState;
using static Jiuji.Ledger.ReserveFunds.StagedGrantTrigger;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where a staged grant stands.</summary>
public enum StagedGrantState
{
    Agreed,
    Running,
    Suspended,
    UnderReReview,
    Completed,
    Ended,
}

/// <summary>Steps of a staged grant.</summary>
public enum StagedGrantTrigger
{
    Start,
    CheckStatus,
    PayInstalment,
    Suspend,
    ReReview,
    Resume,
    Complete,
    End,
}

/// <summary>
/// One approval, several instalments (F16). Each instalment checks death, status and the fund anew; a death, a move or a change of
/// status suspends the grant until the remaining members are reviewed.
/// </summary>
public static class StagedGrantLifecycle
{
    public static readonly Lifecycle<StagedGrantState, StagedGrantTrigger> Table = new()
    {
        Noun = "StagedGrant",
        Chinese = "分阶段救助",
        Initial = StagedGrantState.Agreed,
        Rules =
        [
            On(Agreed, Start, Running).By(Handler, OfficeHead).With(ApprovalForm),
            On(Running, CheckStatus, Running).By(Handler, StationWorker).With(Survey),
            On(Running, PayInstalment, Running).By(Cashier, Bookkeeper),
            On(Running, Suspend, Suspended).By(Handler, OfficeHead, CountyCivilAffairs, Clock),
            On(Suspended, ReReview, UnderReReview).By(Handler, StationWorker),
            On(UnderReReview, Resume, Running).By(OfficeHead, LeaderForAffairs, LeaderForFinance).With(ApprovalForm),
            On(UnderReReview, End, Ended).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(Suspended, End, Ended).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(Running, Complete, Completed).By(Handler, Cashier, Bookkeeper, Clock),
        ],
    };

    static LifecycleRule<StagedGrantState, StagedGrantTrigger> On(StagedGrantState from, StagedGrantTrigger trigger, StagedGrantState to) => new(from, trigger, to);
}
