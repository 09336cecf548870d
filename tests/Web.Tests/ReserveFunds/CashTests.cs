using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Cash, and money that lies at the fund's places without being its own: each step by its command, the book proved after each story.</summary>
public sealed class CashTests(FundSite site) : IClassFixture<FundSite>
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Cash_is_drawn_within_the_bank_counted_and_banked_again()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var cashier = story.As(Role.Cashier);
        Assert.Equal(FundRefusal.ExceedsMoneyInHands, (await story.Refusal(new DrawCash(story.NewId, cashier, story.County, FundStory.Year, 300_001))).Reason);
        await story.Did(new DrawCash(story.NewId, cashier, story.County, FundStory.Year, 100_000));
        Assert.Equal(0, await story.Did(Count(story, 100_000)));
        await story.Did(new RebankCash(story.NewId, cashier, story.County, FundStory.Year, 100_000));
        Assert.Equal("3000 = 0 + 3000 + 0 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task A_signed_count_sheet_is_kept_under_the_hash_of_its_content_and_nothing_else_is_taken_for_one()
    {
        var story = await WithCash();
        var count = Count(story, 97_500) with { ScanName = "盘点表.png", Scan = Picture };
        await story.Did(count);
        var kept = await site.Row<FundCount>(c => c.CountyCode == story.County && c.Id == count.CommandId);
        Assert.True(await site.Has<Document>(d => d.CountyCode == story.County && d.Hash == kept.SheetHash && d.MediaType == "image/png"));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => story.Send(count with { CommandId = story.NewId, Scan = "bm8gc2Nhbg==" }));
    }

    [Fact]
    public Task A_count_sheet_is_looked_at_from_the_cash_and_only_by_who_may_see_the_township() => FundSite.Alone(async site =>
    {
        var story = await site.Qidu().WithMoney(300_000);
        await story.Did(new DrawCash(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, 100_000));
        var count = Count(story, 100_000) with { ScanName = "盘点表.png", Scan = Picture };
        await story.Did(count);
        var address = $"/funds/{story.Township}/{FundStory.Year}/cash";
        var auditor = await site.SignIn("auditor");
        Assert.Contains($"{address}?handler=Sheet&count={count.CommandId}", await auditor.Read(address), StringComparison.Ordinal);
        using (var sheet = await auditor.Get($"{address}?handler=Sheet&count={count.CommandId}"))
        {
            Assert.Equal(Convert.FromBase64String(Picture), await sheet.Content.ReadAsByteArrayAsync());
            Assert.Equal("image/png", sheet.Content.Headers.ContentType!.MediaType);
        }

        using (var elsewhere = await auditor.Get($"/funds/341722100/{FundStory.Year}/cash?handler=Sheet&count={count.CommandId}"))
        {
            Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        }

        using var stranger = await (await site.SignIn("cashier.renli")).Get($"{address}?handler=Sheet&count={count.CommandId}");
        Assert.Contains("/problem/403", stranger.Headers.Location!.OriginalString, StringComparison.Ordinal);

        // A count that was typed in has no sheet.
        var typed = Count(story, 100_000);
        await story.Did(typed);
        Assert.DoesNotContain("handler=Sheet", await auditor.Read(address), StringComparison.Ordinal);
    });

    [Fact]
    public async Task Nobody_counts_their_own_cash_or_counts_alone()
    {
        var story = await WithCash();
        var count = Count(story, 100_000);
        foreach (var witness in new[] { "", story.As(Role.Cashier).Name, count.By.Name })
        {
            Assert.Equal(FundRefusal.SecondPersonNeeded, (await story.Refusal(count with { Witness = witness })).Reason);
        }

        Assert.Equal(SiteRefusal.NotYourRole, (await story.Refusal(count with { By = story.As(Role.Cashier) })).Reason);
    }

    [Fact]
    [Trait("trap", "T22")]
    public async Task Cash_that_is_missing_is_owed_by_its_custodian_and_shuts_the_gate()
    {
        var story = await WithCash();
        Assert.Equal(-2_500, await story.Did(Count(story, 97_500)));
        Assert.Equal(2_500, (await story.Fund()).Position.RecoverableByDebtor[Places.Cash(story.As(Role.Cashier).Name)]);
        Assert.Contains(await story.Gate(), reason => reason.Kind == GateReasonKind.ShortageUnexplained);
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task Cash_too_many_is_held_until_its_owner_is_found()
    {
        var story = await WithCash();
        var count = Count(story, 101_000);
        Assert.Equal(1_000, await story.Did(count));
        Assert.Equal("3000 = 0 + 3000 + 0 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
        var found = new FinishHeldMoney(story.NewId, story.As(Role.Bookkeeper), story.County, count.CommandId, HeldEnd.OwnerFound, "多付的住户已领回");
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(found with { End = HeldEnd.PassedOn })).Reason);
        await story.Did(found);
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(found with { CommandId = story.NewId })).Reason);
        Assert.Equal(0, await story.Did(Count(story, 100_000)));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task A_new_custodian_takes_over_what_was_counted_and_the_gap_stays_with_the_old_one()
    {
        var story = await WithCash();
        var old = story.As(Role.Cashier).Name;
        await story.Did(new ChangeCustodian(
            story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, FundStory.Year, old, "new.cashier", 99_000, "witness"));
        var position = (await story.Fund()).Position;
        Assert.Equal((0L, 99_000L, 1_000L), (position.InHandsByPlace[Places.Cash(old)], position.InHandsByPlace[Places.Cash("new.cashier")], position.Recoverable));
        Assert.Empty(await site.Broken(story.County));
    }

    [Theory]
    [InlineData(HeldKind.Interest, HeldEnd.ToTreasury)]
    [InlineData(HeldKind.Unidentified, HeldEnd.OwnerFound)]
    [InlineData(HeldKind.Unidentified, HeldEnd.ToTreasury)]
    [InlineData(HeldKind.Donation, HeldEnd.PassedOn)]
    public async Task What_is_not_the_funds_never_becomes_money_in_hands(HeldKind kind, HeldEnd end)
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var held = await story.Did(new ReceiveForOthers(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, kind, 4_321, "某公司"));
        Assert.Equal("3000 = 0 + 3000 + 0 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
        await story.Did(new FinishHeldMoney(story.NewId, story.As(Role.Bookkeeper), story.County, held, end, "县慈善会"));
        Assert.Equal("3000 = 0 + 3000 + 0 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    [Trait("rule", "G13")]
    public async Task A_bank_fee_is_owed_by_the_running_budget()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        await story.Did(new RecordBankFee(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, 1_500));
        Assert.Equal(1_500, (await story.Fund()).Position.RecoverableByDebtor[RecoveryPostings.RunningBudget]);
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task The_page_shows_every_place_and_takes_the_count()
    {
        var story = await site.Qidu().WithMoney(300_000);
        var address = $"/funds/{story.Township}/2026/cash";
        var cashier = await site.SignIn("cashier");
        using (var drawn = await cashier.Post(address, $"{address}?handler=Draw", ("amount", "1,000")))
        {
            Assert.Equal(HttpStatusCode.Redirect, drawn.StatusCode);
        }

        var bookkeeper = await site.SignIn("bookkeeper");
        using (var counted = await bookkeeper.Post(address, $"{address}?handler=Count", ("custodian", "cashier"), ("amount", "990.00"), ("witness", "handler")))
        {
            Assert.Equal(HttpStatusCode.Redirect, counted.StatusCode);
        }

        var page = await bookkeeper.Read(address);
        Assert.Contains("现金，吴芳 保管", page, StringComparison.Ordinal);
        Assert.Contains("实盘 990.00 元，郑敏 盘点，陈立 见证", page, StringComparison.Ordinal);
        using var forbidden = await (await site.SignIn("handler")).Post(address, $"{address}?handler=Draw", ("amount", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    private async Task<FundStory> WithCash()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        await story.Did(new DrawCash(story.NewId, story.As(Role.Cashier), story.County, FundStory.Year, 100_000));
        return story;
    }

    private static CountCash Count(FundStory story, long fen) =>
        new(story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, FundStory.Year, story.As(Role.Cashier).Name, fen, "witness");
}
