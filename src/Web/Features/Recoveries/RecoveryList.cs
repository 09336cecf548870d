using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Recoveries;

/// <summary>A recovery in the list.</summary>
public sealed record RecoveryRow(string Number, string Township, int Year, DebtorKind Kind, RecoveryCause Cause, RecoveryCaseState State, DateOnly OpenedOn, long AmountFen, long OpenFen);

/// <summary>What is owed to the funds of the viewer's area: the open debts first, the oldest before all.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class RecoveryListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int MostShown = 200;

    public IReadOnlyList<RecoveryRow> Rows { get; private set; } = [];
    public long OpenFen => Rows.Sum(row => row.OpenFen);

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var (county, township) = (County, Viewer.TownshipCode);
        var found = await (from debt in db.Set<RecoveryCase>().AsNoTracking()
                           where debt.CountyCode == county
                           join fund in db.Set<ReserveFund>().AsNoTracking() on new { debt.CountyCode, Id = debt.ReserveFundId } equals new { fund.CountyCode, fund.Id }
                           where township == "" || fund.TownshipCode == township
                           join place in db.Regions.AsNoTracking() on fund.TownshipCode equals place.Code
                           orderby debt.AmountFen - debt.RecoveredFen - debt.WrittenOffFen == 0 ? 1 : 0, debt.OpenedOn, debt.Number
                           select new { debt, fund.Year, place.NameZh, place.NameEn }).Take(MostShown).ToListAsync(cancellationToken);
        Rows = [.. found.Select(row => new RecoveryRow(
            row.debt.Number, Named(row.NameZh, row.NameEn), row.Year, row.debt.DebtorKind, row.debt.Cause, row.debt.State, row.debt.OpenedOn, row.debt.AmountFen, row.debt.OpenFen))];
    }
}
