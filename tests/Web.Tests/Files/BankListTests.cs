using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class BankListTests
{
    static readonly BankPayer Payer = new("东至县尧渡镇社会救助专账", "9999000011112222", "东至农商银行尧渡支行");
    static readonly BankPayment One = new("张三", "6222999900001111", "东至农商银行", 123450, "341721-2026-0001", "临时救助");
    static readonly BankPayment Two = One with { Holder = "李四 & <子>", AmountFen = 1, Reference = "341721-2026-0002" };

    static BankList List(params BankPayment[] payments) => new("BL-341721-20261121-1", new DateOnly(2026, 11, 23), Payer, payments);

    static XElement Pain001()
    {
        using var stream = new MemoryStream();
        List(One, Two).WritePain001(stream, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(8)));
        return XElement.Parse(Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF'));
    }

    // The order of elements is part of the standard: banks refuse a file that has the right ones in another order.
    [Fact]
    public void Pain_001_has_the_elements_of_the_standard_in_their_order()
    {
        var initiation = Pain001().Elements().Single();
        Assert.Equal("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09", initiation.Name.NamespaceName);
        Assert.Equal("CstmrCdtTrfInitn(GrpHdr(MsgId CreDtTm NbOfTxs CtrlSum InitgPty(Nm)) "
            + "PmtInf(PmtInfId PmtMtd NbOfTxs CtrlSum ReqdExctnDt(Dt) Dbtr(Nm) DbtrAcct(Id(Othr(Id))) DbtrAgt(FinInstnId(Nm)) "
            + "CdtTrfTxInf(PmtId(EndToEndId) Amt(InstdAmt) CdtrAgt(FinInstnId(Nm)) Cdtr(Nm) CdtrAcct(Id(Othr(Id))) RmtInf(Ustrd)) "
            + "CdtTrfTxInf(PmtId(EndToEndId) Amt(InstdAmt) CdtrAgt(FinInstnId(Nm)) Cdtr(Nm) CdtrAcct(Id(Othr(Id))) RmtInf(Ustrd))))", Shape(initiation));
    }

    static string Shape(XElement element) =>
        element.Name.LocalName + (element.HasElements ? $"({string.Join(' ', element.Elements().Select(Shape))})" : "");

    [Fact]
    public void Pain_001_carries_every_payment_and_the_totals_twice()
    {
        var leaves = Pain001().Descendants().Where(element => !element.HasElements).ToLookup(element => element.Name.LocalName, element => element.Value);
        Assert.Equal(["1234.51", "1234.51"], leaves["CtrlSum"]);
        Assert.Equal(["2", "2"], leaves["NbOfTxs"]);
        Assert.Equal(["1234.50", "0.01"], leaves["InstdAmt"]);
        Assert.Equal([Payer.Name, Payer.Name, Payer.Bank, One.Bank, "张三", Two.Bank, "李四 & <子>"], leaves["Nm"]);
        Assert.Equal(["341721-2026-0001", "341721-2026-0002"], leaves["EndToEndId"]);
        Assert.Equal("2026-11-21T01:00:00Z", leaves["CreDtTm"].Single());
        Assert.Equal("2026-11-23", leaves["Dt"].Single());
    }

    [Fact]
    public void Csv_and_xlsx_hold_the_same_lines_and_keep_every_digit_of_the_account()
    {
        using var csv = new MemoryStream();
        using var xlsx = new MemoryStream();
        List(One, Two).WriteCsv(csv);
        List(One, Two).WriteXlsx(xlsx);
        csv.Position = xlsx.Position = 0;
        var lines = SheetReader.Read(csv, "a.csv").Sheets.Single().Rows;
        var rows = SheetReader.Read(xlsx, "a.xlsx").Sheets.Single().Rows;
        Assert.Equal(["张三", "6222999900001111", "东至农商银行", "1234.50", "341721-2026-0001", "临时救助"], lines[1].Cells.Select(cell => cell.Value));
        Assert.Equal(lines[1].Cells.Select(Amount), rows[1].Cells.Select(Amount));
        Assert.Equal(new SheetCell(SheetCellKind.Text, "6222999900001111"), rows[2][1]);
    }

    static string Amount(SheetCell cell, int column) => column == 3 ? decimal.Parse(cell.Value, CultureInfo.InvariantCulture).ToString("0.00") : cell.Value;

    public static TheoryData<string, BankPayment> Unpayable => new()
    {
        { "nothing to pay", One with { AmountFen = 0 } },
        { "a negative sum", One with { AmountFen = -1 } },
        { "no holder", One with { Holder = "" } },
        { "no account", One with { Account = "" } },
        { "an account with a blank before it", One with { Account = " 6222" } },
        { "a purpose over 140 characters", One with { Purpose = new string('救', 141) } },
        { "a reference over 35 characters", One with { Reference = new string('9', 36) } },
        { "a character that XML cannot say", One with { Holder = "张\u0001" } },
        { "the reference of another payment", One with { Holder = "李四", Reference = Two.Reference } },
    };

    [Theory]
    [MemberData(nameof(Unpayable))]
    public void A_list_that_the_bank_would_send_back_cannot_be_built(string claim, BankPayment payment)
    {
        Assert.NotEmpty(claim);
        Assert.Throws<ArgumentException>(() => List(payment, Two));
    }

    [Fact]
    public void A_list_without_payments_cannot_be_built()
    {
        Assert.Throws<ArgumentException>(() => List());
    }
}
