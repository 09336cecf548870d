using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Webhooks;

/// <summary>
/// Writes the messages that a command sets off beside what it changes, in one transaction: there is no event without its message and no message without its
/// event. Read from the history that every step leaves, so that no handler has to think of it.
/// </summary>
public static class Outbox
{
    /// <summary>Something that happened: to which subject, told under which name and address, and which organisation it concerns.</summary>
    private sealed record Happening(WebhookEvent Event, string Subject, string Path, Guid? Organisation);

    public static async Task Note(JiujiDb db, string county, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var steps = Steps(db);
        if (steps.Count == 0)
        {
            return;
        }

        var subscriptions = await db.Set<WebhookSubscription>().AsNoTracking().Where(each => each.CountyCode == county && each.EndedAt == null).ToListAsync(cancellationToken);
        if (subscriptions.Count == 0)
        {
            return;
        }

        foreach (var (what, entity) in steps)
        {
            var happening = await Tell(db, county, what, entity, cancellationToken);
            db.AddRange(subscriptions
                .Where(each => each.EventList.Contains(what) && (each.OrganisationId is null || each.OrganisationId == happening.Organisation))
                .Select(each => Message(each, happening, now)));
        }
    }

    /// <summary>The new rows of history and the new needs. Whatever is of interest has been added by name, so changes need not be searched for first.</summary>
    private static List<(WebhookEvent Event, object Entity)> Steps(JiujiDb db)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return
            [
                .. from entry in db.ChangeTracker.Entries()
                   where entry.State == EntityState.Added
                   let what = EventOf(entry.Entity)
                   where what is not null
                   select (what.Value, entry.Entity),
            ];
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private static WebhookEvent? EventOf(object entity) => entity switch
    {
        Need => WebhookEvent.NeedEntered,
        LifecycleMove { Refusal: null } move => (move.Noun, move.Trigger) switch
        {
            (nameof(Payment), nameof(PaymentTrigger.Pay)) => WebhookEvent.PaymentPaid,
            (nameof(ReimbursementClaim), nameof(ReimbursementClaimTrigger.Approve)) => WebhookEvent.ClaimApproved,
            _ => null,
        },
        Move { Refusal: null } move => (move.Noun, move.Trigger) switch
        {
            (nameof(SupplyLot), nameof(LotTrigger.Publish)) => WebhookEvent.LotPublished,
            (nameof(Match), nameof(MatchTrigger.Offer)) => WebhookEvent.MatchOffered,
            (nameof(Match), nameof(MatchTrigger.AcceptAsProvider)) => WebhookEvent.MatchAccepted,
            (nameof(Match), nameof(MatchTrigger.Deliver)) => WebhookEvent.MatchDelivered,
            _ => null,
        },
        _ => null,
    };

    private static async Task<Happening> Tell(JiujiDb db, string county, WebhookEvent what, object entity, CancellationToken cancellationToken)
    {
        switch (entity)
        {
            case Need need:
                return new Happening(what, need.Number, $"/needs/{need.Number}", null);
            case LifecycleMove { Noun: nameof(Payment) } move:
                return new Happening(what, move.SubjectId.ToString(), $"/payments/{move.SubjectId}", null);
            case LifecycleMove move:
                var claim = (await db.FindAsync<ReimbursementClaim>([county, move.SubjectId], cancellationToken))!;
                return new Happening(what, claim.Number, $"/claims/{claim.Number}", null);
            case Move { Noun: nameof(SupplyLot) } move:
                var lot = (await db.FindAsync<SupplyLot>([county, move.SubjectId], cancellationToken))!;
                return new Happening(what, lot.Number, $"/lots/{Uri.EscapeDataString(lot.Number)}", lot.OrganisationId);
            default:
                var match = (await db.FindAsync<Match>([county, ((Move)entity).SubjectId], cancellationToken))!;
                return new Happening(what, match.Id.ToString(), $"/matches/{match.Id}", match.OrganisationId);
        }
    }

    private static WebhookDelivery Message(WebhookSubscription to, Happening happening, DateTimeOffset now) => new()
    {
        CountyCode = to.CountyCode, Id = Guid.CreateVersion7(now), SubscriptionId = to.Id, Event = happening.Event, Subject = happening.Subject,
        Body = new WebhookMessage(happening.Event.WireName(), now, new WebhookSubject(to.CountyCode, happening.Subject, $"/api/v1{happening.Path}")).ToJson(),
        CreatedAt = now, NextAt = now,
    };
}
