using Jiuji.Web.Features.Payments;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;

namespace Jiuji.Web.Jobs;

/// <summary>What was held for a bank line that nobody answered is free again.</summary>
public sealed class ReleaseExpiry : HourlyExpiry
{
    public override string Name => "release-expiry";

    protected override ICommand<int> Expire(Guid commandId, Actor by, string county) => new ExpireReleases(commandId, by, county);
}
