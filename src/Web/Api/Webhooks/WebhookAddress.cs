using System.Net;
using System.Net.Sockets;

namespace Jiuji.Web.Api.Webhooks;

/// <summary>What the operator allows of addresses, and how often the sender looks for work.</summary>
/// <param name="AllowPrivate">Receivers within the operator's own network.</param>
/// <param name="AllowHttp">Receivers without TLS.</param>
/// <param name="EverySeconds">0: this process sends nothing by itself.</param>
public sealed record WebhookSettings(bool AllowPrivate, bool AllowHttp, int EverySeconds)
{
    private const int UsualSeconds = 5;

    public static WebhookSettings From(IConfiguration configuration) => new(
        configuration.GetValue("Webhooks:AllowPrivate", false), configuration.GetValue("Webhooks:AllowHttp", false), configuration.GetValue("Webhooks:EverySeconds", UsualSeconds));
}

/// <summary>
/// Whom the server may be sent to. An address given by a user must not become a way into the operator's own network (SSRF): the name is resolved here, every
/// address behind it is looked at, and the connection goes to the very one that was looked at.
/// </summary>
public static class WebhookAddress
{
    public static ApiRefusal? Problem(string address, WebhookSettings settings)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (settings.AllowHttp && url.Scheme == Uri.UriSchemeHttp))
            || url.UserInfo.Length > 0)
        {
            return ApiRefusal.AddressNotHttps;
        }

        var isInside = url.IsLoopback || (IPAddress.TryParse(url.IdnHost, out var ip) && !IsPublic(ip));
        return isInside && !settings.AllowPrivate ? ApiRefusal.AddressIsPrivate : null;
    }

    /// <summary>A client that follows no redirects, uses no proxy, and connects to public addresses only unless the operator allows others.</summary>
    public static HttpClient Client(WebhookSettings settings) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, token) => Connect(context.DnsEndPoint, settings, token),
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    private static async ValueTask<Stream> Connect(DnsEndPoint to, WebhookSettings settings, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, cancellationToken);
        if (addresses.Length == 0 || (!settings.AllowPrivate && !Array.TrueForAll(addresses, IsPublic)))
        {
            throw new HttpRequestException(nameof(ApiRefusal.AddressIsPrivate));
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static readonly IReadOnlyList<IPNetwork> Inside =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4",
            "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ]).Select(IPNetwork.Parse),
    ];

    /// <summary>Not this machine, not a private network, not a range that hides another address within it.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Inside.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
