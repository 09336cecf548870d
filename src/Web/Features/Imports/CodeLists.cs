namespace Jiuji.Web.Features.Imports;

/// <summary>The code lists that matching reads, by their names.</summary>
public static class CodeLists
{
    public const string AidKind = "aid-kind";
    public const string Unit = "unit";
    public const string DiscoverySource = "discovery-source";
    public const string HardshipCause = "hardship-cause";
}
