namespace Jiuji.Matching.Organisations;

/// <summary>
/// The most of a kind, in the kind's unit, that an organisation can have promised in one county and not yet handed over. It says so itself, or the county does for it;
/// without a row there is no limit. A run proposes no more than what is left of it, and no promise is taken beyond it.
/// </summary>
public sealed class ProviderLimit
{
    public required string CountyCode { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string KindCode { get; init; }
    public required long Units { get; set; }
    public int Version { get; set; }

    /// <summary>What may still be promised.</summary>
    public long Left(long promised) => Math.Max(0, Units - promised);
}
