using System.Globalization;
using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>Accepts a household's case in the township where the emergency happened (F13): the clock starts.</summary>
[Allowed(Role.TownshipHandler)]
public sealed record AcceptCase(
    Guid CommandId, Actor By, string CountyCode, string HouseholdNumber, AidType Type, string CauseCode, long AmountFen, string Incident = "",
    DateOnly? HappenedOn = null) : ICommand<string>;

public sealed class AcceptCaseValidator : AbstractValidator<AcceptCase>
{
    public AcceptCaseValidator()
    {
        RuleFor(c => c.HouseholdNumber).NotEmpty().WithMessage("error.household_missing");
        RuleFor(c => c.CauseCode).NotEmpty().WithMessage("error.cause_missing");
        RuleFor(c => c.AmountFen).GreaterThan(0).WithMessage("error.amount").LessThan(100_000_000).WithMessage("error.amount");
    }
}

public sealed class AcceptCaseHandler(JiujiDb db, FundDesk desk, RuleShelf rules, Turn turn) : IRequestHandler<AcceptCase, Result<string>>
{
    public async Task<Result<string>> Handle(AcceptCase command, CancellationToken cancellationToken)
    {
        var household = await db.Set<Household>().AsNoTracking()
            .FirstOrDefaultAsync(h => h.CountyCode == command.CountyCode && h.Number == command.HouseholdNumber && h.DeletedAt == null && h.MergedIntoId == null, cancellationToken);
        if (household is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.HouseholdNumber));
        }

        var head = await db.Set<Person>().AsNoTracking()
            .Where(p => p.CountyCode == command.CountyCode && p.HouseholdId == household.Id && p.DeletedAt == null && p.DeceasedOn == null)
            .OrderBy(p => p.Relation == Relation.Head ? 0 : 1).ThenBy(p => p.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (head is null)
        {
            return Refused.By(FundRefusal.PayeeDeceased, ("household", household.Number));
        }

        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var due = CaseDecision.PaymentDeadline(AidMode.Ordinary, day, desk.Rules(command.CountyCode, day), rules.Calendar) ?? new Deadline(day.AddDays(30), true);
        var aidCase = new AidCase
        {
            CountyCode = command.CountyCode, Id = command.CommandId, Number = await NextNumber(command, day, cancellationToken), HouseholdId = household.Id,
            ApplicantPersonId = head.Id, TownshipCode = command.By.TownshipCode, VillageCode = household.ResidenceVillage, Type = command.Type, Mode = AidMode.Ordinary,
            CauseCode = command.CauseCode, IncidentPlace = command.Incident.Length > 0 ? command.Incident : household.ResidenceVillage, AmountFen = command.AmountFen,
            People = household.Size, AcceptedOn = day, DueOn = due.Day, DueProvisional = due.Provisional, HandledBy = command.By.Name,
        };
        db.Add(aidCase);
        return aidCase.Number;
    }

    /// <summary>Numbered per township and year; the county's lane is the only writer, so counting is enough.</summary>
    private async Task<string> NextNumber(AcceptCase command, DateOnly day, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{command.By.TownshipCode[^3..]}-{day.Year}-");
        var count = await db.Set<AidCase>().CountAsync(c => c.CountyCode == command.CountyCode && c.Number.StartsWith(prefix), cancellationToken);
        return prefix + (count + 1).ToString("0000", CultureInfo.InvariantCulture);
    }
}

/// <summary>The visit to the household is done; what was found is kept as the survey record.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record InvestigateCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Finding, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class InvestigateCaseHandler(CaseSteps steps) : IRequestHandler<InvestigateCase, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(InvestigateCase command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.Investigate, DocumentKinds.Survey, command.Finding, command.HappenedOn, cancellationToken);
}

/// <summary>The notice hangs at the village board (expense type, where the pack asks for it).</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record PostCaseNotice(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Where, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class PostCaseNoticeHandler(CaseSteps steps) : IRequestHandler<PostCaseNotice, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(PostCaseNotice command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.PostNotice, DocumentKinds.PostingEvidence, command.Where, command.HappenedOn, cancellationToken);
}

/// <summary>One of the three signatures (F9); the last one makes the case signed.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record SignCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class SignCaseHandler(CaseSteps steps) : IRequestHandler<SignCase, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(SignCase command, CancellationToken cancellationToken) =>
        steps.Decide(command, command.CaseNumber, command.HappenedOn, "", null, CaseDecision.Sign, cancellationToken);
}

/// <summary>Refusal in writing, with its reason; it is served on the household by a step of its own.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record RefuseCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class RefuseCaseHandler(CaseSteps steps) : IRequestHandler<RefuseCase, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(RefuseCase command, CancellationToken cancellationToken) => steps.Decide(
        command, command.CaseNumber, command.HappenedOn, command.Reason, DocumentKinds.WrittenRefusal, (aidCase, _, _, acting, _) => CaseDecision.Refuse(aidCase, acting), cancellationToken);
}

/// <summary>A small case decided by the township is filed with the county (R10).</summary>
[Allowed(Role.TownshipHandler)]
public sealed record FileCase(Guid CommandId, Actor By, string CountyCode, string CaseNumber, DateOnly? HappenedOn = null) : ICommand<AidCaseState>;

public sealed class FileCaseHandler(CaseSteps steps) : IRequestHandler<FileCase, Result<AidCaseState>>
{
    public Task<Result<AidCaseState>> Handle(FileCase command, CancellationToken cancellationToken) =>
        steps.Take(command, command.CaseNumber, AidCaseTrigger.FileWithCounty, DocumentKinds.FilingRecord, command.CaseNumber, command.HappenedOn, cancellationToken);
}

/// <summary>What all steps of a case share: find it, check the area, know who did what before, decide, keep.</summary>
public sealed class CaseSteps(JiujiDb db, FundDesk desk, Turn turn)
{
    public delegate FundDecision Step(AidCase aidCase, IReadOnlyList<Part> parts, PackValues pack, Acting acting, bool onPaper);

    public Task<Result<AidCaseState>> Take(
        ICommand<AidCaseState> command, string number, AidCaseTrigger trigger, string documentKind, string text, DateOnly? happenedOn, CancellationToken cancellationToken) =>
        Decide(command, number, happenedOn, text, documentKind, (aidCase, parts, pack, acting, _) => CaseDecision.Take(aidCase, trigger, parts, pack, acting), cancellationToken);

    public async Task<Result<AidCaseState>> Decide(
        ICommand<AidCaseState> command, string number, DateOnly? happenedOn, string reason, string? documentKind, Step step, CancellationToken cancellationToken)
    {
        var aidCase = await Find(command.CountyCode, number, cancellationToken);
        if (aidCase is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        if (!command.By.MayActIn(command.CountyCode, aidCase.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", aidCase.TownshipCode));
        }

        var day = happenedOn ?? CountyDay.Of(turn.Now);
        var parts = await desk.Parts(command.CountyCode, [aidCase.Id], cancellationToken);
        DocumentAtHand[] documents = documentKind is null ? [] : [await desk.Keep(command, documentKind, $"{number} {reason}", cancellationToken)];
        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, reason, documents);
        var decision = step(aidCase, [new Part(FundRole.Handler, aidCase.HandledBy), .. parts], desk.Rules(command.CountyCode, day), acting, false);
        return desk.Record(decision, aidCase) is { } refused ? refused : aidCase.State;
    }

    public Task<AidCase?> Find(string county, string number, CancellationToken cancellationToken) =>
        db.Set<AidCase>().Include(c => c.Signatures).FirstOrDefaultAsync(c => c.CountyCode == county && c.Number == number, cancellationToken);
}
