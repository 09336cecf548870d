namespace Jiuji.Ledger;

/// <summary>The mark that the book itself reads. Others only show in reports.</summary>
public static class Marks
{
    /// <summary>Work of the month's close: allowed while the month is held.</summary>
    public const string Closing = "Closing";
}
