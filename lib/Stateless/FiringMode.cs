namespace Stateless;

/// <summary>What happens to a trigger that an action fires while another trigger is still being handled.</summary>
public enum FiringMode
{
    /// <summary>It is handled at once, inside the action that fired it; the outer trigger has then not run to completion.</summary>
    Immediate,

    /// <summary>It waits until the running trigger is done (run to completion). This is the default.</summary>
    Queued,
}
