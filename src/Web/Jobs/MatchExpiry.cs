using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;

namespace Jiuji.Web.Jobs;

/// <summary>What was held for a match too long is free again.</summary>
public sealed class MatchExpiry : HourlyExpiry
{
    public override string Name => "match-expiry";

    protected override ICommand<int> Expire(Guid commandId, Actor by, string county) => new ExpireMatches(commandId, by, county);
}
