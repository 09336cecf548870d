using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>Looks at a page for everybody who will use it: axe at WCAG 2.2 AA, no scrolling sideways, targets that a thumb hits; and keeps a picture.</summary>
public sealed partial class Eyes(Person person, Story story, bool scripts)
{
    // Run in the page itself and answered as sentences. The package's own way opens a second browser window for each look and carries all that axe passed through it.
    private const string Barriers = """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], iframes: false }))
            .violations.map(found => `${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)
        """;

    private static readonly string Axe = $"() => {{ {new BundledAxeScriptProvider().GetScript()} }}";

    // Two looks at one kind of page that offer the same things to do find the same barriers.
    private const string WhatCanBeDone = "() => [...new Set([...document.querySelectorAll('main form, main .btn')].map(part => (part.getAttribute('action') ?? part.className).split('?')[0].replace(/[0-9a-f-]*[0-9][0-9a-f-]*/g, '#')))].sort().join(' ')";

    // Axe and a picture take longer than all the rest of a look, and twenty stories come through the same pages.
    private static readonly ConcurrentDictionary<string, bool> LookedAt = new();

    private const string TooWide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    // A link within a sentence is as high as its line; what stands alone is 44 px high or more.
    private const string TooSmall = """
        () => [...document.querySelectorAll('button, .btn, nav.nav a, select, input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]
            .filter(part => part.getClientRects().length && !part.closest('.seen-by-ear') && part.getBoundingClientRect().height < 43.5)
            .map(part => `${part.tagName} ${part.textContent.trim() || part.name} ${Math.round(part.getBoundingClientRect().height)} px`)
        """;

    private IPage Page => person.Page;

    public async Task Look()
    {
        var width = Page.ViewportSize!.Width;
        if (!scripts)
        {
            await KeepPicture(width);
            return;
        }

        var sight = $"{width} {person.T.Name} {AnyNumber().Replace(new Uri(Page.Url).AbsolutePath, "#")} {await Page.EvaluateAsync<string>(WhatCanBeDone)}";
        if (LookedAt.TryAdd(sight, true))
        {
            // English words are longest where there is least room; at a desk their picture shows nothing that the other one does not.
            if (width == Person.Phone || person.T == Tongue.Chinese)
            {
                await KeepPicture(width);
            }

            await LookForBarriers(width);
        }

        if (await Page.EvaluateAsync<int>(TooWide) is > 0 and var pixels)
        {
            Offend(width, $"scrolls sideways by {pixels} px");
        }

        foreach (var part in width == Person.Phone ? await Page.EvaluateAsync<string[]>(TooSmall) : [])
        {
            Offend(width, $"too small for a thumb: {part}");
        }
    }

    private Task<byte[]> KeepPicture(int width) => Page.ScreenshotAsync(new() { Path = story.NextPicture(width), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 60 });

    private async Task LookForBarriers(int width)
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await Page.EvaluateAsync(Axe);
        }

        foreach (var barrier in await Page.EvaluateAsync<string[]>(Barriers))
        {
            Offend(width, barrier);
        }
    }

    [GeneratedRegex("[0-9a-f-]*[0-9][0-9a-f-]*")]
    private static partial Regex AnyNumber();

    private void Offend(int width, string offence) => story.Offends($"{new Uri(Page.Url).PathAndQuery} {person.T.Name} {width} px: {offence}");
}
