using Jiuji.Ledger.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>What looks odd is shown to a person and stops nothing.</summary>
public sealed class AlarmTests
{
    static readonly AlarmThresholds Limits = new();
    static readonly PackValues Pack = Packs.With();

    [Fact]
    [Trait("rule", "F11")]
    public void Amounts_outside_one_to_six_months_alarm()
    {
        Assert.Equal(["low", "high"], About(AlarmKind.AmountOutsideMonths, Case("low", 69_999), Case("ok", 70_000), Case("top", 420_000), Case("high", 420_001)));
    }

    [Fact]
    public void Payments_just_under_the_limit_alarm_when_they_repeat()
    {
        Assert.Empty(About(AlarmKind.JustUnderLimit, Case("one", 150_000), Case("far", 142_500)));
        Assert.Equal(["one", "two"], About(AlarmKind.JustUnderLimit, Case("one", 150_000), Case("two", 142_501)));
    }

    [Fact]
    public void From_when_on_something_is_odd_is_the_packs_to_say()
    {
        PaidCase[] cases = [Case("one", 150_000), Case("two", 142_501)];
        Assert.Contains(Alarms.Of(cases, [], Pack), alarm => alarm.Kind == AlarmKind.JustUnderLimit);
        Assert.DoesNotContain(Alarms.Of(cases, [], Packs.With(("alarm.nearLimitPercent", "1"))), alarm => alarm.Kind == AlarmKind.JustUnderLimit);
    }

    [Fact]
    public void Aid_split_below_the_limit_alarms()
    {
        var home = Guid.CreateVersion7();
        Assert.Equal(["a", "b"], About(AlarmKind.SplitPayments, Case("a", 80_000, home), Case("b", 80_000, home, day: 29)));
        Assert.Empty(About(AlarmKind.SplitPayments, Case("a", 80_000, home), Case("b", 80_000, home, day: 30)));
    }

    [Fact]
    public void Spending_in_the_years_last_days_alarms()
    {
        var december = new DateOnly(2026, 12, 22);
        Assert.Equal(["late"], About(AlarmKind.LastDaysSpending, Case("early", 100_000), Case("late", 50_000) with { PaidOn = december }));
        Assert.Empty(About(AlarmKind.LastDaysSpending, Case("early", 100_000), Case("late", 40_000) with { PaidOn = december }));
    }

    [Fact]
    public void A_stand_in_who_signs_again_and_again_alarms()
    {
        PaidCase[] cases = [.. Enumerable.Range(0, 5).Select(i => Case($"{i}", 70_000) with { StandIns = ["deputy"] })];
        Assert.Equal(5, About(AlarmKind.RepeatedStandIn, cases).Count());
        Assert.Empty(About(AlarmKind.RepeatedStandIn, cases[..4]));
    }

    [Fact]
    public void A_burst_to_one_village_alarms()
    {
        PaidCase[] cases = [.. Enumerable.Range(0, 8).Select(i => Case($"{i}", 70_000, day: i % 7))];
        Assert.Equal(8, About(AlarmKind.BurstToOneVillage, cases).Count());
        Assert.Empty(About(AlarmKind.BurstToOneVillage, cases[..7]));
    }

    [Fact]
    public void Money_between_a_townships_accounts_alarms()
    {
        var straight = Because().Move(FundEvent.CashDrawn, Ours.InHands(Bank), Ours.InHands("bank:2"), 5);
        var cash = PaymentPostings.CashDrawn(Ours, Bank, "lee", 5, Because());
        Assert.Equal([AlarmKind.MoneyBetweenTownshipAccounts], Alarms.Of([], [straight, .. cash], Pack, Limits).Select(a => a.Kind));
    }

    [Fact]
    public void Recovered_cash_that_is_paid_out_alarms()
    {
        var recovered = RecoveryPostings.RecoveredInCash(Ours, "unit:1", "lee", 100, Because());
        var paid = PaymentPostings.CashPaid(Ours, "lee", 60, Because("p9"));
        var banked = PaymentPostings.CashRebanked(Ours, "lee", Bank, 100, Because());
        var alarm = Assert.Single(Alarms.Of([], [.. recovered, .. paid], Pack, Limits));
        Assert.Equal((AlarmKind.RecoveredCashPaidOut, "p9", 60L), (alarm.Kind, Assert.Single(alarm.About), alarm.AmountFen));
        Assert.Empty(Alarms.Of([], [.. recovered, .. banked, .. paid], Pack, Limits));
    }

    [Fact]
    [Trait("trap", "T19")]
    public void A_payment_that_the_bank_does_not_answer_for_days_alarms()
    {
        var now = new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
        SentPayment[] sent = [new("fresh", 100, now.AddDays(-3)), new("silent", 200, now.AddDays(-3).AddSeconds(-1))];
        var alarm = Assert.Single(Alarms.Unanswered(sent, now));
        Assert.Equal((AlarmKind.BankUnanswered, "silent", 200L), (alarm.Kind, Assert.Single(alarm.About), alarm.AmountFen));
    }

    static PaidCase Case(string number, long fen, Guid? household = null, int day = 0) =>
        new(number, household ?? Guid.CreateVersion7(), "341723100201", fen, 1, new DateOnly(2026, 3, 1).AddDays(day));

    static IEnumerable<string> About(AlarmKind kind, params PaidCase[] cases) =>
        Alarms.Of(cases, [], Pack, Limits).Where(a => a.Kind == kind).SelectMany(a => a.About);
}
