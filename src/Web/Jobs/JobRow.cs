using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Jobs;

/// <summary>When a job is next due, and which process has it in hand. All processes share the row, so any number of them may look at the clock.</summary>
public sealed class JobRow
{
    public required string Name { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The process that took it up last.</summary>
    public Guid Holder { get; init; }

    /// <summary>Until then nobody else takes it up; a process that died in the middle keeps it no longer than this.</summary>
    public required DateTimeOffset HeldUntil { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it failed since it last ended well.</summary>
    public int Failures { get; init; }
}

public static class JobModel
{
    public static void Add(ModelBuilder model) => model.Entity<JobRow>(job =>
    {
        job.ToTable("job");
        job.HasKey(row => row.Name);
    });
}
