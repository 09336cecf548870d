using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Users;

/// <summary>Makes a user, or finds the one of that name, and appoints them to a role in an area. The password's hash is made before the lane.</summary>
[Allowed(Role.Administrator)]
public sealed record AppointUser(
    Guid CommandId, Actor By, string UserName, string DisplayName, string PasswordHash, bool IsDemo,
    Role Role, string AppointedCounty, string TownshipCode, Guid? OrganisationId, string Document, DateOnly From) : ICommand<Guid>
{
    public string CountyCode => "";
}

public sealed class AppointUserHandler(JiujiDb db) : IRequestHandler<AppointUser, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AppointUser command, CancellationToken cancellationToken)
    {
        var normalized = command.UserName.ToUpperInvariant();
        var user = await db.Users.FirstOrDefaultAsync(known => known.NormalizedUserName == normalized, cancellationToken);
        if (user is null)
        {
            user = new User
            {
                Id = Guid.CreateVersion7(), UserName = command.UserName, NormalizedUserName = normalized, DisplayName = command.DisplayName,
                PasswordHash = command.PasswordHash, SecurityStamp = Guid.NewGuid().ToString("N"), LockoutEnabled = true, IsDemo = command.IsDemo,
            };
            db.Users.Add(user);
        }

        db.Appointments.Add(new Appointment
        {
            Id = command.CommandId, UserId = user.Id, Role = command.Role, CountyCode = command.AppointedCounty, TownshipCode = command.TownshipCode,
            OrganisationId = command.OrganisationId, Document = command.Document, From = command.From,
        });
        return user.Id;
    }
}
