namespace Jiuji.Bench.Demo;

/// <summary>One row of <c>regions.csv</c>. The county key is a column; no code is ever cut to find a parent.</summary>
public sealed record Place(string Code, string Parent, string Kind, string Name, string County);

/// <summary>The places of <c>regions.csv</c>, by code and by parent.</summary>
public sealed class Places
{
    private readonly Dictionary<string, Place> byCode;
    private readonly ILookup<string, Place> byParent;

    private Places(IReadOnlyList<Place> places)
    {
        byCode = places.ToDictionary(place => place.Code);
        byParent = places.ToLookup(place => place.Parent);
    }

    public Place this[string code] => byCode[code];

    public IReadOnlyList<Place> Under(string code) => [.. byParent[code]];

    public static Places Read(string seedFolder) => new([.. Table.Read(Path.Combine(seedFolder, "regions.csv"))
        .Select(row => new Place(row["code"], row["parent_code"], row["kind"], row["name_zh"], row["county_code"]))]);
}
