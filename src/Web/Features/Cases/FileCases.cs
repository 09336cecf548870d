using FluentValidation;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using Jiuji.Web.Features.Payments;
using MediatR;

namespace Jiuji.Web.Features.Cases;

/// <summary>
/// Files several small cases with the county on one list (R10), as <see cref="FileCase"/> does each. Numbers are separated by semicolons. A list is one paper: where one of its
/// cases may not be filed, none is.
/// </summary>
[Allowed(Role.TownshipHandler)]
public sealed record FileCases(Guid CommandId, Actor By, string CountyCode, string CaseNumbers, DateOnly? HappenedOn = null) : ICommand<int>
{
    public IReadOnlyList<string> Numbers => [.. CaseNumbers.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}

public sealed class FileCasesValidator : AbstractValidator<FileCases>
{
    public FileCasesValidator() => RuleFor(c => c.Numbers.Count).InclusiveBetween(1, SignCasesValidator.Most).OverridePropertyName("numbers").WithMessage("error.required_here");
}

public sealed class FileCasesHandler(CaseSteps steps, PaymentSteps payments) : IRequestHandler<FileCases, Result<int>>
{
    public async Task<Result<int>> Handle(FileCases command, CancellationToken cancellationToken)
    {
        var filing = new FileCaseHandler(steps, payments);
        foreach (var number in command.Numbers)
        {
            var one = new FileCase(SeedFiles.Id($"file {command.CommandId:N} {number}"), command.By, command.CountyCode, number, command.HappenedOn);
            if ((await filing.Handle(one, cancellationToken)).Refused is { } refused)
            {
                return refused with { Detail = new Dictionary<string, string>(refused.Detail) { ["case"] = number } };
            }
        }

        return command.Numbers.Count;
    }
}
