using System.Globalization;
using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>
/// Somebody in need whom no file knows and who has no papers at hand: a name or a description is enough, and the identity is completed within the papers' days.
/// Answers the household's number.
/// </summary>
/// <param name="Called">The name they give, or what can be said of them.</param>
/// <param name="Village">Code of the village or township where it happened; empty for the sender's township.</param>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record TakeInStranger(Guid CommandId, Actor By, string CountyCode, string Called, int People, string Description, string Village = "") : ICommand<string>
{
    /// <summary>Whoever prints it by mistake, into a log or an error page, prints nothing.</summary>
    public override string ToString() => $"TakeInStranger {{ {CommandId} }}";
}

public sealed class TakeInStrangerValidator : AbstractValidator<TakeInStranger>
{
    public TakeInStrangerValidator()
    {
        RuleFor(c => c.Called).NotEmpty().WithMessage("error.required").MaximumLength(50).WithMessage("error.too_long");
        RuleFor(c => c.People).InclusiveBetween(1, 30).WithMessage("error.people");
        RuleFor(c => c.Description).NotEmpty().WithMessage("error.required");
    }
}

public sealed class TakeInStrangerHandler(JiujiDb db, PersonalVault vault, CaseSteps steps) : IRequestHandler<TakeInStranger, Result<string>>
{
    public async Task<Result<string>> Handle(TakeInStranger command, CancellationToken cancellationToken)
    {
        var places = await PlaceBook.Read(db, cancellationToken);
        if (places.Find(command.Village.Trim().Length > 0 ? command.Village.Trim() : command.By.TownshipCode) is not { } place || place.County != command.CountyCode)
        {
            return Refused.By(ImportRefusal.PlaceUnknown, ("what", command.Village));
        }

        var prefix = string.Create(CultureInfo.InvariantCulture, $"LS-{command.By.TownshipCode[^3..]}-{CountyDay.Of(steps.Now).Year}-");
        var count = await db.Set<Household>().CountAsync(h => h.CountyCode == command.CountyCode && h.Number.StartsWith(prefix), cancellationToken);
        var household = new Household
        {
            CountyCode = command.CountyCode, Id = command.CommandId, Number = prefix + (count + 1).ToString("000", CultureInfo.InvariantCulture), Size = command.People,
            RegisteredCounty = place.County, RegisteredTownship = place.Township, RegisteredVillage = place.Village,
            ResidenceCounty = place.County, ResidenceTownship = place.Township, ResidenceVillage = place.Village,
            IncidentCounty = place.County, IncidentTownship = place.Township, IncidentVillage = place.Village, CreatedAt = steps.Now,
        };
        household.SealAddress(command.Description.Trim(), vault);
        var person = new Person { CountyCode = command.CountyCode, Id = Guid.CreateVersion7(steps.Now), HouseholdId = household.Id, Relation = Relation.Head };
        person.SealName(command.Called.Trim(), vault);
        db.Add(household);
        db.Add(person);
        return household.Number;
    }
}

/// <summary>The identity that was pending is complete: name and ID number, and the account if there is one.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record CompleteIdentity(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Name, string IdNumber, string Account = "") : ICommand<Done>
{
    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => $"CompleteIdentity {{ {CommandId} }}";
}

public sealed class CompleteIdentityValidator : AbstractValidator<CompleteIdentity>
{
    public CompleteIdentityValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("error.required");
        RuleFor(c => c.IdNumber).Must(number => CitizenId.TryParse(number, out _) is null).WithMessage("error.id_number");
    }
}

