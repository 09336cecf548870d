namespace Jiuji.Web.Lanes;

/// <summary>On which terms a sender sends a command. Pages send for good and without conditions; programs may ask for a trial or say what they have seen.</summary>
public sealed class SendingTerms
{
    /// <summary>Do it whole, tell what would become of it, and take all of it back.</summary>
    public bool IsTrial { get; set; }

    /// <summary>Asked in the lane, before the command decides: null where what the sender has seen still stands.</summary>
    public Func<IServiceProvider, CancellationToken, Task<Refused?>>? Condition { get; set; }
}
