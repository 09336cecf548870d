using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Looks;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>What a step of a case is decided on: for whom, why, how much, to which account, received by whom.</summary>
public static class CaseSight
{
    public static async Task<Sight> Of(JiujiDb db, CaseSheet sheet, Payee? payee, CancellationToken cancellationToken)
    {
        var (aidCase, person) = (sheet.AidCase, sheet.Applicant);
        var proxy = await db.Set<PayeeProxy>().AsNoTracking().Where(p => p.CountyCode == aidCase.CountyCode && p.PayeePersonId == person.Id && p.Until == null)
            .OrderBy(p => p.From).ThenBy(p => p.Id).Select(p => new { p.Id, p.NameMasked }).LastOrDefaultAsync(cancellationToken);
        var amount = sheet.Payment?.AmountFen ?? aidCase.AmountFen;
        return new Sight(
        [
            Sight.Fact("case.subject", $"{person.Id} {person.NameMasked} {Convert.ToHexString(person.IdNumberIndex ?? [])}", payee?.Name ?? person.NameMasked),
            Sight.Fact("case.cause", $"{aidCase.CauseCode} {aidCase.Type}", sheet.Cause),
            Sight.Fact("common.amount", amount.ToString(CultureInfo.InvariantCulture), Figures.Yuan(amount)),
            Sight.Fact("sign.payee", Convert.ToHexString(person.AccountIndex ?? []), payee?.Account ?? ""),
            Sight.Fact("sign.proxy", proxy?.Id.ToString() ?? "", proxy?.NameMasked ?? ""),
        ]);
    }
}
