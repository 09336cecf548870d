using Jiuji.Web.Api.Commands;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;

namespace Jiuji.Web.Api.Reads;

/// <summary>What a command is about, and how it reads: an If-Match on the command names the tag of that reading.</summary>
/// <param name="Field">The command's field that names it.</param>
/// <param name="Path">Where it is read, below /api/v1.</param>
public sealed record Subject(string Field, string Path, Func<IServiceProvider, Caller, string, CancellationToken, Task<object?>> Read);

public static class Subjects
{
    private static readonly IReadOnlyList<Subject> Known =
    [
        new("CaseNumber", "/cases/{number}", async (s, caller, key, token) => await CaseReads.Find(Db(s), caller.Actor, key, token)),
        new("ClaimNumber", "/claims/{number}", async (s, caller, key, token) => await ClaimReads.Find(Db(s), caller.Actor, key, token)),
        new("AdvanceId", "/advances/{id}", async (s, caller, key, token) => await AdvanceReads.Find(Db(s), caller.Actor, Guid.Parse(key), token)),
        new("LotNumber", "/lots/{number}", async (s, caller, key, token) => await SupplyReads.Find(Db(s), caller.Actor, key, token)),
        new("MatchId", "/matches/{id}", async (s, caller, key, token) => await MatchReads.Find(Db(s), caller.Actor, Guid.Parse(key), token)),
    ];

    /// <summary>Null for a command that is about nothing which is there already.</summary>
    public static Subject? Of(CommandKind command) => Known.FirstOrDefault(subject => command.Fields.Any(field => field.Name == subject.Field && CommandBody.IsRequired(field)));

    private static JiujiDb Db(IServiceProvider services) => services.GetRequiredService<JiujiDb>();
}
