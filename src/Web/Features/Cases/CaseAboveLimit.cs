using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Cases;

/// <summary>What the township may not decide goes to the county (F6), on the same clock.</summary>
[Allowed(Role.TownshipHandler, Role.OfficeHead)]
public sealed record PassToCounty(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason = "", DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class PassToCountyHandler(CaseSteps steps) : IRequestHandler<PassToCounty, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(PassToCounty command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.PassToCounty, null, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>The county decides up to its own limit, on the proposed amount or on another.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record DecideByCounty(Guid CommandId, Actor By, string CountyCode, string CaseNumber, long AmountFen, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidCaseState>, ICarriesScan;

public sealed class DecideByCountyHandler(CaseSteps steps) : IRequestHandler<DecideByCounty, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(DecideByCounty command, CancellationToken cancellationToken) => steps.Decide(
        command, command.CaseNumber, command.HappenedOn, command.Reason, DocumentKinds.CountyDecision,
        (aidCase, _, pack, acting, _) => CaseDecision.ApproveByCounty(aidCase, pack, acting, command.AmountFen), cancellationToken);
}

/// <summary>What the county may not decide alone goes to the coordination meeting (F20).</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record PassToMeeting(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason = "", DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class PassToMeetingHandler(CaseSteps steps) : IRequestHandler<PassToMeeting, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(PassToMeeting command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.PassToMeeting, null, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>一事一议: the minute of the coordination meeting with its number, who sat there and what it decided is entered by the county.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record EnterMinute(
    Guid CommandId, Actor By, string CountyCode, string CaseNumber, string MinuteNumber, string Members, long AmountFen, string Decision, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidCaseState>, ICarriesScan;

public sealed class EnterMinuteHandler(CaseSteps steps) : IRequestHandler<EnterMinute, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(EnterMinute command, CancellationToken cancellationToken)
    {
        if (command.MinuteNumber.Trim().Length == 0)
        {
            return Task.FromResult<Result<AidCaseState>>(Refused.By(FundRefusal.DocumentNumberMissing));
        }

        var minute = $"{command.MinuteNumber.Trim()}：{command.Decision.Trim()}（{command.Members.Trim()}）";
        return steps.Decide(
            command, command.CaseNumber, command.HappenedOn, minute, DocumentKinds.MeetingMinute,
            (aidCase, _, _, acting, _) => CaseDecision.ApproveByMeeting(aidCase, command.AmountFen, acting with { Role = FundRole.CoordinationMeeting }), cancellationToken);
    }
}

/// <summary>The case goes back to the township: it starts again with the visit.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ReturnToTownship(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class ReturnToTownshipHandler(CaseSteps steps) : IRequestHandler<ReturnToTownship, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(ReturnToTownship command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.ReturnToTownship, null, command.Reason, command.HappenedOn, cancellationToken);
}

/// <summary>
/// 县级直接支付: the county pays what it or the meeting decided from its own temporary-aid fund. No township account is touched; the household's aid chain
/// knows it, so that nobody aids the same cause again.
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record PayByCounty(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Voucher, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class PayByCountyHandler(JiujiDb db, CaseSteps steps, Turn turn) : IRequestHandler<PayByCounty, Result<AidCaseState>>
{
    public async Task<Result<AidCaseState>> Handle(PayByCounty command, CancellationToken cancellationToken)
    {
        if (command.Voucher.Trim().Length == 0)
        {
            return Refused.By(FundRefusal.DocumentNumberMissing);
        }

        var aidCase = await steps.Find(command.CountyCode, command.CaseNumber, cancellationToken);
        if (aidCase is null || aidCase.State is not (AidCaseState.CountyApproved or AidCaseState.MeetingApproved)
            || await steps.HasMoneyOut(command.CountyCode, command.CaseNumber, cancellationToken))
        {
            return aidCase is null ? Refused.By(SiteRefusal.NotFound, ("what", command.CaseNumber)) : Refused.By(FundRefusal.MoveNotAllowed, ("what", command.CaseNumber));
        }

        db.Add(new AidChainItem
        {
            CountyCode = command.CountyCode, Id = command.CommandId, HouseholdId = aidCase.HouseholdId, PersonId = aidCase.ApplicantPersonId, Source = AidSource.TemporaryAid,
            GivenOn = command.HappenedOn ?? CountyDay.Of(turn.Now), AmountFen = aidCase.AmountFen, CauseCode = aidCase.CauseCode,
            Reference = $"county:{aidCase.Number}", RecordedAt = turn.Now,
        });
        return await steps.Take(command, command.CaseNumber, AidCaseTrigger.Close, null, command.Voucher.Trim(), command.HappenedOn, cancellationToken);
    }
}
