namespace Jiuji.Ledger.Reconciliation;

/// <summary>Whose record a monthly figure comes from: the township's book, civil affairs' sub-ledger, finance's own record.</summary>
public enum MonthRecord { TownshipBook, CivilAffairs, Finance }

/// <summary>
/// A township's month that has been reconciled: what the bank, the book and the three records say, and who signed. It is held when the
/// bookkeeper signs and closed when another person does; it never opens again.
/// </summary>
public sealed class FundMonth
{
    public required string CountyCode { get; init; }
    public required string TownshipCode { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }
    public required string Place { get; init; }

    /// <summary>Balance of the bank at the month's end.</summary>
    public required long StatementFen { get; init; }

    /// <summary>The book at the place at the month's end, money held for others included.</summary>
    public required long BookFen { get; init; }

    /// <summary>Explained, and expected on the other side later; the difference of the two.</summary>
    public required long InFlightFen { get; init; }
    public PeriodState State { get; set; } = PeriodState.Held;
    public required string HeldBy { get; init; }
    public required DateTimeOffset HeldAt { get; init; }
    public string ClosedBy { get; set; } = "";
    public DateTimeOffset? ClosedAt { get; set; }
    public List<MonthSignature> Signatures { get; } = [];
}

/// <summary>One office's word that its own record shows the same outstanding money (未清) at the month's end.</summary>
public sealed class MonthSignature
{
    public required string CountyCode { get; init; }
    public required string TownshipCode { get; init; }
    public required DateOnly Month { get; init; }
    public required MonthRecord Record { get; init; }
    public required long OutstandingFen { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Why a step of reconciling is refused, in order of precedence.</summary>
public enum ReconciliationRefusal
{
    FormatUnknown,
    FormatNameTaken,
    FormatIncomplete,
    FileHasProblems,
    FileAlreadyImported,
    LinesAlreadyImported,
    NothingNew,
    MonthAlreadyReconciled,
    NotAtThisPlace,
    AlreadySettled,
    AmountsDiffer,
    NothingChosen,
    NothingOfThisAmount,
    WrongDirection,
    ReasonMissing,
    AlreadyClosed,
    MonthNotOver,
    PreviousMonthOpen,
    StatementMissing,
    StatementIncomplete,
    LinesUnsettled,
    MovesUnsettled,
    DifferenceUnexplained,
    MonthNotHeld,
    SignerTwice,
    RecordsDiffer,
    RuleAlreadyDecided,
    OwnRule,
}
