namespace Jiuji.Ledger;

/// <summary>Where a fund's means came from (domain.md 6.2): the kinds never mix.</summary>
public enum FundKind { FiscalReserve, FiscalTemporaryAid, Society, RestrictedDonation, UnrestrictedDonation, LotInKind }

/// <summary>
/// Where money or goods came from and what they may do. Purposes are deny-by-default: what <see cref="Purposes"/> does not name is refused (T9).
/// A supply lot is a fund in kind, so goods under different restrictions cannot mix (T28).
/// </summary>
public sealed class Fund
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The organisation in whose dedicated book the fund stands.</summary>
    public required Guid Owner { get; init; }
    public required FundKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>The donor, or the document that gave it.</summary>
    public required string Source { get; init; }
    public required string Unit { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }

    /// <summary>Functional budget code, e.g. 2082001; empty for money outside the budget.</summary>
    public string FunctionalBudgetCode { get; init; } = "";

    /// <summary>Economic budget code, e.g. 50901; empty for money outside the budget.</summary>
    public string EconomicBudgetCode { get; init; } = "";
    public List<FundPurpose> Purposes { get; init; } = [];
}

/// <summary>One purpose that a fund allows.</summary>
public sealed class FundPurpose
{
    public required string CountyCode { get; init; }
    public required Guid FundId { get; init; }
    public required string Purpose { get; init; }

    /// <summary>The first day on which it is allowed; null for a purpose of the gift itself.</summary>
    public DateOnly? AllowedFrom { get; init; }

    /// <summary>The donor's document that consented to this change of use (Charity Law 56); empty for a purpose of the gift itself.</summary>
    public string ConsentDocument { get; init; } = "";
}

/// <summary>How far a month of one owner's book has come. Only forward: re-opening does not exist, correction does (T20).</summary>
public enum PeriodState { Open, Held, Closed }

/// <summary>A month of one organisation's book. A month without a row is open.</summary>
public sealed class Period
{
    public required string CountyCode { get; init; }
    public required Guid Owner { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }
    public PeriodState State { get; set; }
}
