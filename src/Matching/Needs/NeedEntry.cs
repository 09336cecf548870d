using Jiuji.Matching.Households;

namespace Jiuji.Matching.Needs;

/// <summary>
/// What is told when a need is entered, from wherever it came: a station, a spreadsheet row, a hotline ticket, a warning, a lead.
/// </summary>
public sealed record NeedTold(
    Guid Id, string Number, string KindCode, string Unit, long Quantity, Urgency Urgency, DiscoverySource Source, IntakeChannel Channel)
{
    public Guid? PersonId { get; init; }
    public DateOnly? Deadline { get; init; }
    public string CauseCode { get; init; } = "";
    public NeedReason? Reason { get; init; }
    public bool IsWhole { get; init; }
    public string Note { get; init; } = "";
    public string CameFrom { get; init; } = "";

    /// <summary>The society or station to which it is referred (B11).</summary>
    public Guid? ReferredTo { get; init; }

    /// <summary>Since when it has waited elsewhere; null for since now.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>What is still open of a need that moved here from another county: it keeps its waiting time.</summary>
    public static NeedTold MovedFrom(Need moved, Guid id, string number) =>
        new(id, number, moved.KindCode, moved.Unit, moved.OpenQuantity, moved.Urgency, moved.DiscoverySource, moved.Channel)
        {
            Deadline = moved.Deadline,
            CauseCode = moved.CauseCode,
            Reason = moved.Reason,
            IsWhole = moved.IsWhole,
            CameFrom = $"need:{moved.CountyCode}/{moved.Number}",
            WaitingSince = moved.QueuedAt,
        };
}

/// <summary>A need enters the queue. The green channel is worked out, never ticked (C8).</summary>
public static class NeedEntry
{
    /// <summary>
    /// Refuses WrongRole (a charity gives leads, C11), QuantityNotPositive, SubjectsDiffer (person of another household, or a household
    /// that is merged or deleted), SameNeedOpen (the kind is open for this household or person already: change that one).
    /// </summary>
    public static Decision<Need> Decide(
        NeedTold told, Household household, IReadOnlyCollection<Person> members, IEnumerable<Need> needsOfHousehold, GreenChannel green,
        Act act)
    {
        if (!act.Role.HasDuty() && act.Role is not (MatchingRole.SocietyCouncil or MatchingRole.SocietyTreasurer or MatchingRole.Clock))
            return MatchingRefusal.WrongRole;
        if (told.Quantity <= 0)
            return MatchingRefusal.QuantityNotPositive;
        if (!household.IsCurrent || (told.PersonId is { } person && !household.Has(person, members)))
            return MatchingRefusal.SubjectsDiffer;
        if (needsOfHousehold.Any(need => need.IsOpen && need.KindCode == told.KindCode && need.PersonId == told.PersonId))
            return MatchingRefusal.SameNeedOpen;
        var meant = members.Where(member => told.PersonId is null || member.Id == told.PersonId);
        return New(told, household, green.Opens(meant, act.Today), act.At);
    }

    static Need New(NeedTold told, Household household, bool isGreenChannel, DateTimeOffset now) => new()
    {
        CountyCode = household.CountyCode,
        Id = told.Id,
        Number = told.Number,
        HouseholdId = household.Id,
        PersonId = told.PersonId,
        KindCode = told.KindCode,
        Unit = told.Unit,
        Quantity = told.Quantity,
        Urgency = told.Urgency,
        Deadline = told.Deadline,
        DiscoverySource = told.Source,
        Channel = told.Channel,
        IsGreenChannel = isGreenChannel,
        Reason = told.Reason,
        CauseCode = told.CauseCode,
        IsWhole = told.IsWhole,
        Note = told.Note,
        QueuedAt = told.WaitingSince ?? now,
        CameFrom = told.CameFrom,
        ReferredToOrganisationId = told.ReferredTo,
    };
}
