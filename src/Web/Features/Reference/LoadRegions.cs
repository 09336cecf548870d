using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reference;

/// <summary>Loads or renames places of the tree of regions. Codes that exist keep their tenant.</summary>
[Allowed(Role.Administrator)]
public sealed record LoadRegions(Guid CommandId, Actor By, IReadOnlyList<RegionRow> Rows) : ICommand<int>
{
    public string CountyCode => "";
}

public sealed record RegionRow(string Code, string ParentCode, RegionKind Kind, string NameZh, string NameEn, string GbCode, DateOnly ValidFrom, DateOnly? ValidTo, string CountyCode);

public sealed class LoadRegionsHandler(JiujiDb db) : IRequestHandler<LoadRegions, Result<int>>
{
    public async Task<Result<int>> Handle(LoadRegions command, CancellationToken cancellationToken)
    {
        var codes = command.Rows.Select(row => row.Code).ToList();
        var known = await db.Regions.Where(region => codes.Contains(region.Code)).ToDictionaryAsync(region => region.Code, cancellationToken);
        foreach (var row in command.Rows)
        {
            if (known.TryGetValue(row.Code, out var region))
            {
                (region.NameZh, region.NameEn, region.ValidTo) = (row.NameZh, row.NameEn, row.ValidTo);
            }
            else
            {
                db.Regions.Add(new Region
                {
                    Code = row.Code, ParentCode = row.ParentCode, Kind = row.Kind, NameZh = row.NameZh, NameEn = row.NameEn,
                    GbCode = row.GbCode, CountyCode = row.CountyCode, ValidFrom = row.ValidFrom, ValidTo = row.ValidTo,
                });
            }
        }

        return command.Rows.Count;
    }
}
