namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Small aid paid at once and explained later (先行救助, F14); accompanies its case and payment until both are complete.</summary>
public sealed class AidFirst : LifecycleSubject<AidFirstState>
{
    public required Guid AidCaseId { get; init; }
    public required Guid PaymentId { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public string AuthorisedBy { get; private set; } = "";

    /// <summary>The county's officer on duty who signed too, while the gate was shut.</summary>
    public string CountersignedBy { get; private set; } = "";
    public string PaidBy { get; private set; } = "";

    /// <summary>When a recorded call has to be signed.</summary>
    public DateOnly? CallSignedBy { get; private set; }

    /// <summary>The last day for the other signatures and the papers.</summary>
    public DateOnly? CompleteDueOn { get; private set; }

    public bool BlocksClaim => State is not (AidFirstState.Complete or AidFirstState.AcceptedInGoodFaith);

    public override void Apply(LifecycleMove move)
    {
        Fire(AidFirstLifecycle.Table, move);
        switch (Enum.Parse<AidFirstTrigger>(move.Trigger))
        {
            case AidFirstTrigger.Authorise or AidFirstTrigger.AuthoriseByCall:
                (AuthorisedBy, CallSignedBy) = (move.Actor, move.DueOn);
                break;
            case AidFirstTrigger.Countersign:
                CountersignedBy = move.Actor;
                break;
            case AidFirstTrigger.Pay:
                (PaidBy, CompleteDueOn) = (move.Actor, move.DueOn);
                break;
            default:
                break;
        }
    }
}
