using System.Globalization;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Solving;
using Jiuji.Web.Language;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// A plan as a file for others to read and to check: who gets what and why in both languages, what stays unmet and why, and the proof: every component's
/// network, flow and prices. Needs and lots by their numbers; nothing in it names anybody.
/// </summary>
public sealed record PlanReport(
    string County, DateOnly AsOf, string Policy, IReadOnlyList<string> Aims, string InputHash, MatchStatistics Statistics, IReadOnlyList<PlanReport.Line> Proposals,
    IReadOnlyList<PlanReport.Missing> Unmet, PlanReport.Proof Certificate, Guid? Run)
{
    public sealed record Told(string Kind, long Figure, long OutOf, string Zh, string En);

    public sealed record Line(string Need, string Lot, long Quantity, string Unit, IReadOnlyList<Told> Reasons);

    public sealed record Missing(string Need, long Quantity, string Cause, string? Rule, long Price, string Zh, string En);

    public sealed record Proof(bool Verified, string Objective, string WholeNeedLoss, IReadOnlyList<ProvenPart> Parts);

    /// <param name="Arcs">Source, target, lower bound, capacity, cost per unit and flow of each arc.</param>
    public sealed record ProvenPart(bool Verified, IReadOnlyList<long> Supply, IReadOnlyList<long> Prices, IReadOnlyList<IReadOnlyList<long>> Arcs);

    public static PlanReport Of(string county, RunRows rows, SolvedPlan solved, IStringLocalizer<Words> words, Guid? run)
    {
        var plan = solved.Plan;
        var needs = rows.Needs.ToDictionary(need => need.Id);
        var lots = rows.Lots.ToDictionary(lot => lot.Id);
        return new PlanReport(
            county, plan.Policy.AsOf, plan.Policy.Version, [.. plan.Policy.Aims.Select(aim => aim.ToString())], solved.InputHash, plan.Statistics,
            [.. plan.Proposals.OrderBy(line => needs[line.Need].Number, StringComparer.Ordinal).ThenBy(line => lots[line.Lot].Number, StringComparer.Ordinal)
                .Select(line => new Line(
                    needs[line.Need].Number, lots[line.Lot].Number, line.Quantity, lots[line.Lot].Unit,
                    [.. line.Reasons.Select(reason => Tell(reason, lots[line.Lot].Unit, words))]))],
            [.. plan.Unmet.OrderBy(missing => needs[missing.Need].Number, StringComparer.Ordinal).Select(missing => new Missing(
                needs[missing.Need].Number, missing.Quantity, missing.Cause.ToString(), missing.MainRule?.ToString(), missing.Price,
                In(SpokenLanguages.Chinese, () => words.Of(missing)), In(SpokenLanguages.English, () => words.Of(missing))))],
            ProofOf(plan), run);
    }

    private static Told Tell(ProposalReason reason, string unit, IStringLocalizer<Words> words) => new(
        reason.Kind.ToString(), reason.Figure, reason.OutOf,
        In(SpokenLanguages.Chinese, () => words.Of(reason, unit)), In(SpokenLanguages.English, () => words.Of(reason, unit)));

    private static Proof ProofOf(MatchPlan plan)
    {
        var parts = plan.Certificates.Select(PartOf).ToList();
        return new Proof(
            parts.TrueForAll(part => part.Verified), plan.Objective.ToString(CultureInfo.InvariantCulture), plan.WholeNeedLoss.ToString(CultureInfo.InvariantCulture), parts);
    }

    private static ProvenPart PartOf(Certificate certificate)
    {
        var graph = certificate.Graph;
        var arcs = new List<IReadOnlyList<long>>(graph.Arcs);
        for (var arc = 0; arc < graph.Arcs; arc++)
        {
            arcs.Add([graph.Source[arc], graph.Target[arc], graph.Lower[arc], graph.Capacity[arc], graph.Cost[arc], certificate.Flow.Span[arc]]);
        }

        return new ProvenPart(certificate.Verify().Holds, [.. graph.Supply], [.. certificate.Price.Span], arcs);
    }

    private static string In(CultureInfo language, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
