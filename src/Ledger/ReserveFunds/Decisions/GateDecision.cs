namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Why ordinary advances to a township are stopped (暂停预拨), in the order in which a page lists them.</summary>
public enum GateReasonKind
{
    PapersOverdue,
    IdleMoney,
    ShortageUnexplained,
    OutstandingAboveCeiling,
    PreviousYearUncleared,
    StatementNotReconciled,
}

/// <summary>One reason with its figures (fen, days, counts) and where the rule comes from.</summary>
public sealed record GateReason(GateReasonKind Kind, string Clause, IReadOnlyDictionary<string, string> Figures)
{
    public static GateReason Of(GateReasonKind kind, string clause, params (string Name, object Value)[] figures) =>
        new(kind, clause, figures.ToDictionary(f => f.Name, f => Convert.ToString(f.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
}

/// <summary>What the gate looks at besides the fund's position.</summary>
public sealed record GateFacts
{
    /// <summary>Of the fund's payments; those that wait at the county are not overdue.</summary>
    public IReadOnlyList<PapersClock> Papers { get; init; } = [];
    public IReadOnlyList<MoneyLayer> Layers { get; init; } = [];

    /// <summary>A month's spending as forecast from the last months (<see cref="RunOut"/>).</summary>
    public long MonthForecastFen { get; init; }

    /// <summary>Outstanding of the year before; 0 where there is none.</summary>
    public long PreviousYearOutstandingFen { get; init; }

    /// <summary>First day of the last month whose statement is reconciled; null where none is.</summary>
    public DateOnly? ReconciledMonth { get; init; }

    /// <summary>First day of the month in which the fund's first money moved; months before it need no statement.</summary>
    public DateOnly? FirstMonth { get; init; }
}

/// <summary>
/// The gate for ordinary advances, with every reason at once. It never stops payments from money in hands, replenishment of approved claims,
/// bridging aid or due instalments: no household waits for the office's papers.
/// </summary>
public static class GateDecision
{
    public static IReadOnlyList<GateReason> Reasons(FundContext fund, GateFacts facts, DateOnly today) =>
        [.. new[]
        {
            PapersOverdue(facts, fund.Pack, today),
            IdleMoney(facts, fund.Pack, today),
            Shortage(fund.Position),
            Ceiling(fund),
            PreviousYear(facts, fund.Pack, today),
            Statement(facts, fund.Pack, today),
        }.OfType<GateReason>()];

    /// <summary>What the gate stops: ordinary advances, and nothing that a household waits for.</summary>
    public static bool Stops(AdvanceKind kind) => kind == AdvanceKind.Ordinary;

    static GateReason? PapersOverdue(GateFacts facts, PackValues pack, DateOnly today)
    {
        var late = facts.Papers.Where(papers => papers.AreOverdue(today)).ToList();
        return late.Count == 0 ? null : GateReason.Of(GateReasonKind.PapersOverdue, pack.Clause("clock.papersDays"),
            ("payments", late.Count), ("amountFen", late.Sum(p => p.AmountFen)), ("oldestDueOn", Day(late.Min(p => p.DueOn)!.Value)));
    }

    /// <summary>Both must hold: the share of old money is above the pack's, and the old money is more than a month needs.</summary>
    static GateReason? IdleMoney(GateFacts facts, PackValues pack, DateOnly today)
    {
        if (pack.IdleGateDays is not { } days || pack.IdleGateSharePercent is not { } share) return null;
        var inHands = facts.Layers.Sum(layer => layer.AmountFen);
        var idle = ReserveFunds.IdleMoney.OlderThan(facts.Layers, days, today);
        return idle * 100 <= inHands * share || idle <= facts.MonthForecastFen ? null : GateReason.Of(GateReasonKind.IdleMoney,
            pack.Clause("idle.gateSharePercent"), ("idleFen", idle), ("inHandsFen", inHands), ("days", days), ("sharePercent", share),
            ("monthForecastFen", facts.MonthForecastFen));
    }

    /// <summary>Counted short and not made good: the custodian's open debt.</summary>
    static GateReason? Shortage(FundPosition position)
    {
        var missing = position.RecoverableByDebtor.Where(debtor => Places.IsCash(debtor.Key)).Sum(debtor => debtor.Value);
        return missing == 0 ? null : GateReason.Of(GateReasonKind.ShortageUnexplained, "会计法", ("amountFen", missing));
    }

    static GateReason? Ceiling(FundContext fund) =>
        fund.Pack.CeilingFen is not { } ceiling || fund.Position.Outstanding <= ceiling ? null
            : GateReason.Of(GateReasonKind.OutstandingAboveCeiling, fund.Pack.Clause("fund.ceilingFen"),
                ("outstandingFen", fund.Position.Outstanding), ("ceilingFen", ceiling));

    static GateReason? PreviousYear(GateFacts facts, PackValues pack, DateOnly today) =>
        facts.PreviousYearOutstandingFen == 0 || pack.GraceDay(today.Year) is not { } grace || today <= grace ? null
            : GateReason.Of(GateReasonKind.PreviousYearUncleared, pack.Clause("gate.graceDay"),
                ("outstandingFen", facts.PreviousYearOutstandingFen), ("graceDay", Day(grace)));

    /// <summary>The last month whose closing day has passed must be reconciled.</summary>
    static GateReason? Statement(GateFacts facts, PackValues pack, DateOnly today)
    {
        if (pack.ClosingDay is not { } closingDay || facts.FirstMonth is not { } first) return null;
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        var due = thisMonth.AddMonths(today.Day > closingDay ? -1 : -2);
        return due < first || facts.ReconciledMonth >= due ? null
            : GateReason.Of(GateReasonKind.StatementNotReconciled, pack.Clause("gate.closingDay"), ("month", Day(due)), ("closingDay", closingDay));
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
