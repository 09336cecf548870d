namespace Jiuji.Ledger.ReserveFunds;

/// <summary>One month of the confirmed subsidy for newly confirmed dibao or tekun (F17), made on confirmation without an application (F18).</summary>
public sealed class BridgingAid : LifecycleSubject<BridgingAidState>
{
    public required Guid AidCaseId { get; init; }
    public required Guid HouseholdId { get; init; }

    /// <summary>"DIBAO" or "TEKUN".</summary>
    public required string Category { get; init; }
    public required DateOnly ConfirmedOn { get; init; }

    /// <summary>Three working days later.</summary>
    public required DateOnly DueOn { get; init; }
    public required bool DueProvisional { get; init; }

    /// <summary>Confirmed subsidy per person and month.</summary>
    public required long MonthlyPerPersonFen { get; init; }
    public required int People { get; init; }

    public long AmountFen => MonthlyPerPersonFen * People;

    public override void Apply(LifecycleMove move) => Fire(BridgingAidLifecycle.Table, move);
}
