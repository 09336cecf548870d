namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Kinds of document that a step or a claim needs, in the words of the rule packs (X12). The pack says which papers a kind of aid needs;
/// the lifecycles say which document a step rests on.
/// </summary>
public static class DocumentKinds
{
    // Papers of a payment.
    public const string Application = "application";
    public const string Survey = "survey";
    public const string ApprovalForm = "approval-form";
    public const string PostingEvidence = "posting-evidence";
    public const string PaymentList = "payment-list";
    public const string Receipt = "bank-receipt-or-cash-receipt";
    public const string IdCopy = "id-copy";
    public const string FilingRecord = "filing-record";

    // Documents of a step.
    public const string AdvanceDocument = "joint-document";
    public const string BankStatement = "bank-statement";
    public const string CountyReceipt = "county-receipt";
    public const string WrittenRefusal = "written-refusal";
    public const string ServiceReceipt = "service-receipt";
    public const string ReviewRequest = "review-request";
    public const string MeetingMinute = "meeting-minute";
    public const string CountyDecision = "county-decision";
    public const string RecordedCall = "recorded-call";
    public const string BankReturn = "bank-return";
    public const string Confirmation = "confirmation";
    public const string DeathRecord = "death-record";
    public const string ClearingSheet = "clearing-sheet";
    public const string ClosingSheet = "closing-sheet";
    public const string MergerDocument = "merger-document";
    public const string RecoveryNotice = "recovery-notice";
    public const string WriteOffDocument = "write-off-document";
    public const string Plan = "instalment-plan";
    public const string DonorConsent = "donor-consent";
    public const string CountSheet = "count-sheet";
}
