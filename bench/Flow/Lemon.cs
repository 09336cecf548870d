using System.Diagnostics;
using System.Globalization;

namespace Jiuji.Bench.Flow;

/// <summary>LEMON's network simplex, compiled from our driver where its headers and g++ are installed; absent elsewhere.</summary>
sealed class Lemon
{
    readonly string program;

    Lemon(string program) => this.program = program;

    internal static Lemon? Compile(string folder)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Flow", "lemon", "network_simplex.cpp");
        if (!Directory.Exists("/usr/include/lemon") || !File.Exists(source)) return null;
        var program = Path.Combine(folder, "network_simplex");
        try
        {
            var (exit, _) = Run("g++", "-O3", "-march=native", "-o", program, source);
            return exit == 0 ? new(program) : null;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            Console.Error.WriteLine($"g++ cannot be run, LEMON is left out: {fault.Message}");
            return null;
        }
    }

    /// <summary>Cost, milliseconds and processor time of one run, without reading the file or setting the network up.</summary>
    internal (Int128 Cost, double Milliseconds, double Processor) Solve(string file)
    {
        var (exit, output) = Run(program, file);
        if (exit != 0) throw new InvalidOperationException($"LEMON ended with {exit}: {output}");
        var told = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1]);
        return (Int128.Parse(told["cost"], CultureInfo.InvariantCulture), double.Parse(told["milliseconds"], CultureInfo.InvariantCulture), double.Parse(told["processor"], CultureInfo.InvariantCulture));
    }

    static (int Exit, string Output) Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
