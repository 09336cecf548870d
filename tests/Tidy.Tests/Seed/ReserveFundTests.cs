using Xunit;

namespace Jiuji.Tidy.Tests.Seed;

public sealed class ReserveFundTests
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Documents = SeedFolder.Rows("demo/documents.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Funds = SeedFolder.Rows("demo/funds.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Payments = SeedFolder.Rows("demo/payments.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Claims = SeedFolder.Rows("demo/claims.csv");

    [Fact]
    public void There_are_about_600_payments_in_two_years_of_13_townships()
    {
        Assert.InRange(Payments.Count, 580, 620);
        Assert.Equal(26, Payments.Select(row => (row["fund_year"], row["township_code"])).Distinct().Count());
    }

    /// <summary>Every yuan that moves, in the order of days and, within a day, money out first: the strictest order there is.</summary>
    [Fact]
    public void No_payment_meets_an_empty_account_and_2025_ends_at_nothing()
    {
        foreach (var fund in Moves().GroupBy(move => (move.Township, move.Year)))
        {
            var hands = 0L;
            foreach (var move in fund.OrderBy(move => move.On).ThenBy(move => move.Fen))
            {
                hands += move.Fen;
                Assert.True(hands >= 0, $"{fund.Key} on {move.On}: {hands}");
            }
            if (fund.Key.Year == "2025") Assert.Equal(0, hands);
        }
    }

    private static IEnumerable<(string Township, string Year, DateOnly On, long Fen)> Moves()
    {
        foreach (var line in Funds)
        {
            var carried = line["kind"] == "carry-forward";
            if (line["kind"] == "advance") yield return (line["township_code"], line["fund_year"], line.Day("received_on")!.Value, line.Fen());
            else yield return (line["township_code"], line["fund_year"], line.Day("occurred_on")!.Value, -line.Fen());
            if (carried) yield return (line["township_code"], "2026", new DateOnly(2026, 1, 1), line.Fen());
        }
        foreach (var paid in Payments)
        {
            yield return (paid["township_code"], paid["fund_year"], paid.Day("paid_on")!.Value, -paid.Fen());
            if (paid.Day("returned_on") is { } returned) yield return (paid["township_code"], paid["fund_year"], returned, paid.Fen());
            if (paid.Day("repaid_on") is { } repaid) yield return (paid["township_code"], paid["fund_year"], repaid, -paid.Fen());
        }
    }

    /// <summary>First in, first out: what is in hands when an advance is sent came less than the idle age before, or there is nothing.</summary>
    [Fact]
    [Trait("rule", "F5")]
    public void No_advance_meets_money_that_has_lain_idle()
    {
        var idleDays = PackTests.Value(PackTests.PackOf("341722", SeedFolder.Today), "idle.gateDays").GetInt32();
        foreach (var advance in Funds.Where(row => row["kind"] == "advance"))
        {
            var sent = advance.Day("occurred_on")!.Value;
            var before = Moves().Where(move => (move.Township, move.Year) == (advance["township_code"], advance["fund_year"]) && move.On < sent).ToList();
            // Carried money is older than the fund that holds it.
            var old = before.Where(move => move.Fen > 0 && (move.On.AddDays(idleDays) < sent || move.On == new DateOnly(2026, 1, 1))).Sum(move => move.Fen);
            Assert.True(old <= -before.Where(move => move.Fen < 0).Sum(move => move.Fen), $"{advance["township_code"]} {sent}");
        }
    }

    [Fact]
    [Trait("rule", "F3")]
    public void A_joint_document_is_the_sum_of_its_advances_and_two_bureaus_approved_it()
    {
        foreach (var document in Documents)
        {
            var advances = Funds.Where(row => row["document_no"] == document["document_no"]).ToList();
            Assert.Equal(document.Fen(), advances.Sum(row => row.Fen()));
            Assert.All(advances, row => Assert.Equal((document["county_code"], document["issued_on"]), (row["county_code"], row["occurred_on"])));
            Assert.NotEqual(document["civil_affairs_office"], document["finance_office"]);
            Assert.True(document.Day("civil_affairs_approved_on") <= document.Day("issued_on") && document.Day("finance_approved_on") <= document.Day("issued_on"));
        }
        var numbers = Documents.Select(document => document["document_no"]).ToHashSet();
        Assert.All(Funds, row => Assert.Equal(row["kind"] == "advance", numbers.Contains(row["document_no"])));
    }

    [Fact]
    [Trait("rule", "F6")]
    public void Every_amount_is_between_300_yuan_and_the_limit_of_its_day()
    {
        Assert.All(Payments, row => Assert.InRange(row.Fen(), 300_00, row["fund_year"] == "2025" ? 1_000_00 : 1_500_00));
        Assert.Contains(Payments, row => row.Fen() > 1_000_00);
    }

    [Fact]
    [Trait("rule", "R10")]
    public void No_household_is_helped_twice_in_a_year_for_one_cause() =>
        Assert.Empty(Payments.GroupBy(row => (row["household_no"], row["cause"], row["accepted_on"][..4])).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    [Trait("rule", "F13")]
    public void The_paying_township_is_where_the_emergency_happened_and_the_payee_is_alive()
    {
        var homes = SeedFolder.Rows("demo/households.csv").ToDictionary(row => row["household_no"]);
        var persons = SeedFolder.Rows("demo/persons.csv").ToDictionary(row => row["person_no"]);
        Assert.All(Payments, row => Assert.Equal(row["township_code"], homes[row["household_no"]]["township_code"]));
        Assert.All(Payments, row => Assert.Equal(homes[row["household_no"]]["head_person_no"], row["payee_person_no"]));
        Assert.All(Payments, row => Assert.Null(persons[row["payee_person_no"]].Day("died_on")));
        Assert.Subset(SeedFolder.Codes("hardship-cause"), Payments.Select(row => row["cause"]).ToHashSet());
        Assert.Subset(SeedFolder.Codes("aid-type"), Payments.Select(row => row["type"]).ToHashSet());
    }

    [Fact]
    [Trait("rule", "F10")]
    public void Money_is_paid_within_five_working_days_of_acceptance_and_on_a_working_day()
    {
        Assert.All(Payments, row => Assert.True(row.Day("paid_on") <= CalendarTests.After(row.Day("accepted_on")!.Value, 5), row["payment_no"]));
        Assert.All(Payments, row => Assert.True(CalendarTests.IsWorked(row.Day("paid_on")!.Value), row["payment_no"]));
        Assert.All(Payments, row => Assert.True(row["procedure"] == "aid-first" || row.Day("signed_on") <= row.Day("paid_on"), row["payment_no"]));
        Assert.All(Payments, row => Assert.Equal(row["type"] == "EXPENSE", row["notice_on"].Length > 0));
        Assert.All(Payments.Where(row => row["notice_on"].Length > 0), row => Assert.True(row.Day("notice_on")!.Value.AddDays(3) < row.Day("paid_on")));
    }

    [Fact]
    public void Nothing_has_happened_after_today()
    {
        foreach (var (rows, columns) in new[] { (Payments, new[] { "accepted_on", "signed_on", "paid_on", "papers_on", "papers_accepted_on" }), (Funds, ["received_on"]), (Claims, ["approved_on"]) })
            Assert.All(rows, row => Assert.All(columns, column => Assert.False(row.Day(column) > SeedFolder.Today, $"{row.Values.First()} {column}")));
    }

    [Fact]
    [Trait("rule", "F14")]
    public void Papers_are_overdue_in_one_township_today_and_in_none_when_it_was_advanced_money()
    {
        Assert.Equal(["341722101"], Payments.Where(row => Overdue(row, SeedFolder.Today)).Select(row => row["township_code"]).Distinct());
        foreach (var advance in Funds.Where(row => row["kind"] == "advance"))
            Assert.Empty(Payments.Where(row => row["township_code"] == advance["township_code"] && Overdue(row, advance.Day("occurred_on")!.Value)).Select(row => row["payment_no"]));
        Assert.Contains(Payments, row => row.Day("papers_accepted_on") > Due(row));
    }

    private static DateOnly Due(IReadOnlyDictionary<string, string> row) => CalendarTests.After((row.Day("repaid_on") ?? row.Day("paid_on"))!.Value, 10);

    private static bool Overdue(IReadOnlyDictionary<string, string> row, DateOnly day) => Due(row) < day && (row.Day("papers_accepted_on") ?? DateOnly.MaxValue) > day;

    [Fact]
    [Trait("trap", "T27")]
    public void A_claim_is_the_sum_of_the_payments_it_names_and_each_is_named_once()
    {
        foreach (var claim in Claims)
        {
            var lines = Payments.Where(row => (row["claim_month"], row["township_code"], row["fund_year"]) == (claim["month"], claim["township_code"], claim["fund_year"])).ToList();
            Assert.Equal((claim.Fen(), claim["payments"]), (lines.Sum(row => row.Fen()), $"{lines.Count}"));
            Assert.All(lines, row => Assert.True(row.Day("papers_accepted_on") <= claim.Day("submitted_on"), row["payment_no"]));
        }
        Assert.Equal(Payments.Count(row => row["claim_month"].Length > 0), Claims.Sum(row => int.Parse(row["payments"])));
    }

    [Fact]
    [Trait("rule", "F5")]
    public void One_township_hardly_spends_and_one_spends_most()
    {
        var spent = Payments.Where(row => row["fund_year"] == "2026").GroupBy(row => row["township_code"]).ToDictionary(group => group.Key, group => group.Sum(row => row.Fen()));
        var idle = Funds.Where(row => row["township_code"] == "341722201" && row["fund_year"] == "2026").Sum(row => row.Fen());
        Assert.True(spent["341722201"] * 4 < idle);
        Assert.Equal("341722100", spent.MaxBy(pair => pair.Value).Key);
        Assert.Single(Payments, row => row["returned_on"].Length > 0);
    }
}
