namespace Jiuji.Matching.Matches;

/// <summary>What the book must do with the lot's quantity in the same transaction as the match's move.</summary>
public enum HoldStep
{
    None,

    /// <summary>Reserve the quantity in the lot's stock until the instant given.</summary>
    Take,

    /// <summary>Release the hold and reserve the same quantity again, under a new id, until the instant given.</summary>
    Renew,

    /// <summary>Post this much of the hold as delivered; the book releases the rest.</summary>
    Deliver,

    /// <summary>Release the hold.</summary>
    Release,

    /// <summary>Release the hold because its time has run out.</summary>
    Expire,

    /// <summary>Reverse the delivery: it came back into stock.</summary>
    TakeBack,
}

/// <param name="Quantity">In the lot's unit; what is taken, delivered, released or taken back.</param>
public sealed record HoldOrder(HoldStep Step, long Quantity = 0, DateTimeOffset? Until = null)
{
    public static HoldOrder None { get; } = new(HoldStep.None);
}
