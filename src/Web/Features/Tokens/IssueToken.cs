using Jiuji.Web.Api;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Tokens;

/// <summary>
/// Gives a program a key to the API: people for their own appointment, the administrator also for somebody else's. The secret is made before the lane
/// and only its hash comes here.
/// </summary>
/// <param name="Hash">Lower-case hex SHA-256 of the secret.</param>
/// <param name="Scopes">Names of <see cref="ApiScope"/>, separated by spaces.</param>
/// <param name="Owner">User name of whose appointment it is, where the administrator issues it; empty for one's own.</param>
[Allowed(
    Role.CharityStaff, Role.SocietyTreasurer, Role.SocietyCouncil, Role.StationWorker, Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier,
    Role.Bookkeeper, Role.CountyCivilAffairs, Role.CountyFinance, Role.Auditor, Role.CityOperator, Role.Administrator)]
public sealed record IssueToken(Guid CommandId, Actor By, string Name, string Hash, string Scopes, DateOnly ExpiresOn, string Owner = "") : ICommand<Guid>
{
    public string CountyCode => By.CountyCode;
}

public sealed class IssueTokenHandler(JiujiDb db, Turn turn) : IRequestHandler<IssueToken, Result<Guid>>
{
    public const int MostDays = 366;

    public async Task<Result<Guid>> Handle(IssueToken command, CancellationToken cancellationToken)
    {
        var today = Ledger.CountyDay.Of(turn.Now);
        if (Problem(command, today) is { } problem)
        {
            return problem;
        }

        if (await OwnerOf(command, today, cancellationToken) is not { } appointment)
        {
            return Refused.By(ApiRefusal.KeyOwnerUnknown, ("what", command.Owner));
        }

        db.Add(new ApiToken
        {
            Id = command.CommandId, AppointmentId = appointment.Id, UserId = appointment.UserId, Name = command.Name.Trim(), Hash = command.Hash,
            Scopes = string.Join(' ', ApiToken.ScopesOf(command.Scopes)!.Intersect(ApiScopes.For(appointment.Role))), IssuedBy = command.By.Name, IssuedAt = turn.Now,
            ExpiresOn = command.ExpiresOn,
        });
        return command.CommandId;
    }

    private static Refused? Problem(IssueToken command, DateOnly today)
    {
        if (command.Name.Trim().Length == 0 || !TokenSecret.IsHash(command.Hash))
        {
            return Refused.By(ApiRefusal.KeyNameMissing);
        }

        if (ApiToken.ScopesOf(command.Scopes) is not { Count: > 0 })
        {
            return Refused.By(ApiRefusal.KeyWithoutScope);
        }

        return command.ExpiresOn < today || command.ExpiresOn > today.AddDays(MostDays) ? Refused.By(ApiRefusal.KeyTooLong) : null;
    }

    private Task<Appointment?> OwnerOf(IssueToken command, DateOnly today, CancellationToken cancellationToken)
    {
        var appointments = db.Appointments.InOwnName().Where(a => a.From <= today && (a.To == null || a.To >= today)).OrderBy(a => a.Id);
        var owner = command.Owner.Trim().ToUpperInvariant();
        return owner.Length > 0 && command.By.Role == Role.Administrator
            ? appointments.FirstOrDefaultAsync(a => db.Users.Any(user => user.Id == a.UserId && user.NormalizedUserName == owner), cancellationToken)
            : appointments.FirstOrDefaultAsync(
                a => owner == "" && a.UserId == command.By.UserId && a.Role == command.By.Role && a.CountyCode == command.By.CountyCode
                    && a.TownshipCode == command.By.TownshipCode && a.OrganisationId == command.By.OrganisationId, cancellationToken);
    }
}
