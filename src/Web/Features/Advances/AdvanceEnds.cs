using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Advances;

/// <summary>An advance that is not wanted, before it is issued; what is left on its document is free again.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record CancelAdvance(Guid CommandId, Actor By, string CountyCode, Guid AdvanceId, DateOnly? HappenedOn = null) : ICommand<AdvanceState>;

public sealed class CancelAdvanceHandler(JiujiDb db, FundDesk desk) : IRequestHandler<CancelAdvance, Result<AdvanceState>>
{
    public async Task<Result<AdvanceState>> Handle(CancelAdvance command, CancellationToken cancellationToken)
    {
        var advance = await db.Set<Advance>().FirstOrDefaultAsync(a => a.CountyCode == command.CountyCode && a.Id == command.AdvanceId, cancellationToken);
        if (advance is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.AdvanceId.ToString()));
        }

        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        return desk.Record(AdvanceDecision.Take(advance, AdvanceTrigger.Cancel, acting), advance) is { } refused ? refused : advance.State;
    }
}

/// <summary>The county sent it and the township's bank does not have it: an exception for the two to work out.</summary>
[Allowed(Role.Cashier, Role.Bookkeeper, Role.TownshipHandler)]
public sealed record ReportAdvanceMissing(Guid CommandId, Actor By, string CountyCode, Guid AdvanceId, DateOnly? HappenedOn = null) : ICommand<AdvanceState>;

public sealed class ReportAdvanceMissingHandler(JiujiDb db, FundDesk desk) : IRequestHandler<ReportAdvanceMissing, Result<AdvanceState>>
{
    public async Task<Result<AdvanceState>> Handle(ReportAdvanceMissing command, CancellationToken cancellationToken)
    {
        var advance = await db.Set<Advance>().FirstOrDefaultAsync(a => a.CountyCode == command.CountyCode && a.Id == command.AdvanceId, cancellationToken);
        var fund = advance is null ? null : await db.Set<ReserveFund>().AsNoTracking().SingleAsync(f => f.CountyCode == command.CountyCode && f.Id == advance.ReserveFundId, cancellationToken);
        if (advance is null || fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.AdvanceId.ToString()));
        }

        if (!command.By.MayActIn(command.CountyCode, fund.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", fund.TownshipCode));
        }

        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        return desk.Record(AdvanceDecision.Take(advance, AdvanceTrigger.ReportNotReceived, acting), advance) is { } refused ? refused : advance.State;
    }
}
