using System.Text.Json;
using Jiuji.Web.Lanes;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Webhooks;

/// <summary>What other programs can be told of.</summary>
public enum WebhookEvent
{
    LotPublished,
    NeedEntered,
    MatchOffered,
    MatchAccepted,
    MatchDelivered,
    PaymentPaid,
    ClaimApproved,
}

/// <summary>Names as they go over the wire: "match.accepted".</summary>
public static class WebhookEvents
{
    public static string WireName(this WebhookEvent what) => CommandCatalog.Kebab(what.ToString()).Replace('-', '.');

    /// <summary>Null where a name is none of the events.</summary>
    public static IReadOnlyList<WebhookEvent>? Of(string names)
    {
        var words = names.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        var events = Enum.GetValues<WebhookEvent>().Where(each => words.Contains(each.ToString())).ToList();
        return events.Count == words.Count ? events : null;
    }
}

/// <summary>Somebody's address that wants to be told of some events of a county.</summary>
public sealed class WebhookSubscription
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Url { get; init; }

    /// <summary><see cref="WebhookEvent"/> names, separated by spaces.</summary>
    public required string Events { get; init; }

    /// <summary>Only what concerns this organisation; null for all of the county.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The key of the signatures, sealed; each message is signed anew, so a hash would not do.</summary>
    public required byte[] SecretSealed { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    public IReadOnlyList<WebhookEvent> EventList => WebhookEvents.Of(Events) ?? [];

    public static string SecretContext(Guid id) => $"webhook.secret:{id:N}";
}

public enum DeliveryState { Waiting, Delivered, NotDelivered }

/// <summary>One message to one address: written in the transaction of the event itself, sent afterwards, tried again until it arrives or is given up.</summary>
public sealed class WebhookDelivery
{
    public required string CountyCode { get; init; }

    /// <summary>The message's id; the same at every try, so that the receiver can tell a repeat.</summary>
    public required Guid Id { get; init; }
    public required Guid SubscriptionId { get; init; }
    public required WebhookEvent Event { get; init; }

    /// <summary>What it is about, by number or id; never anything personal.</summary>
    public required string Subject { get; init; }

    /// <summary>The JSON as it is sent and signed.</summary>
    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DeliveryState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>Not before this instant; while it is being sent, until when nobody else takes it up.</summary>
    public required DateTimeOffset NextAt { get; set; }
    public int? LastStatus { get; set; }
    public string LastProblem { get; set; } = "";
}

/// <summary>What a message says: which event of what. The receiver reads the rest through the API, with its own token and what that may see.</summary>
public sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, WebhookSubject Data)
{
    public string ToJson() => JsonSerializer.Serialize(this, ApiJson.Options);
}

/// <param name="Url">Where it is read, on this server.</param>
public sealed record WebhookSubject(string County, string Subject, string Url);

public static class WebhookModel
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<WebhookSubscription>(subscription =>
        {
            subscription.ToTable("webhook_subscription");
            subscription.HasKey(s => new { s.CountyCode, s.Id });
        });
        model.Entity<WebhookDelivery>(delivery =>
        {
            delivery.ToTable("webhook_delivery");
            delivery.HasKey(d => new { d.CountyCode, d.Id });
            delivery.Property(d => d.Event).HasConversion<string>();
            delivery.Property(d => d.State).HasConversion<string>();
            delivery.HasIndex(d => new { d.State, d.NextAt });
            delivery.HasIndex(d => new { d.CountyCode, d.SubscriptionId });
            delivery.HasOne<WebhookSubscription>().WithMany().HasForeignKey(d => new { d.CountyCode, d.SubscriptionId }).HasConstraintName("fk_webhook_delivery_subscription");
        });
    }
}
