using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>One browser for the whole run: the Chromium of this machine, driven by Playwright. It ends with the process, however that ends.</summary>
public static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> Started = new(Start);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // The last of several such lists counts, so this one begins with what Playwright leaves out itself. Then what an address bar shows below itself: a page of the
    // browser's own, for which every window starts one more process, and nobody types there. Eight windows took 6 to 8 s of processor time with it and 2.5 s without.
    private const string LeftOut =
        "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,"
        + "ThirdPartyStoragePartitioning,Translate,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,WebUIOmniboxPopup,WebUIOmniboxAimPopup";

    // It shall load what the site sends and nothing else, so that every request seen is a request of the site.
    private static readonly string[] Arguments =
    [
        "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", $"--disable-features={LeftOut}",
    ];

    public static Task<IBrowser> Open() => Started.Value;

    private static async Task<IBrowser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = FindProgram(),
            // Chromium refuses to run as root inside its own sandbox.
            Args = Environment.IsPrivilegedProcess ? [.. Arguments, "--no-sandbox"] : Arguments,
        });
    }

    private static string FindProgram()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium on the PATH. ./test installs it.");
    }
}
