using FluentValidation;
using Jiuji.Matching.Organisations;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Organisations;

/// <summary>A mutual-aid society offers and is referred nothing for the time being. What it has promised stays promised.</summary>
[Allowed(Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record PauseSociety(Guid CommandId, Actor By, string CountyCode, string Society, string Reason) : ICommand<SocietyDone>;

/// <summary>A paused society goes on.</summary>
[Allowed(Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record ResumeSociety(Guid CommandId, Actor By, string CountyCode, string Society, string Reason = "") : ICommand<SocietyDone>;

/// <summary>A society begins to close: it takes on nothing new and hands over what it has promised.</summary>
[Allowed(Role.SocietyCouncil, Role.CountyCivilAffairs)]
public sealed record BeginClosingSociety(
    Guid CommandId, Actor By, string CountyCode, string Society, string Reason, string Document, string ScanName = "", string Scan = "") : ICommand<SocietyDone>, ICarriesScan;

/// <summary>A closing society was audited: what is left of each source is written down once. Whoever kept the money does not enter it.</summary>
[Allowed(Role.Auditor, Role.CountyCivilAffairs)]
public sealed record AuditSociety(
    Guid CommandId, Actor By, string CountyCode, string Society, string Reason, string Document, long FiscalFen, long CollectiveFen, long DonationFen, string ScanName = "", string Scan = "")
    : ICommand<SocietyDone>, ICarriesScan;

/// <summary>
/// What is left of an audited society goes by its source. Its lots leave the supply ledger, what they promised is released, the needs stand open where they stood in the
/// queue, and no consent that names it lets anything through any more.
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record MoveSocietyResidue(
    Guid CommandId, Actor By, string CountyCode, string Society, string Reason, string Document, string FiscalTo = "", string CollectiveTo = "", string DonationTo = "", string GoodsTo = "",
    string ScanName = "", string Scan = "") : ICommand<SocietyDone>, ICarriesScan;

/// <summary>The society is struck off, and nobody signs in for it any more.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record CloseSociety(Guid CommandId, Actor By, string CountyCode, string Society, string Document, string ScanName = "", string Scan = "") : ICommand<SocietyDone>, ICarriesScan;

public sealed class BeginClosingSocietyValidator : AbstractValidator<BeginClosingSociety>
{
    public BeginClosingSocietyValidator() => RuleFor(command => command.Document).MaximumLength(100);
}

public sealed class AuditSocietyValidator : AbstractValidator<AuditSociety>
{
    public AuditSocietyValidator()
    {
        RuleFor(command => command.Document).MaximumLength(100);
        RuleFor(command => command.FiscalFen).GreaterThanOrEqualTo(0);
        RuleFor(command => command.CollectiveFen).GreaterThanOrEqualTo(0);
        RuleFor(command => command.DonationFen).GreaterThanOrEqualTo(0);
    }
}

public sealed class MoveSocietyResidueValidator : AbstractValidator<MoveSocietyResidue>
{
    public MoveSocietyResidueValidator()
    {
        RuleFor(command => command.Document).MaximumLength(100);
        RuleFor(command => command.FiscalTo).MaximumLength(100);
        RuleFor(command => command.CollectiveTo).MaximumLength(100);
        RuleFor(command => command.DonationTo).MaximumLength(100);
        RuleFor(command => command.GoodsTo).MaximumLength(100);
    }
}

public sealed class CloseSocietyValidator : AbstractValidator<CloseSociety>
{
    public CloseSocietyValidator() => RuleFor(command => command.Document).MaximumLength(100);
}

public sealed class PauseSocietyHandler(SocietyDesk desk) : IRequestHandler<PauseSociety, Result<SocietyDone>>
{
    public Task<Result<SocietyDone>> Handle(PauseSociety command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Society, new(SocietyTrigger.Pause, command.Reason), cancellationToken);
}

public sealed class ResumeSocietyHandler(SocietyDesk desk) : IRequestHandler<ResumeSociety, Result<SocietyDone>>
{
    public Task<Result<SocietyDone>> Handle(ResumeSociety command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Society, new(SocietyTrigger.Resume, command.Reason), cancellationToken);
}

public sealed class BeginClosingSocietyHandler(SocietyDesk desk) : IRequestHandler<BeginClosingSociety, Result<SocietyDone>>
{
    public Task<Result<SocietyDone>> Handle(BeginClosingSociety command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Society, new(SocietyTrigger.BeginClosing, command.Reason, command.Document), cancellationToken);
}

public sealed class AuditSocietyHandler(SocietyDesk desk) : IRequestHandler<AuditSociety, Result<SocietyDone>>
{
    public Task<Result<SocietyDone>> Handle(AuditSociety command, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ResidueSource, long>
        {
            [ResidueSource.Fiscal] = command.FiscalFen, [ResidueSource.Collective] = command.CollectiveFen, [ResidueSource.Donation] = command.DonationFen,
        };
        return desk.Move(command, command.Society, new(SocietyTrigger.Audit, command.Reason, command.Document, Found: found), cancellationToken);
    }
}

public sealed class MoveSocietyResidueHandler(SocietyDesk desk) : IRequestHandler<MoveSocietyResidue, Result<SocietyDone>>
{
    public Task<Result<SocietyDone>> Handle(MoveSocietyResidue command, CancellationToken cancellationToken)
    {
        var movedTo = new Dictionary<ResidueSource, string>
        {
            [ResidueSource.Fiscal] = command.FiscalTo, [ResidueSource.Collective] = command.CollectiveTo,
            [ResidueSource.Donation] = command.DonationTo, [ResidueSource.Goods] = command.GoodsTo,
        };
        return desk.Move(command, command.Society, new(SocietyTrigger.MoveResidue, command.Reason, command.Document, MovedTo: movedTo), cancellationToken);
    }
}

public sealed class CloseSocietyHandler(SocietyDesk desk) : IRequestHandler<CloseSociety, Result<SocietyDone>>
{
    public Task<Result<SocietyDone>> Handle(CloseSociety command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Society, new(SocietyTrigger.Close, Document: command.Document), cancellationToken);
}
