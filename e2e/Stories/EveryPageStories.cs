using Jiuji.Web.Seeding;

namespace Jiuji.Stories;

/// <summary>Everything the head offers to a role, and the first page behind each list, looked at in both languages at a desk and on a phone.</summary>
[Collection(nameof(OnSqlite))]
public class EveryPageStories(SqliteSite site)
{
    private const int MostBytes = 100 * 1024;

    // The addresses that stand in the head, and below each page the first address in its content that lies under the page's own.
    private const string InTheHead = "() => [...document.querySelectorAll('nav.nav a')].map(link => new URL(link.href).pathname)";
    private const string BehindTheFirstRow = """
        here => [...document.querySelectorAll('main table a[href^="/"]')].map(link => new URL(link.href).pathname).find(path => path.startsWith(here + '/')) ?? ''
        """;

    /// <summary>One user for each set of pages: the six of a township's office see the same ones, and so do charities and societies.</summary>
    public static TheoryData<string> OneForEachSetOfPages => ["charity", "station", "handler", "cashier", "county", "county.finance", "auditor", "admin"];

    /// <summary>Between them these open every page there is, so English is looked at here.</summary>
    private static readonly string[] AlsoInEnglish = ["charity", "station", "handler", "county"];

    [Theory]
    [MemberData(nameof(OneForEachSetOfPages))]
    public async Task Every_page_is_accessible(string userName)
    {
        await using var story = new Story(site, $"every-page-{userName}");
        await Task.WhenAll(LookAround(story, userName, Tongue.Chinese), AlsoInEnglish.Contains(userName) ? LookAround(story, userName, Tongue.English) : Task.CompletedTask);
        story.Ends();
    }

    private static async Task LookAround(Story story, string userName, Tongue tongue)
    {
        var person = await story.SignsIn(userName, tongue);
        var weight = new Weight(person.Page.Context);
        foreach (var path in await person.Page.EvaluateAsync<string[]>(InTheHead))
        {
            await LookAt(story, person, weight, path);
            var behind = await person.Page.EvaluateAsync<string>(BehindTheFirstRow, path.TrimEnd('/'));
            if (behind.Length > 0 && path != "/")
            {
                await LookAt(story, person, weight, behind);
            }
        }
    }

    private static async Task LookAt(Story story, Person person, Weight weight, string path)
    {
        await person.Page.SetViewportSizeAsync(Person.Desk, 900);
        await person.Opens(path);
        await person.Page.SetViewportSizeAsync(Person.Phone, 844);
        await person.Eyes.Look();
        if (await weight.OfFirstVisit(person.Page.Url) is > MostBytes and var bytes)
        {
            story.Offends($"{path} {person.T.Name}: a first visit weighs {bytes:N0} bytes");
        }
    }
}
