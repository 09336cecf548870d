namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A document at hand for a step: its kind (<see cref="DocumentKinds"/>) and the hash of its content.</summary>
public sealed record DocumentAtHand(string Kind, string Hash);

/// <summary>Who takes a step, in which role, when, why, on which documents and under which rules.</summary>
/// <param name="CommandId">UUIDv7 brought by the caller: the id of the step's record and of its first transfer. A retry repeats both.</param>
/// <param name="At">The instant of recording, UTC.</param>
public sealed record Acting(Guid CommandId, string Actor, FundRole Role, DateTimeOffset At)
{
    public string Reason { get; init; } = "";
    public IReadOnlyList<DocumentAtHand> Documents { get; init; } = [];
    public string PackKey { get; init; } = "";
    public string PackVersion { get; init; } = "";

    /// <summary>For whom a stand-in (A/B 角) acts; empty for nobody.</summary>
    public string StandsInFor { get; init; } = "";

    /// <summary>What a stand-in was appointed to in this township; empty for who acts for themselves.</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    /// <summary>Scan of a step signed on paper; empty for one taken online.</summary>
    public string ScanHash { get; init; } = "";

    /// <summary>When it happened, if not on the day it is recorded.</summary>
    public DateOnly? HappenedOn { get; init; }

    public DateOnly Today => CountyDay.Of(At);

    public DateOnly OccurredOn => HappenedOn ?? Today;

    public bool Has(string documentKind) => Documents.Any(document => document.Kind == documentKind);

    /// <summary>What the step's transfers rest on.</summary>
    public Basis Basis(string caseReference, string mark = "") => new(CommandId, Actor, OccurredOn, caseReference)
    {
        Documents = [.. Documents.Select(document => document.Hash)],
        Note = Reason,
        Mark = mark,
    };

    /// <summary>The same act on the next subject of the same command: 0 is the act itself.</summary>
    public Acting On(int index) => index == 0 ? this : this with { CommandId = Basis("").TransferId(1000 + index) };
}
