using Jiuji.Web.Database;
using Jiuji.Web.Features.LongWork;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Long work goes on without the request that started it, shows how far it is, and stops when it is asked to.</summary>
public sealed class LongTaskTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly Actor County = DemoUsers.As(Role.CountyCivilAffairs, "341722");

    private LongTasks LongTasks => site.Services.GetRequiredService<LongTasks>();

    [Fact]
    public async Task What_came_of_the_work_stands_on_its_page_for_whoever_started_it_alone()
    {
        var id = await LongTasks.Start(County, "import.title.Supply", "/supply", (_, progress, _) =>
        {
            progress.Report((250, 1_000));
            return Task.FromResult<IReadOnlyList<string>>(["二百五十行"]);
        }, CancellationToken.None);
        await LongTasks.Ended(id);
        var page = await (await site.SignIn("county")).Read($"/jobs/{id}");
        Assert.Contains("二百五十行", page, StringComparison.Ordinal);
        Assert.Contains("value=\"250\" max=\"1000\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv", page, StringComparison.Ordinal);
        using var other = await (await site.SignIn("county.finance")).Get($"/jobs/{id}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task A_page_of_running_work_moves_without_scripts_and_the_work_stops_when_asked()
    {
        var begun = new TaskCompletionSource();
        var id = await LongTasks.Start(County, "import.title.Needs", "/needs", async (_, _, stop) =>
        {
            begun.SetResult();
            var stopped = new TaskCompletionSource();
            await using var told = stop.Register(stopped.SetResult);
            await stopped.Task;
            stop.ThrowIfCancellationRequested();
            return [];
        }, CancellationToken.None);
        await begun.Task;
        var browser = await site.SignIn("county");
        Assert.Contains("http-equiv=\"refresh\"", await browser.Read($"/jobs/{id}"), StringComparison.Ordinal);
        await browser.Post($"/jobs/{id}", $"/jobs/{id}?handler=Stop");
        await LongTasks.Ended(id);
        Assert.Equal(LongTaskState.Cancelled, (await Kept(id)).State);
    }

    [Fact]
    public async Task Work_that_breaks_says_so_and_so_does_work_whose_process_is_gone()
    {
        var id = await LongTasks.Start(County, "import.title.Needs", "/needs", (_, _, _) => throw new InvalidOperationException("broken"), CancellationToken.None);
        await LongTasks.Ended(id);
        var job = await Kept(id);
        Assert.Equal(LongTaskState.Failed, job.State);
        job.State = LongTaskState.Running;
        Assert.Equal(LongTaskState.Running, job.StateAt(job.HeardOfAt));
        Assert.Equal(LongTaskState.Failed, job.StateAt(job.HeardOfAt + LongTask.LongestSilence + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task The_vouchers_of_a_month_carry_both_accounts_and_the_amount_in_words()
    {
        await site.Qidu().WithMoney(500_000, new DateOnly(2026, 11, 2));
        var page = await (await site.SignIn("bookkeeper")).Read("/funds/341722101/2026/vouchers?month=11");
        Assert.Contains("2026-11-001", page, StringComparison.Ordinal);
        Assert.Contains("伍仟元整", page, StringComparison.Ordinal);
        using var other = await (await site.SignIn("cashier.renli")).Get("/funds/341722101/2026/vouchers?month=11");
        Assert.Contains("/problem/403", other.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_done_at_once_is_answered_at_once_and_a_long_one_goes_on_by_itself()
    {
        var (quick, answer) = await LongTasks.Send(new RunMatch(Guid.CreateVersion7(), County, "341722"), "run.start", "/matches", Told, null, CancellationToken.None);
        Assert.Equal(0, answer!.Value!.Proposals);
        Assert.Equal(LongTaskState.Done, (await Kept(quick)).State);

        var ready = new TaskCompletionSource();
        var (slow, none) = await LongTasks.Send(new RunMatch(Guid.CreateVersion7(), County, "341722"), "run.start", "/matches", Told, async (_, progress, _) =>
        {
            progress.Report((7, 9));
            await ready.Task;
        }, CancellationToken.None);
        Assert.Null(none);
        var page = await (await site.SignIn("county")).Read($"/jobs/{slow}");
        Assert.Contains("value=\"7\" max=\"9\"", page, StringComparison.Ordinal);
        ready.SetResult();
        await LongTasks.Ended(slow);
        Assert.Equal((LongTaskState.Done, "0 proposals"), ((await Kept(slow)).State, (await Kept(slow)).Notes));
    }

    private static string Told(Result<RunDone> done) => $"{done.Value!.Proposals} proposals";

    private async Task<LongTask> Kept(Guid id)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<LongTask>().AsNoTracking().SingleAsync(job => job.Id == id);
    }
}
