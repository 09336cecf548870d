using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>
/// 监护人: who acts and receives for an applicant who is a minor or cannot look after themself. A guardian is an adult whom the county's files know by ID number;
/// somebody whom no file knows is recorded as proxy.
/// </summary>
[Allowed(Role.TownshipHandler)]
public sealed record NameGuardian(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string IdNumber, DateOnly? HappenedOn = null) : ICommand<Guid>
{
    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => $"NameGuardian {{ {CommandId} }}";
}

public sealed class NameGuardianValidator : AbstractValidator<NameGuardian>
{
    public NameGuardianValidator() => RuleFor(c => c.IdNumber).Must(number => CitizenId.TryParse(number, out _) is null).WithMessage("error.id_number");
}

public sealed class NameGuardianHandler(JiujiDb db, PersonalVault vault, CaseSteps steps) : IRequestHandler<NameGuardian, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(NameGuardian command, CancellationToken cancellationToken)
    {
        var found = await steps.OfArea(command, command.CaseNumber, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var day = command.HappenedOn ?? CountyDay.Of(steps.Now);
        CitizenId.TryParse(command.IdNumber, out var number);
        var index = vault.Index("id_number", number!.Value);
        var ward = await db.Set<Person>().SingleAsync(p => p.CountyCode == command.CountyCode && p.Id == found.Value!.ApplicantPersonId, cancellationToken);
        var guardian = await db.Set<Person>().AsNoTracking()
            .FirstOrDefaultAsync(p => p.CountyCode == command.CountyCode && p.IdNumberIndex == index && p.DeletedAt == null && p.MergedIntoId == null, cancellationToken);
        if (guardian is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", Masking.IdNumber(number.Value)));
        }

        if (!ward.NeedsGuardian(day))
        {
            return Refused.By(FundRefusal.GuardianNotNeeded, ("number", command.CaseNumber));
        }

        if (guardian.Id == ward.Id || !guardian.IsAliveOn(day) || guardian.NeedsGuardian(day))
        {
            return Refused.By(FundRefusal.GuardianNotFit, ("number", command.CaseNumber));
        }

        ward.GuardianPersonId = guardian.Id;
        ward.Version++;
        return guardian.Id;
    }
}