public sealed class CompleteIdentityHandler(JiujiDb db, PersonalVault vault, CaseSteps steps) : IRequestHandler<CompleteIdentity, Result<Done>>
{
    public async Task<Result<Done>> Handle(CompleteIdentity command, CancellationToken cancellationToken)
    {
        var found = await steps.OfArea(command, command.CaseNumber, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var aidCase = found.Value!;
        CitizenId.TryParse(command.IdNumber, out var number);
        var index = vault.Index("id_number", number!.Value);
        if (await db.Set<Person>().AnyAsync(p => p.CountyCode == command.CountyCode && p.IdNumberIndex == index && p.Id != aidCase.ApplicantPersonId && p.DeletedAt == null, cancellationToken))
        {
            return Refused.By(Matching.MatchingRefusal.AlreadyRegistered, ("what", command.CaseNumber));
        }

        var person = await db.Set<Person>().SingleAsync(p => p.CountyCode == command.CountyCode && p.Id == aidCase.ApplicantPersonId, cancellationToken);
        person.SealName(command.Name.Trim(), vault);
        person.SealIdNumber(number, vault);
        if (command.Account.Trim().Length > 0)
        {
            person.SealAccount(command.Account.Trim(), vault);
        }

        person.Version++;
        aidCase.IdentityPending = false;
        return default(Done);
    }
}

/// <summary>代领: who receives for the payee, and why; or the home that the payee lives in. Recorded before any money leaves, and never staff.</summary>
[Allowed(Role.TownshipHandler)]
public sealed record RecordProxy(
    Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Name, string IdNumber, string Account, string Reason, bool IsInstitution = false, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<Guid>, ICarriesScan
{
    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => $"RecordProxy {{ {CommandId} }}";
}

public sealed class RecordProxyValidator : AbstractValidator<RecordProxy>
{
    public RecordProxyValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("error.required");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("error.required");
        RuleFor(c => c.IdNumber).Must(number => number.Length == 0 || CitizenId.TryParse(number, out _) is null).WithMessage("error.id_number");
    }
}

public sealed class RecordProxyHandler(JiujiDb db, PersonalVault vault, CaseSteps steps) : IRequestHandler<RecordProxy, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordProxy command, CancellationToken cancellationToken)
    {
        var found = await steps.OfArea(command, command.CaseNumber, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var day = command.HappenedOn ?? CountyDay.Of(steps.Now);
        var number = CitizenId.TryParse(command.IdNumber, out var id) is null ? vault.Index("id_number", id!.Value) : [];
        var account = command.Account.Trim().Length > 0 ? vault.Index("account", command.Account.Trim()) : [];
        if (await db.Set<PayerParty>().AnyAsync(
            r => r.CountyCode == command.CountyCode && r.Kind != PayerPartyKind.Kin && r.From <= day && (r.Until == null || day <= r.Until)
                && ((number.Length > 0 && r.IdNumberIndex == number) || (account.Length > 0 && r.AccountIndex == account)), cancellationToken))
        {
            return Refused.By(FundRefusal.PayeeIsStaff);
        }

        var (nameSealed, accountSealed) = PersonalView.SealProxy(command.CommandId, command.Name.Trim(), command.Account.Trim(), vault);
        var authorisation = await steps.Desk.Keep(command, DocumentKinds.Application, $"{command.CaseNumber} {Masking.Name(command.Name)} {command.Reason}", cancellationToken);
        db.Add(new PayeeProxy
        {
            CountyCode = command.CountyCode, Id = command.CommandId, PayeePersonId = found.Value!.ApplicantPersonId, NameMasked = Masking.Name(command.Name.Trim()),
            NameSealed = nameSealed, AccountSealed = accountSealed, AccountIndex = account,
            IsInstitution = command.IsInstitution, Reason = command.Reason.Trim(), DocumentHash = authorisation.Hash, RecordedBy = command.By.Name, From = day,
        });
        return command.CommandId;
    }
}

/// <summary>
/// A second person explains why a stopped payment may pass all the same. Only stops of the kind that can be explained heed it; whoever pays cannot be that
/// person, and the payment is marked in the book and counted in public.
/// </summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.CountyCivilAffairs)]
public sealed record LetPaymentPass(Guid CommandId, Actor By, string CountyCode, string CaseNumber, FundRefusal Rule, string Reason) : ICommand<Done>;

public sealed class LetPaymentPassHandler(JiujiDb db, CaseSteps steps) : IRequestHandler<LetPaymentPass, Result<Done>>
{
    public async Task<Result<Done>> Handle(LetPaymentPass command, CancellationToken cancellationToken)
    {
        var found = await steps.OfArea(command, command.CaseNumber, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        if (!PaymentChecks.Overridable.Contains(command.Rule))
        {
            return Refused.By(command.Rule);
        }

        if (command.Reason.Trim().Length == 0)
        {
            return Refused.By(FundRefusal.ReasonMissing);
        }

        db.Add(new PaymentOverride
        {
            CountyCode = command.CountyCode, Id = command.CommandId, AidCaseId = found.Value!.Id, Rule = command.Rule, Actor = command.By.Name,
            Role = FundCapacity.Of(command.By.Role), Reason = command.Reason.Trim(), At = steps.Now,
        });
        return default(Done);
    }
}

/// <summary>Somebody of the paying side is named by ID number or account: staff and units never receive, declared kin only with a second person (T11, X7).</summary>
/// <param name="BelongsTo">The user who is it or whose kin it is; the unit's name for a unit.</param>
[Allowed(Role.TownshipHandler, Role.OfficeHead, Role.CountyCivilAffairs, Role.Auditor)]
public sealed record DeclarePayerParty(
    Guid CommandId, Actor By, string CountyCode, PayerPartyKind Kind, string BelongsTo, string IdNumber, string Account, DateOnly? From = null) : ICommand<Guid>
{
    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => $"DeclarePayerParty {{ {CommandId} }}";
}

public sealed class DeclarePayerPartyValidator : AbstractValidator<DeclarePayerParty>
{
    public DeclarePayerPartyValidator()
    {
        RuleFor(c => c.BelongsTo).NotEmpty().WithMessage("error.required");
        RuleFor(c => c.IdNumber).Must((c, number) => number.Length == 0 ? c.Account.Length > 0 : CitizenId.TryParse(number, out _) is null).WithMessage("error.id_number");
    }
}

public sealed class DeclarePayerPartyHandler(JiujiDb db, PersonalVault vault, Turn turn) : IRequestHandler<DeclarePayerParty, Result<Guid>>
{
    public Task<Result<Guid>> Handle(DeclarePayerParty command, CancellationToken cancellationToken)
    {
        db.Add(new PayerParty
        {
            CountyCode = command.CountyCode, Id = command.CommandId, Kind = command.Kind, BelongsTo = command.BelongsTo.Trim(),
            IdNumberIndex = CitizenId.TryParse(command.IdNumber, out var id) is null ? vault.Index("id_number", id!.Value) : [],
            AccountIndex = command.Account.Trim().Length > 0 ? vault.Index("account", command.Account.Trim()) : [],
            DeclaredBy = command.By.Name, From = command.From ?? CountyDay.Of(turn.Now),
        });
        return Task.FromResult<Result<Guid>>(command.CommandId);
    }
}
