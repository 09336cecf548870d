namespace Jiuji.Bench.Book;

/// <summary>SQLite: 32 callers on one hot account, and batches of a thousand, each beside plain SQL.</summary>
static class SqliteRounds
{
    const int Rounds = 3;

    public static async Task Run(Figures figures, string folder, int seconds)
    {
        List<double> plain32 = [], book32 = [], waits = [], plain1000 = [], book1000 = [];
        for (var round = 0; round < Rounds; round++)
        {
            await On(folder, async database => plain32.Add(await Batches.Plain(database, 32, seconds)));
            await On(folder, async database =>
            {
                var (perSecond, p99) = await Callers.Measure(database, 32, seconds);
                book32.Add(perSecond);
                waits.Add(p99);
            });
            await On(folder, async database => plain1000.Add(await Batches.Plain(database, 1000, seconds)));
            await On(folder, async database => book1000.Add(await Batches.Book(database, 1000, seconds)));
        }
        figures.Add("SQLite, plain SQL, 32 to a commit", Figures.Median(plain32), "/s");
        figures.AtLeast("SQLite, book, 32 callers, one hot account", Figures.Median(book32), "/s", 0.8 * Figures.Median(plain32));
        figures.AtLeast("SQLite, book, 32 callers, against plain", Figures.Median(book32) / Figures.Median(plain32), "×", 0.8);
        figures.AtMost("SQLite, book, 32 callers, p99 of the wait", Figures.Median(waits), "ms", 30);
        figures.Add("SQLite, plain SQL, 1,000 to a commit", Figures.Median(plain1000), "/s");
        figures.AtLeast("SQLite, book, batches of 1,000", Figures.Median(book1000), "/s", 0.7 * Figures.Median(plain1000));
        figures.AtLeast("SQLite, book, batches of 1,000, against plain", Figures.Median(book1000) / Figures.Median(plain1000), "×", 0.7);
    }

    /// <summary>Each measure begins with a database as small as the others'.</summary>
    static async Task On(string folder, Func<BenchDatabase, Task> measure)
    {
        await using var database = await BenchDatabase.Sqlite(folder);
        await measure(database);
    }
}
