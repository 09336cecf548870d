using System.Globalization;
using System.Security.Cryptography;
using Jiuji.Ledger;
using Jiuji.Web.CommandLine;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Lanes;

namespace Jiuji.Web.Jobs;

/// <summary>
/// Signs the end of each county's chain once a day and lays it, with its signature and the public key, into a folder that leaves the house (docs/operating.md):
/// whoever holds yesterday's can prove a rewrite of everything before it. <c>openssl</c> alone checks the files.
/// </summary>
public sealed class DailyHeads(Lanes.Lanes lanes, DatabaseChoice choice, IConfiguration configuration) : IJob
{
    public string Name => "daily-heads";

    /// <summary>Five minutes after the county's midnight.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset ended) => CountyDay.Start(CountyDay.Of(ended).AddDays(1)).AddMinutes(5);

    public async Task Run(IServiceProvider services, CancellationToken cancellationToken)
    {
        using var key = SigningKey.Open(choice);
        var folder = Directory.CreateDirectory(configuration["Heads:Folder"] ?? Path.Combine(choice.Folder, "heads")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "public-key.pem"), key.ExportSubjectPublicKeyInfoPem() + "\n", cancellationToken);
        foreach (var county in await CountyVerification.Counties(services.GetRequiredService<JiujiDb>(), cancellationToken))
        {
            await Write(folder, await Sign(county, key, cancellationToken), cancellationToken);
        }
    }

    private async Task<ChainSignature> Sign(string county, ECDsa key, CancellationToken cancellationToken)
    {
        var signed = await lanes.For(county).Run<ChainSignature>(
            county, async (services, token) => await services.GetRequiredService<Turn>().BookOf(county).SignHead(key, token), cancellationToken);
        return signed.Value ?? throw new InvalidOperationException($"The head of {county} was not signed.");
    }

    /// <summary>The signature last: whoever finds it finds both.</summary>
    private static async Task Write(string folder, ChainSignature signed, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{signed.CountyCode}-{signed.Day:yyyy-MM-dd}.head"));
        await File.WriteAllTextAsync(path + ".txt", signed.Head.Canonical, cancellationToken);
        await File.WriteAllBytesAsync(path + ".sig", signed.Signature, cancellationToken);
    }
}
