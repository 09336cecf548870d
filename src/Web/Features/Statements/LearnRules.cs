using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>Learns from how people work exceptions off: the second like case proposes a rule, and another person approves it.</summary>
public sealed class RuleLearning(JiujiDb db)
{
    private const int LongestWord = 24;

    public async Task Learn(BankLine line, ItemOutcome outcome, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Meaning(outcome) is not { } meaning || WordOf(line) is not { Length: > 1 } word || LearnedRule.Plain(line.Summary, line.AmountFen) == meaning)
        {
            return;
        }

        var isIncome = line.AmountFen > 0;
        var like = await db.Set<UnmatchedItem>().AsNoTracking().Where(i => i.CountyCode == line.CountyCode && i.IsBankLine && i.Outcome == outcome && i.Id != line.Id)
            .Join(db.Set<BankLine>().AsNoTracking(), i => new { i.CountyCode, i.Id }, l => new { l.CountyCode, l.Id }, (i, l) => new { l.Counterparty, l.Summary })
            .CountAsync(l => l.Counterparty == word || l.Summary == word, cancellationToken);
        if (like == 0 || await db.Set<LearnedRule>().AnyAsync(
                r => r.CountyCode == line.CountyCode && r.Contains == word && r.IsIncome == isIncome && r.Meaning == meaning, cancellationToken))
        {
            return;
        }

        db.Add(new LearnedRule
        {
            CountyCode = line.CountyCode, Id = Guid.CreateVersion7(now), Contains = word, IsIncome = isIncome, Meaning = meaning, Cases = like + 1, ProposedBy = by, ProposedAt = now,
        });
    }

    /// <summary>The sender where it is an office or a company, else what the bank writes; never a person's name.</summary>
    private static string WordOf(BankLine line) =>
        line.Counterparty.Length > 0 && !line.Counterparty.Contains('*', StringComparison.Ordinal) && line.Counterparty.Length <= LongestWord ? line.Counterparty
        : line.Summary.Length <= LongestWord ? line.Summary : "";

    private static LineMeaning? Meaning(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.InterestPosted => LineMeaning.Interest,
        ItemOutcome.FeePosted => LineMeaning.BankFee,
        ItemOutcome.UnidentifiedPosted => LineMeaning.Unidentified,
        ItemOutcome.DonationPosted => LineMeaning.DonationByMistake,
        ItemOutcome.PaymentReturned => LineMeaning.BankReturn,
        ItemOutcome.PaymentConfirmed => LineMeaning.Payment,
        ItemOutcome.AdvanceReceived => LineMeaning.Advance,
        ItemOutcome.SweepBackSent => LineMeaning.HandBack,
        ItemOutcome.CashDrawn or ItemOutcome.CashRebanked => LineMeaning.Cash,
        ItemOutcome.Matched or ItemOutcome.ReplenishmentReceived or ItemOutcome.PaymentGivenBack or ItemOutcome.DebtRecovered or ItemOutcome.HeldMoneyLeft or ItemOutcome.Cancelled
            or ItemOutcome.TimeDifference or ItemOutcome.BankError => null,
    };

    public async Task<IReadOnlyList<LearnedRule>> InUse(string county, CancellationToken cancellationToken) =>
        await db.Set<LearnedRule>().AsNoTracking().Where(r => r.CountyCode == county && r.State == LearnedRuleState.Approved).OrderByDescending(r => r.Cases).ToListAsync(cancellationToken);

    /// <summary>What a line most likely is: what people taught first, then what every bank writes.</summary>
    public static LineMeaning? Guess(IReadOnlyList<LearnedRule> rules, BankLine line) =>
        rules.FirstOrDefault(rule => rule.Fits(line.Counterparty, line.Summary, line.AmountFen))?.Meaning ?? LearnedRule.Plain(line.Summary, line.AmountFen);
}

/// <summary>Approves or rejects a rule that the desk learned; never the person whose work proposed it.</summary>
[Allowed(Role.Bookkeeper, Role.CountyFinance, Role.LeaderFinance)]
public sealed record DecideRule(Guid CommandId, Actor By, string CountyCode, Guid RuleId, bool Approve) : ICommand<LearnedRuleState>;

public sealed class DecideRuleHandler(JiujiDb db) : IRequestHandler<DecideRule, Result<LearnedRuleState>>
{
    public async Task<Result<LearnedRuleState>> Handle(DecideRule command, CancellationToken cancellationToken)
    {
        var rule = await db.Set<LearnedRule>().FirstOrDefaultAsync(r => r.CountyCode == command.CountyCode && r.Id == command.RuleId, cancellationToken);
        if (rule is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.RuleId.ToString()));
        }

        if (rule.State != LearnedRuleState.Proposed)
        {
            return Refused.By(ReconciliationRefusal.RuleAlreadyDecided);
        }

        if (rule.ProposedBy == command.By.Name)
        {
            return Refused.By(ReconciliationRefusal.OwnRule);
        }

        (rule.State, rule.DecidedBy) = (command.Approve ? LearnedRuleState.Approved : LearnedRuleState.Rejected, command.By.Name);
        return rule.State;
    }
}
