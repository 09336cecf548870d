namespace Jiuji.Ledger.Reconciliation;

/// <summary>What a month's close looks at. Fen; positive came in; all of one place.</summary>
public sealed record MonthFacts(DateOnly Month)
{
    /// <summary>The bank's balance at the end of the month before; null where this is the first month reconciled.</summary>
    public long? PreviousStatementFen { get; init; }

    /// <summary>False where an earlier month with statement lines was never reconciled.</summary>
    public bool PreviousIsReconciled { get; init; } = true;

    /// <summary>Balance of the bank at the month's end, as its statement says or the clerk reads it; null where there is none.</summary>
    public long? StatementFen { get; init; }

    /// <summary>Sum of the month's bank lines.</summary>
    public long LinesFen { get; init; }
    public int Lines { get; init; }

    /// <summary>The book at the place at the month's end.</summary>
    public long BookFen { get; init; }

    /// <summary>Bank lines up to the month's end without match and without explanation.</summary>
    public int LinesUnsettled { get; init; }
    public int MovesUnsettled { get; init; }

    /// <summary>Open bank lines less open movements up to the month's end, those matched across it included.</summary>
    public long InFlightFen { get; init; }

    /// <summary>Custodians who hold cash at the month's end that nobody has counted since the month began and since it last moved in it.</summary>
    public IReadOnlyList<string> CashUncounted { get; init; } = [];
    public bool StatementIsComplete => PreviousStatementFen is not { } before || before + LinesFen == StatementFen;
}

/// <summary>One thing that a month must fulfil before it is held.</summary>
public sealed record MonthCheck(ReconciliationRefusal Rule, bool Passed, string Figure = "");

/// <summary>Decides whether a month is reconciled. There is no way round a check and no way back from a close (T20).</summary>
public static class MonthDecision
{
    public static IReadOnlyList<MonthCheck> Checks(MonthFacts facts, DateOnly today) =>
    [
        new(ReconciliationRefusal.MonthNotOver, today >= facts.Month.AddMonths(1)),
        new(ReconciliationRefusal.PreviousMonthOpen, facts.PreviousIsReconciled),
        new(ReconciliationRefusal.StatementMissing, facts.StatementFen is not null, facts.Lines.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new(ReconciliationRefusal.StatementIncomplete, facts.StatementFen is null || facts.StatementIsComplete, Yuan((facts.PreviousStatementFen ?? 0) + facts.LinesFen)),
        new(ReconciliationRefusal.LinesUnsettled, facts.LinesUnsettled == 0, facts.LinesUnsettled.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new(ReconciliationRefusal.MovesUnsettled, facts.MovesUnsettled == 0, facts.MovesUnsettled.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new(ReconciliationRefusal.DifferenceUnexplained, facts.StatementFen is not { } bank || bank == facts.BookFen + facts.InFlightFen,
            Yuan((facts.StatementFen ?? 0) - facts.BookFen - facts.InFlightFen)),
        new(ReconciliationRefusal.CashUncounted, facts.CashUncounted.Count == 0, string.Join(' ', facts.CashUncounted)),
    ];

    public static bool IsReconciled(MonthFacts facts, DateOnly today) => Checks(facts, today).All(check => check.Passed);

    /// <summary>
    /// Why an office may not sign its record, or null where it may. Three people sign three records, the township's book first and finance last, and all show the
    /// same outstanding money.
    /// </summary>
    public static ReconciliationRefusal? Signing(FundMonth month, MonthRecord record, string actor, long outstandingFen)
    {
        if (month.Signatures.Exists(signature => signature.Record == record || signature.Actor == actor)) return ReconciliationRefusal.SignerTwice;
        if (!FundMonthLifecycle.Table.Permits(month.State, FundMonthLifecycle.StepOf(record)))
            return month.State == FundMonthState.Held ? ReconciliationRefusal.CivilAffairsNotSigned : ReconciliationRefusal.MonthNotHeld;
        return month.Signatures.TrueForAll(signature => signature.OutstandingFen == outstandingFen) ? null : ReconciliationRefusal.RecordsDiffer;
    }

    static string Yuan(long fen) => (fen / 100m).ToString("N2", System.Globalization.CultureInfo.InvariantCulture);
}
