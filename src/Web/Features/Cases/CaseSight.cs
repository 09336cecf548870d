using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Looks;

namespace Jiuji.Web.Features.Cases;

/// <summary>What a step of a case is decided on: for whom, why, how much; and where money is decided on, to which account and received by whom.</summary>
public static class CaseSight
{
    /// <param name="subject">Who is helped, as it was shown.</param>
    public static IReadOnlyList<Seen> Facts(CaseSheet sheet, string subject)
    {
        var (aidCase, person) = (sheet.AidCase, sheet.Applicant);
        var amount = sheet.Payment?.AmountFen ?? aidCase.AmountFen;
        return
        [
            Sight.Fact("case.subject", $"{person.Id} {person.NameMasked} {Convert.ToHexString(person.IdNumberIndex ?? [])}", subject),
            Sight.Fact("case.cause", $"{aidCase.CauseCode} {aidCase.Type}", sheet.Cause),
            Sight.Fact("common.amount", amount.ToString(CultureInfo.InvariantCulture), Figures.Yuan(amount)),
        ];
    }

    /// <param name="payee">As it was shown; null where only the marks count.</param>
    public static Sight Of(CaseSheet sheet, Person receiver, PayeeProxy? proxy, Payee? payee) => new(
    [
        .. Facts(sheet, payee?.Subject ?? sheet.Applicant.NameMasked),
        Sight.Fact("sign.payee", $"{receiver.Id} {Convert.ToHexString(proxy?.AccountIndex ?? receiver.AccountIndex ?? [])}", payee?.Account ?? ""),
        Sight.Fact("sign.proxy", proxy?.Id.ToString() ?? "", proxy?.NameMasked ?? ""),
    ]);
}
