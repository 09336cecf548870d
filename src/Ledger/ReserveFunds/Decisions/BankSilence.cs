namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A payment that is with the bank since a moment, under its case's number; amount in fen.</summary>
public sealed record SentPayment(string Number, long AmountFen, DateTimeOffset SentAt);

/// <summary>
/// The bank has had a payment for days and said nothing: it may have paid what the book does not know (T19). Somebody asks it; nothing is sent again. For a payment in
/// a list the days run from when the list was sent, for one by itself from its release.
/// </summary>
public static class BankSilence
{
    public const int AskAfterDays = 3;

    public static bool AskTheBank(DateTimeOffset sentAt, DateTimeOffset now) => sentAt < Before(now);

    /// <summary>What was sent before this moment is to be asked for.</summary>
    public static DateTimeOffset Before(DateTimeOffset now) => now - TimeSpan.FromDays(AskAfterDays);
}
