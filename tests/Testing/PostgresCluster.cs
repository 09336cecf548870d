using System.Diagnostics;
using Npgsql;

namespace Jiuji.Testing;

/// <summary>
/// One throwaway PostgreSQL server for the whole test process, started when the first test asks for a database. It listens on a socket in its own
/// folder, trusts whoever can open it, and never waits for the disk. It ends with the process, however that ends.
/// </summary>
public static class PostgresCluster
{
    private const string User = "jiuji";

    /// <summary>As whom the program works: the owner of its database, and no superuser, for whom row-level security would not hold.</summary>
    private const string SiteUser = "site";

    private static readonly Lazy<string> Socket = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);

    private static int databases;

    /// <summary>An empty database. Dispose it to drop it.</summary>
    public static PostgresDatabase CreateDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name} OWNER {SiteUser}", connection);
        command.ExecuteNonQuery();
        return new PostgresDatabase(name, ConnectionTo(name), ConnectionTo(name, SiteUser));
    }

    internal static Task Drop(string name) => Tell($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    internal static Task Copy(string from, string to) => Tell($"CREATE DATABASE {to} TEMPLATE {from} OWNER {SiteUser}");

    private static async Task Tell(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string ConnectionTo(string database, string user = User) => $"Host={Socket.Value};Username={user};Database={database};Include Error Detail=true";

    private static string Start()
    {
        var binaries = FindBinaries();
        // Directly below /tmp: a socket's path has to be short, and the server's own user has to be able to enter.
        var folder = Path.Combine("/tmp", $"jiuji-pg-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(folder);
        var asServerUser = "";
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root.
            var user = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
            asServerUser = $"runuser -u {user} -- ";
            Run("chown", user, folder);
        }

        var server = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"cd {folder} && exec {asServerUser}/bin/sh {WriteScript(folder, binaries)}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server);
        if (server.StandardOutput.ReadLine() != "ready")
        {
            var log = Path.Combine(folder, "log");
            throw new InvalidOperationException($"PostgreSQL did not start in {folder}: {(File.Exists(log) ? File.ReadAllText(log) : "there is no log")}");
        }

        using var connection = new NpgsqlConnection($"Host={folder};Username={User};Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE ROLE {SiteUser} LOGIN", connection);
        command.ExecuteNonQuery();

        return folder;
    }

    /// <summary>The script holds the server until its input ends. The input is a pipe of ours: it ends also when this process is killed.</summary>
    private static string WriteScript(string folder, string binaries)
    {
        var path = Path.Combine(folder, "serve");
        File.WriteAllText(path, $"""
            set -e
            cd {folder}
            {binaries}/initdb -D data -U {User} -A trust -E UTF8 --no-locale --no-sync >log 2>&1
            {binaries}/postgres -D data -k {folder} -c listen_addresses= -c max_connections=200 \
                -c fsync=off -c full_page_writes=off -c synchronous_commit=off >>log 2>&1 </dev/null &
            server=$!
            waited=0
            until {binaries}/pg_isready -q -h {folder}; do
                kill -0 $server && [ $waited -lt 600 ] || exit 1
                waited=$((waited + 1))
                sleep 0.05
            done
            echo ready
            cat >/dev/null
            kill -QUIT $server
            wait $server || true
            cd /
            rm -rf {folder}
            """);
        return path;
    }

    private static void Stop(Process server)
    {
        server.StandardInput.Close();
        server.WaitForExit(TimeSpan.FromSeconds(10));
    }

    private static string FindBinaries()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "initdb"));
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(folder => Path.Combine(folder, "bin", "initdb"))
            : [];
        foreach (var initdb in onPath.Concat(installed).Where(File.Exists))
        {
            // A link in a folder of links stands for the folder that holds the server, too.
            var folder = Path.GetDirectoryName(File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb)!;
            if (File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "pg_isready")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("PostgreSQL's programs (initdb, postgres) are neither on the PATH nor below /usr/lib/postgresql. ./test installs them.");
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
        }
    }
}
