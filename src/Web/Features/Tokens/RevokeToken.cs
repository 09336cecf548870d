using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Tokens;

/// <summary>Ends a key at once and for good: its owner's or, for the administrator, anybody's.</summary>
[Allowed(
    Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil, Role.StationWorker, Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier,
    Role.Bookkeeper, Role.CountyCivilAffairs, Role.CountyFinance, Role.Auditor, Role.CityOperator, Role.Administrator)]
public sealed record RevokeToken(Guid CommandId, Actor By, Guid TokenId) : ICommand<Done>
{
    public string CountyCode => By.CountyCode;
}

public sealed class RevokeTokenHandler(JiujiDb db, Turn turn) : IRequestHandler<RevokeToken, Result<Done>>
{
    public async Task<Result<Done>> Handle(RevokeToken command, CancellationToken cancellationToken)
    {
        var token = await db.Set<ApiToken>().FirstOrDefaultAsync(each => each.Id == command.TokenId, cancellationToken);
        if (token is null || (token.UserId != command.By.UserId && command.By.Role != Role.Administrator))
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.TokenId.ToString()));
        }

        token.RevokedAt ??= turn.Now;
        return new Done();
    }
}
