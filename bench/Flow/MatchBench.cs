namespace Jiuji.Bench.Flow;
static class MatchBench { internal static int Run(string[] args) => args.Length; }
