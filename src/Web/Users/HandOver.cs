using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Users;

/// <summary>Who left a post on which day by which document, who took it over, and what was open then (X5). Never changed afterwards.</summary>
public sealed class HandOver
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid AppointmentId { get; init; }
    public required Role Role { get; init; }
    public required string TownshipCode { get; init; }
    public required string From { get; init; }

    /// <summary>Empty where nothing was open and nobody follows yet.</summary>
    public required string To { get; init; }
    public required DateOnly LastDay { get; init; }
    public required string Document { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public List<HandOverItem> Items { get; init; } = [];
}

/// <summary>One thing that was open, as the work queue of the post showed it.</summary>
/// <param name="Word">Key of what is to be done.</param>
public sealed record HandOverItem(string CountyCode, Guid HandOverId, int No, string Word, string Number, DateOnly? DueOn, long? AmountFen);

public static class HandOverModel
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<HandOver>(handOver =>
        {
            handOver.ToTable("hand_over").HasKey(h => new { h.CountyCode, h.Id });
            handOver.Property(h => h.Role).HasConversion<string>().HasMaxLength(32);
            handOver.HasMany(h => h.Items).WithOne().HasForeignKey(item => new { item.CountyCode, item.HandOverId });
        });
        model.Entity<HandOverItem>(item => item.ToTable("hand_over_item").HasKey(i => new { i.CountyCode, i.HandOverId, i.No }));
    }
}
