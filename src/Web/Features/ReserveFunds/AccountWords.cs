using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>An account in the words of the office: what it holds, and where or with whom.</summary>
public static class AccountWords
{
    public static string Of(IStringLocalizer<Words> words, AccountKey account) =>
        account.Party.Length == 0 ? words.Of(account.Kind) : words["statement.account_at", words.Of(account.Kind), Place(words, account.Party)];

    private static string Place(IStringLocalizer<Words> words, string place) =>
        place == Places.Quota ? words.Of(FundCustody.TreasuryQuota)
        : place.StartsWith("bank:", StringComparison.Ordinal) ? words.Of(FundCustody.Bank)
        : Places.IsCash(place) ? words["statement.cash_of", place["cash:".Length..]]
        : place;
}
