namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Money that lies at the fund's places without belonging to it (代管款): rows 31, 32, 35, 36; and row 39, the change of custodian.
/// None of it can reach money in hands, so it can neither be paid out nor counted as advanced.
/// </summary>
public static class HeldPostings
{
    /// <summary>Row 31. More cash than the book says: held until the owner is found, else for the treasury.</summary>
    public static IReadOnlyList<Transfer> CashOverageFound(FundAccounts fund, string custodian, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.CashOverageFound, fund.UnknownOwner(Places.Cash(custodian)), fund.HeldForOthers(Places.Cash(custodian)), amountFen)];

    /// <summary>Row 32, first half.</summary>
    public static IReadOnlyList<Transfer> InterestReceived(FundAccounts fund, string bank, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.InterestReceived, fund.Bank(bank), fund.HeldForOthers(bank), amountFen)];

    /// <summary>Row 32, second half: interest belongs to the treasury.</summary>
    public static IReadOnlyList<Transfer> InterestRemitted(FundAccounts fund, string bank, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.InterestRemitted, fund.HeldForOthers(bank), fund.Treasury, amountFen)];

    /// <summary>Row 35. A receipt nobody can name yet, with somebody who looks for the owner and a due day.</summary>
    public static IReadOnlyList<Transfer> UnidentifiedReceived(FundAccounts fund, string place, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.UnidentifiedReceived, fund.UnknownOwner(place), fund.HeldForOthers(place), amountFen)];

    /// <summary>Rows 31 and 35, the owner found: the holding is reversed whole and the truth is posted by its own row.</summary>
    public static IReadOnlyList<Transfer> HeldMoneyReversed(Transfer held, Basis basis) =>
        [basis.Move(FundEvent.HeldMoneyReversed, held.To, held.From, held.Amount) with { Reverses = held.Id }];

    /// <summary>Row 36, first half: a donation paid in by mistake.</summary>
    public static IReadOnlyList<Transfer> DonationReceivedByMistake(FundAccounts fund, string bank, string donor, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.DonationReceivedByMistake, fund.Donor(donor), fund.HeldForOthers(bank), amountFen)];

    /// <summary>Row 36, second half: passed on to a charity, or back to the donor.</summary>
    public static IReadOnlyList<Transfer> DonationPassedOn(FundAccounts fund, string bank, string receiver, long amountFen, Basis basis) =>
        [basis.Move(FundEvent.DonationPassedOn, fund.HeldForOthers(bank), fund.Donor(receiver), amountFen)];

    /// <summary>Row 39. The counted amount goes to the new custodian before two people and a witness; a gap is row 30 or 31.</summary>
    public static IReadOnlyList<Transfer> CustodianChanged(FundAccounts fund, string oldCustodian, string newCustodian, long countedFen, Basis basis) =>
        [basis.Move(FundEvent.CustodianChanged, fund.InHands(Places.Cash(oldCustodian)), fund.InHands(Places.Cash(newCustodian)), countedFen)];
}
