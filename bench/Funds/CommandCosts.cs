using System.Diagnostics;
using Jiuji.Bench.Book;
using Jiuji.Bench.Site;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Bench.Funds;

/// <summary>What each of the nine commands of a payment costs when one follows the other, alone in the lane: statements that EF sends, time, processor time, memory asked for.</summary>
static class CommandCosts
{
    sealed record Cost(double Milliseconds, double Processor, int Statements, double Kilobytes);

    public static async Task Measure(IServiceProvider services, CountyYear year, QueryCounter counter, Figures figures)
    {
        var costs = new Dictionary<string, List<Cost>>();
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        for (var spare = 0; spare < CountyYear.Spare; spare++)
        {
            foreach (var step in year.SpareAid(spare))
            {
                var (watch, processor, statements, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, counter.Count, GC.GetTotalAllocatedBytes());
                await step.Send(mediator);
                var cost = new Cost(
                    watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, counter.Count - statements, (GC.GetTotalAllocatedBytes() - bytes) / 1024.0);
                (costs.TryGetValue(step.Command, out var known) ? known : costs[step.Command] = []).Add(cost);
            }
        }

        foreach (var (command, each) in costs)
        {
            var text = FormattableString.Invariant(
                $"{Figures.Median(each.Select(cost => cost.Milliseconds)):0.0} ms, {each.Average(cost => cost.Processor):0.0} ms processor, {Figures.Median(each.Select(cost => (double)cost.Statements))} statements, {Figures.Median(each.Select(cost => cost.Kilobytes)):N0} kB");
            figures.Note(command, text, "", "");
        }
    }
}
