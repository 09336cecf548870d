namespace Jiuji.Matching.Organisations;

/// <summary>Where what is left of a society came from, which says where it may go.</summary>
public enum ResidueSource { Fiscal, Collective, Donation, Goods }

/// <summary>
/// What the audit of a closing society found left of one source, and where it went: fiscal money back to finance, collective money to the village, donations and
/// goods to a body of like purpose (Charity Law 58). Nothing is shared among members (社会团体登记管理条例 art. 26).
/// </summary>
public sealed class SocietyResidue
{
    public required string CountyCode { get; init; }
    public required Guid OrganisationId { get; init; }
    public required ResidueSource Source { get; init; }

    /// <summary>As audited, in fen; goods are counted by the book, in their own units.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Who received it; empty until it was moved.</summary>
    public string MovedTo { get; set; } = "";
    public DateOnly? MovedOn { get; set; }
    public int Version { get; set; }
}
