using Jiuji.Matching.Matches;

namespace Jiuji.Matching.Tests.Matches;

public class AidChainTests
{
    static readonly Guid household = Guid.CreateVersion7();
    static readonly Guid person = Guid.CreateVersion7();

    [Fact]
    [Trait("rule", "B3")]
    public void All_aid_of_a_household_stands_in_one_chain_by_the_day_it_was_given()
    {
        var chain = new AidChain([
            Item(AidSource.Charity, "2026-11-21"), Item(AidSource.Society, "2026-06-12", 50_000), Item(AidSource.ReserveFund, "2026-09-03", 120_000)]);
        Assert.Equal([AidSource.Society, AidSource.ReserveFund, AidSource.Charity], chain.Items.Select(item => item.Source));
    }

    [Fact]
    [Trait("rule", "R10")]
    public void The_same_person_and_cause_in_the_year_is_found_whoever_gave_it()
    {
        var chain = new AidChain([Item(AidSource.Medical, "2026-03-01", 100_000, "ILLNESS", person)]);
        var (from, to) = AidChain.YearOf(new DateOnly(2026, 11, 20));
        Assert.Single(chain.SameCause("ILLNESS", person, from, to));
        Assert.Single(chain.SameCause("ILLNESS", null, from, to));
        Assert.Empty(chain.SameCause("ILLNESS", Guid.CreateVersion7(), from, to));
        Assert.Empty(chain.SameCause("DISASTER", person, from, to));
        Assert.Empty(chain.SameCause("", person, from, to));
        Assert.Empty(chain.SameCause("ILLNESS", person, new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31)));
    }

    [Fact]
    [Trait("rule", "B3")]
    public void Money_of_all_sources_adds_up_in_the_window()
    {
        var chain = new AidChain([
            Item(AidSource.Society, "2026-01-01", 50_000), Item(AidSource.ReserveFund, "2026-12-31", 120_000),
            Item(AidSource.Charity, "2026-06-01"), Item(AidSource.Dibao, "2025-12-31", 99_999)]);
        Assert.Equal(170_000, chain.StackedFen(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)));
    }

    [Fact]
    public void What_was_taken_back_stays_in_the_chain_and_counts_for_nothing()
    {
        var given = Item(AidSource.Society, "2026-06-12", 50_000, "ILLNESS");
        var chain = new AidChain([given, Item(AidSource.Society, "2026-06-20", 50_000, "ILLNESS", reverses: given.Id)]);
        var (from, to) = AidChain.YearOf(new DateOnly(2026, 6, 30));
        Assert.Equal(2, chain.Items.Count);
        Assert.Equal(0, chain.StackedFen(from, to));
        Assert.Empty(chain.SameCause("ILLNESS", null, from, to));
    }

    [Fact]
    public void A_delivery_joins_the_chain_with_what_was_given()
    {
        var story = new Story().Delivered();
        var item = AidChain.FromMatch(Guid.CreateVersion7(), story.Match, story.Need, AidSource.Charity, story.Now);
        Assert.Equal(("RICE × 3", null, "ILLNESS"), (item.Given, item.AmountFen, item.CauseCode));
        Assert.Equal(new DateOnly(2026, 11, 20), item.GivenOn);
    }

    static AidChainItem Item(AidSource source, string day, long? fen = null, string cause = "", Guid? who = null, Guid? reverses = null) => new()
    {
        CountyCode = Story.County,
        Id = Guid.CreateVersion7(),
        HouseholdId = household,
        PersonId = who,
        Source = source,
        GivenOn = DateOnly.Parse(day),
        AmountFen = fen,
        CauseCode = cause,
        Reference = "test",
        RecordedAt = Story.Morning,
        Reverses = reverses,
    };
}
