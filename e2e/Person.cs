using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>
/// Somebody at a browser. Whatever page they come to is looked at by <see cref="Eyes"/>; whatever the browser complains of is an offence of the story.
/// </summary>
public sealed class Person : IAsyncDisposable
{
    public const int Desk = 1200;
    public const int Phone = 390;

    private readonly Story story;
    private readonly IBrowserContext context;
    private bool expectsRefusal;

    private Person(Story story, IBrowserContext context, IPage page, Tongue tongue, bool scripts)
    {
        (this.story, this.context, Page, T) = (story, context, page, tongue);
        Eyes = new Eyes(this, story, scripts);
        context.Request += (_, request) => Hear(IsOfTheSite(request.Url), $"asks another server: {request.Url}");
        context.Response += (_, response) => Hear(response.Status < 400 || expectsRefusal, $"{response.Status} for {response.Url}");
        page.Console += (_, message) => Hear(message.Type != "error" || expectsRefusal, $"console: {message.Text}");
        page.PageError += (_, error) => Hear(false, $"script: {error}");
    }

    public IPage Page { get; }

    public Tongue T { get; }

    public Eyes Eyes { get; }

    /// <param name="cookies">What the browser still has of an earlier visit.</param>
    public static async Task<Person> Arrive(Story story, Tongue tongue, int width, bool scripts, string? cookies = null)
    {
        var browser = await Chromium.Open();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = story.Site.Address, Locale = tongue.Name, ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = scripts, StorageState = cookies,
        });
        return new Person(story, context, await context.NewPageAsync(), tongue, scripts);
    }

    public async Task Opens(string path)
    {
        await Page.GotoAsync(path);
        await Eyes.Look();
    }

    /// <summary>Asks for a page that this person may not see.</summary>
    public async Task OpensInVain(string path, string sentence)
    {
        expectsRefusal = true;
        await Opens(path);
        expectsRefusal = false;
        await Sees(sentence);
    }

    public Task Presses(string word) => Follow(Button(word));

    public Task FollowsLink(string name) => Follow(Page.GetByRole(AriaRole.Link, new() { Name = name }).First);

    /// <summary>Presses a button that the site will answer with a refusal: its status is no offence, its sentence has to be there.</summary>
    public async Task TriesInVain(string word, string sentence)
    {
        expectsRefusal = true;
        await Presses(word);
        expectsRefusal = false;
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
    }

    public Task Fills(string label, string text) => Field(label).FillAsync(text);

    public Task Chooses(string label, string option) => Field(label).SelectOptionAsync(new SelectOptionValue { Label = option });

    public Task Sees(string text) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text);

    /// <summary>A button of the page itself; the head has its own.</summary>
    public ILocator Button(string word) => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = T[word], Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(T[label]);

    /// <summary>A press that leads to a page: waits until that page is there, then looks at it.</summary>
    public async Task Follow(ILocator target)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IPage page) => arrived.TrySetResult();
        Page.Load += Arrived;
        await target.ClickAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Page.Load -= Arrived;
        await Eyes.Look();
    }

    /// <summary>What this browser keeps when its window is closed.</summary>
    public Task<string> Cookies() => context.StorageStateAsync();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private bool IsOfTheSite(string url) => url.StartsWith(story.Site.Address, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal);

    private void Hear(bool isFine, string offence)
    {
        if (!isFine)
        {
            story.Offends($"{Page.Url}: {offence}");
        }
    }
}
