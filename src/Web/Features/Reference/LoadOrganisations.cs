using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reference;

/// <summary>Registers bureaus, townships, stations, charities and societies; a code that exists is only renamed.</summary>
[Allowed(Role.Administrator)]
public sealed record LoadOrganisations(Guid CommandId, Actor By, IReadOnlyList<OrganisationRow> Rows) : ICommand<int>
{
    public string CountyCode => "";
}

public sealed record OrganisationRow(
    Guid Id, string Code, OrganisationKind Kind, string NameZh, string NameEn, string CountyCode, IReadOnlyList<string> AreaCodes,
    string CreditCode, string FilingNumber, bool MayRaisePublicly);

public sealed class LoadOrganisationsHandler(JiujiDb db) : IRequestHandler<LoadOrganisations, Result<int>>
{
    public async Task<Result<int>> Handle(LoadOrganisations command, CancellationToken cancellationToken)
    {
        var codes = command.Rows.Select(row => row.Code).ToList();
        var known = await db.Organisations.Where(organisation => codes.Contains(organisation.Code))
            .ToDictionaryAsync(organisation => organisation.Code, cancellationToken);
        foreach (var row in command.Rows)
        {
            if (known.TryGetValue(row.Code, out var organisation))
            {
                (organisation.NameZh, organisation.NameEn) = (row.NameZh, row.NameEn);
            }
            else
            {
                db.Organisations.Add(new Organisation
                {
                    Id = row.Id, Code = row.Code, Kind = row.Kind, NameZh = row.NameZh, NameEn = row.NameEn, CountyCode = row.CountyCode,
                    CreditCode = row.CreditCode, FilingNumber = row.FilingNumber, MayRaisePublicly = row.MayRaisePublicly,
                    Areas = [.. row.AreaCodes.Select(area => new OrganisationArea { OrganisationId = row.Id, RegionCode = area })],
                });
            }
        }

        return command.Rows.Count;
    }
}
