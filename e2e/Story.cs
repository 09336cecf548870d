using System.Runtime.CompilerServices;
using Jiuji.Testing;

namespace Jiuji.Stories;

/// <summary>
/// One story: people who work at the same site, each at a browser of their own. It keeps a picture of every page they see and ends by proving the books
/// and by saying everything that was wrong with any page on the way.
/// </summary>
public sealed class Story(RunningSite site, [CallerMemberName] string name = "") : IAsyncDisposable
{
    private readonly List<Person> people = [];
    private readonly List<string> offences = [];
    private int pictures;

    public RunningSite Site => site;

    public async Task<Person> Comes(Tongue? tongue = null, int width = Person.Desk, bool scripts = true)
    {
        var person = await Person.Arrive(this, tongue ?? Tongue.Chinese, width, scripts);
        people.Add(person);
        return person;
    }

    /// <summary>A demo user who has signed in and sees their work queue.</summary>
    public async Task<Person> SignsIn(string userName, Tongue? tongue = null, int width = Person.Desk)
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
        return Path.Combine(folder, $"{name}-{Interlocked.Increment(ref pictures):000}-{width}.png");
    }

    public async Task Ends()
    {
        Offenders.None(offences);
        await site.Verify();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people)
        {
            await person.DisposeAsync();
        }
    }
}
