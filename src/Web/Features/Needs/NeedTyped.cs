using System.ComponentModel.DataAnnotations;
using Jiuji.Ledger;
using Jiuji.Matching.Needs;
using Jiuji.Web.Features.Matches;

namespace Jiuji.Web.Features.Needs;

/// <summary>What somebody types about one need; kept when the form comes back.</summary>
public sealed class NeedTyped
{
    private const int FenPerYuan = 100;
    private const int MostUnits = 100_000;

    [Required(ErrorMessage = "error.required_here"), StringLength(32)]
    public string? Number { get; set; }

    [Required(ErrorMessage = "error.required_here"), StringLength(32)]
    public string? Household { get; set; }

    [Required(ErrorMessage = "error.required_here")]
    public string? Kind { get; set; }

    /// <summary>In the kind's unit; money in whole yuan.</summary>
    [Required(ErrorMessage = "error.required_here"), Range(1, MostUnits)]
    public long? Quantity { get; set; }
    public Urgency Urgency { get; set; } = Urgency.Soon;
    public DateOnly? Deadline { get; set; }

    [StringLength(200)]
    public string? Note { get; set; }

    /// <summary>As commands take it: money in fen.</summary>
    public long QuantityIn(NameShelf names) => (Quantity ?? 0) * (names.Kinds.FirstOrDefault(kind => kind.Code == Kind)?.Unit == AccountKey.Yuan ? FenPerYuan : 1);

    /// <summary>A number that nobody else is using, for those who have no scheme of their own.</summary>
    public static string Suggested(DateOnly today, Guid commandId) => $"XQ-{today:yyyyMMdd}-{commandId.ToString("N")[^4..].ToUpperInvariant()}";
}

/// <summary>The fields of one need with what the page around them knows.</summary>
public sealed record NeedFields(NeedTyped Typed, NameShelf Names)
{
    /// <summary>Tells apart the fields of several forms on one page.</summary>
    public string IdSuffix { get; init; } = "";
}
