using System.Text;
using Jiuji.Ledger.Reconciliation;
using Xunit;

namespace Jiuji.Ledger.Tests.Reconciliation;

public sealed class CamtReaderTests
{
    [Theory]
    [InlineData("02", "<Sts>BOOK</Sts>")]
    [InlineData("04", "<Sts>BOOK</Sts>")]
    [InlineData("08", "<Sts><Cd>BOOK</Cd></Sts>")]
    public void Every_version_is_read_with_reversal_and_batch(string version, string status)
    {
        var reading = Read(version, $"""
            {Entry("500.00", "DBIT", status, Detail("500.00", "王芳", "Cdtr"))}
            {Entry("80.00", "CRDT", $"<RvslInd>true</RvslInd>{status}", Detail("80.00", "李四", "Dbtr"))}
            {Entry("90.00", "DBIT", status, "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>" + Tx("40.00", "赵一", "Cdtr") + Tx("50.00", "钱二", "Cdtr") + "</NtryDtls>")}
            """, "1000.00", "490.00");
        Assert.True(reading.IsClean, string.Join("; ", reading.Problems));
        Assert.Equal([(-50_000L, "王芳"), (8_000, "李四"), (-4_000, "赵一"), (-5_000, "钱二")], reading.Lines.Select(line => (line.AmountFen, line.Name)));
        Assert.Equal((100_000L, 49_000L), (reading.OpeningFen, reading.ClosingFen));
    }

    [Fact]
    public void Pending_entries_are_not_on_the_statement() =>
        Assert.Equal(StatementProblemKind.NoLines, Assert.Single(Read("02", Entry("5.00", "DBIT", "<Sts>PDNG</Sts>", ""), "10.00", "10.00").Problems).Kind);

    [Fact]
    public void Balances_that_the_entries_do_not_explain_are_refused() =>
        Assert.Equal(StatementProblemKind.BalanceBroken, Assert.Single(Read("02", Entry("5.00", "DBIT", "<Sts>BOOK</Sts>", ""), "10.00", "6.00").Problems).Kind);

    [Theory]
    [InlineData("not xml")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")]
    public void What_is_no_statement_is_refused_in_words(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Equal(StatementProblemKind.NotAStatement, Assert.Single(CamtReader.Read(stream).Problems).Kind);
    }

    static StatementReading Read(string version, string entries, string opening, string closing)
    {
        var text = $"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt><Acct><Id><Othr><Id>99990001</Id></Othr></Id></Acct>
            {Balance("OPBD", opening)}{Balance("CLBD", closing)}{entries}</Stmt></BkToCstmrStmt></Document>
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CamtReader.Read(stream);
    }

    static string Balance(string code, string yuan) => $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{yuan}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>";

    static string Entry(string yuan, string mark, string status, string details) =>
        $"<Ntry><Amt Ccy=\"CNY\">{yuan}</Amt><CdtDbtInd>{mark}</CdtDbtInd>{status}<BookgDt><Dt>2026-05-02</Dt></BookgDt>{details}</Ntry>";

    static string Detail(string yuan, string name, string party) => $"<NtryDtls>{Tx(yuan, name, party)}</NtryDtls>";

    static string Tx(string yuan, string name, string party) =>
        $"<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"CNY\">{yuan}</Amt></TxAmt></AmtDtls><RltdPties><{party}><Nm>{name}</Nm></{party}></RltdPties></TxDtls>";
}
