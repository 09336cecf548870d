using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>What is open at a place: bank lines and movements that stand in no match.</summary>
public sealed record OpenSides(IReadOnlyList<BankLine> Lines, IReadOnlyList<BookMove> Moves)
{
    public IReadOnlyList<MatchProposal> Propose() => LineMatching.Propose([.. Lines.Select(AsItem)], [.. Moves.Select(move => move.AsItem)]);

    private static MatchItem AsItem(BankLine line) => new(
        line.Id, line.Day, line.AmountFen, line.Counterparty, line.AccountIndex.Length == 0 ? "" : Convert.ToBase64String(line.AccountIndex), $"{line.Reference} {line.Summary}");
}

/// <summary>What the desk's commands share: what is open, how a match is kept, and what becomes of the exceptions it settles.</summary>
public sealed class LineDesk(JiujiDb db, BankBook book, RuleShelf rules)
{
    /// <summary>A line and its movement further apart than this are an exception, not a match.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(40);

    public Task<BankPlace?> Place(string county, string township, CancellationToken cancellationToken) => book.Place(county, township, cancellationToken);

    public async Task<OpenSides> Open(BankPlace place, DateOnly from, DateOnly to, bool tracked, CancellationToken cancellationToken)
    {
        var lines = tracked ? db.Set<BankLine>() : db.Set<BankLine>().AsNoTracking();
        var open = await lines.Where(l => l.CountyCode == place.CountyCode && l.TownshipCode == place.TownshipCode && l.MatchId == null && l.Day <= to)
            .OrderBy(l => l.Day).ThenBy(l => l.RowNumber).ToListAsync(cancellationToken);
        var first = open.Count == 0 || from < open[0].Day ? from : open[0].Day;
        var moves = await book.Moves(place, first.AddDays(-Reach.Days), to, cancellationToken);
        var taken = await Taken(place, cancellationToken);
        return new OpenSides(open, [.. Standing(moves.Where(move => !taken.Contains(move.TransferId)))]);
    }

    public async Task<HashSet<Guid>> Taken(BankPlace place, CancellationToken cancellationToken) => [.. await db.Set<BankMatch>().AsNoTracking()
        .Where(m => m.CountyCode == place.CountyCode && m.TownshipCode == place.TownshipCode && m.UndoneAt == null).SelectMany(m => m.Entries.Select(e => e.TransferId)).ToListAsync(cancellationToken)];

    /// <summary>A movement that was reversed in the book, and its reversal, never passed the bank; unless the movement stands in a match and so is not among the open ones.</summary>
    public static IEnumerable<BookMove> Standing(IEnumerable<BookMove> openMoves)
    {
        var moves = openMoves.ToList();
        var known = moves.Select(move => move.TransferId).ToHashSet();
        var reversed = moves.Where(move => move.Reverses is { } first && known.Contains(first)).Select(move => move.Reverses!.Value).ToHashSet();
        return moves.Where(move => !reversed.Contains(move.TransferId) && !(move.Reverses is { } first && reversed.Contains(first)));
    }

    /// <summary>Keeps a match; sums that differ are refused, whoever asks (T14).</summary>
    public async Task<ReconciliationRefusal?> Settle(
        BankPlace place, Guid id, IReadOnlyList<BankLine> lines, IReadOnlyList<BookMove> moves, MatchWay way, MatchReason reasons, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var amount = lines.Sum(line => line.AmountFen);
        var cancels = lines.Count == 0 || moves.Count == 0;
        if (lines.Count + moves.Count < 2)
        {
            return ReconciliationRefusal.NothingChosen;
        }

        if (amount != moves.Sum(move => move.AmountFen))
        {
            return ReconciliationRefusal.AmountsDiffer;
        }

        var match = new BankMatch
        {
            CountyCode = place.CountyCode, Id = id, TownshipCode = place.TownshipCode, Place = place.Place, Way = way, Reasons = reasons, AmountFen = amount, By = by, At = now,
        };
        foreach (var move in moves)
        {
            match.Entries.Add(new BankMatchEntry { CountyCode = place.CountyCode, MatchId = id, TransferId = move.TransferId, AmountFen = move.AmountFen, Day = move.Day });
        }

        db.Add(match);
        foreach (var line in lines)
        {
            line.MatchId = id;
        }

        var settled = lines.Select(line => line.Id).Concat(moves.Select(move => move.TransferId)).ToList();
        foreach (var item in await Items(place.CountyCode, settled, cancellationToken))
        {
            Close(item, cancels ? ItemOutcome.Cancelled : ItemOutcome.Matched, item.Reason, by, now);
        }

        return null;
    }

    private async Task<List<UnmatchedItem>> Items(string county, List<Guid> ids, CancellationToken cancellationToken) =>
        await db.Set<UnmatchedItem>().Where(i => i.CountyCode == county && ids.Contains(i.Id) && i.State != UnmatchedItemState.Closed).ToListAsync(cancellationToken);

    public static void Close(UnmatchedItem item, ItemOutcome outcome, string reason, string by, DateTimeOffset now) =>
        (item.State, item.Outcome, item.Reason, item.ClosedBy, item.ClosedAt) = (UnmatchedItemState.Closed, outcome, reason, by, now);

    /// <summary>Whoever brought the statement answers for what is left of it until the month's closing day.</summary>
    public UnmatchedItem Exception(BankLine line, string owner, DateOnly today) => new()
    {
        CountyCode = line.CountyCode, Id = line.Id, TownshipCode = line.TownshipCode, Place = line.Place, IsBankLine = true, Day = line.Day, AmountFen = line.AmountFen,
        Owner = owner, OpenedOn = today, DueOn = Due(line.CountyCode, line.Day, today),
    };

    private DateOnly Due(string county, DateOnly day, DateOnly today)
    {
        var closing = CountyDay.Month(day).AddMonths(1).AddDays((rules.Rules(county, today).ClosingDay ?? 10) - 1);
        return closing > today ? closing : rules.Calendar.After(today, 3).Day;
    }

    public async Task<bool> IsReconciled(string county, string township, DateOnly day, CancellationToken cancellationToken)
    {
        var month = CountyDay.Month(day);
        return await db.Set<FundMonth>().AnyAsync(m => m.CountyCode == county && m.TownshipCode == township && m.Month == month, cancellationToken);
    }
}
