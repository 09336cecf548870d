using System.Text.Json;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>The device that keeps somebody's passkeys: Chromium's own stand-in for a phone or a security key, with a finger that always fits.</summary>
public sealed class Passkeys : IAsyncDisposable
{
    private readonly ICDPSession wire;
    private readonly string id;

    private Passkeys(ICDPSession wire, string id) => (this.wire, this.id) = (wire, id);

    public static async Task<Passkeys> At(IPage page)
    {
        var wire = await page.Context.NewCDPSessionAsync(page);
        await wire.SendAsync("WebAuthn.enable");
        var added = await wire.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new Passkeys(wire, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    public async Task<int> Count()
    {
        JsonElement? kept = await wire.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id });
        return kept!.Value.GetProperty("credentials").GetArrayLength();
    }

    public async ValueTask DisposeAsync() => await wire.DetachAsync();
}
