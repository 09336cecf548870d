using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>A run as it is stored: the record, its lines with their reasons, and the proposals that people are to decide on.</summary>
public sealed record RunRecording(MatchRunRecord Run, IReadOnlyList<ProposalRecord> Lines, IReadOnlyList<Match> Matches)
{
    static readonly JsonSerializerOptions json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="newId">UUIDv7s for the proposals, brought by the caller.</param>
    public static RunRecording Of(
        string county, Guid runId, SolverInput input, MatchPlan plan, RunRows rows, Func<Guid> newId, TimeSpan duration, Act act)
    {
        var proposals = plan.Proposals.ToList();
        var (lines, matches) = Rows(county, runId, proposals, rows, newId, act);
        return new RunRecording(Record(county, runId, input, plan, duration, act, proposals.Count, plan.Unmet), lines, matches);
    }

    /// <summary>What placing one new need has brought: proposals for it, and for those that are served otherwise for its sake. Of all others nothing is stored.</summary>
    public static RunRecording OfPlacement(
        string county, Guid runId, Guid placed, IReadOnlySet<Guid> needs, SolverInput input, MatchPlan plan, RunRows rows, Func<Guid> newId, TimeSpan duration, Act act)
    {
        var proposals = needs.Order().SelectMany(plan.ProposalsFor).ToList();
        var (lines, matches) = Rows(county, runId, proposals, rows, newId, act);
        var record = Record(county, runId, input, plan, duration, act, proposals.Count, plan.Unmet.Where(unmet => needs.Contains(unmet.Need)), placed);
        return new RunRecording(record, lines, matches);
    }

    static (List<ProposalRecord> Lines, List<Match> Matches) Rows(
        string county, Guid runId, IEnumerable<Proposal> proposals, RunRows rows, Func<Guid> newId, Act act)
    {
        var needs = rows.Needs.ToDictionary(need => need.Id);
        var lots = rows.Lots.ToDictionary(lot => lot.Id);
        var lines = new List<ProposalRecord>();
        var matches = new List<Match>();
        foreach (var proposal in InQueueOrder(proposals, needs))
        {
            var match = Match.Propose(newId(), needs[proposal.Need], lots[proposal.Lot], proposal.Quantity, act.At, runId);
            matches.Add(match);
            lines.Add(Line(county, runId, lines.Count + 1, proposal, match.Id));
        }
        return (lines, matches);
    }

    /// <summary>The reasons of a stored line, as the solver gave them.</summary>
    public static IReadOnlyList<ProposalReason> Reasons(ProposalRecord line) =>
        JsonSerializer.Deserialize<List<ProposalReason>>(line.ReasonsJson, json) ?? [];

    /// <summary>Whoever is first in the queue is first on the list.</summary>
    static IEnumerable<Proposal> InQueueOrder(IEnumerable<Proposal> proposals, Dictionary<Guid, Need> needs)
    {
        var byNeed = proposals.ToLookup(proposal => proposal.Need);
        return Need.InQueueOrder(byNeed.Select(group => needs[group.Key]))
            .SelectMany(need => byNeed[need.Id].OrderBy(proposal => proposal.Lot));
    }

    static ProposalRecord Line(string county, Guid runId, int rank, Proposal proposal, Guid matchId) => new()
    {
        CountyCode = county,
        RunId = runId,
        Rank = rank,
        NeedId = proposal.Need,
        LotId = proposal.Lot,
        Quantity = proposal.Quantity,
        ReasonsJson = JsonSerializer.Serialize(proposal.Reasons, json),
        MatchId = matchId,
    };

    static MatchRunRecord Record(
        string county, Guid runId, SolverInput input, MatchPlan plan, TimeSpan duration, Act act, int proposals, IEnumerable<UnmetNeed> unmet, Guid? placed = null) => new()
    {
        PlacedNeedId = placed,
        CountyCode = county,
        Id = runId,
        RanAt = act.At,
        RanBy = act.Actor,
        InputsHash = input.Hash(plan.Policy),
        PackKey = plan.Policy.Version,
        Objective = plan.Objective.ToString(CultureInfo.InvariantCulture),
        CertificateHolds = plan.Certificates.All(certificate => certificate.Verify().Holds),
        Needs = plan.Statistics.Needs,
        Lots = plan.Statistics.Lots,
        Proposals = proposals,
        DurationMilliseconds = (long)duration.TotalMilliseconds,
        ResultJson = JsonSerializer.Serialize(Result(plan, unmet), json),
    };

    static object Result(MatchPlan plan, IEnumerable<UnmetNeed> unmet) => new
    {
        plan.Statistics,
        WholeNeedLoss = plan.WholeNeedLoss.ToString(CultureInfo.InvariantCulture),
        Unmet = unmet.OrderBy(each => each.Need).ToList(),
    };
}
