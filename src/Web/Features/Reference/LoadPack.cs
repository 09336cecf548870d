using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reference;

/// <summary>Loads a rule pack. A pack whose content changed is a new version; what was decided under the old one keeps naming it.</summary>
[Allowed(Role.Administrator)]
public sealed record LoadPack(Guid CommandId, Actor By, string Json) : ICommand<LoadedPack>
{
    public string CountyCode => "";
}

public sealed record LoadedPack(string Key, int Version);

public sealed class LoadPackHandler(JiujiDb db) : IRequestHandler<LoadPack, Result<LoadedPack>>
{
    public async Task<Result<LoadedPack>> Handle(LoadPack command, CancellationToken cancellationToken)
    {
        var pack = RulePack.Parse(command.Json);
        var latest = await db.Packs.Where(stored => stored.Key == pack.Key).OrderByDescending(stored => stored.Version).FirstOrDefaultAsync(cancellationToken);
        if (latest?.Json == command.Json)
        {
            return new LoadedPack(latest.Key, latest.Version);
        }

        var version = (latest?.Version ?? 0) + 1;
        db.Packs.Add(new StoredPack
        {
            Key = pack.Key,
            Version = version,
            EffectiveFrom = pack.EffectiveFrom,
            EffectiveTo = pack.EffectiveTo,
            Json = command.Json,
            Scopes = [.. pack.Jurisdictions.Select(county => new PackScope { PackKey = pack.Key, PackVersion = version, CountyCode = county })],
        });
        return new LoadedPack(pack.Key, version);
    }
}
