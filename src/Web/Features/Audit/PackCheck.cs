using System.Security.Cryptography;
using Jiuji.Web.CommandLine;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Audit;

/// <summary>How to check a pack far from this site, step by step.</summary>
[Authorize(Roles = AuditViewers.All)]
public sealed class PackCheckModel(DatabaseChoice choice, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : AuditPage(mediator, words, clock)
{
    public string KeyFingerprint { get; private set; } = "";

    public void OnGet()
    {
        using var key = SigningKey.Open(choice);
        KeyFingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>What is typed, word for word: the same in every language.</summary>
    public string CheckLine => $"dotnet Jiuji.Web.dll check-pack audit-pack-{County}.zip --public-key public-key-{County}.pem";

    public string FingerprintLine => $"openssl pkey -pubin -in public-key-{County}.pem -outform DER | sha256sum";

    public string JournalLine => $"hledger -f journal-{County}.hledger balance";
}
