namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Decides what comes into and leaves the money held for others (rows 31, 32, 35, 36), the bank's fee (34) and what a lender gets back (40).</summary>
public static class HeldDecision
{
    public static FundDecision Receive(FundContext fund, HeldMoney held, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, held.AmountFen > 0),
            RuleCheck.Of(FundRefusal.ReasonMissing, held.Kind != HeldKind.Donation || held.From.Length > 0),
        ];
        return FundDecision.Checked(checks, () => Received(fund.Accounts, held, acting.Basis(Reference(held))));
    }

    /// <summary>It leaves: interest and what nobody owns to the treasury, a donation to whom it was meant for, the rest back where it came from.</summary>
    public static FundDecision Finish(FundContext fund, HeldMoney held, HeldEnd end, string to, Acting acting)
    {
        var basis = acting.Basis(Reference(held));
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.MoveNotAllowed, held.IsOpen && Allows(held.Kind, end)),
            RuleCheck.Of(FundRefusal.ReasonMissing, end == HeldEnd.ToTreasury || to.Length > 0),
        ];
        return FundDecision.Checked(checks, () => end switch
        {
            HeldEnd.ToTreasury => HeldPostings.InterestRemitted(fund.Accounts, held.Place, held.AmountFen, basis),
            HeldEnd.PassedOn => HeldPostings.DonationPassedOn(fund.Accounts, held.Place, to, held.AmountFen, basis),
            HeldEnd.OwnerFound => HeldPostings.HeldMoneyReversed(Received(fund.Accounts, held, basis with { Id = held.Id })[0], basis),
            _ => throw new ArgumentOutOfRangeException(nameof(end), end, "Unknown end."),
        });
    }

    /// <summary>Row 34: the township's running budget owes it from that moment (G13).</summary>
    public static FundDecision BankFee(FundContext fund, long amountFen, string reference, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks = [RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0)];
        return FundDecision.Checked(checks, () => RecoveryPostings.BankFeeTaken(fund.Accounts, fund.Fund.BankPlace, amountFen, acting.Basis(reference)));
    }

    /// <summary>Row 40, second half: no more than was lent.</summary>
    public static FundDecision RepayLender(FundContext fund, string lender, long lentFen, long amountFen, Acting acting)
    {
        IReadOnlyList<RuleCheck> checks =
        [
            RuleCheck.Of(FundRefusal.AmountNotPositive, amountFen > 0),
            RuleCheck.Of(FundRefusal.ExceedsDebt, amountFen <= lentFen, figures: [("amountFen", amountFen), ("openFen", lentFen)]),
        ];
        return FundDecision.Checked(checks, () => PaymentPostings.LentMoneyRepaid(fund.Accounts, lender, fund.Fund.BankPlace, amountFen, acting.Basis($"lent:{lender}")));
    }

    static bool Allows(HeldKind kind, HeldEnd end) => kind switch
    {
        HeldKind.Interest => end == HeldEnd.ToTreasury,
        HeldKind.Donation => end == HeldEnd.PassedOn,
        HeldKind.CashOverage or HeldKind.Unidentified => end is HeldEnd.OwnerFound or HeldEnd.ToTreasury,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };

    static IReadOnlyList<Transfer> Received(FundAccounts fund, HeldMoney held, Basis basis) => held.Kind switch
    {
        HeldKind.Interest => HeldPostings.InterestReceived(fund, held.Place, held.AmountFen, basis),
        HeldKind.CashOverage => HeldPostings.CashOverageFound(fund, held.Place["cash:".Length..], held.AmountFen, basis),
        HeldKind.Unidentified => HeldPostings.UnidentifiedReceived(fund, held.Place, held.AmountFen, basis),
        HeldKind.Donation => HeldPostings.DonationReceivedByMistake(fund, held.Place, held.From, held.AmountFen, basis),
        _ => throw new ArgumentOutOfRangeException(nameof(held), held.Kind, "Unknown kind."),
    };

    public static string Reference(HeldMoney held) => $"held:{held.Id:D}";
}
