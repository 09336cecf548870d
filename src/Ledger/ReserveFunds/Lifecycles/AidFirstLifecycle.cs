using static Jiuji.Ledger.ReserveFunds.AidFirstState;
using static Jiuji.Ledger.ReserveFunds.AidFirstTrigger;
using static Jiuji.Ledger.ReserveFunds.DocumentKinds;
using static Jiuji.Ledger.ReserveFunds.FundRole;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Where aid first stands.</summary>
public enum AidFirstState
{
    Requested,
    AuthorisedByCall,
    Authorised,
    PaidOnCall,
    Paid,
    Complete,
    SignatureRefused,
    PapersImpossible,
    AcceptedInGoodFaith,
    InRecovery,
    Declined,
}

/// <summary>Steps of aid first.</summary>
public enum AidFirstTrigger
{
    Authorise,
    AuthoriseByCall,
    Countersign,
    Pay,
    SignCall,
    Finish,
    RefuseSignature,
    ReportPapersImpossible,
    AcceptInGoodFaith,
    Recover,
    Decline,
}

/// <summary>
/// Small aid is paid at once and explained later (F14): one signature, which a recorded call may stand in for until the next working
/// day, and a different duty payer with a capped float. Not claimable before it is complete. A signature refused afterwards, or papers
/// that can never exist, go to the county: accepted in good faith, or recovered from a named debtor.
/// </summary>
public static class AidFirstLifecycle
{
    public static readonly Lifecycle<AidFirstState, AidFirstTrigger> Table = new()
    {
        Noun = "AidFirst",
        Chinese = "先行救助",
        Initial = AidFirstState.Requested,
        Rules =
        [
            On(Requested, Authorise, Authorised).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(Requested, AuthoriseByCall, AuthorisedByCall).By(OfficeHead, LeaderForAffairs, LeaderForFinance).With(RecordedCall),
            On(Requested, Decline, Declined).By(OfficeHead, LeaderForAffairs, LeaderForFinance),

            // While the gate is shut the county officer on duty signs too.
            On(Authorised, Countersign, Authorised).By(CountyDutyOfficer),
            On(AuthorisedByCall, Countersign, AuthorisedByCall).By(CountyDutyOfficer),
            On(Authorised, Pay, Paid).By(DutyPayer).With(Receipt),
            On(AuthorisedByCall, Pay, PaidOnCall).By(DutyPayer).With(Receipt),
            On(AuthorisedByCall, SignCall, Authorised).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(PaidOnCall, SignCall, Paid).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(Paid, Finish, Complete).By(Handler, Bookkeeper).With(ApprovalForm),

            // What cannot be completed is for the county to decide.
            On(Paid, RefuseSignature, SignatureRefused).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(PaidOnCall, RefuseSignature, SignatureRefused).By(OfficeHead, LeaderForAffairs, LeaderForFinance),
            On(Paid, ReportPapersImpossible, PapersImpossible).By(Handler, Bookkeeper),
            On(PaidOnCall, ReportPapersImpossible, PapersImpossible).By(Handler, Bookkeeper),
            On(SignatureRefused, AcceptInGoodFaith, AcceptedInGoodFaith).By(CountyCivilAffairs, CoordinationMeeting).With(CountyDecision),
            On(PapersImpossible, AcceptInGoodFaith, AcceptedInGoodFaith).By(CountyCivilAffairs, CoordinationMeeting).With(CountyDecision),
            On(SignatureRefused, Recover, InRecovery).By(CountyCivilAffairs).With(CountyDecision),
            On(PapersImpossible, Recover, InRecovery).By(CountyCivilAffairs).With(CountyDecision),
        ],
    };

    static LifecycleRule<AidFirstState, AidFirstTrigger> On(AidFirstState from, AidFirstTrigger trigger, AidFirstState to) => new(from, trigger, to);
}
