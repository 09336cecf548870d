namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Why money goes back to the county.</summary>
public enum SweepBackCause { Idle, Reallocation, YearEnd, Surplus, Merger }

/// <summary>One sum that goes back from a township's fund to the county (收回), with who decided it and where it stands.</summary>
public sealed class SweepBack : LifecycleSubject<SweepBackState>
{
    public required Guid ReserveFundId { get; init; }
    public required SweepBackCause Cause { get; init; }
    public required long AmountFen { get; init; }

    /// <summary>The place that it leaves.</summary>
    public required string Place { get; init; }
    public required DateOnly ProposedOn { get; init; }

    /// <summary>The township that is advanced the money next (row 37); empty where the county keeps it.</summary>
    public string ToTownship { get; init; } = "";

    /// <summary>That township's advance, on a joint document of its own.</summary>
    public Guid? AdvanceId { get; init; }
    public DateOnly? DecidedOn { get; private set; }
    public string DecidedBy { get; private set; } = "";

    /// <summary>Why it was declined or called off.</summary>
    public string Reason { get; private set; } = "";
    public DateOnly? SentOn { get; private set; }
    public DateOnly? ReceivedOn { get; private set; }

    public override void Apply(LifecycleMove move)
    {
        Fire(SweepBackLifecycle.Table, move);
        switch (Enum.Parse<SweepBackTrigger>(move.Trigger))
        {
            case SweepBackTrigger.Accept or SweepBackTrigger.Decline or SweepBackTrigger.CallOff:
                (DecidedOn, DecidedBy, Reason) = (move.OccurredOn, move.Actor, move.Reason);
                break;
            case SweepBackTrigger.Send:
                SentOn = move.OccurredOn;
                break;
            case SweepBackTrigger.Receive:
                ReceivedOn = move.OccurredOn;
                break;
            default:
                break;
        }
    }
}
