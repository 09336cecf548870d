using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>Looks at a page for everybody who will use it: axe at WCAG 2.2 AA, no scrolling sideways, targets that a thumb hits; and keeps a picture.</summary>
public sealed partial class Eyes(Person person, Story story, bool scripts)
{
    private static readonly AxeRunOptions Wcag22AA = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

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
            await KeepPicture(width);
            await LookForBarriers(width);
        }

        await SeeWhetherItFits();
        foreach (var part in width == Person.Phone ? await Page.EvaluateAsync<string[]>(TooSmall) : [])
        {
            Offend(width, $"too small for a thumb: {part}");
        }
    }

    public async Task SeeWhetherItFits()
    {
        if (await Page.EvaluateAsync<int>(TooWide) is > 0 and var pixels)
        {
            Offend(Page.ViewportSize!.Width, $"scrolls sideways by {pixels} px");
        }
    }

    private Task<byte[]> KeepPicture(int width) => Page.ScreenshotAsync(new() { Path = story.NextPicture(width), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 60 });

    private async Task LookForBarriers(int width)
    {
        var result = await Page.RunAxe(Wcag22AA);
        foreach (var violation in result.Violations)
        {
            Offend(width, $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
        }
    }

    [GeneratedRegex("[0-9a-f-]*[0-9][0-9a-f-]*")]
    private static partial Regex AnyNumber();

    private void Offend(int width, string offence) => story.Offends($"{new Uri(Page.Url).PathAndQuery} {person.T.Name} {width} px: {offence}");
}
