namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Decides what happens to cash: drawn, banked again, counted on each day it moves, and handed to a new custodian before a second person and
/// a witness (rows 7, 9, 30, 31, 39). A difference is never smoothed over: it is owed by the custodian or held for its owner.
/// </summary>
public static class CashDecision
{
    /// <summary>Row 7. A treasury quota has no cash.</summary>
    public static FundDecision Draw(FundContext fund, string custodian, long amountFen, Acting acting)
    {
        var inBank = fund.Position.InHandsByPlace.GetValueOrDefault(fund.Fund.BankPlace);
        IReadOnlyList<RuleCheck> checks =
        [
            MovesCash(custodian, acting),
            RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
            RuleCheck.Of(FundRefusal.CashNotPossible, fund.Fund.Custody == FundCustody.Bank, fund.Pack.Clause("fund.custody")),
            RuleCheck.Of(FundRefusal.ExceedsMoneyInHands, amountFen <= inBank, figures: [("amountFen", amountFen), ("availableFen", inBank)]),
        ];
        return FundDecision.Checked(checks, () => PaymentPostings.CashDrawn(fund.Accounts, fund.Fund.BankPlace, custodian, amountFen, acting.Basis("cash")));
    }

    /// <summary>Row 9.</summary>
    public static FundDecision Rebank(FundContext fund, string custodian, long amountFen, string reference, Acting acting)
    {
        var inHand = fund.Position.InHandsByPlace.GetValueOrDefault(Places.Cash(custodian));
        IReadOnlyList<RuleCheck> checks =
        [
            MovesCash(custodian, acting),
            RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
            RuleCheck.Of(FundRefusal.ExceedsMoneyInHands, amountFen <= inHand, figures: [("amountFen", amountFen), ("availableFen", inHand)]),
        ];
        return FundDecision.Checked(checks, () => PaymentPostings.CashRebanked(fund.Accounts, custodian, fund.Fund.BankPlace, amountFen, acting.Basis(reference)));
    }

    /// <summary>Rows 30 and 31: what the count and the book differ by. The witness is neither the custodian nor who counts.</summary>
    public static FundDecision Count(FundContext fund, string custodian, PlacePosition book, long countedFen, string witness, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [Witnessed(witness, custodian, acting)];
        return FundDecision.Checked(checks, () => Difference(fund, custodian, book.Difference(countedFen), acting));
    }

    /// <summary>Row 39: the difference first, then the fund's money that was really there goes to the new custodian.</summary>
    public static FundDecision ChangeCustodian(
        FundContext fund, string oldCustodian, string newCustodian, PlacePosition book, long countedFen, string witness, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            Witnessed(witness, oldCustodian, acting),
            RuleCheck.Of(FundRefusal.SecondPersonNeeded, newCustodian != oldCustodian && newCustodian != witness),
        ];
        var difference = book.Difference(countedFen);
        var handed = Math.Min(book.InHandsFen, book.InHandsFen + difference);
        return FundDecision.Checked(checks, () => handed <= 0 ? Difference(fund, oldCustodian, difference, acting) :
        [
            .. Difference(fund, oldCustodian, difference, acting),
            .. HeldPostings.CustodianChanged(fund.Accounts, oldCustodian, newCustodian, handed, acting.On(1).Basis("custodian")),
        ]);
    }

    static IReadOnlyList<Transfer> Difference(FundContext fund, string custodian, long difference, Acting acting) => difference switch
    {
        < 0 => RecoveryPostings.CashShortageFound(fund.Accounts, custodian, -difference, acting.Basis("count")),
        > 0 => HeldPostings.CashOverageFound(fund.Accounts, custodian, difference, acting.Basis("count")),
        _ => [],
    };

    /// <summary>Who holds the cash moves it; whoever keeps the book may write down what the bank's statement shows of another's cash, and never of their own.</summary>
    static RuleCheck MovesCash(string custodian, Acting acting) => RuleCheck.Of(
        FundRefusal.WrongRole,
        acting.Role is FundRole.Cashier or FundRole.DutyPayer
        || (acting.Role is FundRole.Bookkeeper or FundRole.CountyFinance && acting.Has(DocumentKinds.BankStatement) && custodian != acting.Actor));

    static RuleCheck Witnessed(string witness, string custodian, Acting acting) =>
        RuleCheck.Of(FundRefusal.SecondPersonNeeded, witness.Length > 0 && witness != acting.Actor && witness != custodian && acting.Actor != custodian);
}
