namespace Jiuji.Ledger.ReserveFunds;

/// <summary>What a step is about besides its state: an amount in fen, and the deadline that it starts.</summary>
public sealed record StepFacts(long AmountFen = 0, Deadline? Due = null)
{
    public static readonly StepFacts None = new();
}
