namespace Jiuji.Ledger.Reconciliation;

/// <summary>What a bank line is, when its words say so.</summary>
public enum LineMeaning
{
    Interest,
    BankFee,
    Unidentified,
    DonationByMistake,
    BankReturn,
    Advance,
    Payment,
    HandBack,
    Cash,
}

/// <summary>Where a learned rule stands.</summary>
public enum LearnedRuleState { Proposed, Approved, Rejected }

/// <summary>
/// What the desk has learned from how people worked: lines whose text contains a word mean one thing. It is proposed by the second like case
/// and serves only after another person approved it; even then it suggests and never posts by itself.
/// </summary>
public sealed class LearnedRule
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Found in a line's counterparty or summary.</summary>
    public required string Contains { get; init; }
    public required bool IsIncome { get; init; }
    public required LineMeaning Meaning { get; init; }
    public LearnedRuleState State { get; set; }

    /// <summary>How often people had decided so when it was proposed.</summary>
    public required int Cases { get; init; }
    public required string ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public string DecidedBy { get; set; } = "";

    public bool Fits(string counterparty, string summary, long amountFen) =>
        amountFen > 0 == IsIncome && (counterparty.Contains(Contains, StringComparison.OrdinalIgnoreCase) || summary.Contains(Contains, StringComparison.OrdinalIgnoreCase));

    /// <summary>What any bank writes, before anything was learned.</summary>
    public static LineMeaning? Plain(string summary, long amountFen) =>
        amountFen > 0 && Has(summary, "结息", "利息", "INTEREST") ? LineMeaning.Interest
        : amountFen < 0 && Has(summary, "手续费", "工本费", "账户管理费", "回单费", "FEE") ? LineMeaning.BankFee
        : amountFen > 0 && Has(summary, "退汇", "退票", "入账失败", "RETURN") ? LineMeaning.BankReturn
        : amountFen > 0 && Has(summary, "捐款", "捐赠", "DONATION") ? LineMeaning.DonationByMistake
        : Has(summary, "取现", "现金支取", "存现", "现金存入", "CASH") ? LineMeaning.Cash
        : amountFen < 0 && Has(summary, "上交", "交回", "收回备用金") ? LineMeaning.HandBack
        : null;

    static bool Has(string text, params string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
