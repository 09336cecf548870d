using System.Globalization;
using System.Text;

namespace Jiuji.Stories;

/// <summary>
/// What the bank wrote of <see cref="BankMonth"/>: a file as rural banks let their customers download it, GBK, with a title, cells padded by tabs, thousands
/// separated and a total below. 285 lines have their movement in the book; fifteen do not.
/// </summary>
public sealed class BankPaper
{
    public const int Matching = 285;
    public const int Exceptions = 15;

    private readonly List<Row> rows = [];

    public sealed record Row(DateOnly Day, long Fen, string Summary, string Name = "", string Account = "", string Number = "");

    public BankPaper(BankMonth month)
    {
        var first = BankMonth.First;
        rows.Add(new(first, BankMonth.FirstAdvanceFen, "转入", "石台县财政局"));
        rows.AddRange(month.Aids.SkipLast(2).Select(Payment));

        // From here on nothing has its movement in the book, or not under this name.
        OtherName = rows.AddAndGet(new(month.Aids[^2].PaidOn, -month.Aids[^2].AmountFen, "代发", "陶代领"));
        Unconfirmed = rows.AddAndGet(new(month.Aids[^1].PaidOn, -month.Aids[^1].AmountFen, "代发", month.Aids[^1].Name, month.Aids[^1].Account));
        Returned = rows.AddAndGet(new(first.AddDays(25), month.Aids[9].AmountFen, "退汇 户名不符", month.Aids[9].Name));
        GivenBack = rows.AddAndGet(new(first.AddDays(25), month.Aids[20].AmountFen, "退款", month.Aids[20].Name));
        Advance = rows.AddAndGet(new(first.AddDays(14), BankMonth.SecondAdvanceFen, "转入", "石台县财政局"));
        SweptBack = rows.AddAndGet(new(first.AddDays(26), -BankMonth.SweepBackFen, "上交", "石台县财政局"));
        Interest = rows.AddAndGet(new(first.AddDays(19), 2_137, "结息"));
        InterestLeft = rows.AddAndGet(new(first.AddDays(26), -2_137, "上缴利息", "石台县财政局"));
        Unknown = rows.AddAndGet(new(first.AddDays(20), 8_808, "转账", "钱来路"));
        Donation = rows.AddAndGet(new(first.AddDays(20), 66_600, "捐款", "石台县某某茶业有限公司"));
        Fee = rows.AddAndGet(new(first.AddDays(21), -1_001, "回单费"));
        FeeRepaid = rows.AddAndGet(new(first.AddDays(27), 1_001, "归还手续费", "七都镇人民政府"));
        CashDrawn = rows.AddAndGet(new(first.AddDays(15), -90_000, "取现"));
        CashBanked = rows.AddAndGet(new(first.AddDays(16), 90_000, "存现"));
        Late = rows.AddAndGet(new(first.AddMonths(1).AddDays(-1), -4_404, "代发", "待查收"));
    }

    public Row OtherName { get; }
    public Row Unconfirmed { get; }
    public Row Returned { get; }
    public Row GivenBack { get; }
    public Row Advance { get; }
    public Row SweptBack { get; }
    public Row Interest { get; }
    public Row InterestLeft { get; }
    public Row Unknown { get; }
    public Row Donation { get; }
    public Row Fee { get; }
    public Row FeeRepaid { get; }
    public Row CashDrawn { get; }
    public Row CashBanked { get; }
    public Row Late { get; }

    public int Lines => rows.Count;

    /// <summary>A third of the payees by account, a third by name, a third by the case's number.</summary>
    private static Row Payment(BankMonth.Aid aid, int i) => new(
        aid.PaidOn, -aid.AmountFen, i % 3 == 2 ? $"代发 {aid.Number}" : "代发", i % 3 == 1 ? aid.Name : "", i % 3 == 0 ? aid.Account : "");

    public byte[] File()
    {
        var text = new StringBuilder("账户明细查询\n户名：七都镇临时救助备用金专户\n\n序号,交易日期,摘要,收入金额,支出金额,余额,对方户名,对方账号\n");
        var (balance, at) = (0L, 0);
        foreach (var row in rows.OrderBy(row => row.Day))
        {
            balance += row.Fen;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{++at},{row.Day:yyyyMMdd}\t,{row.Summary}\t,{(row.Fen > 0 ? Yuan(row.Fen) : "")},{(row.Fen < 0 ? Yuan(-row.Fen) : "")},{Yuan(balance)},{row.Name}\t,{row.Account}\t\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"合计,,,{Yuan(rows.Where(row => row.Fen > 0).Sum(row => row.Fen))},{Yuan(-rows.Where(row => row.Fen < 0).Sum(row => row.Fen))},,,\n");
        return CodePagesEncodingProvider.Instance.GetEncoding("GBK")!.GetBytes(text.ToString());
    }

    private static string Yuan(long fen) => $"\"{(fen / 100m).ToString("N2", CultureInfo.InvariantCulture)}\"";
}

internal static class Rows
{
    internal static T AddAndGet<T>(this List<T> rows, T row)
    {
        rows.Add(row);
        return row;
    }
}
