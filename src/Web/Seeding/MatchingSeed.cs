using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Needs;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Seeding;

/// <summary>
/// Households, consents, supply and needs of the demo, through the commands that stations, charities and counties send. What has run out by today is left
/// out, so that the demo still loads in a year.
/// </summary>
public sealed class MatchingSeed(IMediator mediator, TimeProvider clock)
{
    private const int RowsPerCommand = 250;
    private const int FenPerYuan = 100;
    private const string Witness = "村委会见证人";
    private static readonly string[] CountiesWithRuns = ["341722", "341723"];

    private readonly Dictionary<string, SeedRow> kinds = SeedFiles.Rows("codes.csv").Where(row => row["list"] == CodeLists.AidKind).ToDictionary(row => row["zh"]);
    private readonly Dictionary<string, SeedRow> sources = SeedFiles.Rows("codes.csv").Where(row => row["list"] == CodeLists.DiscoverySource).ToDictionary(row => row["zh"]);
    private readonly Dictionary<string, string> countyOfPlace = SeedFiles.Rows("regions.csv").ToDictionary(row => row["code"], row => row["county_code"]);
    private readonly Dictionary<string, string> countyOfHousehold = SeedFiles.Rows("demo", "households.csv").ToDictionary(row => row["household_no"], row => row["county_code"]);

    public static Guid HouseholdId(string number) => SeedFiles.Id($"household {number}");

    public static Guid PersonId(string number) => SeedFiles.Id($"person {number}");

    public static Guid LotId(string number) => SeedFiles.Id($"lot {number}");

    public static Guid NeedId(string number) => SeedFiles.Id($"need {number}");

    /// <summary>The county's own officer, as the demo's user where there is one.</summary>
    public static Actor County(string county) => DemoUsers.As(Role.CountyCivilAffairs, county);

    /// <summary>A station worker for the whole county, who has visited everywhere.</summary>
    public static Actor Stations(string county) => DemoUsers.As(Role.StationWorker, county);

    public async Task Load(CancellationToken cancellationToken)
    {
        await Households(cancellationToken);
        await Consents(cancellationToken);
        await Supply(cancellationToken);
        await Needs(cancellationToken);
        foreach (var county in CountiesWithRuns)
        {
            await mediator.Sent(new PublishEdition(SeedFiles.Id($"edition {county}"), County(county), county, "2026-11"), cancellationToken);
            await mediator.Sent(new RunMatch(SeedFiles.Id($"run {county}"), County(county), county), cancellationToken);
        }
    }

    private async Task Households(CancellationToken cancellationToken)
    {
        var members = SeedFiles.Rows("demo", "persons.csv").ToLookup(row => row["household_no"]);
        foreach (var county in SeedFiles.Rows("demo", "households.csv").GroupBy(row => row["county_code"]))
        {
            foreach (var rows in county.Select(row => Household(row, members[row["household_no"]])).Chunk(RowsPerCommand))
            {
                await mediator.Sent(new ImportHouseholds(SeedFiles.Id($"households {rows[0].Number}"), County(county.Key), county.Key, rows), cancellationToken);
            }
        }
    }

    private static HouseholdRow Household(SeedRow row, IEnumerable<SeedRow> members) => new(
        HouseholdId(row["household_no"]), row["household_no"], MatchingRules.CodeOf(row["category"]), row["registered_code"], row["residence_code"],
        row["incident_code"] == row["residence_code"] ? "" : row["incident_code"], "",
        [.. members.Select(member => Member(member, member["person_no"] == row["head_person_no"] ? row["phone"] : ""))]);

    private static PersonRow Member(SeedRow row, string phone) => new(
        PersonId(row["person_no"]), row["name"], row["id_number"], row.DayOrNone("born_on"), row["sex"] == "M" ? Sex.Male : Sex.Female,
        SheetWords.Member<Relation>(row["relation"]), phone, row["bank_account"],
        row["disability_kind"].Length == 0 ? DisabilityKind.None : SheetWords.Member<DisabilityKind>(row["disability_kind"]),
        row["disability_grade"] is "" or "0" ? null : int.Parse(row["disability_grade"], CultureInfo.InvariantCulture),
        SheetWords.Member<SelfCareAbility>(row["self_care"]), row.DayOrNone("died_on"));

