namespace Jiuji.Matching.Solving;

/// <summary>
/// A long row of units or prices, kept in pages. A longer row shares every page with the one it came from until it writes to it, so that a change costs the
/// pages it touches, and throwing it away leaves the other row as it was. Written only by whoever made it, before anybody else sees it.
/// </summary>
sealed class PagedRow
{
    const int Bits = 9;
    const int PageLength = 1 << Bits;
    const int Within = PageLength - 1;

    readonly long[][] pages;
    readonly bool[] isOwn;

    internal PagedRow(ReadOnlySpan<long> values)
    {
        (Length, pages, isOwn) = (values.Length, new long[PagesFor(values.Length)][], new bool[PagesFor(values.Length)]);
        for (var page = 0; page < pages.Length; page++)
            (pages[page], isOwn[page]) = (values[(page << Bits)..Math.Min(values.Length, (page + 1) << Bits)].ToArray(), true);
    }

    PagedRow(PagedRow before, int length)
    {
        (Length, pages, isOwn) = (length, new long[PagesFor(length)][], new bool[PagesFor(length)]);
        before.pages.CopyTo(pages, 0);
        // Only the last page may be short of its length.
        for (var page = Math.Max(0, before.pages.Length - 1); page < pages.Length; page++)
        {
            var grown = new long[Math.Min(PageLength, length - (page << Bits))];
            pages[page]?.CopyTo(grown, 0);
            (pages[page], isOwn[page]) = (grown, true);
        }
    }

    internal int Length { get; }

    internal long this[int at]
    {
        get => pages[at >> Bits][at & Within];
        set => Own(at >> Bits)[at & Within] = value;
    }

    /// <summary>The same row with zeros behind it.</summary>
    internal PagedRow Longer(int length) => new(this, length);

    internal long[] ToArray()
    {
        var all = new long[Length];
        for (var page = 0; page < pages.Length; page++)
            pages[page].CopyTo(all, page << Bits);
        return all;
    }

    long[] Own(int page)
    {
        if (!isOwn[page]) (pages[page], isOwn[page]) = ((long[])pages[page].Clone(), true);
        return pages[page];
    }

    static int PagesFor(int length) => (length + Within) >> Bits;
}
