using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Consents;

/// <summary>
/// Whether a consent lets one organisation have the fields for the purpose on the day (D5). Everything not named is refused.
/// </summary>
public static class ConsentCheck
{
    /// <summary>
    /// Null when covered. Refuses ConsentMissing, ConsentNamesOtherOrganisation, ConsentPurposeDiffers, ConsentRefused, ConsentWithdrawn,
    /// ConsentExpired, FieldNotConsented, in this order.
    /// </summary>
    public static MatchingRefusal? Covers(
        Consent? consent, Guid organisation, ConsentPurpose purpose, PersonalFields fields, DateOnly today)
    {
        if (consent is null || consent.State == ConsentState.Asked)
            return MatchingRefusal.ConsentMissing;
        if (consent.OrganisationId != organisation)
            return MatchingRefusal.ConsentNamesOtherOrganisation;
        if (consent.Purpose != purpose)
            return MatchingRefusal.ConsentPurposeDiffers;
        if (Ended(consent, today) is { } ended)
            return ended;
        return (fields & ~consent.Fields) == PersonalFields.None ? null : MatchingRefusal.FieldNotConsented;
    }

    /// <summary>
    /// The consent that covers, or the refusal of the one that comes nearest: the last in the order of refusals, so that "withdrawn" is
    /// said rather than "names another".
    /// </summary>
    public static (Consent? Covering, MatchingRefusal? Refusal) Find(
        IEnumerable<Consent> consents, Guid organisation, ConsentPurpose purpose, PersonalFields fields, DateOnly today)
    {
        var nearest = MatchingRefusal.ConsentMissing;
        foreach (var consent in consents)
        {
            if (Covers(consent, organisation, purpose, fields, today) is not { } refusal)
                return (consent, null);
            nearest = refusal > nearest ? refusal : nearest;
        }
        return (null, nearest);
    }

    static MatchingRefusal? Ended(Consent consent, DateOnly today) => consent.State switch
    {
        ConsentState.Asked => MatchingRefusal.ConsentMissing,
        ConsentState.Refused => MatchingRefusal.ConsentRefused,
        ConsentState.Withdrawn => MatchingRefusal.ConsentWithdrawn,
        // The clock's job may not have run yet; the day decides, not the job.
        ConsentState.Given when consent.ValidUntil is { } until && today <= until => null,
        _ => MatchingRefusal.ConsentExpired,
    };
}
