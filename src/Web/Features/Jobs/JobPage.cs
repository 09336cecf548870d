using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Jobs;

/// <summary>How far a piece of long work is: moves by itself with and without scripts, survives a reload, and can be stopped by whoever started it.</summary>
[Authorize]
public sealed class JobPageModel(JiujiDb db, Jobs jobs, TimeProvider clock) : PageModel
{
    public Job Job { get; private set; } = default!;
    public JobState State => Job.StateAt(clock.GetUtcNow());
    public bool IsMoving => State == JobState.Running;
    public IReadOnlyList<string> Notes => Job.Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        // Somebody else's work is nobody else's business: for them it is not there.
        var me = User.Actor();
        var job = await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(j => j.CountyCode == me.CountyCode && j.Id == id && j.StartedBy == me.Name, cancellationToken);
        if (job is null)
        {
            return NotFound();
        }

        Job = job;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostStop(Guid id, CancellationToken cancellationToken)
    {
        if (await OnGet(id, cancellationToken) is NotFoundResult missing)
        {
            return missing;
        }

        await jobs.Stop(Job.CountyCode, id, cancellationToken);
        return Redirect($"/jobs/{id}");
    }
}
