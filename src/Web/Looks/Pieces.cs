namespace Jiuji.Web.Looks;

/// <summary>The two ways out of a page of rows, for <c>_Pager</c>; null where there is none.</summary>
public sealed record PageLinks(string? Previous, string? Next, string? Where = null);

/// <summary>A list with nothing in it, for <c>_Empty</c>: what would stand here, and what to do about it.</summary>
public sealed record Empty(string Words, string? Hint = null, string? Link = null, string? Url = null);

public enum Verdict { Pass, Warn, Fail }

/// <summary>The field of a form that takes a photo or scan of the paper that a step rests on. <paramref name="Word"/> is a key.</summary>
public sealed record ScanField(string Id, string Word);

/// <summary>One rule on a check page, for <c>_Checks</c>: how it came out, what it says, and the clause it comes from.</summary>
public sealed record CheckLine(Verdict Verdict, string Words, string? Clause = null, string? ClauseUrl = null);

/// <summary>One reason at a shut gate, with the link that deals with it.</summary>
public sealed record GateLine(string Words, string? Link = null, string? Url = null);

/// <summary>
/// The gate of a township's advances, for <c>_Gate</c>: open, or shut with every reason at once and the ways out when money is short.
/// <paramref name="Id"/> is what a disabled button names in <c>aria-describedby</c>.
/// </summary>
public sealed record GateBox(IReadOnlyList<GateLine> Reasons, IReadOnlyList<GateLine> WaysOut, string Id = "gate");

public enum StepMark { Done, Now, Ahead, Stop }

/// <summary>One step of a life, for <c>_Steps</c>.</summary>
public sealed record LifeStep(string Word, StepMark Mark, string? When = null);

/// <summary>One step up from a page to where it belongs, for <c>_Crumbs</c>.</summary>
public sealed record Crumb(string Word, string? Url = null);
