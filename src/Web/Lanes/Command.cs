using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jiuji.Web.Database;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Lanes;

/// <summary>
/// A wish to change something in one county. It goes through that county's lane: load, decide, save, post last, all in one transaction.
/// </summary>
/// <typeparam name="TAnswer">What the sender learns when it is done; stored, so that a repeat gets the same answer.</typeparam>
public interface ICommand<TAnswer> : IRequest<Result<TAnswer>>
{
    /// <summary>UUIDv7 brought by the sender (a form's hidden field, an Idempotency-Key): the same command is done once.</summary>
    Guid CommandId { get; }
    string CountyCode { get; }
    Actor By { get; }
}

/// <summary>The roles that may send a command. The area is checked with the facts, in the handler.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowedAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Nothing to tell but that it is done.</summary>
public readonly record struct Done;

/// <summary>What was done, or why it was not. A refused command leaves nothing behind but its mark in the history.</summary>
/// <param name="Repeat">Done before, under the same id: the stored answer.</param>
/// <param name="IsTrial">Nothing of it is kept.</param>
public sealed record Result<T>(T? Value, Refused? Refused, bool Repeat = false, bool IsTrial = false)
{
    public bool IsDone => Refused is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refused refused) => new(default, refused);
}

/// <summary>A refusal of any module: the rule's name, and the figures of its sentence.</summary>
public sealed record Refused(Enum Reason, IReadOnlyDictionary<string, string> Detail)
{
    public static Refused By(Enum reason, params (string Name, string Value)[] detail) => new(reason, detail.ToDictionary(d => d.Name, d => d.Value));

    public static implicit operator Refused(Ledger.Refused refused) => new(refused.Reason, refused.Detail);
}

/// <summary>Refusals that belong to no module: who asks, and what they ask about.</summary>
public enum SiteRefusal
{
    NotYourRole,
    NotYourArea,
    NotFound,
    ChangedMeanwhile,
    CommandIdTakenByOtherContent,
    FileNotAccepted,
    FileUsedElsewhere,
    CashNotHandedOver,
    SuccessorMissing,
    SuccessorNotAppointed,
    ComplaintStillOpen,
}

/// <summary>What the lane keeps of each command, for ever: it answers repeats and the question who did what when.</summary>
public sealed class CommandRecord
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>Lower-case hex SHA-256 of the command's JSON without its actor.</summary>
    public required string ContentHash { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string Answer { get; init; }

    /// <summary>Answers carry ids, numbers and counts; never personal data.</summary>
    public static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public static string HashOf<TAnswer>(ICommand<TAnswer> command)
    {
        var node = JsonSerializer.SerializeToNode(command, command.GetType(), Json)!.AsObject();
        node.Remove(nameof(ICommand<>.By));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(node)));
    }
}

/// <summary>A scan, photo or receipt, kept once per county under its content's hash.</summary>
public sealed class Document
{
    public required string CountyCode { get; init; }

    /// <summary>Lower-case hex SHA-256 of <see cref="Content"/>.</summary>
    public required string Hash { get; init; }
    public required string FileName { get; init; }
    public required string MediaType { get; init; }
    public required byte[] Content { get; init; }
    public required string UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

public static class CommandModel
{
    /// <summary>Asked before every command; compiled once.</summary>
    public static readonly CompiledQuery<Func<JiujiDb, string, Guid, CancellationToken, Task<CommandRecord?>>> Find = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid id, CancellationToken cancellationToken) => db.Set<CommandRecord>().AsNoTracking().FirstOrDefault(r => r.CountyCode == county && r.Id == id)));

    public static void Add(ModelBuilder model)
    {
        model.Entity<CommandRecord>(record =>
        {
            record.ToTable("command");
            record.HasKey(r => new { r.CountyCode, r.Id });
        });
        model.Entity<Document>(document =>
        {
            document.ToTable("document");
            document.HasKey(d => new { d.CountyCode, d.Hash });
        });
    }
}
