using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jiuji.Web.Api.Hsds;

/// <summary>How HSDS 3.0 is written: snake_case, and what is not known is left out.</summary>
public static class HsdsJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>The root of the feed (Open Referral HSDS 3.0).</summary>
public sealed record HsdsRoot(string Version, string Profile, string OpenapiUrl);

/// <summary>A page of a list as HSDS 3.0 counts it.</summary>
public sealed record HsdsPage<T>(int TotalItems, int TotalPages, int PageNumber, int Size, bool FirstPage, bool LastPage, bool Empty, IReadOnlyList<T> Contents);

/// <summary>A body that offers services.</summary>
public sealed record HsdsOrganization(
    Guid Id, string Name, string? AlternateName, string Description, string? LegalStatus, IReadOnlyList<HsdsIdentifier>? OrganizationIdentifiers);

/// <summary>A number by which others know a body.</summary>
public sealed record HsdsIdentifier(Guid Id, Guid OrganizationId, string IdentifierScheme, string IdentifierType, string Identifier);

/// <summary>What is offered: one published lot. In lists without what it has many of.</summary>
public sealed record HsdsService(
    Guid Id, Guid OrganizationId, string Name, string? Description, string Status, string FeesDescription, string? EligibilityDescription, int? MinimumAge, int? MaximumAge,
    HsdsOrganization Organization)
{
    public IReadOnlyList<HsdsSchedule>? Schedules { get; init; }
    public IReadOnlyList<HsdsServiceArea>? ServiceAreas { get; init; }
    public IReadOnlyList<HsdsServiceAtLocation>? ServiceAtLocations { get; init; }
    public IReadOnlyList<HsdsCost>? CostOptions { get; init; }
    public IReadOnlyList<HsdsAttribute>? Attributes { get; init; }
}

/// <summary>Until when it is offered.</summary>
public sealed record HsdsSchedule(Guid Id, Guid ServiceId, DateOnly ValidTo, string Description);

/// <summary>A place that is served.</summary>
public sealed record HsdsServiceArea(Guid Id, Guid ServiceId, string Name);

/// <summary>Nothing is ever charged.</summary>
public sealed record HsdsCost(Guid Id, Guid ServiceId, string Option, decimal Amount, string Currency);

/// <summary>Where a service is, or starts from.</summary>
public sealed record HsdsServiceAtLocation(Guid Id, Guid ServiceId, Guid LocationId, HsdsLocation Location, HsdsService? Service);

/// <summary>A place, no smaller than a village.</summary>
public sealed record HsdsLocation(Guid Id, string LocationType, string Name, string ExternalIdentifier, string ExternalIdentifierType);

/// <summary>Ties a service to a word of a list.</summary>
public sealed record HsdsAttribute(Guid Id, Guid LinkId, Guid TaxonomyTermId, string LinkEntity, HsdsTerm TaxonomyTerm);

/// <summary>A list of words.</summary>
public sealed record HsdsTaxonomy(Guid Id, string Name, string Description);

/// <summary>A word of a list.</summary>
public sealed record HsdsTerm(Guid Id, string Code, string Name, string Description, string Taxonomy, Guid TaxonomyId, string Language);
