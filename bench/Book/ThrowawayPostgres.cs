using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Jiuji.Bench.Book;

/// <summary>A PostgreSQL cluster of its own in a temp folder, flushing as in earnest; started as user postgres when we are root, who may not.</summary>
sealed class ThrowawayPostgres : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("jiuji-bench-pg-").FullName;
    readonly string binaries;
    readonly int port = FreePort();

    ThrowawayPostgres(string binaries) => this.binaries = binaries;

    /// <summary>Null where PostgreSQL is not installed.</summary>
    public static ThrowawayPostgres? Start()
    {
        if (!Directory.Exists("/usr/lib/postgresql")) return null;
        var binaries = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
        if (binaries is null) return null;
        var cluster = new ThrowawayPostgres(binaries);
        if (Environment.UserName == "root") Execute("chown", "postgres", cluster.folder);
        cluster.Run("initdb", "-D", cluster.Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale");
        cluster.Run("pg_ctl", "-D", cluster.Data, "-w", "-l", Path.Combine(cluster.folder, "log"), "-o", $"-p {cluster.port} -c listen_addresses=127.0.0.1 -k {cluster.folder} -c shared_buffers=512MB -c max_wal_size=4GB", "start");
        return cluster;
    }

    string Data => Path.Combine(folder, "data");

    /// <summary>Through the same socket as pgbench's.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host={folder};Port={port};Username=postgres;Command Timeout=0");

    /// <summary>TPC-B transactions a second; null where pgbench is missing.</summary>
    public double? PgBench(int clients, int seconds)
    {
        if (!File.Exists(Path.Combine(binaries, "pgbench"))) return null;
        var output = Run("pgbench", "-h", folder, "-p", Text(port), "-U", "postgres", "-n", "-c", Text(clients), "-j", "2", "-T", Text(seconds), "postgres");
        var line = output.Split('\n').Single(line => line.StartsWith("tps", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds of processor time that the server's processes have used, those of closed connections included.</summary>
    public double ProcessorSeconds()
    {
        var server = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        var living = Directory.GetDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0])).Sum(process => OfServer(process, server));
        return (living + Ticks(Fields(Path.Combine("/proc", server)), 11, 12, 13, 14)) / TicksPerSecond;
    }

    const double TicksPerSecond = 100;

    static double OfServer(string process, string server) => Fields(process) is [_, var parent, ..] fields && parent == server ? Ticks(fields, 11, 12) : 0;

    /// <summary>After the name in brackets: state, parent, …; in ticks from the twelfth on user and system time, of its own and of children that have ended.</summary>
    static string[] Fields(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "stat")).Split(") ").Last().Split(' ');
        }
        catch (IOException)
        {
            // It ended while we looked.
            return [];
        }
    }

    static double Ticks(string[] fields, params ReadOnlySpan<int> places)
    {
        var sum = 0.0;
        foreach (var place in places) sum += double.Parse(fields[place], CultureInfo.InvariantCulture);
        return sum;
    }

    public void FillPgBench(int scale) => Run("pgbench", "-h", folder, "-p", Text(port), "-U", "postgres", "-i", "-q", "-s", Text(scale), "postgres");

    public void Dispose()
    {
        Run("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    string Run(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        return Environment.UserName == "root" ? Execute("runuser", ["-u", "postgres", "--", path, .. arguments]) : Execute(path, arguments);
    }

    static string Execute(string program, params string[] arguments)
    {
        // The server inherits pg_ctl's output, so that one is read to a file and not awaited to its end.
        var isServer = arguments.Contains("start");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !isServer, WorkingDirectory = "/" })!;
        var output = isServer ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
