using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>Everything one must see before signing for a case or sending its money: the facts, the balances after, every rule with its clause.</summary>
public sealed record CaseCheck(CaseSheet Sheet, FundContext? Fund, IReadOnlyList<CheckLine> Rules, int TimesAided, Payee? Payee)
{
    /// <summary>Whoever receives, as a page shows them before they are opened.</summary>
    public string ReceiverMasked { get; init; } = "";
    public Receives ReceivesAs { get; init; }

    public int Passed => Count(Verdict.Pass);
    public int Warned => Count(Verdict.Warn);
    public int Failed => Count(Verdict.Fail);

    private int Count(Verdict verdict) => Rules.Count(rule => rule.Verdict == verdict);
}

/// <summary>Makes the check page from the very decisions that the commands will make: a dry run, which changes nothing.</summary>
public sealed class CaseCheckReading(JiujiDb db, FundDesk desk, PaymentDesk payments, PaymentSteps steps, IStringLocalizer<Words> words)
{
    public async Task<CaseCheck> Read(CaseSheet sheet, Acting acting, Payee? payee, CancellationToken cancellationToken)
    {
        var (aidCase, day) = (sheet.AidCase, acting.OccurredOn);
        var fund = sheet.Payment is { } planned
            ? await desk.FundOf(aidCase.CountyCode, planned.ReserveFundId, day, cancellationToken)
            : await desk.Fund(aidCase.CountyCode, aidCase.TownshipCode, day.Year, day, cancellationToken);
        var pack = desk.Rules(aidCase.CountyCode, day);
        var times = await db.Set<AidChainItem>().CountAsync(i => i.CountyCode == aidCase.CountyCode && i.HouseholdId == aidCase.HouseholdId && i.Reverses == null, cancellationToken);
        var signing = acting.Role != FundRole.Cashier;
        var rules = signing ? CaseDecision.Sign(aidCase, sheet.Parts, pack, acting).Checks.Select(check => Line(check, foreseen: false)).ToList() : [];
        rules.AddRange(await AtPayment(sheet, fund, acting, signing, cancellationToken));
        if (Amount(aidCase, pack) is { } amount)
        {
            rules.Add(amount);
        }

        return new CaseCheck(sheet, fund, [.. rules.OrderByDescending(rule => rule.Verdict)], times, payee);
    }

    /// <summary>What the payment will be checked on. A signer sees it as advice: it stops the money, not the signature.</summary>
    private async Task<IEnumerable<CheckLine>> AtPayment(CaseSheet sheet, FundContext? fund, Acting acting, bool signing, CancellationToken cancellationToken)
    {
        if (fund is null)
        {
            return [new CheckLine(Verdict.Fail, words["check.no_fund", acting.OccurredOn.Year])];
        }

        var next = sheet.Payment is null || (sheet.Grant is not null && sheet.Payment.PaidOn is not null);
        var payment = next ? await steps.Plan(sheet.AidCase, fund, Guid.Empty, sheet.Payments.Count + 1, acting.OccurredOn, cancellationToken) : sheet.Payment!;
        var facts = await payments.Facts(payment, sheet.AidCase, fund, sheet.Parts, acting.Actor, acting.OccurredOn, cancellationToken);
        return PaymentChecks.Check(payment, sheet.AidCase, fund, facts, sheet.Parts, acting)
            .Where(check => !signing || check.Rule is not (FundRefusal.SignaturesMissing or FundRefusal.SamePersonTwice or FundRefusal.CashierMayNotSign or FundRefusal.AboveSmallAidLimit))
            .Where(check => check.Rule is not FundRefusal.AmountNotPositive)
            .Select(check => Line(check, foreseen: signing));
    }

    private CheckLine? Amount(AidCase aidCase, PackValues pack)
    {
        if (CaseDecision.SuggestedFen(aidCase.People, pack) is not var (least, most))
        {
            return null;
        }

        var within = aidCase.AmountFen >= least && aidCase.AmountFen <= most;
        var said = words["case.suggested", Figures.Yuan(least), Figures.Yuan(most)];
        return new CheckLine(within ? Verdict.Pass : Verdict.Warn, within ? said : words["check.with_advice", said, words["case.outside_guide"]], pack.Clause("amount.urbanStandardFen"));
    }

    private CheckLine Line(RuleCheck check, bool foreseen)
    {
        var verdict = check.Result switch
        {
            CheckResult.Passed => Verdict.Pass,
            CheckResult.Warned or CheckResult.Overridden => Verdict.Warn,
            CheckResult.Failed => foreseen ? Verdict.Warn : Verdict.Fail,
        };
        var rule = words[$"check.{check.Rule}"];
        var said = verdict == Verdict.Pass && !rule.ResourceNotFound ? rule.Value : words.Sentence(new Refused(check.Rule, check.Figures));
        return new CheckLine(verdict, said, check.Clause.Length == 0 ? null : check.Clause);
    }
}
