using System.Text;

namespace Jiuji.Ledger.Reconciliation;

/// <summary>How a bank writes the amount of a line.</summary>
public enum AmountStyle
{
    /// <summary>One column for money in, one for money out.</summary>
    TwoColumns,

    /// <summary>One column; money out carries a minus.</summary>
    Signed,

    /// <summary>One column, and another that says in or out (借/贷, 收/支).</summary>
    Marked,
}

/// <summary>A row of a bank's file as text, by the number the person sees.</summary>
public sealed record StatementRow(int Number, IReadOnlyList<string> Cells)
{
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";

    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>
/// Which heading of a bank's file stands over what. Kept as data and made on screen from a sample; rows above the headings (preamble) and
/// below the last line (totals, remarks) are passed over. An empty name means that the bank does not write it.
/// </summary>
public sealed record StatementLayout
{
    public AmountStyle Style { get; init; } = AmountStyle.TwoColumns;
    public string Day { get; init; } = "";
    public string Time { get; init; } = "";
    public string Income { get; init; } = "";
    public string Outgo { get; init; } = "";
    public string Amount { get; init; } = "";
    public string Mark { get; init; } = "";

    /// <summary>What <see cref="Mark"/> says of money that left, separated by semicolons; anything else that is not in <see cref="IncomeMarks"/> is a problem.</summary>
    public string OutgoMarks { get; init; } = "借;支;支出;付;转出;D;DR;DBIT";
    public string IncomeMarks { get; init; } = "贷;收;收入;存;转入;C;CR;CRDT";
    public string Balance { get; init; } = "";
    public string Name { get; init; } = "";
    public string Account { get; init; } = "";
    public string Reference { get; init; } = "";
    public string Summary { get; init; } = "";
    public string Currency { get; init; } = "";

    /// <summary>"Detect", "Utf8" or "Gb18030".</summary>
    public string Encoding { get; init; } = "Detect";

    /// <summary>The sign between cells; empty where it is told from the file.</summary>
    public string Delimiter { get; init; } = "";

    const int RowsSearchedForHeadings = 60;

    static readonly string[] Days = ["交易日期", "记账日期", "入账日期", "记账日", "交易日", "日期", "交易时间", "BOOKINGDATE", "DATE"];
    static readonly string[] Times = ["记账时间", "交易时间", "时间", "TIME"];
    static readonly string[] Incomes =
        ["记账金额(收入)", "收入金额", "贷方发生额", "贷方金额", "存入金额", "转入金额", "交易金额(收入)", "收入", "贷方", "CREDIT"];
    static readonly string[] Outgos =
        ["记账金额(支出)", "支出金额", "借方发生额", "借方金额", "支取金额", "转出金额", "交易金额(支出)", "支出", "借方", "DEBIT"];
    static readonly string[] Amounts = ["交易金额", "发生额", "金额", "AMOUNT"];
    static readonly string[] MarkHeadings = ["借贷标志", "借贷方向", "借贷标识", "借/贷", "借贷", "收支标志", "收/支", "收支", "方向", "D/C"];
    static readonly string[] Balances = ["账户余额", "本次余额", "交易后余额", "余额", "BALANCE"];
    static readonly string[] Names = ["对方户名", "对方账户名称", "对方账户名", "对方名称", "交易对手", "户名", "COUNTERPARTY"];
    static readonly string[] Accounts = ["对方账号", "对方帐号", "对方卡号/账号", "对方账户", "对方卡号", "COUNTERPARTYACCOUNT"];
    static readonly string[] References = ["企业流水号", "交易流水号", "流水号", "凭证号码", "凭证号", "业务编号", "REFERENCE"];
    static readonly string[] Summaries = ["摘要", "交易名称", "用途", "附言", "备注", "交易详情", "SUMMARY"];
    static readonly string[] Currencies = ["记账币种", "交易币种", "币种", "币别", "CURRENCY"];

    /// <summary>Reads the headings as most banks write them; null where day and amount cannot be told.</summary>
    public static StatementLayout? Guess(IReadOnlyList<StatementRow> rows) =>
        rows.Take(RowsSearchedForHeadings).Select(GuessFrom).FirstOrDefault(layout => layout is not null);

    static StatementLayout? GuessFrom(StatementRow row)
    {
        var layout = new StatementLayout
        {
            Day = First(row, Days), Income = First(row, Incomes), Outgo = First(row, Outgos), Amount = First(row, Amounts), Mark = First(row, MarkHeadings),
            Balance = First(row, Balances), Name = First(row, Names), Account = First(row, Accounts), Reference = First(row, References),
            Summary = First(row, Summaries), Currency = First(row, Currencies),
        };
        var time = First(row, Times);
        layout = layout with
        {
            Time = time == layout.Day ? "" : time,
            Style = layout.Income.Length > 0 && layout.Outgo.Length > 0 ? AmountStyle.TwoColumns
                : layout.Mark.Length > 0 ? AmountStyle.Marked : AmountStyle.Signed,
        };
        return layout.IsWhole ? layout.OnlyWhatItsStyleNeeds() : null;
    }

    /// <summary>Names the day and whatever its style needs.</summary>
    public bool IsWhole => Day.Length > 0 && Style switch
    {
        AmountStyle.TwoColumns => Income.Length > 0 && Outgo.Length > 0,
        AmountStyle.Marked => Amount.Length > 0 && Mark.Length > 0,
        _ => Amount.Length > 0,
    };

    StatementLayout OnlyWhatItsStyleNeeds() => Style switch
    {
        AmountStyle.TwoColumns => this with { Amount = "", Mark = "" },
        AmountStyle.Marked => this with { Income = "", Outgo = "" },
        _ => this with { Income = "", Outgo = "", Mark = "" },
    };

    static string First(StatementRow row, string[] known) =>
        known.Select(name => row.Cells.FirstOrDefault(cell => Bare(cell) == name)).FirstOrDefault(found => found is not null) ?? "";

    /// <summary>A heading without blanks, full-width signs and its "(元)".</summary>
    public static string Bare(string heading) =>
        StatementText.Narrow(heading).Replace(" ", "", StringComparison.Ordinal).Replace("(元)", "", StringComparison.Ordinal)
            .Replace("(人民币)", "", StringComparison.Ordinal).TrimEnd(':').ToUpperInvariant();
}

/// <summary>A layout under the name by which clerks choose it.</summary>
public sealed class StatementFormat
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The <see cref="StatementLayout"/> as JSON.</summary>
    public required string Layout { get; set; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>Text of a bank's file: full-width signs become narrow, blanks of all kinds become one.</summary>
static class StatementText
{
    internal static string Narrow(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in IsWellFormed(text) ? text.Normalize(NormalizationForm.FormKC) : text)
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter)) clean.Append(letter);
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        return clean.ToString().TrimEnd();
    }

    // Half a letter cannot be normalised; such text stays as it is and is refused where it must mean something.
    static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }
        return true;
    }
}
