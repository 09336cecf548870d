using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.LongWork;

/// <summary>How far a piece of long work is: moves by itself with and without scripts, survives a reload, and can be stopped by whoever started it.</summary>
[Authorize]
public sealed class LongTaskPageModel(JiujiDb db, LongTasks jobs, TimeProvider clock) : PageModel
{
    public LongTask LongTask { get; private set; } = default!;
    public LongTaskState State => LongTask.StateAt(clock.GetUtcNow());
    public bool IsMoving => State == LongTaskState.Running;

    /// <summary>How long it has been at work, as of its last sign of life.</summary>
    public long Seconds => (long)(LongTask.HeardOfAt - LongTask.StartedAt).TotalSeconds;
    public IReadOnlyList<string> Notes => LongTask.Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        // Somebody else's work is nobody else's business: for them it is not there.
        var me = User.Actor();
        var job = await db.Set<LongTask>().AsNoTracking().FirstOrDefaultAsync(j => j.CountyCode == me.CountyCode && j.Id == id && j.StartedBy == me.Name, cancellationToken);
        if (job is null)
        {
            return NotFound();
        }

        LongTask = job;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostStop(Guid id, CancellationToken cancellationToken)
    {
        if (await OnGet(id, cancellationToken) is NotFoundResult missing)
        {
            return missing;
        }

        await jobs.Stop(LongTask.CountyCode, id, cancellationToken);
        return Redirect($"/jobs/{id}");
    }
}
