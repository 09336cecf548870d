using Jiuji.Matching;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Supply;

/// <summary>A dated edition of the supply ledger: every published lot as it stands, and what is free of it, handed to each station of the county (D3).</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record PublishEdition(Guid CommandId, Actor By, string CountyCode, string Number) : ICommand<EditionPublished>;

public sealed record EditionPublished(string Number, int Lots, int Stations);

public sealed class PublishEditionHandler(JiujiDb db, Turn turn) : IRequestHandler<PublishEdition, Result<EditionPublished>>
{
    public async Task<Result<EditionPublished>> Handle(PublishEdition command, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        if (await db.Set<SupplyEdition>().AnyAsync(known => known.CountyCode == county && known.Number == command.Number, cancellationToken))
        {
            return Refused.By(MatchingRefusal.AlreadyRegistered, ("number", command.Number));
        }

        var lots = await db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == county && lot.State == LotState.Published).ToListAsync(cancellationToken);
        var free = (await LotStock.Of(db, county, null, cancellationToken)).ToDictionary(lot => lot.Key, lot => lot.Value.Free);
        var stations = await db.Organisations.AsNoTracking()
            .Where(organisation => organisation.CountyCode == county && organisation.Kind == OrganisationKind.Station)
            .OrderBy(organisation => organisation.Code).Select(organisation => organisation.Id).ToListAsync(cancellationToken);
        var edition = SupplyEdition.Of(county, Guid.CreateVersion7(), command.Number, lots, free, stations, turn.Act(command.By));
        edition.Deliveries.ForEach(delivery => delivery.SentAt = turn.Now);
        db.Add(edition);
        return new EditionPublished(edition.Number, edition.Lots.Count, edition.Deliveries.Count);
    }
}
