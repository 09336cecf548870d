namespace Jiuji.Matching;

/// <summary>
/// Every reason for which matching says no, in order of precedence: when several hold, the first is the answer.
/// The list is closed; the web answers each one in the user's language by an exhaustive switch.
/// </summary>
public enum MatchingRefusal
{
    // The request itself.
    MoveNotAllowed,
    WrongRole,
    ReasonMissing,
    DocumentMissing,
    QuantityNotPositive,
    SubjectsDiffer,
    NotYetDue,

    // Intake and classification (A6–A8, T16).
    AlreadyRegistered,
    ApplicationAlreadyOpen,
    SameHousehold,
    AlreadyMerged,
    HelpUnderWay,
    CategoryUnknown,

    // Consent and what may be seen (D5, PIPL 13–31, T30).
    OutsideOwnArea,
    ConsentMissing,
    ConsentNamesOtherOrganisation,
    ConsentPurposeDiffers,
    ConsentRefused,
    ConsentWithdrawn,
    ConsentExpired,
    FieldNotConsented,
    OrganisationNotInEdition,
    TooManyOrganisationsAsked,
    GuardianNeeded,
    WitnessMissing,
    SecondPersonMissing,
    BeyondMinimumFields,

    // The lot and who offers it.
    OrganisationNotActive,
    MoneyLeftWithOrganisation,
    ResidueUnplaced,
    LotNotPublished,
    LotExpired,
    SlotNotOpen,
    ReviewerIsProvider,

    // The need.
    NeedClosed,
    NothingLeftToPlan,
    NoSocietyForVillage,
    SameNeedOpen,
    KindsDiffer,
    UnitsDiffer,
    AreaNotServed,
    CategoryNotEligible,
    AgeNotEligible,
    SexNotEligible,
    RelatedParty,
    SameCauseInWindow,

    // Quantities.
    ExceedsNeed,
    WholeNeedNotCovered,
    ExceedsLotLimitPerHousehold,
    ExceedsProviderLimit,
    ExceedsFreeQuantity,
    ExceedsMatch,

    // Confirmation.
    SlipCodeWrong,
}
