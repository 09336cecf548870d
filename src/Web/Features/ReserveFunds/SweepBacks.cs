using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// A county officer accepts that a township's idle money comes back (posting row 33). Where another township runs short, its advance is drafted on a joint
/// document in the same step (row 37): the money goes through the county, never from township to township.
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record AcceptSweepBack(
    Guid CommandId, Actor By, string CountyCode, string Township, int Year, long AmountFen, SweepBackCause Cause = SweepBackCause.Idle, string ToTownship = "",
    string DocumentNumber = "", DateOnly? HappenedOn = null) : ICommand<Guid>;

public sealed class AcceptSweepBackHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<AcceptSweepBack, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AcceptSweepBack command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var fund = await desk.Fund(command.CountyCode, command.Township, command.Year, day, cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year}"));
        }

        if (command.AmountFen <= 0)
        {
            return Refused.By(FundRefusal.AmountNotPositive);
        }

        var advance = command.ToTownship.Length == 0 ? null : await Draft(command, day, cancellationToken);
        if (advance is { Refused: { } notDrafted })
        {
            return notDrafted;
        }

        var sweep = new SweepBack
        {
            CountyCode = command.CountyCode, Id = command.CommandId, ReserveFundId = fund.Fund.Id, Cause = command.ToTownship.Length > 0 ? SweepBackCause.Reallocation : command.Cause,
            AmountFen = command.AmountFen, Place = fund.Fund.BankPlace, ProposedOn = day, ToTownship = command.ToTownship, AdvanceId = advance?.Value,
        };
        db.Add(sweep);
        var acting = desk.Acting(command, FundRole.CountyCivilAffairs, command.HappenedOn);
        return desk.Record(SweepBackDecision.Decide(sweep, SweepBackTrigger.Accept, acting), sweep) is { } refused ? refused : sweep.Id;
    }

    private async Task<Result<Guid>> Draft(AcceptSweepBack command, DateOnly day, CancellationToken cancellationToken)
    {
        var taker = await desk.Fund(command.CountyCode, command.ToTownship, command.Year, day, cancellationToken);
        if (taker is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.ToTownship} {command.Year}"));
        }

        var document = await db.Set<JointDocument>().FirstOrDefaultAsync(d => d.CountyCode == command.CountyCode && d.Number == command.DocumentNumber, cancellationToken);
        var drafted = document is null ? 0 : await db.Set<Advance>()
            .Where(a => a.CountyCode == command.CountyCode && a.JointDocumentId == document.Id && a.State != AdvanceState.Cancelled).SumAsync(a => a.AmountFen, cancellationToken);
        var checks = AdvanceDecision.CheckDraft(document, drafted, command.AmountFen);
        if (RuleCheck.FirstRefusal(checks) is { } refusal)
        {
            return new Refused(refusal, checks.First(check => check.Rule == refusal).Figures);
        }

        var advance = new Advance
        {
            CountyCode = command.CountyCode, Id = Guid.CreateVersion7(turn.Now), ReserveFundId = taker.Fund.Id, JointDocumentId = document!.Id, Kind = AdvanceKind.Ordinary,
            AmountFen = command.AmountFen, DraftedOn = day, DraftedBy = command.By.Name,
        };
        db.Add(advance);
        return advance.Id;
    }
}

/// <summary>A county officer declines a proposal and says why; the same township is not proposed again for a month.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record DeclineSweepBack(
    Guid CommandId, Actor By, string CountyCode, string Township, int Year, long AmountFen, string Reason, string ToTownship = "", DateOnly? HappenedOn = null) : ICommand<SweepBackState>;

public sealed class DeclineSweepBackHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<DeclineSweepBack, Result<SweepBackState>>
{
    public async Task<Result<SweepBackState>> Handle(DeclineSweepBack command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var fund = await desk.Fund(command.CountyCode, command.Township, command.Year, day, cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year}"));
        }

        var sweep = new SweepBack
        {
            CountyCode = command.CountyCode, Id = command.CommandId, ReserveFundId = fund.Fund.Id, Cause = command.ToTownship.Length > 0 ? SweepBackCause.Reallocation : SweepBackCause.Idle,
            AmountFen = command.AmountFen, Place = fund.Fund.BankPlace, ProposedOn = day, ToTownship = command.ToTownship,
        };
        db.Add(sweep);
        var acting = desk.Acting(command, FundRole.CountyCivilAffairs, command.HappenedOn, command.Reason.Trim());
        return desk.Record(SweepBackDecision.Decide(sweep, SweepBackTrigger.Decline, acting), sweep) is { } refused ? refused : sweep.State;
    }
}

