using System.Runtime.CompilerServices;
using Jiuji.Testing;

namespace Jiuji.Stories;

/// <summary>
/// One story: people who work at the same site, each at a browser of their own. It keeps a picture of every kind of page they see and ends
/// by saying everything that was wrong with any page on the way and, where they changed anything, by proving the books.
/// </summary>
public sealed class Story(RunningSite site, [CallerMemberName] string name = "") : IAsyncDisposable
{
    private readonly List<Person> people = [];
    private readonly Dictionary<(string User, string Tongue, int Width), Person> signedIn = [];
    private readonly List<string> offences = [];
    private int pictures;

    public RunningSite Site => site;

    public async Task<Person> Comes(Tongue? tongue = null, int width = Person.Desk, bool scripts = true, string? cookies = null)
    {
        var person = await Person.Arrive(this, tongue ?? Tongue.Chinese, width, scripts, cookies);
        people.Add(person);
        return person;
    }

    /// <summary>A demo user who has signed in and sees their work queue; the second time the same window, which has stayed open.</summary>
    public async Task<Person> SignsIn(string userName, Tongue? tongue = null, int width = Person.Desk)
    {
        var window = (userName, (tongue ?? Tongue.Chinese).Name, width);
        if (!signedIn.TryGetValue(window, out var person))
        {
            signedIn[window] = person = await ComesBack(userName, tongue, width);
        }

        return person;
    }

    /// <summary>Signed in as in an earlier story, or by the password where this is the first or that was too long ago.</summary>
    private async Task<Person> ComesBack(string userName, Tongue? tongue, int width)
    {
        if (site.Cookies.TryGetValue(userName, out var cookies))
        {
            var person = await Comes(tongue, width, cookies: cookies);
            await person.Opens("/");
            if (!person.Page.Url.Contains("/sign-in", StringComparison.Ordinal))
            {
                return person;
            }
        }

        var first = await SignsInElsewhere(userName, tongue, width);
        site.Cookies[userName] = await first.Cookies();
        return first;
    }

    /// <summary>The same user at one more browser.</summary>
    public async Task<Person> SignsInElsewhere(string userName, Tongue? tongue = null, int width = Person.Desk)
    {
        var person = await Comes(tongue, width);
        await new Screens.SignInScreen(person).SignIn(userName);
        return person;
    }

    public void Offends(string offence)
    {
        lock (offences)
        {
            offences.Add(offence);
        }
    }

    public string NextPicture(int width)
    {
        var folder = RepositoryRoot.At("artefacts/screens");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{name}-{Interlocked.Increment(ref pictures):000}-{width}.jpg");
    }

    /// <summary>The end of a story that moved money or goods.</summary>
    public async Task EndsWithSoundBooks()
    {
        Ends();
        await site.Verify();
    }

    /// <summary>The end of a story that only looked.</summary>
    public void Ends() => Offenders.None(offences);

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people)
        {
            await person.DisposeAsync();
        }
    }
}
