using FluentValidation;
using Jiuji.Matching.Organisations;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Organisations;

/// <summary>What a step of an organisation answers: where it stands, and how much went with it.</summary>
public sealed record OrganisationDone(string Organisation, OrganisationState State, int LotsWithdrawn = 0, int MatchesEnded = 0, int ConsentsEnded = 0);

/// <summary>An organisation may offer and receive nothing for the time being. What is promised stays promised.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record SuspendOrganisation(Guid CommandId, Actor By, string CountyCode, string Organisation, string Reason) : ICommand<OrganisationDone>;

/// <summary>A suspended organisation goes on.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ResumeOrganisation(Guid CommandId, Actor By, string CountyCode, string Organisation, string Reason) : ICommand<OrganisationDone>;

/// <summary>An organisation begins to wind up: it offers nothing new, and has time to hand over what it promised (Charity Law 18).</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record LiquidateOrganisation(
    Guid CommandId, Actor By, string CountyCode, string Organisation, string Reason, string Document, string ScanName = "", string Scan = "") : ICommand<OrganisationDone>, ICarriesScan;

/// <summary>
/// An organisation has ended. Its lots leave the supply ledger, what they promised is released, the needs stand open where they stood in the queue, and no consent
/// that names it lets anything through any more.
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record EndOrganisation(
    Guid CommandId, Actor By, string CountyCode, string Organisation, string Reason, string Document, string ScanName = "", string Scan = "") : ICommand<OrganisationDone>, ICarriesScan;

public sealed class LiquidateOrganisationValidator : AbstractValidator<LiquidateOrganisation>
{
    public LiquidateOrganisationValidator() => RuleFor(command => command.Document).MaximumLength(100);
}

public sealed class EndOrganisationValidator : AbstractValidator<EndOrganisation>
{
    public EndOrganisationValidator() => RuleFor(command => command.Document).MaximumLength(100);
}

public sealed class SuspendOrganisationHandler(OrganisationDesk desk) : IRequestHandler<SuspendOrganisation, Result<OrganisationDone>>
{
    public Task<Result<OrganisationDone>> Handle(SuspendOrganisation command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Organisation, OrganisationTrigger.Suspend, command.Reason, "", cancellationToken);
}

public sealed class ResumeOrganisationHandler(OrganisationDesk desk) : IRequestHandler<ResumeOrganisation, Result<OrganisationDone>>
{
    public Task<Result<OrganisationDone>> Handle(ResumeOrganisation command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Organisation, OrganisationTrigger.Resume, command.Reason, "", cancellationToken);
}

public sealed class LiquidateOrganisationHandler(OrganisationDesk desk) : IRequestHandler<LiquidateOrganisation, Result<OrganisationDone>>
{
    public Task<Result<OrganisationDone>> Handle(LiquidateOrganisation command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Organisation, OrganisationTrigger.Liquidate, command.Reason, command.Document, cancellationToken);
}

public sealed class EndOrganisationHandler(OrganisationDesk desk) : IRequestHandler<EndOrganisation, Result<OrganisationDone>>
{
    public Task<Result<OrganisationDone>> Handle(EndOrganisation command, CancellationToken cancellationToken) =>
        desk.Move(command, command.Organisation, OrganisationTrigger.End, command.Reason, command.Document, cancellationToken);
}
