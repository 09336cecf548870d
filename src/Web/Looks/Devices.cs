namespace Jiuji.Web.Looks;

/// <summary>What a browser calls itself, as its owner would: "Chrome · Android". Names of products are the same in every language.</summary>
public static class Devices
{
    // Each of these also calls itself by the names below it.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"), ("HuaweiBrowser", "Huawei Browser"), ("MiuiBrowser", "Mi Browser"), ("QQBrowser", "QQ"), ("UCBrowser", "UC"), ("Edg", "Edge"), ("OPR", "Opera"),
        ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>Empty where it says nothing that we know.</summary>
    public static string Name(string userAgent) => string.Join(" · ", new[] { Known(Browsers, userAgent), Known(Systems, userAgent) }.Where(name => name.Length > 0));

    private static string Known((string Mark, string Name)[] names, string userAgent) =>
        names.FirstOrDefault(known => userAgent.Contains(known.Mark, StringComparison.Ordinal)).Name ?? "";
}
