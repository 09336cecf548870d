using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>
/// A person says that these bank lines and these movements of the book are the same money; or that lines alone, or movements alone, come to nothing (冲正). Ids are separated by semicolons;
/// the sums must agree (T14).
/// </summary>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record MatchLines(Guid CommandId, Actor By, string CountyCode, string Township, string Lines, string Moves) : ICommand<Guid>;

public sealed class MatchLinesHandler(JiujiDb db, LineDesk desk, BankBook book, Turn turn) : IRequestHandler<MatchLines, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(MatchLines command, CancellationToken cancellationToken)
    {
        if (!command.By.MayActIn(command.CountyCode, command.Township))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.Township));
        }

        var (lineIds, moveIds) = (Ids(command.Lines), Ids(command.Moves));
        if (await desk.Place(command.CountyCode, command.Township, cancellationToken) is not { } place)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Township));
        }

        var lines = await db.Set<BankLine>().Where(l => l.CountyCode == command.CountyCode && l.TownshipCode == place.TownshipCode && lineIds.Contains(l.Id)).ToListAsync(cancellationToken);
        if (lines.Count != lineIds.Count)
        {
            return Refused.By(ReconciliationRefusal.NotAtThisPlace);
        }

        var today = CountyDay.Of(turn.Now);
        var (first, last) = (lines.Select(line => line.Day).Append(today).Min(), lines.Select(line => line.Day).Append(today).Max());
        var all = moveIds.Count == 0 ? [] : await book.Moves(place, first.AddYears(-1), last.AddYears(1), cancellationToken);
        var moves = all.Where(move => moveIds.Contains(move.TransferId)).ToList();
        var taken = await desk.Taken(place, cancellationToken);
        if (lines.Exists(line => line.MatchId is not null) || moves.Exists(move => taken.Contains(move.TransferId)))
        {
            return Refused.By(ReconciliationRefusal.AlreadySettled);
        }

        return moves.Count != moveIds.Count ? Refused.By(ReconciliationRefusal.NotAtThisPlace)
            : await desk.Settle(place, command.CommandId, lines, moves, MatchWay.ByHand, Reasons(lines, moves), command.By.Name, turn.Now, cancellationToken) is { } refusal
                ? Refused.By(refusal, ("linesFen", Fen(lines.Sum(line => line.AmountFen))), ("movesFen", Fen(moves.Sum(move => move.AmountFen))))
                : command.CommandId;
    }

    private static MatchReason Reasons(List<BankLine> lines, List<BookMove> moves) => lines.Count == 0 || moves.Count == 0
        ? MatchReason.ChosenByHand | MatchReason.CancelsItself
        : MatchReason.ChosenByHand | (lines.Count == 1 && moves.Count == 1 && lines[0].Counterparty.Length > 0 && lines[0].Counterparty == moves[0].Name ? MatchReason.SameName : MatchReason.None);

    private static List<Guid> Ids(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => Guid.TryParse(part, out var id) ? id : Guid.Empty).Distinct()];

    private static string Fen(long fen) => fen.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Takes a match back while its month is open; its lines and movements wait again.</summary>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record UndoMatch(Guid CommandId, Actor By, string CountyCode, Guid MatchId) : ICommand<int>;

public sealed class UndoMatchHandler(JiujiDb db, LineDesk desk, Turn turn) : IRequestHandler<UndoMatch, Result<int>>
{
    public async Task<Result<int>> Handle(UndoMatch command, CancellationToken cancellationToken)
    {
        var match = await db.Set<BankMatch>().Include(m => m.Entries)
            .FirstOrDefaultAsync(m => m.CountyCode == command.CountyCode && m.Id == command.MatchId && m.UndoneAt == null, cancellationToken);
        if (match is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.MatchId.ToString()));
        }

        if (!command.By.MayActIn(command.CountyCode, match.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", match.TownshipCode));
        }

        var lines = await db.Set<BankLine>().Where(l => l.CountyCode == command.CountyCode && l.MatchId == match.Id).ToListAsync(cancellationToken);
        foreach (var day in lines.Select(line => line.Day).Concat(match.Entries.Select(entry => entry.Day)).Distinct())
        {
            if (await desk.IsReconciled(command.CountyCode, match.TownshipCode, day, cancellationToken))
            {
                return Refused.By(ReconciliationRefusal.MonthAlreadyReconciled, ("month", $"{day:yyyy-MM}"));
            }
        }

        (match.UndoneBy, match.UndoneAt) = (command.By.Name, turn.Now);
        match.Entries.ForEach(entry => entry.IsStanding = false);
        var ids = lines.ConvertAll(line => line.Id);
        var items = await db.Set<UnmatchedItem>().Where(i => i.CountyCode == command.CountyCode && ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
        foreach (var line in lines)
        {
            line.MatchId = null;
            if (items.TryGetValue(line.Id, out var item))
            {
                (item.State, item.Outcome, item.ClosedBy, item.ClosedAt) = (UnmatchedItemState.Open, null, "", null);
            }
            else
            {
                db.Add(desk.Exception(line, command.By.Name, CountyDay.Of(turn.Now)));
            }
        }

        return lines.Count;
    }
}
