using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Seeding;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Matches;

public sealed class DemoMatchesTests(MatchingCounty county) : IClassFixture<MatchingCounty>
{
    [Fact]
    public async Task The_demo_has_a_match_behind_every_tab_and_loads_nothing_twice()
    {
        await Load();
        var states = await county.Read(db => db.Set<Match>().GroupBy(match => match.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count));
        Assert.All(Enum.GetValues<MatchTab>(), tab => Assert.Contains(MatchCards.States(tab), states.ContainsKey));
        Assert.All([MatchState.Confirmed, MatchState.Declined, MatchState.SetAside], state => Assert.Contains(state, states.Keys));
        Assert.True(await county.Read(db => db.Set<MatchRunRecord>().AllAsync(run => run.CertificateHolds && run.Proposals > 0)));

        var before = await county.Read(db => db.Commands.CountAsync());
        await Load();
        Assert.Equal(before, await county.Read(db => db.Commands.CountAsync()));
    }

    Task<bool> Load() => county.With(async services =>
    {
        var mediator = services.GetRequiredService<IMediator>();
        await new MatchingSeed(mediator, services.GetRequiredService<TimeProvider>()).Load(default);
        await new MatchStories(mediator, services.GetRequiredService<JiujiDb>()).Tell(default);
        return true;
    });
}
