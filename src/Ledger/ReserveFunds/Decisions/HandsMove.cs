namespace Jiuji.Ledger.ReserveFunds;

/// <summary>An entry of money in hands: what came or left (fen, negative), from which kind of account, under which reference, on which day.</summary>
public sealed record HandsMove(long Seq, long Amount, AccountKind From, string Reference, DateOnly OccurredOn)
{
    /// <summary>Whose age fresh money takes: the birthday that it was carried over with, else the day on which it came.</summary>
    public DateOnly BornOn => MoneyLayer.BornOnOf(Reference) ?? OccurredOn;
}
