using System.Text;
using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Months;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Statements;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Statements;

/// <summary>Each thing that a bank line can turn out to be, posted from the line; the book is proved after each.</summary>
public sealed class LineOutcomeTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly DateOnly Day = new(2026, 11, 12);

    [Fact]
    [Trait("trap", "T14")]
    public async Task Cash_drawn_and_banked_again_is_written_down_from_the_statement_for_its_cashier()
    {
        var story = await site.NewTownship().WithMoney(500_000, Day);
        var cashier = story.As(Role.Cashier).Name;
        await Import(story, "+5000.00,5000.00,财政局,预拨", "-800.00,4200.00,,取现", "+300.00,4500.00,,存现");
        Assert.Equal(SiteRefusal.NotFound, (await story.Refusal(await Settle(story, -80_000, ItemOutcome.CashDrawn, "nobody"))).Reason);
        await story.Did(await Settle(story, -80_000, ItemOutcome.CashDrawn, cashier));
        Assert.Equal(80_000, await InHands(story, Places.Cash(cashier)));
        Assert.Equal([(cashier, Day)], await Read(async db => await new MonthDesk(db, new BankBook(db)).Uncounted((await new BankBook(db).Place(story.County, story.Township, default))!, new DateOnly(2026, 11, 1), default)));
        await story.Did(await Settle(story, 30_000, ItemOutcome.CashRebanked, cashier));
        Assert.Equal(50_000, await InHands(story, Places.Cash(cashier)));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    [Trait("rule", "G13")]
    public async Task A_fee_is_repaid_by_the_running_budget_through_the_bank()
    {
        var story = await site.NewTownship().WithMoney(500_000, Day);
        await Import(story, "+5000.00,5000.00,财政局,预拨", "-10.05,4989.95,,回单费", "+10.05,5000.00,镇政府,归还");
        await story.Did(await Settle(story, -1_005, ItemOutcome.FeePosted));
        var debt = await Read(db => db.Set<RecoveryCase>().SingleAsync(r => r.CountyCode == story.County && r.Cause == RecoveryCause.BankFee && r.AmountFen == 1_005));
        await story.Did(await Settle(story, 1_005, ItemOutcome.DebtRecovered, debt.Number));
        Assert.Equal(500_000, (await story.Fund()).Position.InHands);
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    [Trait("rule", "F23")]
    public async Task A_sweep_back_leaves_only_for_the_sum_that_the_county_accepted()
    {
        var story = await site.NewTownship().WithMoney(500_000, Day);
        await Import(story, "+5000.00,5000.00,财政局,预拨", "-1500.00,3500.00,财政局,收回备用金");
        Assert.Equal(ReconciliationRefusal.NothingOfThisAmount, (await story.Refusal(await Settle(story, -150_000, ItemOutcome.SweepBackSent))).Reason);
        await story.Did(new AcceptSweepBack(story.NewId, story.As(Role.CountyCivilAffairs), story.County, story.Township, FundStory.Year, 150_000));
        await story.Did(await Settle(story, -150_000, ItemOutcome.SweepBackSent));
        Assert.Equal((350_000, 150_000), ((await story.Fund()).Position.InHands, (await story.Fund()).Position.InTransit));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task Interest_a_donation_and_what_nobody_knows_come_in_and_go_out_and_never_touch_the_fund()
    {
        var story = await site.NewTownship().WithMoney(500_000, Day);
        await Import(
            story, "+5000.00,5000.00,财政局,预拨", "+1.23,5001.23,,结息", "+200.00,5201.23,某某公司,捐款", "+88.00,5289.23,,转账", "-1.23,5288.00,国库,上缴", "-200.00,5088.00,慈善协会,转交", "-88.00,5000.00,,退回");
        foreach (var (fen, outcome, reference) in new[]
        {
            (123L, ItemOutcome.InterestPosted, ""), (20_000, ItemOutcome.DonationPosted, "某某公司"), (8_800, ItemOutcome.UnidentifiedPosted, ""),
            (-123, ItemOutcome.HeldMoneyLeft, ""), (-20_000, ItemOutcome.HeldMoneyLeft, "县慈善协会"), (-8_800, ItemOutcome.HeldMoneyLeft, "王小芳"),
        })
        {
            await story.Did(await Settle(story, fen, outcome, reference));
            Assert.Equal(500_000, (await story.Fund()).Position.InHands);
        }

        Assert.Empty(await Read(db => db.Set<HeldMoney>().Where(h => h.CountyCode == story.County && h.Place.EndsWith(story.Township) && h.End == null).ToListAsync()));
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    public async Task What_a_household_gives_back_ends_its_case()
    {
        var story = await site.NewTownship().WithMoney(500_000, Day);
        var number = await story.Paid(60_000, on: Day);
        await Import(story, "+5000.00,5000.00,财政局,预拨", "-600.00,4400.00,王*芳,发放", "+600.00,5000.00,王*芳,退回");
        await story.Did(await Settle(story, 60_000, ItemOutcome.PaymentGivenBack, number));
        Assert.Equal(PaymentState.Ended, (await Read(db => db.Set<Payment>().Where(p => p.CountyCode == story.County).OrderByDescending(p => p.Id).ToListAsync())).First(p => p.AmountFen == 60_000).State);
        Assert.Equal("5000 = 0 + 5000 + 0 + 0", await story.Stand());
        Assert.Empty(await site.Broken(story.County));
    }

    [Fact]
    [Trait("trap", "T14")]
    public async Task Lines_that_correct_each_other_are_settled_only_when_they_come_to_nothing()
    {
        var story = await site.NewTownship().WithMoney(500_000, Day);
        await Import(story, "+5000.00,5000.00,财政局,预拨", "-400.00,4600.00,,转账", "+400.00,5000.00,,冲正", "-1.00,4999.00,,转账");
        var (wrong, right, other) = (await Line(story, -40_000), await Line(story, 40_000), await Line(story, -100));
        var match = new MatchLines(story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, $"{wrong};{other}", "");
        Assert.Equal(ReconciliationRefusal.AmountsDiffer, (await story.Refusal(match)).Reason);
        Assert.Equal(ReconciliationRefusal.NothingChosen, (await story.Refusal(match with { Lines = $"{wrong}" })).Reason);
        await story.Did(match with { Lines = $"{wrong};{right}" });
        var item = await Read(db => db.Set<UnmatchedItem>().SingleAsync(i => i.CountyCode == story.County && i.Id == wrong));
        Assert.Equal((UnmatchedItemState.Closed, ItemOutcome.Cancelled), (item.State, item.Outcome));
    }

    [Fact]
    public async Task A_payment_taken_back_before_the_bank_saw_it_keeps_no_month_open()
    {
        var october = new DateOnly(2026, 10, 1);
        var story = await site.NewTownship().WithMoney(500_000, october.AddDays(7));
        var number = await story.Paid(50_000, on: october.AddDays(11));
        await story.Did(new ReturnPayment(story.NewId, story.As(Role.Bookkeeper), story.County, number, "账号有误", october.AddDays(12)));
        await Import(story, october.AddDays(7), "+5000.00,5000.00,财政局,预拨");
        var hold = new HoldMonth(story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, october);
        Assert.Equal(ReconciliationRefusal.MovesUnsettled, (await story.Refusal(hold)).Reason);
        var moves = await Read(async db => await new BankBook(db).Moves((await new BankBook(db).Place(story.County, story.Township, default))!, october, october.AddMonths(1), default));
        var pair = string.Join(';', moves.Where(move => Math.Abs(move.AmountFen) == 50_000).Select(move => move.TransferId));
        await story.Did(new MatchLines(story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, "", pair));
        Assert.Equal(FundMonthState.Held, await story.Did(hold));
    }

    [Fact]
    public async Task An_exception_stands_on_the_queue_of_whoever_answers_for_it()
    {
        var story = await site.Qidu().WithMoney(500_000, Day);
        await Import(story, Day, "+5000.00,5000.00,财政局,预拨", "-12.34,4987.66,,不明扣款");
        var (bookkeeper, cashier, line) = (await site.SignIn("bookkeeper"), await site.SignIn("cashier"), await Line(story, -1_234));
        Assert.Contains($"/statements/items/{line}", await bookkeeper.Read("/"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/statements/items/{line}", await cashier.Read("/"), StringComparison.Ordinal);
        await story.Did(new AssignItem(story.NewId, story.As(Role.Bookkeeper), story.County, line, "cashier", Day.AddDays(20)));
        Assert.Contains($"/statements/items/{line}", await cashier.Read("/"), StringComparison.Ordinal);
        Assert.Contains("<h1>", await cashier.Read($"/statements/items/{line}?township={story.Township}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_is_tried_on_its_sample_before_it_is_kept()
    {
        var bookkeeper = await site.SignIn("bookkeeper");
        const string Rows = """[["1","明细"],["2","过账日","金额"],["3","20261102","-12.00"]]""";
        using var answer = await bookkeeper.Post(
            "/statements/formats", "/statements/formats?handler=Save", ("act", "try"), ("style", "Signed"), ("day", "过账日"), ("amount", "金额"), ("headings", "过账日"), ("headings", "金额"), ("rows", Rows));
        var page = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("id=\"preview\"", page, StringComparison.Ordinal);
        Assert.Contains("-12.00", page, StringComparison.Ordinal);
        Assert.Empty(await Read(db => db.Set<StatementFormat>().Where(f => f.CountyCode == "341722").ToListAsync()));
    }

    [Fact]
    [Trait("trap", "T19")]
    public Task A_payment_that_the_statement_shows_after_its_hold_ran_out_is_booked_as_it_left() => FundSite.Alone(async alone =>
    {
        var (story, tests) = (await alone.NewTownship().WithMoney(500_000), new LineOutcomeTests(alone));
        var number = await story.Signed(60_000);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        var left = CountyDay.Of(alone.Clock.Now);
        alone.Clock.Advance(TimeSpan.FromDays(40));
        await tests.Import(story, left, "+5000.00,5000.00,财政局,预拨", "-600.00,4400.00,王*芳,代发");
        await story.Did(await tests.Settle(story, -60_000, ItemOutcome.PaymentConfirmed, number));
        Assert.Equal("5000 = 0 + 4400 + 600 + 0", await story.Stand());
        Assert.Empty(await alone.Broken(story.County));
    });

    private Task Import(FundStory story, params string[] lines) => Import(story, Day, lines);

    private async Task Import(FundStory story, DateOnly day, params string[] lines)
    {
        var content = Encoding.UTF8.GetBytes("交易日期,发生额,余额,对方户名,摘要\n" + string.Join('\n', lines.Select(line => $"{day:yyyy-MM-dd},{line}")));
        var file = StatementFile.Read(content, "statement.csv", null);
        Assert.True(file.IsClean, string.Join("; ", file.Reading.Problems));
        await story.Did(new ImportStatement(
            story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, file.Name, file.Hash, file.Content, "", file.Reading.OpeningFen, file.Reading.ClosingFen,
            file.Rows(story.Township, site.Services.GetRequiredService<PersonalVault>())));
    }

    private async Task<SettleLine> Settle(FundStory story, long fen, ItemOutcome outcome, string reference = "") =>
        new(story.NewId, story.As(Role.Bookkeeper), story.County, await Line(story, fen), outcome, reference, "回单为证");

    private Task<Guid> Line(FundStory story, long fen) =>
        Read(db => db.Set<BankLine>().Where(l => l.TownshipCode == story.Township && l.AmountFen == fen && l.MatchId == null).Select(l => l.Id).SingleAsync());

    private async Task<long> InHands(FundStory story, string place) => (await story.Fund()).Position.InHandsByPlace.GetValueOrDefault(place);

    private async Task<T> Read<T>(Func<JiujiDb, Task<T>> read)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<JiujiDb>());
    }
}
