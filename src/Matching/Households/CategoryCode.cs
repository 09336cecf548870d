namespace Jiuji.Matching.Households;

/// <summary>
/// Category codes come from the rule pack in force (5, 6 or 7 of them, A1–A5). These two are ours and exist under every pack:
/// a household in no category, or not yet decided, can still have needs and be matched.
/// </summary>
public static class CategoryCode
{
    public const string None = "none";
    public const string Pending = "pending";
}
