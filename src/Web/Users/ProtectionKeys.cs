using System.Xml.Linq;
using Jiuji.Web.Database;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Jiuji.Web.Users;

/// <summary>A key that protects sign-in cookies. Kept in the database, so that every process of the site reads every cookie.</summary>
public sealed class ProtectionKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

public sealed class ProtectionKeys(IServiceScopeFactory scopes, Lanes.Lanes lanes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<JiujiDb>().ProtectionKeys.Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName) => lanes.Shared.Run<Lanes.Done>("", async (services, cancellationToken) =>
    {
        var db = services.GetRequiredService<JiujiDb>();
        db.ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        await db.SaveChangesAsync(cancellationToken);
        return new Lanes.Done();
    }, CancellationToken.None).GetAwaiter().GetResult();
}
