using Jiuji.Ledger;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Verify;

namespace Jiuji.Web.Jobs;

/// <summary>Proves every county's books each night, as <c>verify</c> does, and says in the log what does not hold.</summary>
public sealed class NightlyProof(ILogger<NightlyProof> log) : IJob
{
    public string Name => "nightly-proof";

    /// <summary>At two in the morning, when nobody in the county works.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset ended) => CountyDay.Start(CountyDay.Of(ended).AddDays(1)).AddHours(2);

    public async Task Run(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<JiujiDb>();
        var proof = new CountyVerification(db);
        foreach (var county in await CountyVerification.Counties(db, cancellationToken))
        {
            foreach (var broken in (await proof.Run(county, null, cancellationToken)).Where(result => result.Broken > 0))
            {
                log.LogCritical("County {County}: {Invariant} does not hold: {Fact}", county, broken.Invariant, broken.FirstFact);
            }
        }
    }
}
