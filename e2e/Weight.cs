using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>What goes over the wire to one browser, in bytes with headers. The first fetch counts: later ones come from the browser's own store.</summary>
public sealed class Weight
{
    private readonly ConcurrentDictionary<string, IRequest> first = new();

    public Weight(IBrowserContext context) => context.RequestFinished += (_, request) => first.TryAdd(request.Url, request);

    /// <summary>A first visit to the page: itself and every style, script and picture that the site has sent so far.</summary>
    public async Task<int> OfFirstVisit(string url)
    {
        var sent = first.Values.Where(request => request.Url == url || !request.IsNavigationRequest);
        var sizes = await Task.WhenAll(sent.Select(request => request.SizesAsync()));
        return sizes.Sum(size => size.ResponseBodySize + size.ResponseHeadersSize);
    }
}
