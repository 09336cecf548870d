using Jiuji.Bench.Demo;

DemoFiles.Write(args.Length > 1 ? args[1] : "seed");
