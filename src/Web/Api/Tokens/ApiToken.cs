using System.Security.Cryptography;
using System.Text;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Tokens;

/// <summary>What a token lets a program do. It narrows its owner's appointment and never widens it.</summary>
public enum ApiScope
{
    ReadSupply,
    WriteSupply,
    ReadNeeds,
    WriteNeeds,
    ReadMatches,
    WriteMatches,
    ReadFunds,
    WriteCases,
    Pay,
    Claim,
    WriteFunds,
    Audit,
    Manage,
}

/// <summary>A program's key to the API, bound to one appointment of one user: it ends when the appointment ends.</summary>
public sealed class ApiToken
{
    public required Guid Id { get; init; }
    public required Guid AppointmentId { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>What its owner calls it, e.g. the program that uses it.</summary>
    public required string Name { get; init; }

    /// <summary>Lower-case hex SHA-256 of the secret. The secret itself is shown once and kept nowhere; it is 256 random bits, so it needs no salt.</summary>
    public required string Hash { get; init; }

    /// <summary><see cref="ApiScope"/> names, separated by spaces.</summary>
    public required string Scopes { get; init; }
    public required string IssuedBy { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The last day on which it is good.</summary>
    public required DateOnly ExpiresOn { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To ten minutes, so that reading does not become writing.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public IReadOnlyList<ApiScope> ScopeList => ScopesOf(Scopes) ?? [];

    /// <summary>Null where a name is none of the scopes.</summary>
    public static IReadOnlyList<ApiScope>? ScopesOf(string names)
    {
        var words = names.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        var scopes = words.Where(word => Enum.GetNames<ApiScope>().Contains(word)).Select(Enum.Parse<ApiScope>).Distinct().Order().ToList();
        return scopes.Count == words.Distinct().Count() ? scopes : null;
    }
}

/// <summary>The secret of a token: recognisable where it leaks, and hashed before it is compared or kept.</summary>
public static class TokenSecret
{
    public const string Prefix = "jiuji_";
    private const int Bytes = 32;

    public static string New() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool IsHash(string text) => text.Length == 2 * SHA256.HashSizeInBytes && text.All(c => char.IsAsciiHexDigitLower(c));
}

public static class TokenModel
{
    public static void Add(ModelBuilder model) => model.Entity<ApiToken>(token =>
    {
        token.ToTable("api_token");
        token.Property(t => t.Id).ValueGeneratedNever();
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasOne<Appointment>().WithMany().HasForeignKey(t => t.AppointmentId);
        token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
    });
}
