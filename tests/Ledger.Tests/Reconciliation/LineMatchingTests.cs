using Jiuji.Ledger.Reconciliation;
using Xunit;

namespace Jiuji.Ledger.Tests.Reconciliation;

/// <summary>Rows of "day amount name text" on both sides, and what is proposed.</summary>
public sealed class LineMatchingTests
{
    [Fact]
    [Trait("trap", "T14")]
    public void A_number_that_agrees_does_not_make_up_for_an_amount_that_differs() =>
        Assert.Empty(Propose("l1 2 -500.01 王*芳 CZ-0001", "m1 2 -500.00 王*芳 CZ-0001"));

    [Fact]
    [Trait("trap", "T14")]
    public void Money_in_is_never_matched_to_money_out() => Assert.Empty(Propose("l1 2 500 王*芳 -", "m1 2 -500 王*芳 -"));

    [Fact]
    public void Name_and_amount_within_the_window_are_certain()
    {
        var found = Assert.Single(Propose("l1 4 -500 王*芳 -", "m1 2 -500 王*芳 CZ-0001"));
        Assert.True(found.IsCertain);
        Assert.Equal(MatchReason.SameName | MatchReason.NearDay, found.Reasons);
    }

    [Fact]
    public void Another_name_is_never_settled_without_a_person()
    {
        var found = Assert.Single(Propose("l1 2 -500 李* -", "m1 2 -500 王*芳 CZ-0001"));
        Assert.False(found.IsCertain);
    }

    [Fact]
    public void The_only_line_of_an_amount_is_certain_on_the_next_day_and_a_suggestion_after_a_week()
    {
        Assert.True(Assert.Single(Propose("l1 3 -500 - -", "m1 2 -500 王*芳 CZ-0001")).IsCertain);
        Assert.False(Assert.Single(Propose("l1 9 -500 - -", "m1 2 -500 王*芳 CZ-0001")).IsCertain);
    }

    [Fact]
    public void Several_alike_that_nothing_tells_apart_are_suggestions() =>
        Assert.All(Propose("l1 2 -500 - -\nl2 2 -500 - -", "m1 2 -500 王*芳 A001\nm2 2 -500 李* A002"), found => Assert.False(found.IsCertain));

    [Fact]
    public void The_stronger_evidence_goes_first()
    {
        var found = Propose("l1 2 -500 王*芳 -\nl2 2 -500 王*芳 付CZ-0001款", "m1 2 -500 王*芳 CZ-0001\nm2 2 -500 王*芳 CZ-0002");
        Assert.Contains(found, pair => pair.Lines.Single() == Id("l2") && pair.Moves.Single() == Id("m2") || pair.Lines.Single() == Id("l1"));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void A_number_in_the_text_finds_its_movement()
    {
        var found = Assert.Single(Propose("l1 8 -500 - 发放,CZ-0001", "m1 2 -500 王*芳 CZ-0001\nm2 8 -700 王*芳 CZ-0002"));
        Assert.True(found.IsCertain);
        Assert.True(found.Reasons.HasFlag(MatchReason.SameReference));
    }

    [Fact]
    public void One_debit_for_a_day_s_list_is_matched_to_all_of_it()
    {
        var found = Assert.Single(Propose("l1 2 -1800 - 批量代发", "m1 2 -500 王*芳 A001\nm2 2 -600 李* A002\nm3 2 -700 赵*一 A003"));
        Assert.Equal((3, true), (found.Moves.Count, found.IsCertain));
    }

    [Fact]
    public void Some_that_come_to_the_sum_are_suggested_only_when_no_others_do()
    {
        var one = Assert.Single(Propose("l1 2 -1100 - -", "m1 2 -500 王*芳 A001\nm2 2 -600 李* A002\nm3 2 -750 赵*一 A003"));
        Assert.Equal((2, false), (one.Moves.Count, one.IsCertain));
        Assert.Empty(Propose("l1 2 -1100 - -", "m1 2 -500 王*芳 A001\nm2 2 -600 李* A002\nm3 2 -400 赵*一 A003\nm4 2 -700 钱* A004"));
    }

    [Fact]
    public void A_payment_that_the_bank_carried_out_in_parts_is_matched_to_all_of_them()
    {
        var found = Assert.Single(Propose("l1 2 -500 - -\nl2 2 -700 - -", "m1 2 -1200 王*芳 A001"));
        Assert.Equal((2, 1), (found.Lines.Count, found.Moves.Count));
    }

    [Fact]
    [Trait("trap", "T14")]
    public void Whatever_is_proposed_the_sums_agree_and_nothing_is_used_twice()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 200; round++)
        {
            var (lines, moves) = (Items(random, "l"), Items(random, "m"));
            var (byLine, byMove) = (lines.ToDictionary(item => item.Id), moves.ToDictionary(item => item.Id));
            var found = LineMatching.Propose(lines, moves);
            Assert.All(found, pair => Assert.Equal(pair.Lines.Sum(id => byLine[id].AmountFen), pair.Moves.Sum(id => byMove[id].AmountFen)));
            Assert.Equal(found.Sum(pair => pair.Lines.Count), found.SelectMany(pair => pair.Lines).Distinct().Count());
            Assert.Equal(found.Sum(pair => pair.Moves.Count), found.SelectMany(pair => pair.Moves).Distinct().Count());
        }
    }

    [Fact]
    public void The_same_sides_give_the_same_proposals()
    {
        var random = new Random(7);
        var (lines, moves) = (Items(random, "l"), Items(random, "m"));
        Assert.Equal(Text(LineMatching.Propose(lines, moves)), Text(LineMatching.Propose(lines, moves)));

        static string Text(IReadOnlyList<MatchProposal> found) => string.Join('\n', found.Select(pair => $"{string.Join(',', pair.Lines)}={string.Join(',', pair.Moves)} {pair.Score}"));
    }

    static List<MatchItem> Items(Random random, string side) =>
        [.. Enumerable.Range(0, 30).Select(i => new MatchItem(
            Id($"{side}{i}"), new DateOnly(2026, 5, 1).AddDays(random.Next(20)), (random.Next(2) == 0 ? -1 : 1) * 10_000 * random.Next(1, 9),
            random.Next(3) == 0 ? "" : $"王*{(char)('一' + random.Next(4))}", random.Next(3) == 0 ? $"acc{random.Next(5)}" : "", random.Next(4) == 0 ? $"CZ-{random.Next(6):0000}" : ""))];

    static IReadOnlyList<MatchProposal> Propose(string lines, string moves) => LineMatching.Propose(Side(lines), Side(moves));

    static List<MatchItem> Side(string rows) => [.. rows.Split('\n').Select(row => row.Trim().Split(' ')).Select(cells => new MatchItem(
        Id(cells[0]), new DateOnly(2026, 5, int.Parse(cells[1])), (long)(decimal.Parse(cells[2]) * 100), cells[3] == "-" ? "" : cells[3], "", cells[4] == "-" ? "" : cells[4]))];

    static Guid Id(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
