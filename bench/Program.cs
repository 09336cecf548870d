using Jiuji.Bench.Book;
using Jiuji.Bench.Demo;
using Jiuji.Bench.Flow;
using Jiuji.Bench.Reconcile;
using Jiuji.Bench.Funds;
using Jiuji.Bench.Schema;

// dotnet run --project bench -c Release -- NAME args
var benches = new Dictionary<string, Func<string[], int>>
{
    ["book"] = BookBench.Run,
    ["flow"] = FlowFile.Run,
    ["match"] = MatchBench.Run,
    ["reconcile"] = ReconcileBench.Run,
    ["fund"] = FundBench.Run,
    ["demo"] = args =>
    {
        DemoFiles.Write(args is [var folder] ? folder : "seed");
        return 0;
    },
    ["schema"] = args => SchemaScript.Write(args is [var folder] ? folder : "src/Web/Database/Migrations"),
};

if (args.Length > 0 && benches.TryGetValue(args[0], out var bench))
    return bench(args[1..]);
Console.Error.WriteLine($"bench -- NAME args, where NAME is one of: {string.Join(", ", benches.Keys)}");
return 64;
