using Jiuji.Matching;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Supply;

/// <summary>A lot and the move that sent it to review.</summary>
public sealed record EnteredLot(SupplyLot Lot, Move Submitted);

/// <summary>Looks at rows of supply as they come in.</summary>
public sealed class LotIntake(JiujiDb db)
{
    public async Task<ImportFinding<EnteredLot>> Look(string county, Actor by, IReadOnlyList<LotRow> rows, Act act, CancellationToken cancellationToken)
    {
        var places = await PlaceBook.Read(db, cancellationToken);
        var organisations = await db.Organisations.AsNoTracking().Include(organisation => organisation.Areas)
            .Where(organisation => organisation.Kind == OrganisationKind.Charity || organisation.Kind == OrganisationKind.Society || organisation.Kind == OrganisationKind.Federation)
            .ToDictionaryAsync(organisation => organisation.Code, cancellationToken);
        var kinds = await db.Codes.AsNoTracking().Where(code => code.List == CodeLists.AidKind).ToDictionaryAsync(code => code.Code, cancellationToken);
        var numbers = rows.Select(row => row.Number).ToList();
        var taken = await db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == county && numbers.Contains(lot.Number))
            .Select(lot => lot.Number).ToHashSetAsync(cancellationToken);
        var standings = await db.Set<OrganisationStanding>().AsNoTracking().Where(each => each.CountyCode == county).ToDictionaryAsync(each => each.OrganisationId, each => each.State, cancellationToken);
        var (good, refused) = (new List<EnteredLot>(), new List<RowRefused>());
        foreach (var row in rows)
        {
            var (lot, reason) = Enter(county, by, row, act, organisations, standings, kinds, places, taken);
            if (lot is null)
            {
                refused.Add(new RowRefused(row.Number, reason!));
                continue;
            }

            taken.Add(row.Number);
            good.Add(lot);
        }

        return new ImportFinding<EnteredLot>(good, refused, []);
    }

    private static (EnteredLot? Lot, Enum? Reason) Enter(
        string county, Actor by, LotRow row, Act act, Dictionary<string, Organisation> organisations, Dictionary<Guid, OrganisationState> standings, Dictionary<string, CodeItem> kinds,
        PlaceBook places, HashSet<string> taken)
    {
        if (taken.Contains(row.Number))
        {
            return (null, ImportRefusal.NumberTaken);
        }

        if (!organisations.TryGetValue(row.OrganisationCode, out var organisation))
        {
            return (null, ImportRefusal.OrganisationUnknown);
        }

        if (!by.StandsFor(organisation.Id))
        {
            return (null, ImportRefusal.NotYourOrganisation);
        }

        if (row.AreaCodes.Any(area => !places.Knows(area)))
        {
            return (null, ImportRefusal.PlaceUnknown);
        }

        // A lot stands in the book of one county; what it serves elsewhere is entered there.
        if (row.AreaCodes.Count > 0 && row.AreaCodes.All(area => places.Find(area)?.County != county))
        {
            return (null, ImportRefusal.CountyDiffers);
        }

        if (!kinds.TryGetValue(row.KindCode, out var kind) || kind.Unit != row.UnitCode)
        {
            return (null, ImportRefusal.UnitDiffers);
        }

        if (row.AgeFrom > row.AgeTo)
        {
            return (null, ImportRefusal.AgesTheWrongWayRound);
        }

        if (TurnsDiffer(row))
        {
            return (null, ImportRefusal.TurnsDiffer);
        }

        var lot = Draft(county, row, organisation, kind, places, act.At);
        var submitted = SupplyDecision.Move(lot, LotTrigger.Submit, [], act, organisation: standings.GetValueOrDefault(organisation.Id));
        if (submitted.Outcome is not { } outcome)
        {
            return (null, submitted.Refusal == MatchingRefusal.LotExpired ? ImportRefusal.AlreadyOver : submitted.Refusal);
        }

        outcome.ApplyTo(lot);
        return (new EnteredLot(lot, outcome.Move), null);
    }

    /// <summary>Turns lie in time and within the lot's validity, and their places add up to its quantity.</summary>
    private static bool TurnsDiffer(LotRow row) => row.Turns is { Count: > 0 } turns
        && (turns.Any(turn => turn.EndsAt <= turn.StartsAt || turn.Day > row.ValidUntil || turn.Places <= 0) || turns.Sum(turn => turn.Places) != row.Quantity);

    private static SupplyLot Draft(string county, LotRow row, Organisation organisation, CodeItem kind, PlaceBook places, DateTimeOffset now)
    {
        var supply = Enum.Parse<SupplyKind>(kind.Group, ignoreCase: true);
        var starts = organisation.Areas is [var only] ? places.Find(only.RegionCode) : null;
        return new SupplyLot
        {
            CountyCode = county, Id = row.Id, Number = row.Number, OrganisationId = organisation.Id, Kind = supply, NeedKindCode = row.KindCode, Name = row.Name,
            Unit = kind.Unit, Quantity = row.Quantity, LimitPerHousehold = row.LimitPerHousehold, AgeFrom = row.AgeFrom, AgeTo = row.AgeTo, ValidUntil = row.ValidUntil,
            IsPerishable = row.IsPerishable, FieldsNeeded = FieldsNeededFor(supply), Description = row.Description, CreatedAt = now,
            PlaceCounty = starts?.County ?? organisation.CountyCode, PlaceTownship = starts?.Township ?? "", PlaceVillage = starts?.Village ?? "",
            Areas = [.. row.AreaCodes.Distinct().Select(area => new LotArea { CountyCode = county, LotId = row.Id, AreaCode = area })],
            Slots = [.. (row.Turns ?? []).OrderBy(turn => turn.Day).ThenBy(turn => turn.StartsAt).Select((turn, place) => new LotSlot
            {
                CountyCode = county, Id = SlotId(row.Id, place), LotId = row.Id, Day = turn.Day, StartsAt = turn.StartsAt, EndsAt = turn.EndsAt, Places = turn.Places,
            })],
            Categories = [.. row.CategoryCodes.Distinct().Select(category => new LotCategory { CountyCode = county, LotId = row.Id, CategoryCode = category })],
        };
    }

    /// <summary>Follows from the lot and the place among its turns, so that the same file entered again is the same lot.</summary>
    private static Guid SlotId(Guid lot, int place) => Seeding.SeedFiles.Id($"turn {lot:D} {place}");

    /// <summary>Goods are handed over at the station, which tells the provider nothing. Whoever comes to the house must know where and whom to ask for.</summary>
    private static PersonalFields FieldsNeededFor(SupplyKind kind) => kind switch
    {
        SupplyKind.Goods => PersonalFields.None,
        SupplyKind.Cash or SupplyKind.Training => PersonalFields.Name | PersonalFields.Phone,
        _ => PersonalFields.Name | PersonalFields.Address | PersonalFields.Phone,
    };
}
