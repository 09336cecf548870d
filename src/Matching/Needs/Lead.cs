using Jiuji.Matching.Households;

namespace Jiuji.Matching.Needs;

/// <summary>Whether somebody has gone to look, and what they found.</summary>
public enum LeadState { Received, Confirmed, NotConfirmed }

/// <summary>
/// What a charity noticed about a household that may need help: a hint, never a record (C11). It carries no personal field; the station
/// goes and looks, and only what it finds there becomes a need.
/// </summary>
public sealed class Lead
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string GivenBy { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
    public required string TownshipCode { get; init; }
    public required string VillageCode { get; init; }

    /// <summary>What was seen and how to find the place, sealed: free text may say more than it should.</summary>
    public required byte[] HintSealed { get; init; }
    public LeadState State { get; set; }
    public string? CheckedBy { get; set; }
    public DateTimeOffset? CheckedAt { get; set; }
    public string CheckNote { get; set; } = "";
    public Guid? NeedId { get; set; }
    public int Version { get; set; }

    public static string HintContext(Guid id) => $"lead.hint:{id:N}";
}

/// <summary>A lead that somebody has gone to look at.</summary>
public sealed record LeadOutcome(LeadState State, Guid? NeedId, Act Act)
{
    public void ApplyTo(Lead lead)
    {
        (lead.State, lead.NeedId, lead.CheckedBy, lead.CheckedAt, lead.CheckNote) = (State, NeedId, Act.Actor, Act.At, Act.Reason);
        lead.Version++;
    }
}

/// <summary>
/// What becomes of a lead. Refuses MoveNotAllowed (already checked), WrongRole (the giver cannot confirm it), ReasonMissing.
/// </summary>
public static class LeadDecision
{
    public static Decision<LeadOutcome> Confirm(Lead lead, Need need, Act act) =>
        need.DiscoverySource != DiscoverySource.Charity || need.CountyCode != lead.CountyCode
            ? MatchingRefusal.SubjectsDiffer
            : Check(lead, LeadState.Confirmed, need.Id, act);

    public static Decision<LeadOutcome> Dismiss(Lead lead, Act act) =>
        act.HasReason ? Check(lead, LeadState.NotConfirmed, null, act) : MatchingRefusal.ReasonMissing;

    static Decision<LeadOutcome> Check(Lead lead, LeadState to, Guid? need, Act act)
    {
        if (lead.State != LeadState.Received)
            return MatchingRefusal.MoveNotAllowed;
        return act.Role.HasDuty() ? new LeadOutcome(to, need, act) : MatchingRefusal.WrongRole;
    }
}
