using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// Opens a township's reserve fund for a year, in the form and custody that the rule pack sets (F1). A second fund for the same year is refused, and so is a
/// township whose people cannot fill every duty without an incompatible pair.
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record OpenFund(Guid CommandId, Actor By, string CountyCode, string Township, int Year) : ICommand<Guid>;

public sealed class OpenFundHandler(JiujiDb db, RuleShelf rules, Turn turn) : IRequestHandler<OpenFund, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(OpenFund command, CancellationToken cancellationToken)
    {
        var owner = await db.Organisations
            .Where(o => o.Kind == OrganisationKind.Township && o.CountyCode == command.CountyCode && o.Areas.Any(area => area.RegionCode == command.Township))
            .FirstOrDefaultAsync(cancellationToken);
        if (owner is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Township));
        }

        if (await db.Set<ReserveFund>().AnyAsync(f => f.CountyCode == command.CountyCode && f.TownshipCode == command.Township && f.Year == command.Year, cancellationToken))
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("township", command.Township), ("year", command.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        var first = new DateOnly(command.Year, 1, 1);
        var pack = rules.Rules(command.CountyCode, first);
        var duties = await TownshipDuties.Read(db, command.CountyCode, command.Township, CountyDay.Of(turn.Now), cancellationToken);
        if (SetUpCheck.Gaps(duties.Parts, pack) is { Count: > 0 } gaps)
        {
            return Refused.By(FundRefusal.DutiesNotFilled, ("roles", string.Join(' ', gaps.Select(gap => gap.ClashesWith is { } other ? $"{gap.Role.Code()}+{other.Code()}" : gap.Role.Code()))));
        }

        var fund = new ReserveFund
        {
            CountyCode = command.CountyCode, Id = command.CommandId, TownshipCode = command.Township, Year = command.Year, Form = pack.Form, Custody = pack.Custody,
            FundId = command.CommandId, Owner = owner.Id, BankPlace = pack.Custody == FundCustody.Bank ? Places.Bank(command.Township) : Places.Quota,
        };
        db.Add(fund);
        turn.Open(new Fund
        {
            CountyCode = command.CountyCode, Id = fund.FundId, Owner = owner.Id, Kind = FundKind.FiscalReserve, Name = $"{owner.NameZh} {command.Year}",
            Source = pack.Pack.Key, Unit = AccountKey.Yuan, ValidFrom = first, FunctionalBudgetCode = "2082001", EconomicBudgetCode = "50901",
            Purposes = [new FundPurpose { CountyCode = command.CountyCode, FundId = fund.FundId, Purpose = FundEvents.Purpose }],
        }, command.By.Name);
        return fund.Id;
    }
}
