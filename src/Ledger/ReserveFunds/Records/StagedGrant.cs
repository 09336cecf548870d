namespace Jiuji.Ledger.ReserveFunds;

/// <summary>One approval, paid in instalments (一次审批、分阶段救助, F16).</summary>
public sealed class StagedGrant : LifecycleSubject<StagedGrantState>
{
    public required Guid AidCaseId { get; init; }
    public required int Instalments { get; init; }
    public required long InstalmentFen { get; set; }
    public required DateOnly FirstDueOn { get; init; }
    public int PaidInstalments { get; private set; }

    /// <summary>When death, place and status were last looked at; each instalment needs it of its own month.</summary>
    public DateOnly? StatusCheckedOn { get; private set; }

    /// <summary>Instalments fall due month by month.</summary>
    public DateOnly NextDueOn => FirstDueOn.AddMonths(PaidInstalments);

    public override void Apply(LifecycleMove move)
    {
        Fire(StagedGrantLifecycle.Table, move);
        if (move.Trigger == nameof(StagedGrantTrigger.PayInstalment)) PaidInstalments++;
        if (move.Trigger is nameof(StagedGrantTrigger.CheckStatus) or nameof(StagedGrantTrigger.Resume)) StatusCheckedOn = move.OccurredOn;
        if (move.Trigger == nameof(StagedGrantTrigger.Resume)) InstalmentFen = move.AmountFen;
    }
}
