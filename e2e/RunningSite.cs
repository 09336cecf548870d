using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Verify;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Stories;

/// <summary>
/// The program as an operator starts it: built, in a folder of its own, on a database of its own. The stories of one collection share it.
/// </summary>
public abstract class RunningSite(TestDatabase database) : IAsyncLifetime
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(8);
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private static readonly string Program = RepositoryRoot.At($"src/Web/bin/{Configuration}/net10.0/Jiuji.Web.dll");

    // The shell holds the site until its input ends. The input is a pipe of ours: it ends also when this process is killed.
    private const string Hold = "exec 3<&0; dotnet \"$0\" run </dev/null & site=$!; (cat <&3; kill $site) >/dev/null 2>&1 & wait $site";

    private readonly string folder = Directory.CreateTempSubdirectory("jiuji-site-").FullName;
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder said = new();
    private ServiceProvider? prover;
    private Process? process;

    public string Address { get; protected set; } = "";

    /// <summary>The cookies of each user who has signed in once, so that no other story has to wait for the password again.</summary>
    public ConcurrentDictionary<string, string> Cookies { get; } = new();

    public virtual async Task InitializeAsync()
    {
        await Prepare(database);
        process = Process.Start(Told(new ProcessStartInfo("/bin/sh", ["-c", Hold, Program]) { RedirectStandardInput = true }, database))!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The site ended before it served: {said}"));
        Address = await address.Task.WaitAsync(LongestStart);
    }

    /// <summary>What lies in the database before the site starts; the demo is loaded only where nothing does.</summary>
    protected virtual Task Prepare(TestDatabase database) => Task.CompletedTask;

    /// <summary>
    /// Proves the books from the outside, by the proof of the program's own <c>verify</c>: every story ends here. Starting the program for each of them took longer
    /// than the proof.
    /// </summary>
    public async Task Verify()
    {
        prover ??= await database.Open();
        await using var scope = prover.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var proof = new CountyVerification(db);
        var broken = new List<string>();
        foreach (var county in await CountyVerification.Counties(db, default))
        {
            var results = await proof.Run(county, null, default);
            Assert.NotEmpty(results);
            broken.AddRange(results.Where(result => result.Broken > 0).Select(result => $"{county} {result.Invariant}: {result.FirstFact}"));
        }

        Offenders.None(broken);
    }

    /// <summary>What the program prints for a command, which must succeed.</summary>
    public Task<string> Says(params string[] arguments) => Says(database, arguments);

    protected async Task<string> Says(TestDatabase database, params string[] arguments)
    {
        using var program = Process.Start(Told(new ProcessStartInfo("dotnet", [Program, .. arguments]), database))!;
        var errors = program.StandardError.ReadToEndAsync();
        var lines = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.True(program.ExitCode == 0, lines + await errors);
        return lines;
    }

    public virtual async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            process.Dispose();
        }

        if (prover is not null)
        {
            await prover.DisposeAsync();
        }

        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private ProcessStartInfo Told(ProcessStartInfo start, TestDatabase database)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in database.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private void Hear(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }

        if (line?.Split(' ').FirstOrDefault(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)) is { } url)
        {
            // By its name: a passkey belongs to a name, never to a number.
            address.TrySetResult(url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        }
    }
}