/// <summary>An accepted sweep-back that is not wanted any more, before the township has sent it.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record CallOffSweepBack(Guid CommandId, Actor By, string CountyCode, Guid SweepBackId, string Reason, DateOnly? HappenedOn = null) : ICommand<SweepBackState>;

public sealed class CallOffSweepBackHandler(SweepBackSteps steps) : IRequestHandler<CallOffSweepBack, Result<SweepBackState>>
{
    public async Task<Result<SweepBackState>> Handle(CallOffSweepBack command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.SweepBackId, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var sweep = found.Value!.Sweep;
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, command.Reason.Trim());
        return steps.Desk.Record(SweepBackDecision.Decide(sweep, SweepBackTrigger.CallOff, acting), sweep) is { } refused ? refused : sweep.State;
    }
}

/// <summary>The township's cashier sends the money to the county (row 33, first half).</summary>
[Allowed(Role.Cashier)]
public sealed record SendSweepBack(Guid CommandId, Actor By, string CountyCode, Guid SweepBackId, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<SweepBackState>, ICarriesScan;

public sealed class SendSweepBackHandler(JiujiDb db, SweepBackSteps steps) : IRequestHandler<SendSweepBack, Result<SweepBackState>>
{
    public async Task<Result<SweepBackState>> Handle(SendSweepBack command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.SweepBackId, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (sweep, fund) = found.Value!;
        var hands = fund.Accounts.InHands(sweep.Place).Id(command.CountyCode);
        var available = await db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == command.CountyCode && a.Id == hands).Select(a => a.Balance - a.Held).FirstOrDefaultAsync(cancellationToken);
        var slip = await steps.Desk.Keep(command, DocumentKinds.BankStatement, $"{SweepBackDecision.Reference(sweep)} {sweep.AmountFen}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn, documents: slip);
        return steps.Desk.Record(SweepBackDecision.Send(sweep, fund, available, acting), sweep) is { } refused ? refused : sweep.State;
    }
}

/// <summary>County finance confirms what arrived (row 33, second half).</summary>
[Allowed(Role.CountyFinance)]
public sealed record ReceiveSweepBack(Guid CommandId, Actor By, string CountyCode, Guid SweepBackId, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<SweepBackState>, ICarriesScan;

public sealed class ReceiveSweepBackHandler(SweepBackSteps steps) : IRequestHandler<ReceiveSweepBack, Result<SweepBackState>>
{
    public async Task<Result<SweepBackState>> Handle(ReceiveSweepBack command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.SweepBackId, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (sweep, fund) = found.Value!;
        var receipt = await steps.Desk.Keep(command, DocumentKinds.CountyReceipt, $"{SweepBackDecision.Reference(sweep)} {sweep.AmountFen}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundRole.CountyFinance, command.HappenedOn, documents: receipt);
        return steps.Desk.Record(SweepBackDecision.Receive(sweep, fund, acting), sweep) is { } refused ? refused : sweep.State;
    }
}

/// <summary>A sweep-back and the fund that it leaves.</summary>
public sealed record SweepBackAtHand(SweepBack Sweep, FundContext Fund);

/// <summary>What all steps of a sweep-back share.</summary>
public sealed class SweepBackSteps(JiujiDb db, FundDesk desk, Turn turn)
{
    public FundDesk Desk => desk;

    public async Task<Result<SweepBackAtHand>> Open<TAnswer>(ICommand<TAnswer> command, Guid id, DateOnly? happenedOn, CancellationToken cancellationToken)
    {
        var sweep = await db.Set<SweepBack>().FirstOrDefaultAsync(s => s.CountyCode == command.CountyCode && s.Id == id, cancellationToken);
        if (sweep is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", id.ToString()));
        }

        var fund = await desk.FundOf(command.CountyCode, sweep.ReserveFundId, happenedOn ?? CountyDay.Of(turn.Now), cancellationToken);
        return command.By.MayActIn(command.CountyCode, fund.Fund.TownshipCode)
            ? new SweepBackAtHand(sweep, fund)
            : Refused.By(SiteRefusal.NotYourArea, ("area", fund.Fund.TownshipCode));
    }
}
