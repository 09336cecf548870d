namespace Jiuji.Matching.Solving;

/// <summary>
/// The proof that one component of a plan is the best possible: its network, its flow and its prices. A plan is only ever returned with certificates
/// that hold; anybody may verify them again. Whole needs fixed to one lot are outside the network; <see cref="MatchPlan.WholeNeedLoss"/> is their cost.
/// </summary>
public sealed record Certificate(FlowGraph Graph, ReadOnlyMemory<long> Flow, ReadOnlyMemory<long> Price)
{
    public CertificateVerdict Verify() => CertificateCheck.Verify(Graph, Flow.Span, Price.Span);
}
