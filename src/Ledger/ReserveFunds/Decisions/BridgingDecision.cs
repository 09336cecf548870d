namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Which change of a household's category brings bridging aid, and which takes it away again (F17). It says only what is due: the aid is prepared, signed and paid by
/// people like any other.
/// </summary>
public static class BridgingDecision
{
    /// <summary>The packs' codes for tekun and dibao.</summary>
    public static readonly IReadOnlyList<string> Categories = ["TEKUN", "DIBAO"];

    /// <summary>Newly confirmed, where the pack knows bridging aid. From one of the two into the other no month is without subsidy.</summary>
    public static bool IsDue(string from, string to, PackValues pack) => pack.BridgingDays is not null && Categories.Contains(to) && !Categories.Contains(from);

    /// <summary>The confirmation is undone; aid that has not been paid ends with it.</summary>
    public static bool IsUndone(string from, string to) => Categories.Contains(from) && !Categories.Contains(to);
}
