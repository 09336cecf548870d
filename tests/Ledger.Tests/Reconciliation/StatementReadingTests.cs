using Jiuji.Ledger.Reconciliation;
using Xunit;

namespace Jiuji.Ledger.Tests.Reconciliation;

/// <summary>Files in the shapes that banks write them, invented.</summary>
public sealed class StatementReadingTests
{
    [Fact]
    public void Two_columns_with_preamble_padding_and_a_total_are_read()
    {
        var reading = Read("""
            明细查询文件下载
            卡号: 1234****9876|卡别名:
            交易日期|摘要|记账金额(收入)|记账金额(支出)|记账币种|余额|对方户名|对方账户
            2026-05-02   |发放   |      |1,234.50    |人民币|8,765.50|王*芳   |6217****1111
            20260503|退汇|１００．００|-|人民币|8,865.50|李*|
            人民币合计|||1,234.50|100.00||
            """);
        Assert.True(reading.IsClean, string.Join("; ", reading.Problems));
        Assert.Equal([-123_450L, 10_000], reading.Lines.Select(line => line.AmountFen));
        Assert.Equal([new(2026, 5, 2), new DateOnly(2026, 5, 3)], reading.Lines.Select(line => line.Day));
        Assert.Equal(("王*芳", "发放"), (reading.Lines[0].Name, reading.Lines[0].Summary));
        Assert.Equal((1_000_000L, 886_550L), (reading.OpeningFen, reading.ClosingFen));
    }

    [Fact]
    public void A_signed_column_written_newest_first_is_read()
    {
        var reading = Read("""
            记账日期|记账时间|币别|金额|余额|交易名称|对方账户名
            2026-08-22|17:57:17|人民币|-71.89|3,240.28|转账|张三
            2026-08-22|12:24:20|人民币|-326.00|3,312.17|转账|李四
            2026-08-19|12:23:04|人民币|50.00|3,638.17|退款|李四
            """);
        Assert.True(reading.IsClean, string.Join("; ", reading.Problems));
        Assert.Equal((358_817L, 324_028L), (reading.OpeningFen, reading.ClosingFen));
        Assert.Equal("17:57:17", reading.Lines[0].Time);
    }

    [Fact]
    public void A_mark_of_debit_and_credit_gives_the_sign()
    {
        var reading = Read("""
            日期|借贷标志|发生额|摘要
            2026年5月2日|借|500|发放
            2026/5/3|贷|20.5|利息
            """);
        Assert.Equal([-50_000L, 2_050], reading.Lines.Select(line => line.AmountFen));
    }

    [Fact]
    public void Blanked_balances_are_told_and_not_checked()
    {
        var reading = Read("日期|收入|支出|余额\n2026-05-02|1.00||xx,yyyy.zz\n2026-05-03||2.00|***.10");
        Assert.True(reading.IsClean);
        Assert.Equal(2, reading.BalancesMasked);
        Assert.Null(reading.ClosingFen);
    }

    [Fact]
    public void Every_bad_line_is_reported_with_its_row_and_column()
    {
        var reading = Read("""
            日期|收入|支出|余额|币种
            2026-02-30|1.00|||
            |5.00|||
            2026-05-02|||
            2026-05-03|1.00|2.00|
            2026-05-04|1.005||
            2026-05-05|12,34||
            2026-05-06|7.00||abc元
            2026-05-07|7.00|||美元
            """);
        Assert.Equal(
            [
                "2 日期 DayUnreadable", "3 日期 DayMissing", "4 收入 AmountMissing", "5 支出 BothSides", "6 收入 SurplusDecimals", "7 收入 AmountUnreadable",
                "8 余额 BalanceUnreadable", "9 币种 CurrencyForeign",
            ],
            reading.Problems.Select(problem => $"{problem.Row} {problem.Column} {problem.Kind}"));
    }

    [Fact]
    public void A_running_balance_that_breaks_is_a_problem_of_its_line()
    {
        var reading = Read("日期|收入|支出|余额\n2026-05-02|10.00||110.00\n2026-05-03||5.00|105.00\n2026-05-04||5.00|101.00\n2026-05-05|1.00||102.00");
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((4, StatementProblemKind.BalanceBroken, "100.00"), (problem.Row, problem.Kind, problem.Found));
    }

    [Fact]
    public void A_file_sorted_otherwise_still_forms_one_chain()
    {
        var reading = Read("日期|收入|支出|余额\n2026-05-04||6.00|99.00\n2026-05-02|10.00||110.00\n2026-05-03||5.00|105.00");
        Assert.True(reading.IsClean, string.Join("; ", reading.Problems));
        Assert.Equal((10_000L, 9_900L), (reading.OpeningFen, reading.ClosingFen));
    }

    [Fact]
    public void A_file_without_headings_says_so() =>
        Assert.Equal(StatementProblemKind.HeadingMissing, Assert.Single(StatementReader.Read(Rows("a|b\n1|2"), new StatementLayout { Day = "日期", Amount = "金额", Style = AmountStyle.Signed }).Problems).Kind);

    [Fact]
    public void Headings_that_name_no_amount_are_not_guessed() => Assert.Null(StatementLayout.Guess(Rows("日期|摘要\n2026-05-02|x")));

    [Fact]
    [Trait("trap", "T15")]
    public void The_same_lines_have_the_same_fingerprints_in_any_order_and_in_a_file_that_overlaps()
    {
        var all = Read("日期|收入|支出|余额|摘要\n2026-05-02|10.00||110.00|a\n2026-05-03||5.00|105.00|b\n2026-05-04||5.00|100.00|c");
        var again = Read("日期|余额|支出|收入|摘要\n2026-05-04|100.00|5.00||c\n2026-05-03|105.00|5.00||b");
        var known = LineFingerprint.Of("341722101", all.Lines);
        Assert.Equal(3, known.Distinct().Count());
        Assert.All(LineFingerprint.Of("341722101", again.Lines), print => Assert.Contains(print, known));
        Assert.All(LineFingerprint.Of("341722100", again.Lines), print => Assert.DoesNotContain(print, known));
    }

    [Fact]
    [Trait("trap", "T15")]
    public void Two_payments_alike_are_two_lines_and_not_one_twice()
    {
        var reading = Read("日期|收入|支出|摘要\n2026-05-02||5.00|发放\n2026-05-02||5.00|发放");
        Assert.Equal(2, LineFingerprint.Of("341722101", reading.Lines).Distinct().Count());
    }

    static StatementReading Read(string text)
    {
        var rows = Rows(text);
        return StatementReader.Read(rows, StatementLayout.Guess(rows) ?? throw new InvalidOperationException("The headings are not known."));
    }

    static List<StatementRow> Rows(string text) =>
        [.. text.Split('\n').Select((line, i) => new StatementRow(i + 1, [.. line.TrimEnd('\r').Split('|')])).Where(row => !row.IsBlank)];
}