    private async Task Consents(CancellationToken cancellationToken)
    {
        foreach (var county in SeedFiles.Rows("demo", "consents.csv").GroupBy(row => countyOfHousehold[row["household_no"]]))
        {
            foreach (var rows in county.Select(Consent).Chunk(RowsPerCommand))
            {
                await mediator.Sent(new ImportConsents(SeedFiles.Id($"consents {rows[0].Number}"), Stations(county.Key), county.Key, rows), cancellationToken);
            }
        }
    }

    private static ConsentRow Consent(SeedRow row) => new(
        SeedFiles.Id($"consent {row["consent_no"]}"), row["consent_no"], row["household_no"], PersonId(row["person_no"]), row["organisation_code"],
        row.List("fields").Select(FieldOf).Aggregate(PersonalFields.None, (all, field) => all | field), SheetWords.Member<GivenBy>(row["given_by"]),
        row["form"] switch { "THUMB" => ConsentForm.ThumbWithWitness, "READ_ALOUD" => ConsentForm.ReadAloud, _ => ConsentForm.Written },
        row["form"] == "WRITTEN" ? "" : Witness, row["status"] == "refused", row.Day("given_on"), row.DayOrNone("valid_until"), row.DayOrNone("withdrawn_on"));

    private static PersonalFields FieldOf(string code) => code switch
    {
        "NAME" => PersonalFields.Name,
        "ADDRESS" => PersonalFields.Address,
        "PHONE" => PersonalFields.Phone,
        "SIZE" => PersonalFields.HouseholdSize,
        "HEALTH" => PersonalFields.Health,
        "CHILDREN" => PersonalFields.Minors,
        _ => throw new InvalidDataException($"The seed knows no consent field {code}."),
    };

    private async Task Supply(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var lots = SeedFiles.Rows("demo", "supply.csv").Select(Lot).Where(lot => lot.ValidUntil >= today);
        foreach (var county in lots.GroupBy(lot => countyOfPlace[lot.AreaCodes[0]]))
        {
            IReadOnlyList<LotRow> rows = [.. county];
            await mediator.Sent(new ImportSupply(SeedFiles.Id($"supply {county.Key}"), County(county.Key), county.Key, rows), cancellationToken);
            await mediator.Sent(new PublishLots(SeedFiles.Id($"publish {county.Key}"), County(county.Key), county.Key, [.. rows.Select(row => row.Number)]), cancellationToken);
        }
    }

    private LotRow Lot(SeedRow row)
    {
        var kind = kinds[row["资源类别"]];
        var step = kind["unit"] == AccountKey.Yuan ? FenPerYuan : 1;
        return new LotRow(
            LotId(row["资源编号"]), row["资源编号"], row["机构编号"], kind["code"], row["名称"], kind["unit"], row.Number("数量") * step, NumberOrNone(row, "每户限量") * step,
            row.List("服务范围(编码;分号分隔)"), [.. row.List("限定类别(编码;分号分隔)").Select(MatchingRules.CodeOf)], (int?)NumberOrNone(row, "年龄下限"),
            (int?)NumberOrNone(row, "年龄上限"), row.Day("有效期至"), row["是否易腐"] == "是", row["说明"]);
    }

    private async Task Needs(CancellationToken cancellationToken)
    {
        foreach (var county in SeedFiles.Rows("demo", "needs.csv").GroupBy(row => countyOfHousehold[row["家庭编号"]]))
        {
            foreach (var rows in county.Select(Need).Chunk(RowsPerCommand))
            {
                await mediator.Sent(new ImportNeeds(SeedFiles.Id($"needs {rows[0].Number}"), Stations(county.Key), county.Key, rows), cancellationToken);
            }
        }
    }

    private NeedRow Need(SeedRow row)
    {
        var kind = kinds[row["需求类别"]];
        return new NeedRow(
            NeedId(row["需求编号"]), row["需求编号"], row["家庭编号"], kind["code"], row.Number("数量") * (kind["unit"] == AccountKey.Yuan ? FenPerYuan : 1),
            (Urgency)row.Number("紧急程度(1-4)"), row.DayOrNone("最迟日期"), SheetWords.Member<DiscoverySource>(sources[row["发现来源"]]["code"]), row["是否整份"] == "是", row["说明"]);
    }

    private static long? NumberOrNone(SeedRow row, string column) => row[column].Length == 0 ? null : row.Number(column);
}
