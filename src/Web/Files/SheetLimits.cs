namespace Jiuji.Web.Files;

/// <summary>How much of a file we are willing to look at. The unpacked limit is what stops a zip bomb.</summary>
public sealed record SheetLimits
{
    public long Bytes { get; init; } = 20L << 20;
    public long UnpackedBytes { get; init; } = 200L << 20;
    public int PackedParts { get; init; } = 1_000;
    public int Rows { get; init; } = 100_000;
    public int Columns { get; init; } = 200;
    public int Cells { get; init; } = 2_000_000;
    public int CellCharacters { get; init; } = 2_000;

    /// <summary>Problems listed one by one; beyond that they are only counted.</summary>
    public int Problems { get; init; } = 1_000;

    public static SheetLimits Default { get; } = new();
}
