using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>How many lines stand now, how many of them found their movement at once, and how many are left for a person.</summary>
public sealed record StatementImported(Guid StatementId, int Lines, int Matched, int Left, DateOnly Month);

/// <summary>
/// Brings a bank's file in, whole or not at all, and settles what is certain. A file that was imported before is refused, and so is one with a line that
/// was (T15), unless only the new lines are asked for.
/// </summary>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record ImportStatement(
    Guid CommandId, Actor By, string CountyCode, string Township, string FileName, string FileHash, byte[] Content, string Format, long? OpeningFen, long? ClosingFen,
    IReadOnlyList<StatementLineRow> Lines, bool NewLinesOnly = false) : ICommand<StatementImported>;

public sealed class ImportStatementHandler(JiujiDb db, FundDesk funds, LineDesk desk, Turn turn) : IRequestHandler<ImportStatement, Result<StatementImported>>
{
    public async Task<Result<StatementImported>> Handle(ImportStatement command, CancellationToken cancellationToken)
    {
        if (!command.By.MayActIn(command.CountyCode, command.Township))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.Township));
        }

        if (await desk.Place(command.CountyCode, command.Township, cancellationToken) is not { } place)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Township));
        }

        var (refused, fresh) = await Fresh(command, place, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        await funds.Keep(command, DocumentKinds.BankStatement, command.FileName, "application/octet-stream", command.Content, cancellationToken);
        var statement = new BankStatement
        {
            CountyCode = command.CountyCode, Id = command.CommandId, TownshipCode = command.Township, Place = place.Place, FileName = command.FileName, FileHash = command.FileHash,
            Format = command.Format, FirstDay = fresh.Min(line => line.Day), LastDay = fresh.Max(line => line.Day), Lines = fresh.Count,
            OpeningFen = command.OpeningFen, ClosingFen = command.ClosingFen, ImportedBy = command.By.Name, ImportedAt = turn.Now,
        };
        db.Add(statement);
        var lines = fresh.Select(line => Line(statement, line)).ToList();
        db.AddRange(lines);
        var matched = await Match(command, place, lines, statement.LastDay, cancellationToken);
        return new StatementImported(statement.Id, lines.Count, matched, lines.Count - matched, CountyDay.Month(statement.LastDay));
    }

    private async Task<(Refused? Refused, List<StatementLineRow> Lines)> Fresh(ImportStatement command, BankPlace place, CancellationToken cancellationToken)
    {
        if (await db.Set<BankStatement>().AnyAsync(s => s.CountyCode == command.CountyCode && s.TownshipCode == place.TownshipCode && s.FileHash == command.FileHash, cancellationToken))
        {
            return (Refused.By(ReconciliationRefusal.FileAlreadyImported, ("file", command.FileName)), []);
        }

        var (first, last) = (command.Lines.Min(line => line.Day), command.Lines.Max(line => line.Day));
        var known = (await db.Set<BankLine>().AsNoTracking().Where(l => l.CountyCode == command.CountyCode && l.TownshipCode == place.TownshipCode && l.Day >= first && l.Day <= last)
            .Select(l => l.Fingerprint).ToListAsync(cancellationToken)).ToHashSet();
        var again = command.Lines.Where(line => known.Contains(line.Fingerprint)).ToList();
        if (again.Count > 0 && !command.NewLinesOnly)
        {
            return (Refused.By(ReconciliationRefusal.LinesAlreadyImported, ("lines", Text(again.Count)), ("row", Text(again[0].Row))), []);
        }

        var fresh = command.Lines.Where(line => !known.Contains(line.Fingerprint)).ToList();
        if (fresh.Count == 0)
        {
            return (Refused.By(ReconciliationRefusal.NothingNew, ("lines", Text(again.Count))), []);
        }

        return await ReconciledMonth(command, fresh, cancellationToken) is { } month
            ? (Refused.By(ReconciliationRefusal.MonthAlreadyReconciled, ("month", $"{month:yyyy-MM}")), [])
            : (null, fresh);
    }

    private async Task<DateOnly?> ReconciledMonth(ImportStatement command, List<StatementLineRow> fresh, CancellationToken cancellationToken)
    {
        var months = fresh.Select(line => CountyDay.Month(line.Day)).Distinct().ToList();
        return await db.Set<FundMonth>().AsNoTracking().Where(m => m.CountyCode == command.CountyCode && m.TownshipCode == command.Township && months.Contains(m.Month))
            .Select(m => (DateOnly?)m.Month).FirstOrDefaultAsync(cancellationToken);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private BankLine Line(BankStatement statement, StatementLineRow line) => new()
    {
        CountyCode = statement.CountyCode, Id = Guid.CreateVersion7(turn.Now), StatementId = statement.Id, TownshipCode = statement.TownshipCode, Place = statement.Place,
        RowNumber = line.Row, Day = line.Day, AmountFen = line.AmountFen, BalanceFen = line.BalanceFen, Counterparty = line.Counterparty, AccountMasked = line.AccountMasked,
        AccountIndex = line.AccountIndex, Reference = line.Reference, Summary = line.Summary, Fingerprint = line.Fingerprint,
    };

    private async Task<int> Match(ImportStatement command, BankPlace place, List<BankLine> lines, DateOnly last, CancellationToken cancellationToken)
    {
        // Lines of an earlier statement may have waited for a movement that has been posted since.
        var sides = await desk.Open(place, lines[0].Day, last.AddDays(7), tracked: true, cancellationToken);
        sides = sides with { Lines = [.. sides.Lines, .. lines] };
        var (byLine, byMove) = (sides.Lines.ToDictionary(line => line.Id), sides.Moves.ToDictionary(move => move.TransferId));
        foreach (var proposal in sides.Propose().Where(proposal => proposal.IsCertain))
        {
            if (await desk.Settle(
                    place, Guid.CreateVersion7(turn.Now), [.. proposal.Lines.Select(id => byLine[id])], [.. proposal.Moves.Select(id => byMove[id])], MatchWay.Certain, proposal.Reasons,
                    command.By.Name, turn.Now, cancellationToken) is { } refusal)
            {
                throw new InvalidOperationException($"Matching proposed what it may not: {refusal}.");
            }
        }

        var today = CountyDay.Of(turn.Now);
        db.AddRange(lines.Where(line => line.MatchId is null).Select(line => desk.Exception(line, command.By.Name, today)));
        return lines.Count(line => line.MatchId is not null);
    }
}
