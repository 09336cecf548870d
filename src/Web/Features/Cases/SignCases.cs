using FluentValidation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Cases;

/// <summary>
/// Signs several cases at once, each in its own right: one that a rule refuses stays as it is and says why, the others are signed. Numbers are separated by
/// semicolons.
/// </summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance)]
public sealed record SignCases(Guid CommandId, Actor By, string CountyCode, string CaseNumbers, DateOnly? HappenedOn = null) : ICommand<SignedCases>
{
    public IReadOnlyList<string> Numbers => [.. CaseNumbers.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}

/// <param name="Refused">Numbers that were not signed, each with the name of the rule.</param>
public sealed record SignedCases(IReadOnlyList<string> Signed, IReadOnlyDictionary<string, string> Refused);

public sealed class SignCasesValidator : AbstractValidator<SignCases>
{
    public const int Most = 50;

    public SignCasesValidator() => RuleFor(c => c.Numbers.Count).InclusiveBetween(1, Most).OverridePropertyName("numbers").WithMessage("signlist.none");
}

public sealed class SignCasesHandler(JiujiDb db, CaseSteps steps, Turn turn) : IRequestHandler<SignCases, Result<SignedCases>>
{
    public async Task<Result<SignedCases>> Handle(SignCases command, CancellationToken cancellationToken)
    {
        var (signed, refused) = (new List<string>(), new Dictionary<string, string>());
        foreach (var number in command.Numbers)
        {
            var one = new SignCase(SeedFiles.Id($"sign {command.CommandId:N} {number}"), command.By, command.CountyCode, number, command.HappenedOn);
            var result = await steps.Decide(one, number, command.HappenedOn, "", null, CaseDecision.Sign, cancellationToken);
            if (result.Refused is { } no)
            {
                refused[number] = no.Reason.ToString();
            }
            else
            {
                signed.Add(number);
            }
        }

        // What was tried in vain is part of the history of its own case, though the list as a whole was done.
        db.AddRange(turn.Remembered);
        return new SignedCases(signed, refused);
    }
}
