using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>先行救助: somebody needs money now. The case is opened with its payment in cash, and asks for one signature (F14).</summary>
[Allowed(Role.TownshipHandler)]
public sealed record RequestAidFirst(
    Guid CommandId, Actor By, string CountyCode, string HouseholdNumber, string CauseCode, long AmountFen, string Incident = "", AidType Type = AidType.Emergency,
    DateOnly? HappenedOn = null, string IncidentNote = "") : ICommand<string>;

public sealed class RequestAidFirstValidator : AbstractValidator<RequestAidFirst>
{
    public RequestAidFirstValidator()
    {
        RuleFor(c => c.HouseholdNumber).NotEmpty().WithMessage("error.household_missing");
        RuleFor(c => c.CauseCode).NotEmpty().WithMessage("error.cause_missing");
        RuleFor(c => c.AmountFen).GreaterThan(0).WithMessage("error.amount").LessThan(100_000_000).WithMessage("error.amount");
        RuleFor(c => c.IncidentNote).MaximumLength(CaseTold.LongestNote).WithMessage("error.too_long");
    }
}

public sealed class RequestAidFirstHandler(JiujiDb db, CaseSteps cases, PaymentSteps payments) : IRequestHandler<RequestAidFirst, Result<string>>
{
    public async Task<Result<string>> Handle(RequestAidFirst command, CancellationToken cancellationToken)
    {
        var township = command.By.TownshipCode;
        var told = new CaseTold(command.Type, AidMode.AidFirst, command.CauseCode, command.AmountFen, command.Incident, command.HappenedOn) { IncidentNote = command.IncidentNote };
        var opened = await cases.Open(command, township, command.HouseholdNumber, told, cancellationToken);
        if (opened.Refused is { } refused)
        {
            return refused;
        }

        var (aidCase, day) = (opened.Value!, command.HappenedOn ?? CountyDay.Of(cases.Now));
        if (await cases.Desk.Fund(command.CountyCode, township, day.Year, day, cancellationToken) is not { } fund)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{township} {day.Year}"));
        }

        var payment = await payments.Plan(aidCase, fund, Guid.CreateVersion7(cases.Now), 1, day, cancellationToken);
        db.Add(payment);
        db.Add(new AidFirst { CountyCode = command.CountyCode, Id = Guid.CreateVersion7(cases.Now), AidCaseId = aidCase.Id, PaymentId = payment.Id, RequestedAt = cases.Now });
        return aidCase.Number;
    }
}

/// <summary>The one signature that aid first needs before the money goes.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record AuthoriseAidFirst(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<AidFirstState>;

public sealed class AuthoriseAidFirstHandler(AidFirstSteps steps) : IRequestHandler<AuthoriseAidFirst, Result<AidFirstState>>
{
    public Task<Result<AidFirstState>> Handle(AuthoriseAidFirst command, CancellationToken cancellationToken) => steps.Take(
        command, command.CaseNumber, command.HappenedOn, "", null, (aid, acting) => AidFirstDecision.Authorise(aid.First, aid.Aid.Fund, byCall: false, acting), cancellationToken);
}

