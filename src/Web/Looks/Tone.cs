namespace Jiuji.Web.Looks;

/// <summary>The tint behind a state's word: what is settled, what waits for somebody, what is stopped, what is over, and what goes on.</summary>
public static class Tone
{
    public const string Settled = "ok", Waiting = "wait", Stopped = "stop", Over = "off", GoingOn = "go";

    static readonly Dictionary<string, string> tones = new[]
    {
        (Settled, "Approved Answered Cleared Received Met Confirmed Delivered Published Recovered Given Complete Filed CountyApproved MeetingApproved "
            + "AcceptedInGoodFaith PapersAccepted Signed Active Open Accepted Upheld Replenished"),
        (Waiting, "Paid PapersSubmitted Signing UnderReview ConsentAsked Asked Proposed Offered Claimed Submitted Reviewed WithCounty WithMeeting "
            + "Disputed PartMet PartIssued ApprovedInPart AuthorisedByCall PaidOnCall Notified OnPlan Agreed"),
        (Stopped, "SentBack Refused RefusalServed RefusalUpheld BankFailed Returned WrongPayee InRecovery NotReceived SignatureRefused PapersImpossible "
            + "NotDelivered Recalled Suspended AdvancesSuspended ConsentRefused Rejected ReturnedForCorrection Reversed Liquidating Paused Closing"),
        (Over, "Cancelled Withdrawn Closed Expired Ended Lapsed SweptBack Declined Dropped NotPursued WrittenOff SetAside UsedUp Moved Draft Drafted "
            + "CarriedForward HandedBack Merged"),
    }.SelectMany(line => line.Item2.Split(' ').Select(state => (state, line.Item1))).ToDictionary(pair => pair.state, pair => pair.Item1);

    public static string Of(Enum state) => tones.GetValueOrDefault(state.ToString(), GoingOn);
}
