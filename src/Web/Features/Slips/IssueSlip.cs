using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Slips;

/// <summary>Gives a household a new code for its paper slip; an earlier one no longer opens anything. Only the salted hash travels, made before the lane.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record IssueSlip(Guid CommandId, Actor By, string CountyCode, string HouseholdNumber, string CodeHash) : ICommand<Done>;

public sealed class IssueSlipHandler(JiujiDb db) : IRequestHandler<IssueSlip, Result<Done>>
{
    public async Task<Result<Done>> Handle(IssueSlip command, CancellationToken cancellationToken)
    {
        var household = await db.Set<Household>()
            .FirstOrDefaultAsync(each => each.CountyCode == command.CountyCode && each.Number == command.HouseholdNumber, cancellationToken);
        if (household is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "household"));
        }

        if (command.By.TownshipCode.Length > 0 && !household.TouchesArea(new HashSet<string> { command.By.TownshipCode }))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.By.TownshipCode));
        }

        household.SlipCodeHash = Convert.FromBase64String(command.CodeHash);
        household.Version++;
        return new Done();
    }
}
