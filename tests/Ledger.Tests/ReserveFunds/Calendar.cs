using System.Globalization;
using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>The real calendar, read from the repository's own seed files.</summary>
public static class Calendar
{
    public static readonly string Root = FindRoot();

    public static readonly WorkingDayClock Clock = new(Days("rest"), Days("work"), Years());

    public static string Seed(params string[] path) => Path.Combine([Root, "seed", .. path]);

    static HashSet<DateOnly> Days(string kind) =>
        [.. File.ReadLines(Seed("calendar.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells[1] == kind)
            .Select(cells => DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture))];

    static HashSet<int> Years() =>
        [.. File.ReadLines(Seed("calendar-years.csv")).Skip(1).Where(line => line.EndsWith("published", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))];

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Jiuji.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The repository root was not found above the tests.");
    }
}
