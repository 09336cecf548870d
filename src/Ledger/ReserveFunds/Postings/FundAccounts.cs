namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// The accounts of one township's fund for one year (posting.md). Place names say where money lies: "bank:…", "cash:CUSTODIAN" or "quota".
/// Debtors and lenders are named the same way, so an open balance always has somebody who answers for it.
/// </summary>
/// <param name="Owner">The township, in whose dedicated book (专账) the fund stands.</param>
/// <param name="Fund">The fund-year.</param>
public readonly record struct FundAccounts(Guid Owner, Guid Fund)
{
    // Sources.
    public AccountKey Advanced => Of(AccountKind.Advanced);
    public AccountKey BroughtForward => Of(AccountKind.BroughtForward);
    public AccountKey Lent(string lender) => Of(AccountKind.Lent, lender);

    // Uses.
    public AccountKey InTransit => Of(AccountKind.InTransit);
    public AccountKey InHands(string place) => Of(AccountKind.InHands, place);
    public AccountKey AwaitingPapers => Of(AccountKind.AwaitingPapers);
    public AccountKey Approved => Of(AccountKind.Approved);
    public AccountKey HandedBack => Of(AccountKind.HandedBack);
    public AccountKey Recoverable(string debtor) => Of(AccountKind.Recoverable, debtor);
    public AccountKey Lost => Of(AccountKind.Lost);
    public AccountKey CarriedForward => Of(AccountKind.CarriedForward);

    // Not fund money, same places.
    public AccountKey HeldForOthers(string place) => Outside(AccountKind.HeldForOthers, place);
    public AccountKey Bank(string place) => Outside(AccountKind.Bank, place);
    public AccountKey Treasury => Outside(AccountKind.Treasury, "");
    public AccountKey UnknownOwner(string place) => Outside(AccountKind.UnknownOwner, place);
    public AccountKey Donor(string donor) => Outside(AccountKind.Donor, donor);

    AccountKey Of(AccountKind kind, string party = "") => new(Owner, Fund, kind, party, AccountKey.Yuan);

    AccountKey Outside(AccountKind kind, string party) => new(Owner, Guid.Empty, kind, party, AccountKey.Yuan);
}

/// <summary>Names of the places where a township's fund money may lie.</summary>
public static class Places
{
    /// <summary>Unused treasury quota under 国库集中支付 (Budget Law 61): no cash exists there.</summary>
    public const string Quota = "quota";

    public static string Bank(string account) => $"bank:{account}";

    public static string Cash(string custodian) => $"cash:{custodian}";

    public static bool IsCash(string place) => place.StartsWith("cash:", StringComparison.Ordinal);
}
