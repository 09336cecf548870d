namespace Jiuji.Matching.Organisations;

/// <summary>How an organisation stands in one county. Without a row it is active there, as it was registered.</summary>
public sealed class OrganisationStanding
{
    public required string CountyCode { get; init; }
    public required Guid OrganisationId { get; init; }
    public OrganisationState State { get; set; }

    /// <summary>Of a mutual-aid society, where its own life stands; <see cref="State"/> follows from it. Null for a charity, and for a society that nothing has happened to.</summary>
    public SocietyState? Society { get; set; }

    /// <summary>Number of the document on which the last step rests, and the hash of its scan; empty where there is none.</summary>
    public string Document { get; set; } = "";
    public string DocumentHash { get; set; } = "";
    public int Version { get; set; }
}
