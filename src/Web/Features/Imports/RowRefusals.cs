namespace Jiuji.Web.Features.Imports;

/// <summary>Why a row that can be read cannot be loaded. What the rule book of matching says itself stands beside these.</summary>
public enum ImportRefusal
{
    NumberTaken,
    HouseholdUnknown,
    OrganisationUnknown,
    PlaceUnknown,
    NotYourOrganisation,
    NotYourTownship,
    CountyDiffers,
    UnitDiffers,
    HeadMissing,
    AgesTheWrongWayRound,
    AlreadyOver,
    TurnsDiffer,
}

/// <summary>A row by the number that stands in it, and why it was not loaded.</summary>
public sealed record RowRefused(string Number, Enum Reason);

/// <summary>What a chunk of rows answers: how many stand now, and how many of them look like somebody who is in the files already.</summary>
public sealed record Imported(int Loaded, IReadOnlyList<string> Likely);

/// <summary>Rows that may be loaded and rows that may not, worked out alike before the lane and in it.</summary>
public sealed record ImportFinding<TEntity>(IReadOnlyList<TEntity> Good, IReadOnlyList<RowRefused> Refused, IReadOnlyList<string> Likely);
