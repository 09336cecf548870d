namespace Jiuji.Ledger.ReserveFunds;

/// <summary>How the hold of a released payment stands in the book at the moment when its bank line is answered (T19).</summary>
public enum ReleaseHold
{
    /// <summary>Pending and within its time: it is posted or voided.</summary>
    Stands,

    /// <summary>Pending, and its time is over: it expires first, and what the bank did is booked beside it.</summary>
    RanOut,

    /// <summary>Expired by the clock as an entry of its own: nothing is left to resolve.</summary>
    Expired,
}
