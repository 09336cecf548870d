using System.Globalization;
using Jiuji.Web.Features.Reference;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Seeding;

/// <summary>Regions, calendar, words, rule packs and organisations: what every county needs before its first case.</summary>
public sealed class ReferenceSeed(IMediator mediator, Actor by)
{
    private const int RowsPerCommand = 500;

    public async Task Load(CancellationToken cancellationToken)
    {
        await Chunks("regions", SeedFiles.Rows("regions.csv").Select(Region), rows => new LoadRegions(SeedFiles.Id($"regions {rows[0].Code}"), by, rows), cancellationToken);
        await mediator.Sent(new LoadCalendar(
            SeedFiles.Id("calendar"), by,
            [.. SeedFiles.Rows("calendar-years.csv").Select(row => new CalendarYearRow(int.Parse(row["year"], CultureInfo.InvariantCulture), row["notice"]))],
            [.. SeedFiles.Rows("calendar.csv").Select(row => new CalendarDayRow(row.Day("date"), row["kind"] == "work", row["name"]))]), cancellationToken);
        await mediator.Sent(new LoadCodes(
            SeedFiles.Id("codes"), by,
            [.. SeedFiles.Rows("codes.csv").Select(row => new CodeRow(row["list"], row["code"], row["zh"], row["en"], row["group"], row["unit"]))]), cancellationToken);
        foreach (var pack in new[] { "CZ21", "CZ24", "QN21", "YC21", "HY21" })
        {
            await mediator.Sent(new LoadPack(SeedFiles.Id($"pack {pack}"), by, SeedFiles.Text("packs", $"{pack}.json")), cancellationToken);
        }

        var organisations = Bureaus().Concat(Townships()).Concat(SeedFiles.Rows("organisations.csv").Select(Organisation));
        await Chunks("organisations", organisations, rows => new LoadOrganisations(SeedFiles.Id($"organisations {rows[0].Code}"), by, rows), cancellationToken);
    }

    private async Task Chunks<TRow>(string what, IEnumerable<TRow> rows, Func<IReadOnlyList<TRow>, ICommand<int>> command, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(RowsPerCommand))
        {
            var result = await mediator.Send(command(chunk), cancellationToken);
            if (result.Refused is { } refused)
            {
                throw new InvalidDataException($"The seed's {what} were refused: {refused.Reason}.");
            }
        }
    }

    private static RegionRow Region(SeedRow row) => new(
        row["code"], row["parent_code"], Enum.Parse<RegionKind>(row["kind"], ignoreCase: true), row["name_zh"], row["name_en"], row["gb_code"],
        row.Day("valid_from"), row.DayOrNone("valid_to"), row["county_code"]);

    /// <summary>Every tenant has two bureaus, whatever they are called there (J9, J10).</summary>
    private static IEnumerable<OrganisationRow> Bureaus() => SeedFiles.Rows("offices.csv")
        .Where(row => row["kind"] is "civil-affairs" or "finance" && row["valid_to"].Length == 0)
        .Select(row => new OrganisationRow(
            SeedFiles.Id($"organisation {row["code"]}"), row["code"],
            row["kind"] == "finance" ? OrganisationKind.FinanceBureau : OrganisationKind.CivilAffairsBureau,
            row["name_zh"], row["name_en"], row["county_code"], [row["county_code"]], "", "", false));

    /// <summary>A township keeps the book of its reserve fund, so it is an organisation too.</summary>
    private static IEnumerable<OrganisationRow> Townships() => SeedFiles.Rows("regions.csv")
        .Where(row => row["kind"] == "township")
        .Select(row => new OrganisationRow(
            TownshipId(row["code"]), TownshipCode(row["code"]), OrganisationKind.Township, row["name_zh"], row["name_en"], row["county_code"], [row["code"]], "", "", false));

    private static string TownshipCode(string region) => $"XZ-{region}";

    public static Guid TownshipId(string region) => OrganisationId(TownshipCode(region));

    public static Guid OrganisationId(string code) => SeedFiles.Id($"organisation {code}");

    private static OrganisationRow Organisation(SeedRow row) => new(
        OrganisationId(row["code"]), row["code"], Enum.Parse<OrganisationKind>(row["kind"], ignoreCase: true), row["name_zh"], row["name_en"],
        row["county_code"], row.List("area_codes"), row["credit_code"], row["filing_no"], row["public_fundraising"] == "Y");
}

public static class SeedSending
{
    /// <summary>Sends a command that must succeed: the seed's own data is wrong otherwise, and nobody is there to be told.</summary>
    public static async Task<T> Sent<T>(this IMediator mediator, ICommand<T> command, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(command, cancellationToken);
        return result.Refused is { } refused
            ? throw new InvalidDataException($"{command.GetType().Name} of the seed was refused: {CommandLine.DoCommand.RefusalLine(refused)}.")
            : result.Value!;
    }
}
