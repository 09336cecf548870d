using System.Security.Cryptography;
using Jiuji.Matching;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Deaths;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Needs;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Imports;

public enum ImportKind { Supply, Needs, Households, Deaths }

/// <param name="GoodRows">Load the good rows of a faulty file; otherwise any problem means that nothing is loaded.</param>
public sealed record ImportWish(ImportKind Kind, bool DryRun = false, bool GoodRows = false, SheetEncoding Encoding = SheetEncoding.Detect);

/// <summary>What became of a file: how many rows it has, how many were loaded, and everything that is wrong with it.</summary>
public sealed record ImportReport(
    string FileName, int Rows, int Good, int Loaded, IReadOnlyList<SheetProblem> Problems, IReadOnlyList<SheetProblem> Notices, IReadOnlyList<string> Likely);

/// <summary>
/// Brings a spreadsheet in: read the file, let the rule book look at every row, and only when all of it is known send the rows in chunks. Ids come from the
/// file's content, so the same file sent again goes on where it was cut off and loads nothing twice.
/// </summary>
public sealed class Importer(JiujiDb db, IMediator mediator, RuleShelf shelf, PersonalVault vault, TimeProvider clock, Func<Enum, string> say)
{
    private const int RowsPerCommand = 250;

    /// <summary>A row as the sheet numbers it, and as the command takes it.</summary>
    private sealed record Placed<TRow>(string Number, Func<string, SheetProblem> Refuse, TRow Row);

    public async Task<ImportReport> Run(
        ImportWish wish, Stream file, string fileName, Actor by, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        var sheets = SheetReader.Read(file, fileName, encoding: wish.Encoding);
        if (sheets.Problems.Count > 0)
        {
            return new ImportReport(fileName, 0, 0, 0, sheets.Problems, sheets.Notices, []);
        }

        file.Position = 0;
        var identity = $"{by.CountyCode} {wish.Kind} {Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken))}";
        Guid IdOf(string number) => SeedFiles.Id($"import {identity} {number}");
        var codes = await db.Codes.AsNoTracking().ToListAsync(cancellationToken);
        var places = await PlaceBook.Read(db, cancellationToken);
        var categories = MatchingRules.Of(shelf, by.CountyCode, clock.Today()).Categories;
        switch (wish.Kind)
        {
            case ImportKind.Supply:
                var lots = SupplySheet.Table(codes, categories, places, IdOf).Read(sheets);
                return await Load(wish, fileName, lots, [.. lots.Rows.Select(row => new Placed<LotRow>(row.Value.Number, reason => row.Refused(reason), row.Value))],
                    (rows, token) => Found(new LotIntake(db).Look(by.CountyCode, by, rows, ActOf(by), token)),
                    (id, rows) => new ImportSupply(id, by, by.CountyCode, rows), IdOf, progress, cancellationToken);
            case ImportKind.Needs:
                var needs = NeedSheet.Table(codes, IdOf).Read(sheets);
                return await Load(wish, fileName, needs, [.. needs.Rows.Select(row => new Placed<NeedRow>(row.Value.Number, reason => row.Refused(reason), row.Value))],
                    (rows, token) => Found(new NeedIntake(db, shelf).Look(by.CountyCode, by, rows, clock.GetUtcNow(), token)),
                    (id, rows) => new ImportNeeds(id, by, by.CountyCode, rows), IdOf, progress, cancellationToken);
            case ImportKind.Households:
                var people = HouseholdSheet.Table(codes, categories, places, IdOf).Read(sheets);
                var households = HouseholdSheet.Households(people.Rows, IdOf).Select(each =>
                    new Placed<HouseholdRow>(each.Household.Number, reason => each.First.Refused(reason), each.Household)).ToList();
                return await Load(wish, fileName, people, households,
                    (rows, token) => Found(new HouseholdIntake(db, vault).Look(by.CountyCode, by, rows, clock.GetUtcNow(), token)),
                    (id, rows) => new ImportHouseholds(id, by, by.CountyCode, rows), IdOf, progress, cancellationToken);
            case ImportKind.Deaths:
                var deaths = DeathSheet.Table(IdOf, clock.Today()).Read(sheets);
                return await Load(wish, fileName, deaths, [.. deaths.Rows.Select(row => new Placed<DeathRow>(row.Value.Id.ToString("N"), reason => row.Refused(reason), row.Value))],
                    (_, _) => Task.FromResult<(IReadOnlyList<RowRefused>, IReadOnlyList<string>)>(([], [])),
                    (id, rows) => new ImportDeaths(id, by, by.CountyCode, rows), IdOf, progress, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(wish), wish.Kind, "A kind of import that nobody reads.");
        }
    }

    private Act ActOf(Actor by) => new(Guid.CreateVersion7(), by.Name, by.InMatching(), clock.GetUtcNow());

    private static async Task<(IReadOnlyList<RowRefused> Refused, IReadOnlyList<string> Likely)> Found<TEntity>(Task<ImportFinding<TEntity>> looking)
    {
        var finding = await looking;
        return (finding.Refused, finding.Likely);
    }

    private async Task<ImportReport> Load<TSheetRow, TRow>(
        ImportWish wish, string fileName, SheetReading<TSheetRow> reading, List<Placed<TRow>> rows,
        Func<IReadOnlyList<TRow>, CancellationToken, Task<(IReadOnlyList<RowRefused> Refused, IReadOnlyList<string> Likely)>> look,
        Func<Guid, IReadOnlyList<TRow>, ICommand<Imported>> command, Func<string, Guid> idOf, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        var (refused, likely) = await look([.. rows.Select(row => row.Row)], cancellationToken);
        var reasons = refused.ToLookup(row => row.Number, row => row.Reason);
        var problems = reading.Problems.Concat(rows.SelectMany(row => reasons[row.Number].Select(reason => row.Refuse(say(reason))))).ToList();
        var good = rows.Where(row => !reasons.Contains(row.Number)).ToList();
        var report = new ImportReport(fileName, rows.Count, good.Count, 0, problems, reading.Notices, likely);
        return wish.DryRun || good.Count == 0 || (problems.Count > 0 && !wish.GoodRows)
            ? report
            : await Send(report, good, command, idOf, progress, cancellationToken);
    }

    private async Task<ImportReport> Send<TRow>(
        ImportReport report, List<Placed<TRow>> rows, Func<Guid, IReadOnlyList<TRow>, ICommand<Imported>> command, Func<string, Guid> idOf,
        IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        var loaded = 0;
        foreach (var chunk in rows.Chunk(RowsPerCommand))
        {
            var result = await mediator.Send(command(idOf($"chunk {chunk[0].Number} {chunk.Length}"), [.. chunk.Select(row => row.Row)]), cancellationToken);
            if (result.Refused is { } no)
            {
                // Somebody else entered one of these rows since we looked; what stands already stays, and says so when the file is sent again.
                var place = chunk.FirstOrDefault(row => no.Detail.GetValueOrDefault("number") == row.Number) ?? chunk[0];
                return report with { Loaded = loaded, Problems = [.. report.Problems, place.Refuse(say(no.Reason))] };
            }

            loaded += result.Value!.Loaded;
            progress?.Report((loaded, rows.Count));
        }

        return report with { Loaded = loaded };
    }
}
