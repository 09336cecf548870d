using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>What becomes of the money in hands when a year ends.</summary>
public enum YearEnd { HandBack, CarryForward }

/// <summary>Ends a fund-year (posting rows 33 and 38): money in hands goes back to the county or into the next year's fund, keeping its age. What is awaiting papers stays in the old year.</summary>
[Allowed(Role.CountyFinance)]
public sealed record CloseFundYear(Guid CommandId, Actor By, string CountyCode, string Township, int Year, YearEnd How, DateOnly? HappenedOn = null) : ICommand<FundYearState>;

public sealed class CloseFundYearHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<CloseFundYear, Result<FundYearState>>
{
    public async Task<Result<FundYearState>> Handle(CloseFundYear command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var fund = await desk.Fund(command.CountyCode, command.Township, command.Year, day, cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year}"));
        }

        var sheet = await desk.Keep(command, DocumentKinds.ClosingSheet, $"{command.Township} {command.Year} {fund.Position.InHands}", cancellationToken);
        var receipt = new DocumentAtHand(DocumentKinds.CountyReceipt, sheet.Hash);
        var acting = desk.Acting(command, FundRole.CountyFinance, command.HappenedOn, "", sheet, receipt);
        if (desk.Record(FundYearDecision.Take(fund.Fund, FundYearTrigger.StartClearing, acting), fund.Fund) is { } notStarted)
        {
            return notStarted;
        }

        var decided = command.How == YearEnd.HandBack
            ? FundYearDecision.HandBack(fund, fund.Fund.BankPlace, $"{command.Township}:{command.Year}", acting.On(3))
            : await CarryForward(command, fund, acting.On(3), cancellationToken);
        if (decided is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year + 1}"));
        }

        return desk.Record(decided, fund.Fund) is { } refused ? refused : fund.Fund.State;
    }

    private async Task<FundDecision?> CarryForward(CloseFundYear command, FundContext fund, Acting acting, CancellationToken cancellationToken)
    {
        var next = await db.Set<ReserveFund>().FirstOrDefaultAsync(
            f => f.CountyCode == command.CountyCode && f.TownshipCode == command.Township && f.Year == command.Year + 1, cancellationToken);
        var layers = IdleMoney.Layers(fund.Fund.FundId, await FundTransfers.Read(db, command.CountyCode, fund.Fund, cancellationToken));

        // Carried money is surplus when it was not used for two years running (Budget Law 42).
        return next is null ? null : FundYearDecision.CarryForward(fund, next, layers, new DateOnly(command.Year - 1, 1, 1), acting);
    }
}
