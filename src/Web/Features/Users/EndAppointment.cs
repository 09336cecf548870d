using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Home;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Users;

/// <summary>
/// Ends an appointment by a document and hands its open work to a named successor, who holds the same post from the next day (X5). Cash is counted and handed
/// over first, by its own step: nobody leaves with the till in their name.
/// </summary>
[Allowed(Role.Administrator)]
public sealed record EndAppointment(Guid CommandId, Actor By, string CountyCode, Guid Appointment, DateOnly LastDay, string Document, string Successor = "") : ICommand<Guid>;

public sealed class EndAppointmentValidator : AbstractValidator<EndAppointment>
{
    public EndAppointmentValidator() => RuleFor(c => c.Document).NotEmpty().WithMessage("error.required_here");
}

public sealed class EndAppointmentHandler(JiujiDb db, RuleShelf rules, Turn turn) : IRequestHandler<EndAppointment, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(EndAppointment command, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.FirstOrDefaultAsync(a => a.Id == command.Appointment && a.CountyCode == command.CountyCode, cancellationToken);
        if (appointment is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Appointment.ToString()));
        }

        if (appointment.To is not null)
        {
            return Refused.By(SiteRefusal.ChangedMeanwhile, ("what", appointment.Document));
        }

        var leaver = await db.Users.AsNoTracking().SingleAsync(user => user.Id == appointment.UserId, cancellationToken);
        var cash = await Tills.Of(db, appointment.CountyCode, leaver.UserName!, cancellationToken);
        if (cash > 0)
        {
            return Refused.By(SiteRefusal.CashNotHandedOver, ("amountFen", cash.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        var open = await OpenWork.Of(db, rules, appointment, leaver, cancellationToken);
        var successor = command.Successor.Trim();
        if (open.Count > 0 && successor.Length == 0)
        {
            return Refused.By(SiteRefusal.SuccessorMissing, ("count", open.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (successor.Length > 0 && !await Follows(appointment, successor, command.LastDay.AddDays(1), cancellationToken))
        {
            return Refused.By(SiteRefusal.SuccessorNotAppointed, ("who", successor));
        }

        appointment.To = command.LastDay;
        db.Add(new HandOver
        {
            CountyCode = appointment.CountyCode, Id = command.CommandId, AppointmentId = appointment.Id, Role = appointment.Role, TownshipCode = appointment.TownshipCode,
            From = leaver.UserName!, To = successor, LastDay = command.LastDay, Document = command.Document.Trim(), RecordedBy = command.By.Name, RecordedAt = turn.Now,
            Items = [.. open.Select((item, no) => new HandOverItem(appointment.CountyCode, command.CommandId, no + 1, item.Word, item.Number, item.DueOn, item.AmountFen))],
        });
        return command.CommandId;
    }

    private Task<bool> Follows(Appointment post, string userName, DateOnly day, CancellationToken cancellationToken)
    {
        var normalized = userName.ToUpperInvariant();
        return db.Appointments.AnyAsync(
            a => a.Role == post.Role && a.CountyCode == post.CountyCode && a.TownshipCode == post.TownshipCode && a.OrganisationId == post.OrganisationId && a.Id != post.Id
                && a.From <= day && (a.To == null || a.To >= day) && db.Users.Any(user => user.Id == a.UserId && user.NormalizedUserName == normalized),
            cancellationToken);
    }
}

/// <summary>Cash in somebody's hands, of all funds: nobody leaves a post with the till in their name.</summary>
public static class Tills
{
    public static Task<long> Of(JiujiDb db, string county, string user, CancellationToken cancellationToken)
    {
        var till = Places.Cash(user);
        return db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == county && a.Kind == AccountKind.InHands && a.Party == till).SumAsync(a => a.Balance, cancellationToken);
    }
}

/// <summary>What waits at a post, as its work queue shows it.</summary>
public static class OpenWork
{
    public static Task<IReadOnlyList<QueueItem>> Of(JiujiDb db, RuleShelf rules, Appointment post, User holder, CancellationToken cancellationToken) =>
        new QueueReading(db, rules).OpenAt(new Actor(holder.Id, holder.UserName!, post.Role, post.CountyCode, post.TownshipCode, post.OrganisationId), cancellationToken);
}
