using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Jiuji.Ledger.Reconciliation;

/// <summary>
/// Reads ISO 20022 camt.053.001.02 to .08: booked entries with their details, batches split where the details give all amounts, reversals by
/// their own sign, opening and closing balance asserted. The row of a line is its entry's number in the file.
/// </summary>
public static class CamtReader
{
    const string Namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";

    public static StatementReading Read(Stream stream)
    {
        try
        {
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 100_000_000 });
            return Read(XDocument.Load(xml).Root!);
        }
        catch (XmlException broken)
        {
            return StatementReading.Refused(StatementProblemKind.NotAStatement, string.Create(CultureInfo.InvariantCulture, $"{broken.LineNumber}:{broken.LinePosition}"));
        }
    }

    static StatementReading Read(XElement root)
    {
        var statements = root.Name.NamespaceName.StartsWith(Namespace, StringComparison.Ordinal) ? All(root, "BkToCstmrStmt", "Stmt").ToList() : [];
        if (statements.Count == 0) return StatementReading.Refused(StatementProblemKind.NotAStatement, root.Name.NamespaceName);
        if (statements.Select(OwnAccount).Distinct().Count() > 1) return StatementReading.Refused(StatementProblemKind.SeveralAccounts);
        var (lines, problems, row) = (new List<ParsedLine>(), new List<StatementProblem>(), 0);
        foreach (var entry in statements.SelectMany(statement => All(statement, "Ntry")))
        {
            row++;
            if (IsBooked(entry)) lines.AddRange(Lines(entry, row, problems));
        }
        if (lines.Count == 0 && problems.Count == 0) problems.Add(new(null, "", StatementProblemKind.NoLines));
        var reading = new StatementReading(lines, problems) { OpeningFen = Balance(statements[0], "OPBD", "PRCD"), ClosingFen = Balance(statements[^1], "CLBD") };
        return reading is { IsClean: true, OpeningFen: { } opening, ClosingFen: { } closing } && opening + lines.Sum(line => line.AmountFen) != closing
            ? reading with { Problems = [new(null, "", StatementProblemKind.BalanceBroken, Yuan(opening + lines.Sum(line => line.AmountFen)))] }
            : reading;
    }

    /// <summary>The status stands in the element itself up to version .03 and in a code below it from .04 on.</summary>
    static bool IsBooked(XElement entry) => Text(entry, "Sts", "Cd") is { Length: > 0 } code ? code == "BOOK" : Text(entry, "Sts") is "BOOK" or "";

    static string OwnAccount(XElement statement) => Text(statement, "Acct", "Id", "IBAN") is { Length: > 0 } iban ? iban : Text(statement, "Acct", "Id", "Othr", "Id");

    static IEnumerable<ParsedLine> Lines(XElement entry, int row, List<StatementProblem> problems)
    {
        var day = Text(entry, "BookgDt", "Dt") is { Length: > 0 } text ? text : Text(entry, "BookgDt", "DtTm");
        if (!StatementReader.TryDay(day.Length > 10 ? day[..10] : day, out var booked, out _))
        {
            problems.Add(new(row, "BookgDt", StatementProblemKind.DayUnreadable, day));
            return [];
        }
        if (Signed(entry, row, problems) is not { } amount) return [];
        var details = All(entry, "NtryDtls", "TxDtls").ToList();
        var parts = details.Select(Part).ToList();
        var isSplit = details.Count > 1 && parts.All(part => part > 0) && parts.Sum() == Math.Abs(amount);
        return isSplit
            ? details.Select((detail, i) => Line(row, booked, Math.Sign(amount) * parts[i]!.Value, entry, detail))
            : [Line(row, booked, amount, entry, details.Count == 1 ? details[0] : null)];
    }

    static long? Signed(XElement entry, int row, List<StatementProblem> problems)
    {
        var amount = entry.Elements().FirstOrDefault(element => element.Name.LocalName == "Amt");
        var currency = amount?.Attribute("Ccy")?.Value ?? "";
        var mark = Text(entry, "CdtDbtInd");
        if (!StatementReader.IsOwnCurrency(currency)) problems.Add(new(row, "Ccy", StatementProblemKind.CurrencyForeign, currency));
        else if (mark is not ("CRDT" or "DBIT")) problems.Add(new(row, "CdtDbtInd", StatementProblemKind.MarkUnknown, mark));
        else if (amount is null) problems.Add(new(row, "Amt", StatementProblemKind.AmountMissing));
        else if (StatementReader.Fen(amount.Value, out var fen) is { } wrong) problems.Add(new(row, "Amt", wrong, amount.Value));
        else if (fen <= 0) problems.Add(new(row, "Amt", StatementProblemKind.AmountZero, amount.Value));
        else return mark == "CRDT" ? fen : -fen;
        return null;
    }

    static long? Part(XElement detail)
    {
        var text = Text(detail, "AmtDtls", "TxAmt", "Amt") is { Length: > 0 } inside ? inside : Text(detail, "Amt");
        return text.Length > 0 && StatementReader.Fen(text, out var fen) is null ? fen : null;
    }

    /// <summary>The counterparty is who received what left, and who sent what came.</summary>
    static ParsedLine Line(int row, DateOnly day, long amount, XElement entry, XElement? detail)
    {
        var (party, account) = amount < 0 ? ("Cdtr", "CdtrAcct") : ("Dbtr", "DbtrAcct");
        var from = detail ?? entry;
        return new ParsedLine(row, day, amount)
        {
            Name = Short(FirstOf(Text(from, "RltdPties", party, "Nm"), Text(from, "RltdPties", party, "Pty", "Nm")), 120),
            Account = Short(FirstOf(Text(from, "RltdPties", account, "Id", "IBAN"), Text(from, "RltdPties", account, "Id", "Othr", "Id")), 64),
            Reference = Short(FirstOf(Text(from, "Refs", "EndToEndId"), Text(from, "Refs", "InstrId"), Text(entry, "AcctSvcrRef"), Text(entry, "NtryRef")), 80),
            Summary = Short(FirstOf(Text(from, "RmtInf", "Ustrd"), Text(from, "AddtlTxInf"), Text(entry, "AddtlNtryInf")), 160),
        };
    }

    static long? Balance(XElement statement, params string[] codes)
    {
        foreach (var code in codes)
            if (All(statement, "Bal").FirstOrDefault(balance => Text(balance, "Tp", "CdOrPrtry", "Cd") == code) is { } found
                && StatementReader.Fen(Text(found, "Amt"), out var fen) is null)
                return Text(found, "CdtDbtInd") == "DBIT" ? -fen : fen;
        return null;
    }

    static IEnumerable<XElement> All(XElement from, params string[] path) =>
        path.Aggregate((IEnumerable<XElement>)[from], (elements, name) => elements.SelectMany(element => element.Elements().Where(child => child.Name.LocalName == name)));

    static string Text(XElement from, params string[] path) =>
        All(from, path).FirstOrDefault() is { } found ? StatementText.Narrow(found.HasElements ? "" : found.Value) : "";

    static string FirstOf(params string[] texts) => texts.FirstOrDefault(text => text.Length > 0 && text != "NOTPROVIDED") ?? "";

    static string Short(string text, int most) => text.Length <= most ? text : text[..most];

    static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);
}
