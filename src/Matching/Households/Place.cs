namespace Jiuji.Matching.Households;

/// <summary>A place by our own keys: tenant county, township, village. Nothing is derived from a code's prefix (design §2).</summary>
public readonly record struct Place(string County, string Township, string Village)
{
    public bool IsIn(IReadOnlySet<string> areas) => areas.Contains(County) || areas.Contains(Township) || areas.Contains(Village);
}
