namespace Jiuji.Ledger.Reconciliation;

/// <summary>Whose record a monthly figure comes from: the township's book, civil affairs' sub-ledger, finance's own record.</summary>
public enum MonthRecord { TownshipBook, CivilAffairs, Finance }

/// <summary>
/// A township's month that has been reconciled: what the bank, the book and the three records say, and who signed. It is held when the
/// bookkeeper signs and closed when all three have signed (<see cref="FundMonthLifecycle"/>); it never opens again.
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
    public FundMonthState State { get; private set; }
    public required string HeldBy { get; init; }
    public required DateTimeOffset HeldAt { get; init; }
    public string ClosedBy { get; private set; } = "";
    public DateTimeOffset? ClosedAt { get; private set; }
    public List<MonthSignature> Signatures { get; } = [];

    /// <summary>An office signs its record. What <see cref="MonthDecision.Signing"/> refuses is a bug here and throws.</summary>
    public MonthSignature Sign(MonthRecord record, long outstandingFen, string actor, DateTimeOffset at)
    {
        FundMonthLifecycle.Table.Machine(() => State, next => State = next).Fire(FundMonthLifecycle.StepOf(record));
        if (State == FundMonthState.Closed) (ClosedBy, ClosedAt) = (actor, at);
        var signature = new MonthSignature
        {
            CountyCode = CountyCode, TownshipCode = TownshipCode, Month = Month, Record = record, OutstandingFen = outstandingFen, Actor = actor, At = at,
        };
        Signatures.Add(signature);
        return signature;
    }
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
    CashUncounted,
    MonthNotHeld,
    SignerTwice,
    CivilAffairsNotSigned,
    RecordsDiffer,
    RuleAlreadyDecided,
    OwnRule,
}