/// <summary>
/// A signer who cannot come says yes on the telephone. Whoever is on duty writes down who called, when and what was said; the signer signs it the next
/// working day, or says that it was never said.
/// </summary>
[Allowed(Role.TownshipHandler, Role.Cashier, Role.Bookkeeper)]
public sealed record RecordAidFirstCall(Guid CommandId, Actor By, string CountyCode, string CaseNumber, FundRole Signer, string Said, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AidFirstState>, ICarriesScan;

public sealed class RecordAidFirstCallHandler(CaseSteps cases, AidFirstSteps steps) : IRequestHandler<RecordAidFirstCall, Result<AidFirstState>>
{
    public async Task<Result<AidFirstState>> Handle(RecordAidFirstCall command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(steps.Now);
        if (await cases.SignerOf(command.CountyCode, command.By.TownshipCode, command.Signer, day, cancellationToken) is not { } signer)
        {
            return Refused.By(FundRefusal.WrongRole, ("role", command.Signer.ToString()));
        }

        var said = $"{command.Said.Trim()}（{command.By.Name}）";
        return await steps.Take(
            command, command.CaseNumber, command.HappenedOn, said, DocumentKinds.RecordedCall,
            (aid, acting) => AidFirstDecision.Authorise(aid.First, aid.Aid.Fund, byCall: true, signer.By(acting)), cancellationToken);
    }
}

/// <summary>While the township's gate is shut, the county's officer on duty signs too.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record CountersignAidFirst(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<AidFirstState>;

public sealed class CountersignAidFirstHandler(AidFirstSteps steps) : IRequestHandler<CountersignAidFirst, Result<AidFirstState>>
{
    public Task<Result<AidFirstState>> Handle(CountersignAidFirst command, CancellationToken cancellationToken) => steps.Take(
        command, command.CaseNumber, command.HappenedOn, "", null,
        (aid, acting) => AidFirstDecision.Countersign(aid.First, acting with { Role = FundRole.CountyDutyOfficer }), cancellationToken);
}

/// <summary>The signer does not agree to pay first; the case goes the ordinary way.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record DeclineAidFirst(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<AidFirstState>;

public sealed class DeclineAidFirstHandler(AidFirstSteps steps) : IRequestHandler<DeclineAidFirst, Result<AidFirstState>>
{
    public Task<Result<AidFirstState>> Handle(DeclineAidFirst command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, command.HappenedOn, command.Reason, null, (aid, acting) => AidFirstDecision.Take(aid.First, AidFirstTrigger.Decline, acting), cancellationToken);
}

/// <summary>
/// The duty payer hands the money over from the float in their own hands (posting row 8), or, where nothing is left there, money that somebody lends by night
/// (row 40), and brings the receipt. Whoever signed does not pay.
/// </summary>
[Allowed(Role.TownshipHandler, Role.Cashier, Role.Bookkeeper, Role.StationWorker)]
public sealed record PayAidFirst(
    Guid CommandId, Actor By, string CountyCode, string CaseNumber, CashReason Reason, ReceiptForm Receipt, string WitnessOne = "", string WitnessTwo = "",
    DateOnly? HappenedOn = null, string Lender = "") : ICommand<string>;

public sealed class PayAidFirstHandler(CashHandover steps) : IRequestHandler<PayAidFirst, Result<string>>
{
    public Task<Result<string>> Handle(PayAidFirst command, CancellationToken cancellationToken) => steps.Pay(
        command, command.CaseNumber, new CashTold(FundRole.DutyPayer, command.Reason, command.Receipt, command.WitnessOne, command.WitnessTwo, command.HappenedOn, 1, command.Lender), cancellationToken);
}

/// <summary>The signer signs what they said on the telephone.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record SignAidFirstCall(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<AidFirstState>;

public sealed class SignAidFirstCallHandler(AidFirstSteps steps) : IRequestHandler<SignAidFirstCall, Result<AidFirstState>>
{
    public Task<Result<AidFirstState>> Handle(SignAidFirstCall command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, command.HappenedOn, "", null, (aid, acting) => AidFirstDecision.SignCall(aid.First, acting), cancellationToken);
}

/// <summary>A signature that should have followed is refused: the county decides what becomes of the money.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record RefuseAidFirstSignature(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<AidFirstState>;

public sealed class RefuseAidFirstSignatureHandler(AidFirstSteps steps) : IRequestHandler<RefuseAidFirstSignature, Result<AidFirstState>>
{
    public Task<Result<AidFirstState>> Handle(RefuseAidFirstSignature command, CancellationToken cancellationToken) => steps.Take(
        command, command.CaseNumber, command.HappenedOn, command.Reason, null, (aid, acting) => AidFirstDecision.Take(aid.First, AidFirstTrigger.RefuseSignature, acting), cancellationToken);
}

/// <summary>The papers can never exist: the county decides what becomes of the money.</summary>
[Allowed(Role.TownshipHandler, Role.Bookkeeper)]
public sealed record ReportPapersImpossible(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<AidFirstState>;

public sealed class ReportPapersImpossibleHandler(AidFirstSteps steps) : IRequestHandler<ReportPapersImpossible, Result<AidFirstState>>
{
    public Task<Result<AidFirstState>> Handle(ReportPapersImpossible command, CancellationToken cancellationToken) => steps.Take(
        command, command.CaseNumber, command.HappenedOn, command.Reason, null, (aid, acting) => AidFirstDecision.Take(aid.First, AidFirstTrigger.ReportPapersImpossible, acting), cancellationToken);
}

/// <summary>
/// The county bears what was paid in good faith and can never be completed (posting row 17, CZ24 五(三)): its decision stands for the papers.
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record AcceptInGoodFaith(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<PaymentState>, ICarriesScan;

public sealed class AcceptInGoodFaithHandler(AidFirstSteps steps) : IRequestHandler<AcceptInGoodFaith, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(AcceptInGoodFaith command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.CaseNumber, command.HappenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (aid, first) = found.Value!;
        var decided = await steps.Desk.Keep(command, DocumentKinds.CountyDecision, $"{aid.AidCase.Number} {command.Reason}", cancellationToken);
        var acting = steps.Desk.Acting(command, FundRole.CountyCivilAffairs, command.HappenedOn, command.Reason.Trim(), decided);
        return steps.Desk.Record(CorrectionDecision.AcceptInGoodFaith(aid.Payment, first, aid.Fund, acting), aid.Payment, first) is { } refused ? refused : aid.Payment.State;
    }
}

/// <summary>The payment of aid first, and the record that accompanies it.</summary>
public sealed record AidFirstAtHand(AidAtHand Aid, AidFirst First);

/// <summary>What all steps of aid first share.</summary>
public sealed class AidFirstSteps(PaymentSteps payments)
{
    public ReserveFunds.FundDesk Desk => payments.Desk;
    public DateTimeOffset Now => payments.Now;

    public async Task<Result<AidFirstAtHand>> Open<TAnswer>(ICommand<TAnswer> command, string number, DateOnly? happenedOn, CancellationToken cancellationToken)
    {
        var aid = await payments.Open(command, number, happenedOn, planIfNone: false, cancellationToken);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        return await payments.AidFirstOf(aid.Value!.Payment, cancellationToken) is { } first
            ? new AidFirstAtHand(aid.Value, first)
            : Refused.By(SiteRefusal.NotFound, ("what", number));
    }

    public async Task<Result<AidFirstState>> Take(
        ICommand<AidFirstState> command, string number, DateOnly? happenedOn, string reason, string? documentKind, Func<AidFirstAtHand, Acting, FundDecision> decide,
        CancellationToken cancellationToken)
    {
        var found = await Open(command, number, happenedOn, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        DocumentAtHand[] documents = documentKind is null ? [] : [await Desk.Keep(command, documentKind, $"{number} {reason}", cancellationToken)];
        var acting = Desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, reason.Trim(), documents);
        return Desk.Record(decide(found.Value!, acting), found.Value!.First) is { } refused ? refused : found.Value.First.State;
    }
}
