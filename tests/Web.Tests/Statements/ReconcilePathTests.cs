using System.Globalization;
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
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Statements;

/// <summary>A township's statement through the front door: imported, matched, its exceptions worked off, its month held and closed.</summary>
public sealed class ReconcilePathTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly DateOnly Month = new(2026, 10, 1);
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    [Fact]
    [Trait("trap", "T15")]
    public async Task A_statement_is_taken_once_whatever_its_order_or_extent()
    {
        var story = await Paid();
        const string Lines = "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.00,4500.00,王*芳\n2026-10-13,-600.00,3900.00,李*明";
        var imported = await story.Did(Import(story, Lines));
        Assert.Equal((3, 3, 0), (imported.Lines, imported.Matched, imported.Left));
        Assert.Equal(ReconciliationRefusal.FileAlreadyImported, (await story.Refusal(Import(story, Lines))).Reason);
        var sortedOtherwise = string.Join('\n', Lines.Split('\n').Reverse());
        Assert.Equal(ReconciliationRefusal.LinesAlreadyImported, (await story.Refusal(Import(story, sortedOtherwise))).Reason);
        var overlapping = "2026-10-13,-600.00,3900.00,李*明\n2026-10-20,-10.00,3890.00,";
        Assert.Equal(ReconciliationRefusal.LinesAlreadyImported, (await story.Refusal(Import(story, overlapping))).Reason);
        Assert.Equal(1, (await story.Did(Import(story, overlapping, newOnly: true))).Lines);
    }

    [Fact]
    [Trait("trap", "T14")]
    public async Task A_fen_of_difference_is_never_matched_by_the_program_or_by_a_person()
    {
        var story = await Paid();
        var imported = await story.Did(Import(story, "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.01,4499.99,王*芳\n2026-10-13,-600.00,3899.99,李*明"));
        Assert.Equal((2, 1), (imported.Matched, imported.Left));
        var (line, move) = (await Line(story, -50_001), await Move(story, -50_000));
        var refused = await story.Refusal(new MatchLines(story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, $"{line}", $"{move}"));
        Assert.Equal((ReconciliationRefusal.AmountsDiffer, "-50001"), (refused.Reason, refused.Detail["linesFen"]));
    }

    [Fact]
    [Trait("trap", "T29")]
    public async Task A_bank_return_on_the_statement_reopens_the_debt()
    {
        var story = await Paid();
        await story.Did(Import(story, "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.00,4500.00,王*芳\n2026-10-13,-600.00,3900.00,李*明\n2026-10-16,+500.00,4400.00,王*芳"));
        var number = await NumberOf(story, 50_000);
        Assert.Equal(ItemOutcome.PaymentReturned, await story.Did(new SettleLine(
            story.NewId, story.As(Role.Bookkeeper), story.County, await Line(story, 50_000), ItemOutcome.PaymentReturned, number, "户名不符")));
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        Assert.Contains(await db.Set<Payment>().Where(p => p.CountyCode == story.County).ToListAsync(), p => p.AmountFen == 50_000 && p.State == PaymentState.Returned);
        Assert.Empty(await db.Set<BankLine>().Where(l => l.TownshipCode == story.Township && l.MatchId == null).ToListAsync());
    }

    [Fact]
    [Trait("trap", "T20")]
    [Trait("rule", "G13")]
    public async Task A_month_closes_on_its_statement_by_three_people_and_nothing_gets_in_afterwards()
    {
        var story = await Paid();
        await story.Did(Import(story, "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.00,4500.00,王*芳\n2026-10-13,-600.00,3900.00,李*明\n2026-10-20,-10.00,3890.00,\n2026-10-21,+1.23,3891.23,"));
        Assert.Equal(ReconciliationRefusal.LinesUnsettled, (await story.Refusal(Hold(story))).Reason);
        await story.Did(new SettleLine(story.NewId, story.As(Role.Bookkeeper), story.County, await Line(story, -1_000), ItemOutcome.FeePosted, "", "回单费"));
        await story.Did(new SettleLine(story.NewId, story.As(Role.Bookkeeper), story.County, await Line(story, 123), ItemOutcome.InterestPosted));
        Assert.Equal(FundMonthState.Held, await story.Did(Hold(story)));
        Assert.Equal(ReconciliationRefusal.CivilAffairsNotSigned, (await story.Refusal(Sign(story, Role.CountyFinance, 500_000))).Reason);
        Assert.Equal(ReconciliationRefusal.RecordsDiffer, (await story.Refusal(Sign(story, Role.CountyCivilAffairs, 1))).Reason);
        Assert.Equal(FundMonthState.Agreed, await story.Did(Sign(story, Role.CountyCivilAffairs, 500_000)));
        Assert.Equal(ReconciliationRefusal.RecordsDiffer, (await story.Refusal(Sign(story, Role.CountyFinance, 1))).Reason);
        Assert.Equal(FundMonthState.Closed, await story.Did(Sign(story, Role.CountyFinance, 500_000)));
        Assert.Equal(ReconciliationRefusal.SignerTwice, (await story.Refusal(Sign(story, Role.CountyFinance, 500_000))).Reason);
        (MonthRecord, ReconciliationRefusal, string)[] refused =
        [
            (MonthRecord.TownshipBook, ReconciliationRefusal.LinesUnsettled, story.As(Role.Bookkeeper).Name),
            (MonthRecord.Finance, ReconciliationRefusal.CivilAffairsNotSigned, story.As(Role.CountyFinance).Name),
            (MonthRecord.CivilAffairs, ReconciliationRefusal.RecordsDiffer, story.As(Role.CountyCivilAffairs).Name),
            (MonthRecord.Finance, ReconciliationRefusal.RecordsDiffer, story.As(Role.CountyFinance).Name),
            (MonthRecord.Finance, ReconciliationRefusal.SignerTwice, story.As(Role.CountyFinance).Name),
        ];
        Assert.Equal(refused.Order(), (await RefusedSignatures(story)).Order());

        Assert.Equal(ReconciliationRefusal.MonthAlreadyReconciled, (await story.Refusal(Import(story, "2026-10-25,+9.00,3900.23,"))).Reason);
        var number = await NumberOf(story, 60_000);
        var late = await story.Refusal(new ReturnPayment(story.NewId, story.As(Role.Bookkeeper), story.County, number, "户名不符", new DateOnly(2026, 10, 30)));
        Assert.Equal(Refusal.PeriodClosed, late.Reason);
        await story.Did(new ReturnPayment(story.NewId, story.As(Role.Bookkeeper), story.County, number, "户名不符"));
        await Proven(story);
    }

    [Fact]
    [Trait("trap", "T20")]
    public async Task An_office_signs_a_month_of_several_townships_at_once_or_of_none()
    {
        var first = await Held(await Paid());
        var second = await site.NewTownship(first.County).WithMoney(500_000, new DateOnly(2026, 10, 8));
        var both = $"{first.Township}=500000;{second.Township}=500000";
        var notHeld = await first.Refusal(SignBoth(first, Role.CountyCivilAffairs, both));
        Assert.Equal((ReconciliationRefusal.MonthNotHeld, second.Township), ((ReconciliationRefusal)notHeld.Reason, notHeld.Detail["township"]));
        await second.Did(Import(second, "2026-10-08,+5000.00,5000.00,财政局"));
        await second.Did(Hold(second));

        var differs = await first.Refusal(SignBoth(first, Role.CountyCivilAffairs, $"{first.Township}=500000;{second.Township}=1"));
        Assert.Equal((ReconciliationRefusal.RecordsDiffer, second.Township), ((ReconciliationRefusal)differs.Reason, differs.Detail["township"]));
        Assert.Equal(ReconciliationRefusal.SignerTwice, (await first.Refusal(SignBoth(first, Role.CountyCivilAffairs, $"{both};{second.Township}=500000"))).Reason);
        Assert.Equal([FundMonthState.Held, FundMonthState.Held], await States(first.County));

        Assert.Equal(2, await first.Did(SignBoth(first, Role.CountyCivilAffairs, both)));
        Assert.Equal([FundMonthState.Agreed, FundMonthState.Agreed], await States(first.County));
        Assert.Equal(ReconciliationRefusal.SignerTwice, (await first.Refusal(Sign(first, Role.CountyCivilAffairs, 500_000))).Reason);
        Assert.Equal(2, await first.Did(SignBoth(first, Role.CountyFinance, both)));
        Assert.Equal([FundMonthState.Closed, FundMonthState.Closed], await States(first.County));
        await Proven(first);

        async Task<List<FundMonthState>> States(string county)
        {
            await using var scope = site.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<FundMonth>()
                .Where(m => m.CountyCode == county && (m.TownshipCode == first.Township || m.TownshipCode == second.Township)).Select(m => m.State).ToListAsync();
        }
    }

    [Fact]
    [Trait("rule", "F5")]
    public async Task The_gate_shuts_while_the_last_month_due_is_not_reconciled_and_opens_with_it()
    {
        var story = await Paid();
        Assert.Contains(GateReasonKind.StatementNotReconciled, await Gate(story));
        await story.Did(Import(story, "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.00,4500.00,王*芳\n2026-10-13,-600.00,3900.00,李*明"));
        await story.Did(Hold(story));
        Assert.DoesNotContain(GateReasonKind.StatementNotReconciled, await Gate(story));
    }

    [Fact]
    public async Task A_month_with_cash_that_nobody_counted_is_not_held_until_somebody_counts_it()
    {
        var story = await Paid();
        var (cashier, bookkeeper) = (story.As(Role.Cashier), story.As(Role.Bookkeeper));
        await story.Did(new DrawCash(story.NewId, cashier, story.County, FundStory.Year, 20_000, new DateOnly(2026, 10, 14)));
        await story.Did(Import(story, "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.00,4500.00,王*芳\n2026-10-13,-600.00,3900.00,李*明\n2026-10-14,-200.00,3700.00,"));
        var refused = await story.Refusal(Hold(story));
        Assert.Equal((ReconciliationRefusal.CashUncounted, cashier.Name), (refused.Reason, refused.Detail["figure"]));
        await story.Did(new CountCash(story.NewId, bookkeeper, story.County, story.Township, FundStory.Year, cashier.Name, 20_000, "村委会主任"));
        Assert.Equal(FundMonthState.Held, await story.Did(Hold(story)));
    }

    [Fact]
    public async Task What_the_other_side_shows_later_is_in_flight_and_explains_the_difference()
    {
        var story = await Paid();
        await story.Did(Import(story, "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.00,4500.00,王*芳"));
        Assert.Equal(ReconciliationRefusal.MovesUnsettled, (await story.Refusal(Hold(story))).Reason);
        await story.Did(new ExplainItem(
            story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, await Move(story, -60_000), ItemOutcome.TimeDifference, "月末跨行，次月入账", "回单 0013"));
        await story.Did(Hold(story));
        var imported = await story.Did(Import(story, "2026-11-02,-600.00,3900.00,李*明"));
        Assert.Equal((1, 0), (imported.Matched, imported.Left));
    }

    [Fact]
    public async Task A_second_like_case_proposes_a_rule_that_another_person_approves()
    {
        var story = await Paid();
        await story.Did(Import(story, "2026-10-20,+88.00,88.00,某某建材有限公司\n2026-10-21,+77.00,165.00,某某建材有限公司"));
        foreach (var fen in (long[])[8_800, 7_700])
        {
            await story.Did(new SettleLine(story.NewId, story.As(Role.Bookkeeper), story.County, await Line(story, fen), ItemOutcome.UnidentifiedPosted));
        }

        await using var scope = site.Services.CreateAsyncScope();
        var rule = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<LearnedRule>().SingleAsync(r => r.CountyCode == story.County && r.Contains == "某某建材有限公司");
        Assert.Equal((LearnedRuleState.Proposed, 2), (rule.State, rule.Cases));
        Assert.Equal(ReconciliationRefusal.OwnRule, (await story.Refusal(new DecideRule(story.NewId, story.As(Role.Bookkeeper), story.County, rule.Id, true))).Reason);
        Assert.Equal(LearnedRuleState.Approved, await story.Did(new DecideRule(story.NewId, story.As(Role.CountyFinance), story.County, rule.Id, true)));
    }

    /// <summary>What was tried and refused is part of a month's history too.</summary>
    private async Task<IEnumerable<(MonthRecord, ReconciliationRefusal, string)>> RefusedSignatures(FundStory story)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<MonthRefusal>()
            .Where(r => r.CountyCode == story.County && r.TownshipCode == story.Township && r.Month == Month).ToListAsync();
        return kept.Select(each => (each.Record, each.Refusal, each.Actor));
    }

    /// <summary>5,000 received on 8 October; 500 paid to 王小芳 on the 12th and 600 to 李小明 on the 13th.</summary>
    private async Task<FundStory> Paid()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 10, 8));
        await story.Paid(50_000, household: await story.Household(), on: new DateOnly(2026, 10, 12));
        await story.Paid(60_000, household: await story.Household("李小明"), on: new DateOnly(2026, 10, 13));
        return story;
    }

    private async Task<FundStory> Held(FundStory story)
    {
        await story.Did(Import(story, "2026-10-08,+5000.00,5000.00,财政局\n2026-10-12,-500.00,4500.00,王*芳\n2026-10-13,-600.00,3900.00,李*明"));
        await story.Did(Hold(story));
        return story;
    }

    private static SignMonths SignBoth(FundStory story, Role role, string records) => new(story.NewId, story.As(role), story.County, Month, records);

    private static HoldMonth Hold(FundStory story) => new(story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, Month);

    private static SignMonth Sign(FundStory story, Role role, long outstandingFen) => new(story.NewId, story.As(role), story.County, story.Township, Month, outstandingFen);

    private ImportStatement Import(FundStory story, string lines, bool newOnly = false)
    {
        var content = Gbk.GetBytes("交易日期,发生额,余额,对方户名\n" + lines);
        var file = StatementFile.Read(content, "statement.csv", null);
        Assert.True(file.IsClean, string.Join("; ", file.Reading.Problems));
        return new ImportStatement(
            story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, file.Name, file.Hash, file.Content, "", file.Reading.OpeningFen, file.Reading.ClosingFen,
            file.Rows(story.Township, site.Services.GetRequiredService<PersonalVault>()), newOnly);
    }

    private async Task<Guid> Line(FundStory story, long fen)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<BankLine>()
            .Where(l => l.TownshipCode == story.Township && l.AmountFen == fen && l.MatchId == null).Select(l => l.Id).SingleAsync();
    }

    private async Task<BookMove> BookMove(FundStory story, long fen)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<BankBook>();
        var place = await book.Place(story.County, story.Township, CancellationToken.None);
        return (await book.Moves(place!, Month, Month.AddMonths(1), CancellationToken.None)).Single(move => move.AmountFen == fen);
    }

    private async Task<Guid> Move(FundStory story, long fen) => (await BookMove(story, fen)).TransferId;

    private async Task<string> NumberOf(FundStory story, long fen) => (await BookMove(story, -fen)).Number;

    private async Task<IEnumerable<GateReasonKind>> Gate(FundStory story)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<FundDesk>();
        var today = CountyDay.Of(site.Clock.Now);
        var fund = await desk.Fund(story.County, story.Township, FundStory.Year, today, CancellationToken.None);
        return (await desk.Gate(fund!, today, CancellationToken.None)).Select(reason => reason.Kind);
    }

    private async Task Proven(FundStory story)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var report = await new CountyVerification(scope.ServiceProvider.GetRequiredService<JiujiDb>()).Run(story.County, null, CancellationToken.None);
        Assert.Equal("", string.Join('\n', report.Where(verified => verified.Broken > 0).Select(verified => string.Create(CultureInfo.InvariantCulture, $"{verified.Invariant}: {verified.FirstFact}"))));
    }
}
