using System.Globalization;
using System.Text;
using Jiuji.Ledger.Reconciliation;
using Xunit;

namespace Jiuji.Ledger.Tests.Reconciliation;

/// <summary>
/// Statements with bytes, cells and lines changed at random: a reading never throws, never has both problems and a balance it vouches for, and its lines are
/// within bounds. JIUJI_FUZZ=100000 runs longer than the ten thousand that every test run does.
/// </summary>
public sealed class StatementFuzzTests
{
    const string Csv = """
        明细查询
        交易日期|摘要|收入金额|支出金额|余额|对方户名|币种
        2026-05-02|发放||500.00|9,500.00|王*芳|人民币
        2026-05-03|退汇|500.00||10,000.00|王*芳|人民币
        20260504|利息|1.23|-|10,001.23||人民币
        2026年5月5日|手续费||１０．００|9,991.23||CNY
        合计||501.23|510.00|||
        """;

    const string Camt = """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>X1</IBAN></Id></Acct>
        <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
        <Ntry><Amt Ccy="CNY">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-05-02</Dt></BookgDt>
        <NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="CNY">20.00</Amt></TxAmt></AmtDtls></TxDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="CNY">40.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry>
        <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">40.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal></Stmt></BkToCstmrStmt></Document>
        """;

    static readonly string[] Strange =
        ["", "-", "|", "\n", "0", "0.00", "-0.001", "99999999999999999999", "1e9", "NaN", "2026-02-30", "0000-00-00", "９９", "\uD800", "\u202E", "借", "合计", "<", "&#0;", "]]>", "\"", "王"];

    static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("JIUJI_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 10_000;

    [Fact]
    public void No_file_however_broken_breaks_the_reader()
    {
        var random = new Random(20261122);
        var (clean, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var reading = round % 4 == 0 ? ReadCamt(Mutated(random, Camt)) : ReadCsv(Mutated(random, Csv));
            Assert.All(reading.Lines, line => Assert.True(line.AmountFen != 0 && Math.Abs(line.AmountFen) <= 100_000_000_000_000 && line.Day.Year is >= 2000 and <= 2100));
            Assert.True(reading.Lines.Count > 0 || reading.Problems.Count > 0, "A reading is never silent.");
            if (reading.IsClean) clean++; else refused++;
            Assert.Equal(reading.Lines.Count, LineFingerprint.Of("341722101", reading.Lines).Distinct().Count());
        }
        Assert.True(clean > Rounds / 50 && refused > Rounds / 50, $"{clean} clean and {refused} refused are no test of both.");
    }

    static string Mutated(Random random, string text)
    {
        var changed = new StringBuilder(text);
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(changed.Length);
            switch (random.Next(4))
            {
                case 0: changed.Remove(at, Math.Min(random.Next(1, 12), changed.Length - at)); break;
                case 1: changed.Insert(at, Strange[random.Next(Strange.Length)]); break;
                case 2: changed[at] = (char)random.Next(1, 0x3000); break;
                default: changed.Insert(at, changed.ToString(at, Math.Min(40, changed.Length - at))); break;
            }
        }
        return changed.ToString();
    }

    static StatementReading ReadCsv(string text)
    {
        List<StatementRow> rows = [.. text.Split('\n').Select((line, i) => new StatementRow(i + 1, line.Split('|')))];
        return StatementLayout.Guess(rows) is { } layout ? StatementReader.Read(rows, layout) : StatementReader.Read(rows, new StatementLayout { Day = "日期" });
    }

    static StatementReading ReadCamt(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CamtReader.Read(stream);
    }
}
