using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.LongWork;

public enum LongTaskState { Running, Done, Failed, Cancelled }

/// <summary>Long work that somebody started: how far it is, and what came of it. It stands in the database, so a reloaded page and every process see it.</summary>
public sealed class LongTask
{
    /// <summary>Work whose process has not been heard of for so long has ended with it.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Key of what is being done, e.g. "import.title.Supply".</summary>
    public required string Word { get; init; }
    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The page to go on from.</summary>
    public required string Back { get; init; }
    public LongTaskState State { get; set; }
    public int Done { get; set; }
    public int Total { get; set; }
    public DateTimeOffset HeardOfAt { get; set; }
    public bool IsToStop { get; set; }

    /// <summary>What is to be told at the end, a line each, in the language of whoever started it.</summary>
    public string Notes { get; set; } = "";

    public LongTaskState StateAt(DateTimeOffset now) => State == LongTaskState.Running && now - HeardOfAt > LongestSilence ? LongTaskState.Failed : State;
}

public static class LongTaskModel
{
    public static void Add(ModelBuilder model) => model.Entity<LongTask>(job =>
    {
        job.ToTable("long_task").HasKey(j => new { j.CountyCode, j.Id });
        job.Property(j => j.State).HasConversion<string>().HasMaxLength(16);
    });
}
