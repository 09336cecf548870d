using System.Globalization;
using System.Xml;

namespace Jiuji.Web.Files;

/// <summary>One line of a list that goes to a bank: pay this holder this sum.</summary>
/// <param name="Reference">Ours, unique in the list; comes back on the statement (at most 35 characters).</param>
public sealed record BankPayment(string Holder, string Account, string Bank, long AmountFen, string Reference, string Purpose);

/// <summary>The account that pays.</summary>
public sealed record BankPayer(string Name, string Account, string Bank);

/// <summary>
/// A list of payments for a bank, as CSV, xlsx or ISO 20022 pain.001.001.09. A list that a bank would send back cannot be built: sums
/// are positive, references unique, and every text fits the message standard.
/// </summary>
public sealed class BankList
{
    const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    const int LongestReference = 35;
    const int LongestAccount = 34;
    const int LongestName = 140;

    static readonly SheetFields<BankPayment> Fields = new SheetFields<BankPayment>()
        .Text("户名", payment => payment.Holder)
        .Text("账号", payment => payment.Account, width: 24)
        .Text("开户行", payment => payment.Bank, width: 28)
        .Yuan("金额（元）", payment => payment.AmountFen)
        .Text("业务编号", payment => payment.Reference, width: 36)
        .Text("用途", payment => payment.Purpose, width: 28);

    readonly IReadOnlyList<BankPayment> payments;

    /// <exception cref="ArgumentException">A payment that no bank would carry out, named by its reference.</exception>
    public BankList(string id, DateOnly executeOn, BankPayer payer, IReadOnlyList<BankPayment> payments)
    {
        Demand(payments.Count > 0, id, "A list without payments.");
        Demand(Fits(id, LongestReference), id, "The list's id does not fit.");
        Demand(Fits(payer.Name, LongestName) && Fits(payer.Account, LongestAccount) && Fits(payer.Bank, LongestName), id, "The payer does not fit.");
        Demand(payments.DistinctBy(payment => payment.Reference).Count() == payments.Count, id, "A reference stands twice.");
        foreach (var payment in payments)
            Check(payment);
        (Id, ExecuteOn, Payer, this.payments) = (id, executeOn, payer, payments);
        TotalFen = payments.Sum(payment => payment.AmountFen);
    }

    public string Id { get; }
    public DateOnly ExecuteOn { get; }
    public BankPayer Payer { get; }
    public int Count => payments.Count;
    public long TotalFen { get; }

    public void WriteCsv(Stream stream) => SheetWriter.Csv(stream, Fields, payments);

    public void WriteXlsx(Stream stream) => SheetWriter.Xlsx(stream, "发放清单", Fields, payments);

    /// <summary>Customer credit transfer initiation, one payment block, in yuan.</summary>
    public void WritePain001(Stream stream, DateTimeOffset createdAt)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("Document", Namespace);
        xml.WriteStartElement("CstmrCdtTrfInitn", Namespace);
        WriteHeader(xml, createdAt);
        WriteBlock(xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    void WriteHeader(XmlWriter xml, DateTimeOffset createdAt)
    {
        xml.WriteStartElement("GrpHdr", Namespace);
        Leaf(xml, Id, "MsgId");
        Leaf(xml, createdAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "CreDtTm");
        WriteTotals(xml);
        Leaf(xml, Payer.Name, "InitgPty", "Nm");
        xml.WriteEndElement();
    }

    void WriteBlock(XmlWriter xml)
    {
        xml.WriteStartElement("PmtInf", Namespace);
        Leaf(xml, Id, "PmtInfId");
        Leaf(xml, "TRF", "PmtMtd");
        WriteTotals(xml);
        Leaf(xml, ExecuteOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "ReqdExctnDt", "Dt");
        Leaf(xml, Payer.Name, "Dbtr", "Nm");
        Leaf(xml, Payer.Account, "DbtrAcct", "Id", "Othr", "Id");
        Leaf(xml, Payer.Bank, "DbtrAgt", "FinInstnId", "Nm");
        foreach (var payment in payments)
            WritePayment(xml, payment);
        xml.WriteEndElement();
    }

    void WriteTotals(XmlWriter xml)
    {
        Leaf(xml, $"{Count}", "NbOfTxs");
        Leaf(xml, FenText.Yuan(TotalFen), "CtrlSum");
    }

    static void WritePayment(XmlWriter xml, BankPayment payment)
    {
        xml.WriteStartElement("CdtTrfTxInf", Namespace);
        Leaf(xml, payment.Reference, "PmtId", "EndToEndId");
        xml.WriteStartElement("Amt", Namespace);
        xml.WriteStartElement("InstdAmt", Namespace);
        xml.WriteAttributeString("Ccy", "CNY");
        xml.WriteString(FenText.Yuan(payment.AmountFen));
        xml.WriteEndElement();
        xml.WriteEndElement();
        Leaf(xml, payment.Bank, "CdtrAgt", "FinInstnId", "Nm");
        Leaf(xml, payment.Holder, "Cdtr", "Nm");
        Leaf(xml, payment.Account, "CdtrAcct", "Id", "Othr", "Id");
        Leaf(xml, payment.Purpose, "RmtInf", "Ustrd");
        xml.WriteEndElement();
    }

    static void Leaf(XmlWriter xml, string text, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            xml.WriteStartElement(name, Namespace);
        xml.WriteString(text);
        foreach (var _ in path)
            xml.WriteEndElement();
    }

    static void Check(BankPayment payment)
    {
        Demand(payment.AmountFen > 0, payment.Reference, "The amount is not positive.");
        Demand(Fits(payment.Reference, LongestReference), payment.Reference, "The reference does not fit.");
        Demand(Fits(payment.Account, LongestAccount), payment.Reference, "The account number does not fit.");
        Demand(Fits(payment.Holder, LongestName), payment.Reference, "The holder does not fit.");
        Demand(Fits(payment.Bank, LongestName), payment.Reference, "The bank does not fit.");
        Demand(Fits(payment.Purpose, LongestName), payment.Reference, "The purpose does not fit.");
    }

    static bool Fits(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && text == text.Trim() && !CellText.HasUnreadable(text);

    // A mistake of the program, not of a person: what is payable was checked long before it became a list.
    static void Demand(bool holds, string reference, string claim)
    {
        if (!holds)
            throw new ArgumentException($"{reference}: {claim}");
    }
}
