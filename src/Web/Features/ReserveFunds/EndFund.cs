using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// Ends a township's fund in the book: after its last day nothing new is spent from it, while what was paid by then is still cleared, returned, recovered and carried
/// over. It stands in the county's chain under the name of who said it, and is said once.
/// </summary>
[Allowed(Role.CountyFinance)]
public sealed record EndFund(Guid CommandId, Actor By, string CountyCode, string Township, int Year, DateOnly LastDay) : ICommand<DateOnly>;

public sealed class EndFundHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<EndFund, Result<DateOnly>>
{
    public async Task<Result<DateOnly>> Handle(EndFund command, CancellationToken cancellationToken)
    {
        var fund = await desk.Fund(command.CountyCode, command.Township, command.Year, command.LastDay, cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year}"));
        }

        var transfers = await FundTransfers.Read(db, command.CountyCode, fund.Fund, cancellationToken);
        var held = await db.Set<Account>().Where(a => a.CountyCode == command.CountyCode && a.Fund == fund.Fund.FundId).SumAsync(a => a.Held, cancellationToken);
        if (desk.Record(FundEndDecision.End(fund, transfers, held, command.LastDay, CountyDay.Of(turn.Now))) is { } refused)
        {
            return refused;
        }

        await turn.BookOf(command.CountyCode).EndFund(fund.Fund.FundId, command.LastDay, command.By.Name, cancellationToken);
        return command.LastDay;
    }
}
