using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Looks;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <inheritdoc/>
public sealed class ListPagesOnSqliteTests(MatchingCounty county) : ListPagesTests(county), IClassFixture<MatchingCounty>;

/// <inheritdoc/>
public sealed class ListPagesOnPostgresTests(PostgresMatchingCounty county) : ListPagesTests(county), IClassFixture<PostgresMatchingCounty>;

/// <summary>Long lists are walked forwards and backwards by where the page before ended: every row once, in one order, on both databases.</summary>
public abstract class ListPagesTests(MatchingCounty county)
{
    static readonly Keyset<Need> Queue = new Keyset<Need>()
        .By(need => (int)need.Urgency, descending: true).By(need => need.IsGreenChannel ? 0 : 1).By(need => need.Deadline ?? DateOnly.MaxValue)
        .By(need => need.QueuedAt).By(need => need.Number);

    static readonly Keyset<SupplyLot> SoonToExpire = new Keyset<SupplyLot>().By(lot => lot.ValidUntil).By(lot => lot.Number);

    [Fact]
    public async Task Every_need_comes_once_forwards_and_backwards_whatever_their_urgency_and_deadline()
    {
        for (var place = 0; place < 7; place++)
        {
            await county.Household($"WA{place}");
            await county.Need($"NWA{place}", $"WA{place}", "COAT", 1, place % 2 == 0 ? Urgency.Urgent : Urgency.Soon);
        }

        await Walk(Queue, db => db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == County), need => need.Number);
    }

    [Fact]
    public async Task Every_lot_and_every_match_comes_once_for_an_office_and_for_a_provider()
    {
        for (var place = 0; place < 5; place++)
        {
            await county.Household($"WB{place}");
            await county.Lot($"LWB{place}", "CH01", "RICE", "BAG", 1);
            await county.Need($"NWB{place}", $"WB{place}", "RICE", 1, place % 2 == 0 ? Urgency.Urgent : Urgency.Critical);
        }

        await Walk(SoonToExpire, db => db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == County), lot => lot.Number);
        await Walk(MatchCards.OrderFor(Station), db => MatchCards.In(db, MatchCards.Visible(db, Station), Station), card => card.Id.ToString());
        foreach (var match in await county.Read(db => db.Set<Match>().AsNoTracking().Where(match => match.State == MatchState.Proposed && match.OrganisationId == Charity).ToListAsync()))
        {
            await county.Sent(new AcceptProposal(Guid.CreateVersion7(), Station, County, match.Id));
            await county.Sent(new OfferMatch(Guid.CreateVersion7(), Station, County, match.Id));
        }

        var provider = Provider(Charity);
        await Walk(MatchCards.OrderFor(provider), db => MatchCards.In(db, MatchCards.Visible(db, provider), provider), card => card.Id.ToString());
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("e30")]
    [InlineData("WzFd")]
    [InlineData("WyJ4IiwieSJd")]
    public async Task A_cursor_that_is_none_of_ours_opens_the_start(string cursor)
    {
        var (rows, links) = await county.Read(db => SoonToExpire.Page(db.Set<SupplyLot>().AsNoTracking(), new(cursor, null), 100, "/supply?state=", default));
        var all = await county.Read(db => SoonToExpire.Ordered(db.Set<SupplyLot>().AsNoTracking()).ToListAsync());
        Assert.Equal(all.Take(100).Select(lot => lot.Number), rows.Select(lot => lot.Number));
        Assert.Null(links.Previous);
    }

    /// <summary>Two rows to a page, to the end and back again.</summary>
    async Task Walk<T>(Keyset<T> order, Func<JiujiDb, IQueryable<T>> list, Func<T, string> name)
    {
        var all = (await county.Read(db => order.Ordered(list(db)).ToListAsync())).ConvertAll(row => name(row));
        Assert.True(all.Count >= 5);
        var (forwards, at) = (new List<string>(), new PageAt(null, null));
        var (rows, links) = await county.Read(db => order.Page(list(db), at, 2, "/list?search=%E7%B1%B3", default));
        Assert.Null(links.Previous);
        forwards.AddRange(rows.Select(name));
        while (links.Next is { } next)
        {
            Assert.StartsWith("/list?search=%E7%B1%B3&after=", next, StringComparison.Ordinal);
            (rows, links) = await county.Read(db => order.Page(list(db), Named(next), 2, "/list?search=%E7%B1%B3", default));
            forwards.AddRange(rows.Select(name));
        }

        Assert.Equal(all, forwards);
        var backwards = rows.Select(name).ToList();
        while (links.Previous is { } previous)
        {
            (rows, links) = await county.Read(db => order.Page(list(db), Named(previous), 2, "/list?search=%E7%B1%B3", default));
            backwards.InsertRange(0, rows.Select(name));
        }

        Assert.Equal(all, backwards);
    }

    static PageAt Named(string link)
    {
        var query = QueryHelpers.ParseQuery(link[link.IndexOf('?', StringComparison.Ordinal)..]);
        return new PageAt(query.TryGetValue("after", out var after) ? after.ToString() : null, query.TryGetValue("before", out var before) ? before.ToString() : null);
    }
}
