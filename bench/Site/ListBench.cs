using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Jiuji.Bench.Site;

/// <summary>
/// <c>bench -- web --list</c>: lists over a county's households, needs and cases, <c>--rows N</c> (100,000) of each, leafed through from the first page to the last by the link at its
/// foot; then the first, middle and last page again, several times each: the whole request, and of it what the page asks of the database. <c>--page PATH</c> for one of them.
/// </summary>
internal static partial class ListBench
{
    private const string County = "341722";
    private const int UsualRows = 100_000;
    private const int Times = 15;

    private static readonly string[] Pages = ["/households", "/needs", "/cases?show=All", "/cases", "/cases?show=Papers", "/cases?show=Claim"];

    /// <summary>Copies the demo's rows of the county until each list is long enough: every copy is as valid as what it was copied from.</summary>
    public static void Fill(string file, string[] args)
    {
        var rows = SiteBench.Option(args, "--rows") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : UsualRows;
        using var connection = new SqliteConnection($"Data Source={file};Default Timeout=300");
        connection.Open();
        using var all = connection.BeginTransaction();
        var households = Copy(connection, "household", "merged_into_id is null and deleted_at is null", rows, ("number", Numbered));
        CopyEach(connection, "person", "household_id in (select id from household where merged_into_id is null and deleted_at is null)", households, ("household_id", Renamed("household_id")), ("id_number_index", "null"), ("id_number_sealed", "null"));
        Copy(connection, "need", "state in ('Open', 'PartMet')", rows, ("number", Numbered), ("queue_key", "queue_key || '.' || copy.n"));
        var cases = Copy(connection, "aid_case", "true", rows, ("number", Numbered));
        CopyEach(connection, "payment", "true", cases, ("aid_case_id", Renamed("aid_case_id")), ("receipt_number", "''"));
        all.Commit();
    }

    private const string Numbered = "number || '.' || copy.n";

    /// <summary>The same id in every table that names it, with the number of the copy before all else.</summary>
    private static string Renamed(string column) => $"printf('%08X', copy.n) || substr({column}, 9)";

    /// <summary>As many of each of the county's rows of one kind as reach <paramref name="rows"/>; answers how many.</summary>
    private static int Copy(SqliteConnection connection, string table, string which, int rows, params (string Column, string Value)[] instead)
    {
        var standing = Convert.ToInt32(Asked(connection, $"select count(*) from {table} where county_code = '{County}' and {which}"), CultureInfo.InvariantCulture);
        return CopyEach(connection, table, which, (int)Math.Ceiling((double)rows / standing), instead);
    }

    /// <summary>This many of each row, the row itself among them.</summary>
    private static int CopyEach(SqliteConnection connection, string table, string which, int copies, params (string Column, string Value)[] instead)
    {
        var columns = Asked(connection, $"select group_concat(name) from pragma_table_info('{table}')").ToString()!.Split(',');
        var values = columns.Select(column => column == "id" ? Renamed("id") : instead.FirstOrDefault(each => each.Column == column).Value ?? column);
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            with recursive copy(n) as (select 1 union all select n + 1 from copy where n < {copies - 1})
            insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", values)} from {table}, copy where county_code = '{County}' and {which} and {copies} > 1
            """;
        command.ExecuteNonQuery();
        return copies;
    }

    private static object Asked(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    public static async Task Run(Uri site, string[] args, QueryCounter counter)
    {
        Console.WriteLine("| list | pages | first ms | middle ms | last ms | of it the database, ms | p99 of all pages, ms |\n|---|--:|--:|--:|--:|--:|--:|");
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = site };
        await SiteBench.SignIn(client, "county");
        foreach (var page in Pages.Where(each => SiteBench.Option(args, "--page") is not { } only || each == only))
        {
            var (addresses, waits) = (new List<string>(), new List<double>());
            for (var at = page; at is not null;)
            {
                var begun = Stopwatch.GetTimestamp();
                var html = await client.GetStringAsync(new Uri(at, UriKind.Relative));
                waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                addresses.Add(at);
                at = Next().Match(html) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups["address"].Value) : null;
            }

            var looks = new List<(double Whole, double Database)>();
            foreach (var place in (int[])[0, addresses.Count / 2, addresses.Count - 1])
            {
                looks.Add(await Look(client, addresses[place], counter));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {page} | {addresses.Count:N0} | {looks[0].Whole:N1} | {looks[1].Whole:N1} | {looks[2].Whole:N1} | {string.Join(", ", looks.Select(look => look.Database.ToString("N1", CultureInfo.InvariantCulture)))} | {waits.Order().ElementAt(waits.Count * 99 / 100):N1} |"));
        }
    }

    /// <summary>The medians of several looks at one page.</summary>
    private static async Task<(double Whole, double Database)> Look(HttpClient client, string page, QueryCounter counter)
    {
        var (wholes, asked) = (new List<double>(), new List<double>());
        for (var time = 0; time < Times; time++)
        {
            var (before, begun) = (counter.Time, Stopwatch.GetTimestamp());
            await client.GetStringAsync(new Uri(page, UriKind.Relative));
            wholes.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            asked.Add((counter.Time - before).TotalMilliseconds);
        }

        return (wholes.Order().ElementAt(Times / 2), asked.Order().ElementAt(Times / 2));
    }

    [GeneratedRegex("""href="(?<address>[^"]+)"[^>]*rel="next["]|rel="next"[^>]*href="(?<address>[^"]+)["]""")]
    private static partial Regex Next();
}
