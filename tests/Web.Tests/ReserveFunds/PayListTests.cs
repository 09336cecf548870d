using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.PayLists;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Lists to the bank: a release is sent once, whatever else happens, and what the bank did is what the book says in the end.</summary>
public sealed class PayListTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    [Trait("trap", "T18")]
    public async Task A_list_is_sent_once_and_a_release_stands_in_one_list()
    {
        var (story, list, _) = await Built(site.NewTownship());
        var cashier = story.As(Role.Cashier);
        Assert.Equal(FundRefusal.AmountNotPositive, (await story.Refusal(new BuildPayList(story.NewId, cashier, story.County))).Reason);
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new ConfirmPayList(story.NewId, cashier, story.County, list))).Reason);
        var send = new SendPayList(story.NewId, cashier, story.County, list);
        await story.Did(send);
        Assert.True((await story.Send(send)).Repeat);
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(send with { CommandId = story.NewId })).Reason);
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new RecallPayList(story.NewId, cashier, story.County, list))).Reason);
        Assert.Equal(2, await story.Did(new ConfirmPayList(story.NewId, cashier, story.County, list)));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new ConfirmPayList(story.NewId, cashier, story.County, list))).Reason);
        Assert.Equal("5000 = 0 + 3800 + 1200 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    [Trait("trap", "T19")]
    public Task What_the_bank_paid_and_the_book_missed_is_entered_later_and_never_paid_again() => FundSite.Alone(async site =>
    {
        var (story, list, cases) = await Built(site.NewTownship());
        var cashier = story.As(Role.Cashier);
        await story.Did(new SendPayList(story.NewId, cashier, story.County, list));
        var debited = Ledger.CountyDay.Of(site.Clock.Now);

        // Six weeks go by: the hold has run out, and the bank's word was lost with the database that should have kept it.
        site.Clock.Advance(TimeSpan.FromDays(42));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new ReleasePayment(story.NewId, cashier, story.County, cases[0]))).Reason);
        Assert.Equal(2, await story.Did(new ConfirmPayList(story.NewId, cashier, story.County, list, HappenedOn: debited)));
        Assert.Equal("5000 = 0 + 3800 + 1200 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    });

    [Fact]
    [Trait("trap", "T19")]
    public Task A_release_that_nobody_answered_is_free_again_and_the_banks_late_word_is_still_entered() => FundSite.Alone(async site =>
    {
        var (story, list, cases) = await Built(site.NewTownship());
        var cashier = story.As(Role.Cashier);
        await story.Did(new SendPayList(story.NewId, cashier, story.County, list));
        var debited = Ledger.CountyDay.Of(site.Clock.Now);
        Assert.Equal(0, await story.Did(new ExpireReleases(story.NewId, Clock(story), story.County)));
        Assert.Equal(120_000, await Held(site));

        site.Clock.Advance(TimeSpan.FromDays(42));
        Assert.Equal(2, await story.Did(new ExpireReleases(story.NewId, Clock(story), story.County)));
        Assert.Equal(0, await story.Did(new ExpireReleases(story.NewId, Clock(story), story.County)));
        Assert.Equal(0, await Held(site));
        Assert.Empty(await site.Broken(story.County));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new ReleasePayment(story.NewId, cashier, story.County, cases[0]))).Reason);
        Assert.Equal(PaymentState.BankFailed, await story.Did(new FailPayListLine(story.NewId, cashier, story.County, list, cases[0], "账号有误")));
        Assert.Equal(1, await story.Did(new ConfirmPayList(story.NewId, cashier, story.County, list, HappenedOn: debited)));
        Assert.Equal("5000 = 0 + 4300 + 700 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    });

    [Fact]
    [Trait("trap", "T19")]
    public Task A_release_that_may_not_expire_keeps_no_other_from_expiring() => FundSite.Alone(async site =>
    {
        var one = site.NewTownship();
        var other = await site.NewTownship(one.County).WithMoney(500_000);
        await one.WithMoney(500_000);
        foreach (var story in new[] { one, other })
        {
            await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, await story.Signed(50_000)));
        }

        site.Clock.Advance(TimeSpan.FromDays(42));
        await HoldThisMonth(site, one);
        Assert.Equal(1, await one.Did(new ExpireReleases(one.NewId, Clock(one), one.County)));
        Assert.Equal(50_000, await Held(site));
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await other.Stand());
        Assert.Equal(0, await one.Did(new ExpireReleases(one.NewId, Clock(one), one.County)));
        Assert.Empty(await site.Broken(one.County));
    });

    /// <summary>The township's book takes nothing ordinary of this month, as while it is being reconciled.</summary>
    private static async Task HoldThisMonth(FundSite site, FundStory story)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var owner = (await story.Fund()).Fund.Owner;
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.True(await new Ledger.Book(db.Database.GetDbConnection(), transaction.GetDbTransaction(), story.County, site.Clock)
            .HoldPeriod(owner, Ledger.CountyDay.Of(site.Clock.Now), "bookkeeper"));
        await transaction.CommitAsync();
    }

    private static async Task<long> Held(FundSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<Ledger.Account>().SumAsync(account => account.Held);
    }

    private static Actor Clock(FundStory story) => new(Guid.Empty, "clock", Role.Administrator, story.County, "", null);

    [Fact]
    [Trait("trap", "T29")]
    public async Task A_line_that_comes_back_or_fails_is_owed_again_and_goes_into_the_next_list()
    {
        var (story, list, cases) = await Built(site.NewTownship());
        var cashier = story.As(Role.Cashier);
        await story.Did(new SendPayList(story.NewId, cashier, story.County, list));
        Assert.Equal(PaymentState.BankFailed, await story.Did(new FailPayListLine(story.NewId, cashier, story.County, list, cases[0], "账号有误")));
        Assert.Equal(1, await story.Did(new ConfirmPayList(story.NewId, cashier, story.County, list)));
        await story.Did(new ReturnPayment(story.NewId, cashier, story.County, cases[1], "户名不符"));
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await story.Stand());

        foreach (var number in cases)
        {
            await story.Did(new ReleasePayment(story.NewId, cashier, story.County, number));
        }

        var next = await story.Did(new BuildPayList(story.NewId, cashier, story.County));
        Assert.NotEqual(list, next);
        await story.Did(new SendPayList(story.NewId, cashier, story.County, next));
        Assert.Equal(2, await story.Did(new ConfirmPayList(story.NewId, cashier, story.County, next)));
        Assert.Equal("5000 = 0 + 3800 + 1200 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task A_list_that_was_not_sent_is_taken_apart_and_holds_nothing()
    {
        var (story, list, cases) = await Built(site.NewTownship());
        Assert.Equal(2, await story.Did(new RecallPayList(story.NewId, story.As(Role.Cashier), story.County, list)));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, cases[0]));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task The_banks_file_carries_every_line_and_opening_it_is_noted()
    {
        var (_, list, cases) = await Built(site.Qidu());
        var cashier = await site.SignIn("cashier");
        foreach (var (form, expected) in new[] { ("csv", "9999"), ("pain", "pain.001.001.09"), ("xlsx", "PK") })
        {
            using var file = await cashier.Post($"/pay-lists/{list}", $"/pay-lists/{list}?handler=File", ("form", form));
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains(expected, await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains(cases[0], await cashier.Read($"/pay-lists/{list}"), StringComparison.Ordinal);
        Assert.Contains(list, await cashier.Read("/pay-lists"), StringComparison.Ordinal);
        using var refused = await (await site.SignIn("bookkeeper")).Post($"/pay-lists/{list}", $"/pay-lists/{list}?handler=File", ("form", "csv"));
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Fact]
    [Trait("trap", "T26")]
    public Task The_banks_file_pays_the_proxy_whose_account_was_checked() => FundSite.Alone(async site =>
    {
        var story = await site.Qidu().WithMoney(500_000);
        var number = await story.Signed(50_000);
        await story.Did(new RecordProxy(story.NewId, story.As(Role.TownshipHandler), story.County, number, "代领大哥", "", "88887777666655554444", "行动不便"));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        var list = await story.Did(new BuildPayList(story.NewId, story.As(Role.Cashier), story.County));
        var cashier = await site.SignIn("cashier");
        using var file = await cashier.Post($"/pay-lists/{list}", $"/pay-lists/{list}?handler=File", ("form", "csv"));
        var text = await file.Content.ReadAsStringAsync();
        Assert.Contains("代领大哥", text, StringComparison.Ordinal);
        Assert.Contains("88887777666655554444", text, StringComparison.Ordinal);
        Assert.DoesNotContain("王小芳", text, StringComparison.Ordinal);
    });

    [Fact]
    [Trait("trap", "T19")]
    public Task A_single_payment_that_the_bank_confirms_after_its_hold_ran_out_is_booked_on_the_day_it_left() => FundSite.Alone(async site =>
    {
        var story = await site.NewTownship().WithMoney(100_000);
        var number = await story.Signed(50_000);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        var debited = Ledger.CountyDay.Of(site.Clock.Now);
        site.Clock.Advance(TimeSpan.FromDays(42));
        Assert.Equal(PaymentState.Paid, await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number, debited)));
        Assert.Equal("1000 = 0 + 500 + 500 + 0", await story.Stand());
        Assert.Equal(debited, (await site.PaymentOf(story, number)).PaidOn);
        Assert.Empty(await site.Broken(story.County));
    });

    [Fact]
    [Trait("trap", "T19")]
    public Task A_single_payment_without_a_word_for_days_stands_on_the_cashiers_queue_and_among_the_alarms() => FundSite.Alone(async site =>
    {
        var story = await site.Qidu().WithMoney(500_000);
        var (alone, listed) = (await story.Signed(50_000), await story.Signed(70_000));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, listed));
        var list = await story.Did(new BuildPayList(story.NewId, story.As(Role.Cashier), story.County));
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, alone));
        await story.Did(new SendPayList(story.NewId, story.As(Role.Cashier), story.County, list));
        Assert.DoesNotContain("问银行", await (await site.SignIn("cashier")).Read("/"), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromDays(4));
        var queue = await (await site.SignIn("cashier")).Read("/?Only=queue.ask_bank");
        Assert.Contains($"/cases/{alone}", queue, StringComparison.Ordinal);
        Assert.Contains($"/pay-lists/{list}", queue, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/{listed}", queue, StringComparison.Ordinal);
        var alarms = await (await site.SignIn("county")).Read("/alarms");
        Assert.Contains("要去问银行", alarms, StringComparison.Ordinal);
        Assert.Contains($"/cases/{alone}", alarms, StringComparison.Ordinal);
        Assert.Contains($"/cases/{listed}", alarms, StringComparison.Ordinal);

        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, alone));
        await story.Did(new ConfirmPayList(story.NewId, story.As(Role.Cashier), story.County, list));
        Assert.DoesNotContain("要去问银行", await (await site.SignIn("county")).Read("/alarms"), StringComparison.Ordinal);
    });

    private static async Task<(FundStory Story, string List, IReadOnlyList<string> Cases)> Built(FundStory township)
    {
        var story = await township.WithMoney(500_000);
        var cases = new[] { await story.Signed(50_000), await story.Signed(70_000) };
        foreach (var number in cases)
        {
            await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        }

        return (story, await story.Did(new BuildPayList(story.NewId, story.As(Role.Cashier), story.County)), cases);
    }
}
