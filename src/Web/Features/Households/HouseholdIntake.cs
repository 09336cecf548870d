using Jiuji.Ledger;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Households;

public sealed record EnteredHousehold(Household Household, IReadOnlyList<Person> Members);

/// <summary>
/// Looks at rows of households as they come in: places that exist, a head, nobody who is in the files already by ID number (T16). Somebody who only looks
/// like another is entered and named, for a person to decide.
/// </summary>
public sealed class HouseholdIntake(JiujiDb db, PersonalVault vault)
{
    public const int RowsPerCommand = 250;

    public async Task<ImportFinding<EnteredHousehold>> Look(
        string county, Actor by, IReadOnlyList<HouseholdRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = await PlaceBook.Read(db, cancellationToken);
        var taken = await NumbersTaken(county, rows, cancellationToken);
        var known = await Known.Read(db, vault, county, rows, cancellationToken);
        var (good, refused, likely) = (new List<EnteredHousehold>(), new List<RowRefused>(), new List<string>());
        foreach (var row in rows)
        {
            var entered = Enter(county, row, places, now);
            var finding = row.Members.Select(member => Intake.Look(NewcomerOf(row, member), known.Near(vault, member))).ToList();
            if (Problem(by, row, entered, taken, finding) is { } reason)
            {
                refused.Add(new RowRefused(row.Number, reason));
                continue;
            }

            if (finding.Any(each => each.Likely.Count > 0))
            {
                likely.Add(row.Number);
            }

            taken.Add(row.Number);
            known.Add(entered!);
            good.Add(entered!);
        }

        return new ImportFinding<EnteredHousehold>(good, refused, likely);
    }

    private static Enum? Problem(Actor by, HouseholdRow row, EnteredHousehold? entered, HashSet<string> taken, List<IntakeFinding> finding)
    {
        if (taken.Contains(row.Number))
        {
            return ImportRefusal.NumberTaken;
        }

        if (entered is null)
        {
            return ImportRefusal.PlaceUnknown;
        }

        if (row.Members.Count(member => member.Relation == Relation.Head) != 1)
        {
            return ImportRefusal.HeadMissing;
        }

        if (by.TownshipCode.Length > 0 && !entered.Household.TouchesArea(new HashSet<string> { by.TownshipCode }))
        {
            return ImportRefusal.NotYourTownship;
        }

        return finding.Select(Intake.Check).FirstOrDefault(refusal => refusal is not null);
    }

    private EnteredHousehold? Enter(string county, HouseholdRow row, PlaceBook places, DateTimeOffset now)
    {
        if (places.Find(row.RegisteredCode) is not { } registered || places.Find(row.ResidenceCode) is not { } residence)
        {
            return null;
        }

        var incident = row.IncidentCode.Length == 0 ? null : places.Find(row.IncidentCode);
        var household = new Household
        {
            CountyCode = county, Id = row.Id, Number = row.Number, CategoryCode = row.CategoryCode, CategorySince = CountyDay.Of(now),
            RegisteredCounty = registered.County, RegisteredTownship = registered.Township, RegisteredVillage = registered.Village,
            ResidenceCounty = residence.County, ResidenceTownship = residence.Township, ResidenceVillage = residence.Village,
            IncidentCounty = incident?.County, IncidentTownship = incident?.Township, IncidentVillage = incident?.Village,
            Size = row.Members.Count(member => member.DeceasedOn is null), CreatedAt = now,
        };
        if (row.Address.Length > 0)
        {
            household.SealAddress(row.Address, vault);
        }

        return new EnteredHousehold(household, [.. row.Members.Select(member => Enter(household, member))]);
    }

    private Person Enter(Household household, PersonRow row)
    {
        var person = new Person
        {
            CountyCode = household.CountyCode, Id = row.Id, HouseholdId = household.Id, BirthDate = row.BirthDate, Sex = row.Sex, Relation = row.Relation,
            DisabilityKind = row.DisabilityKind, DisabilityGrade = row.DisabilityGrade, SelfCareAbility = row.SelfCareAbility, DeceasedOn = row.DeceasedOn,
        };
        person.SealName(row.Name, vault);
        if (NumberOf(row) is { } number)
        {
            person.SealIdNumber(number, vault);
        }

        if (row.Phone.Length > 0)
        {
            person.SealPhone(row.Phone, vault);
        }

        if (row.Account.Length > 0)
        {
            person.SealAccount(row.Account, vault);
        }

        return person;
    }

    private Newcomer NewcomerOf(HouseholdRow household, PersonRow row) => Newcomer.Of(row.Name, NumberOf(row), row.BirthDate, household.Address, vault);

    /// <summary>An identity may be pending: a row without a number is entered, a wrong number was refused with the sheet.</summary>
    private static CitizenId? NumberOf(PersonRow row) => CitizenId.TryParse(row.IdNumber, out var number) is null ? number : null;

    private async Task<HashSet<string>> NumbersTaken(string county, IReadOnlyList<HouseholdRow> rows, CancellationToken cancellationToken)
    {
        var numbers = rows.Select(row => row.Number).ToList();
        return await db.Set<Household>().AsNoTracking().Where(household => household.CountyCode == county && numbers.Contains(household.Number))
            .Select(household => household.Number).ToHashSetAsync(cancellationToken);
    }

    /// <summary>Those in the files who share a number or a name with somebody who comes in, found by blind index, and those entered before in the same file.</summary>
    private sealed class Known
    {
        private readonly Dictionary<string, List<KnownPerson>> byIndex = [];

        public static async Task<Known> Read(JiujiDb db, PersonalVault vault, string county, IReadOnlyList<HouseholdRow> rows, CancellationToken cancellationToken)
        {
            var members = rows.SelectMany(row => row.Members).ToList();
            var names = members.Select(member => vault.Index("name", member.Name)).ToList();
            var numbers = members.Select(NumberOf).OfType<CitizenId>().Select(number => vault.Index("id_number", number.Value)).ToList();
            var found = await db.Set<Person>().AsNoTracking()
                .Where(person => person.CountyCode == county && (names.Contains(person.NameIndex) || numbers.Contains(person.IdNumberIndex!)))
                .Join(db.Set<Household>().AsNoTracking().Where(household => household.CountyCode == county),
                    person => person.HouseholdId, household => household.Id, (person, household) => new { person, household })
                .ToListAsync(cancellationToken);
            var known = new Known();
            found.ForEach(each => known.Add(new KnownPerson(each.person, each.household)));
            return known;
        }

        public void Add(EnteredHousehold entered)
        {
            foreach (var member in entered.Members)
            {
                Add(new KnownPerson(member, entered.Household));
            }
        }

        public IReadOnlyList<KnownPerson> Near(PersonalVault vault, PersonRow row) =>
            [.. Of(vault.Index("name", row.Name)).Concat(NumberOf(row) is { } number ? Of(vault.Index("id_number", number.Value)) : []).Distinct()];

        private List<KnownPerson> Of(byte[] index) => byIndex.GetValueOrDefault(Convert.ToHexString(index), []);

        private void Add(KnownPerson person)
        {
            foreach (var index in new[] { person.Person.NameIndex, person.Person.IdNumberIndex }.OfType<byte[]>())
            {
                var key = Convert.ToHexString(index);
                byIndex.TryAdd(key, []);
                byIndex[key].Add(person);
            }
        }
    }
}
