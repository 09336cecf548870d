namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Who takes a step, in which role, when, why, on which documents and under which rules.</summary>
/// <param name="MoveId">UUIDv7 of the record that the step leaves.</param>
/// <param name="At">The instant, UTC.</param>
public sealed record Acting(Guid MoveId, string Actor, FundRole Role, DateTimeOffset At)
{
    public string Reason { get; init; } = "";

    /// <summary>Kinds of the documents at hand (<see cref="DocumentKinds"/>).</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];
    public string PackKey { get; init; } = "";
    public string PackVersion { get; init; } = "";

    /// <summary>For whom a stand-in (A/B 角) acts; empty for nobody.</summary>
    public string StandsInFor { get; init; } = "";

    /// <summary>The day in Asia/Shanghai, which has been UTC+8 without summer time since 1991.</summary>
    public DateOnly Today => DateOnly.FromDateTime(At.ToOffset(TimeSpan.FromHours(8)).DateTime);

    internal Acting Next(int index) => this with { MoveId = new Basis(MoveId, Actor, Today).TransferId(index) };
}
