using Jiuji.Testing;

namespace Jiuji.Stories;

/// <summary>
/// Every page, come to by the links that the roles are given, in both languages, at a desk and on a phone: accessible, light, whole without scripts, and no link
/// to what the role may not see.
/// </summary>
[Collection(nameof(OnUntouchedSite))]
public class EveryPageStories(UntouchedSite site)
{
    private const int MostBytes = 100 * 1024;

    // The addresses that stand in the head; then all of the page's own, but what is a file to keep.
    private const string InTheHead = "() => [...document.querySelectorAll('nav.nav a')].map(link => link.pathname)";
    private const string OnThePage = """
        () => [...document.querySelectorAll('main a[href], .who a, .foot a')].filter(link => link.origin === location.origin && !link.hasAttribute('download'))
            .filter(link => !/handler=|export|format=/.test(link.search)).map(link => link.pathname + link.search)
        """;

    // Whoever has no scripts, or no mouse, has a button for each form and meets everything in the order in which it stands.
    private const string WantsScripts = """
        () => [...document.querySelectorAll('form:not([data-passkey])')].filter(form => form.querySelector('input:not([type=hidden]), select, textarea') && ![...form.elements].some(part => part.type === 'submit')).map(form => `no button for ${form.action}`)
            .concat([...document.querySelectorAll('a[href^="javascript:"], a:not([href]), [onclick], [tabindex]:not([tabindex="-1"]):not([tabindex="0"])')].map(part => `not by keyboard: ${part.outerHTML.slice(0, 90)}`))
        """;

    /// <summary>One user for each set of pages and buttons. Between them these reach every page.</summary>
    private static readonly string[] Roles = ["handler", "office", "cashier", "bookkeeper", "station", "charity", "county", "county.finance", "auditor", "admin"];

    /// <summary>What only one role is led to, from a page that another one has been to before.</summary>
    private static readonly Dictionary<string, string[]> Also = new()
    {
        ["bookkeeper"] = [$"/funds/{Qidu}/{Year}/vouchers?month=1"], ["charity"] = ["/webhooks"], ["county"] = [$"/advances/new?township={Renli}&year={Year}", "/deaths/import"],
        ["county.finance"] = [$"/funds/{Qidu}/{Year}/year-end"],
    };

    /// <summary>No page to look at, or the page of something that the demo has none of; the other stories go there, or the tests of the site.</summary>
    private static readonly string[] OnOtherDays =
    [
        "/health", "/language/{tag}", "/problem/{code:int}", "/sign-in", "/sign-in/code", "/h", "/jobs/{id:guid}", "/users/hand-overs/{id:guid}", "/cases/{number}/receipt",
        "/funds/sweep-backs/{id:guid}", "/matches/{id:guid}/consent", "/pay-lists/{number}", "/recoveries/{number}", "/recoveries/{number}/do/{step}",
        "/complaints/{number}",
    ];

    private const string Renli = "341722100";
    private const string Qidu = "341722101";

    private static int Year => Ledger.CountyDay.Of(TimeProvider.System.GetUtcNow()).Year;

    [Fact]
    public async Task Every_page_is_accessible_light_and_whole_for_whoever_is_led_there()
    {
        await using var story = new Story(site, "every-page");
        var reached = await Task.WhenAll(LookAround(story, Tongue.Chinese), LookAround(story, Tongue.English));
        story.Ends();
        Offenders.None(SitePages.Patterns.Except(OnOtherDays).Except(reached[0]).Select(pattern => $"no role is led to {pattern}"));
    }

    /// <summary>The patterns of the pages that somebody came to.</summary>
    private static async Task<IEnumerable<string>> LookAround(Story story, Tongue tongue)
    {
        var reached = new HashSet<string>();
        foreach (var userName in Roles)
        {
            var person = await story.SignsIn(userName, tongue);
            await LookAround(story, person, Also.GetValueOrDefault(userName, []), reached);
        }

        return reached;
    }

    /// <summary>What stands in this role's head, and of the rest each kind of page that nobody has seen yet.</summary>
    private static async Task LookAround(Story story, Person person, IEnumerable<string> also, HashSet<string> reached)
    {
        var weight = new Weight(person.Page.Context);
        var head = (await person.Page.EvaluateAsync<string[]>(InTheHead)).ToHashSet();
        var waiting = new Queue<string>(head.Concat(also));
        while (waiting.TryDequeue(out var path))
        {
            if (SitePages.PatternOf(path.Split('?')[0]) is not { } pattern || !(reached.Add(pattern) | head.Remove(path)))
            {
                continue;
            }

            await LookAt(story, person, weight, path);
            if (person.Page.Url.Contains("/problem/", StringComparison.Ordinal))
            {
                story.Offends($"{person.T.Name}: a link leads to {path}, which is refused");
                reached.Remove(pattern);
            }

            foreach (var link in await person.Page.EvaluateAsync<string[]>(OnThePage))
            {
                waiting.Enqueue(link);
            }
        }
    }

    /// <summary>Looked at at both widths in either language; what a page weighs and needs does not depend on its words.</summary>
    private static async Task LookAt(Story story, Person person, Weight weight, string path)
    {
        await person.Page.SetViewportSizeAsync(Person.Desk, 900);
        await person.Opens(path);
        await person.Page.SetViewportSizeAsync(Person.Phone, 900);
        await person.Eyes.Look();
        if (person.T != Tongue.Chinese)
        {
            return;
        }

        foreach (var want in await person.Page.EvaluateAsync<string[]>(WantsScripts))
        {
            story.Offends($"{path} {person.T.Name}: {want}");
        }

        if (await weight.OfFirstVisit(person.Page.Url) is > MostBytes and var bytes)
        {
            story.Offends($"{path} {person.T.Name}: a first visit weighs {bytes:N0} bytes");
        }
    }
}
