using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>What becomes of the money in hands when a year ends.</summary>
public enum YearEnd { HandBack, CarryForward }

/// <summary>
/// Ends a fund-year (posting rows 33 and 38): money in hands goes back to the county or into the next year's fund, keeping its age; what already lay unused the
/// year before is surplus and goes back in either case (Budget Law 42). What is awaiting papers stays in the old year.
/// </summary>
[Allowed(Role.CountyFinance)]
public sealed record CloseFundYear(Guid CommandId, Actor By, string CountyCode, string Township, int Year, YearEnd How, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<FundYearState>, ICarriesScan;

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
        var acting = desk.Acting(
            command, FundRole.CountyFinance, command.HappenedOn, "", sheet, sheet with { Kind = DocumentKinds.CountyReceipt }, sheet with { Kind = DocumentKinds.BankStatement });
        if (desk.Record(FundYearDecision.Take(fund.Fund, FundYearTrigger.StartClearing, acting), fund.Fund) is { } notStarted)
        {
            return notStarted;
        }

        var layers = IdleMoney.Layers(fund.Fund.FundId, await FundTransfers.Read(db, command.CountyCode, fund.Fund, cancellationToken));
        var (cause, back) = command.How == YearEnd.HandBack
            ? (SweepBackCause.YearEnd, layers)
            : (SweepBackCause.Surplus, [.. layers.Where(layer => layer.BornOn < new DateOnly(command.Year, 1, 1))]);
        if (SendBack(fund, cause, back.Sum(layer => layer.AmountFen), acting) is { } notSent)
        {
            return notSent;
        }

        var after = Without(fund, back.Sum(layer => layer.AmountFen));
        if (after.Position.InHands == 0)
        {
            return desk.Record(FundYearDecision.HandBack(after, acting.On(3)), fund.Fund) is { } notBack ? notBack : fund.Fund.State;
        }

        var next = await db.Set<ReserveFund>().FirstOrDefaultAsync(
            f => f.CountyCode == command.CountyCode && f.TownshipCode == command.Township && f.Year == command.Year + 1, cancellationToken);
        if (next is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year + 1}"));
        }

        var carried = FundYearDecision.CarryForward(after, next, [.. layers.Except(back)], new DateOnly(command.Year, 1, 1), acting.On(3));
        return desk.Record(carried, fund.Fund) is { } refused ? refused : fund.Fund.State;
    }

    /// <summary>Accepted, sent and received at once: at year end the county itself draws the money back.</summary>
    private Refused? SendBack(FundContext fund, SweepBackCause cause, long fen, Acting acting)
    {
        if (fen == 0)
        {
            return null;
        }

        var place = fund.Fund.BankPlace;
        var sweep = new SweepBack
        {
            CountyCode = fund.Fund.CountyCode, Id = acting.On(20).CommandId, ReserveFundId = fund.Fund.Id, Cause = cause, AmountFen = fen, Place = place, ProposedOn = acting.OccurredOn,
        };
        db.Add(sweep);
        return desk.Record(SweepBackDecision.Decide(sweep, SweepBackTrigger.Accept, acting.On(21)), sweep)
            ?? desk.Record(SweepBackDecision.Send(sweep, fund, fund.Position.InHandsByPlace.GetValueOrDefault(place), acting.On(22)), sweep)
            ?? desk.Record(SweepBackDecision.Receive(sweep, fund, acting.On(23)), sweep);
    }

    private static FundContext Without(FundContext fund, long fen)
    {
        var places = fund.Position.InHandsByPlace.ToDictionary(place => place.Key, place => place.Value - (place.Key == fund.Fund.BankPlace ? fen : 0));
        return fund with { Position = fund.Position with { InHandsByPlace = new SortedDictionary<string, long>(places, StringComparer.Ordinal) } };
    }
}

/// <summary>Closes a year for good: nothing of it may be in transit, in hands, awaiting papers, owed to it or owed by it.</summary>
[Allowed(Role.CountyFinance)]
public sealed record CloseFundForGood(Guid CommandId, Actor By, string CountyCode, string Township, int Year, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<FundYearState>, ICarriesScan;

public sealed class CloseFundForGoodHandler(FundDesk desk, Turn turn) : IRequestHandler<CloseFundForGood, Result<FundYearState>>
{
    public async Task<Result<FundYearState>> Handle(CloseFundForGood command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var fund = await desk.Fund(command.CountyCode, command.Township, command.Year, day, cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year}"));
        }

        var sheet = await desk.Keep(command, DocumentKinds.ClosingSheet, $"{command.Township} {command.Year} closed", cancellationToken);
        return desk.Record(FundYearDecision.Close(fund, desk.Acting(command, FundRole.CountyFinance, command.HappenedOn, "", sheet)), fund.Fund) is { } refused ? refused : fund.Fund.State;
    }
}

/// <summary>
/// Townships merged or split: the old township's fund closes by the document that says so. Its money in hands goes back by row 33 and reaches the new township
/// as an advance; its cases are paid and claimed to their end.
/// </summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record StartClosingFund(Guid CommandId, Actor By, string CountyCode, string Township, int Year, string DocumentNumber, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<FundYearState>, ICarriesScan;

public sealed class StartClosingFundHandler(FundDesk desk, Turn turn) : IRequestHandler<StartClosingFund, Result<FundYearState>>
{
    public async Task<Result<FundYearState>> Handle(StartClosingFund command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var fund = await desk.Fund(command.CountyCode, command.Township, command.Year, day, cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year}"));
        }

        if (command.DocumentNumber.Trim().Length == 0)
        {
            return Refused.By(FundRefusal.DocumentNumberMissing);
        }

        var document = await desk.Keep(command, DocumentKinds.MergerDocument, command.DocumentNumber.Trim(), cancellationToken);
        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.DocumentNumber.Trim(), document);
        return desk.Record(FundYearDecision.Take(fund.Fund, FundYearTrigger.StartClosing, acting), fund.Fund) is { } refused ? refused : fund.Fund.State;
    }
}
