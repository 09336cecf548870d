namespace Jiuji.Matching.Households;

/// <summary>The ways in that are open to people (CZ24 三(二), B9).</summary>
public enum IntakeChannel { Counter, WanShiTong, WeChat, Hotline12345, HotlineAid, Station, Visit, Monitoring }

/// <summary>
/// One application of a household, reviewed for every category in turn (CZ24 二(二), A6): there is no second application for another class.
/// </summary>
public sealed class Application
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required Guid HouseholdId { get; init; }
    public required IntakeChannel Channel { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The rule pack that was in force, e.g. "CZ24".</summary>
    public required string PackKey { get; init; }

    /// <summary>The applicant's consent to the classified review (A8).</summary>
    public Guid? ConsentId { get; set; }
    public string? ResultCategoryCode { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public int Version { get; set; }

    public bool IsOpen => DecidedAt is null;
}
