using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Statements;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Months;

/// <summary>Reads what a month's close looks at, and the outstanding money that the three records must agree on.</summary>
public sealed class MonthDesk(JiujiDb db, BankBook book)
{
    public Task<BankPlace?> Place(string county, string township, CancellationToken cancellationToken) => book.Place(county, township, cancellationToken);

    public async Task<MonthFacts> Facts(BankPlace place, DateOnly month, long? statedFen, CancellationToken cancellationToken)
    {
        var (county, last) = (place.CountyCode, month.AddMonths(1).AddDays(-1));
        var previous = await db.Set<FundMonth>().AsNoTracking().Where(m => m.CountyCode == county && m.TownshipCode == place.TownshipCode && m.Month < month)
            .OrderByDescending(m => m.Month).Select(m => new { m.Month, m.StatementFen }).FirstOrDefaultAsync(cancellationToken);
        var from = previous?.Month.AddMonths(1) ?? DateOnly.MinValue;
        var lines = await db.Set<BankLine>().AsNoTracking().Where(l => l.CountyCode == county && l.TownshipCode == place.TownshipCode && (l.Day >= month || l.MatchId == null || l.Day >= from))
            .Select(l => new { l.Id, l.Day, l.AmountFen, l.MatchId }).ToListAsync(cancellationToken);
        var moves = await book.Moves(place, DateOnly.MinValue.AddDays(1), last, cancellationToken);
        var entries = (await db.Set<BankMatchEntry>().AsNoTracking().Where(e => e.CountyCode == county && e.IsStanding)
            .Join(db.Set<BankMatch>().AsNoTracking().Where(m => m.TownshipCode == place.TownshipCode), e => new { e.CountyCode, Id = e.MatchId }, m => new { m.CountyCode, m.Id }, (e, m) => new { e.TransferId, e.MatchId })
            .ToListAsync(cancellationToken)).ToDictionary(e => e.TransferId, e => e.MatchId);
        var explained = (await db.Set<UnmatchedItem>().AsNoTracking().Where(i => i.CountyCode == county && i.TownshipCode == place.TownshipCode && i.State == UnmatchedItemState.InFlight)
            .Select(i => i.Id).ToListAsync(cancellationToken)).ToHashSet();
        var openLines = lines.Where(l => l.Day <= last && l.MatchId is null).ToList();

        // What moved before the first statement is in its opening balance.
        var start = await db.Set<BankLine>().AsNoTracking().Where(l => l.CountyCode == county && l.TownshipCode == place.TownshipCode).MinAsync(l => (DateOnly?)l.Day, cancellationToken);
        var openMoves = LineDesk.Standing(moves.Where(m => !entries.ContainsKey(m.TransferId) && (start is null || m.Day >= CountyDay.Month(start.Value)))).ToList();

        // A match may reach over the month's end: what it holds on this side and not yet on the other is in flight too.
        var lineMonths = await db.Set<BankLine>().AsNoTracking().Where(l => l.CountyCode == county && l.TownshipCode == place.TownshipCode && l.MatchId != null && l.Day <= last)
            .SumAsync(l => l.AmountFen, cancellationToken);
        var moveMonths = moves.Where(m => entries.ContainsKey(m.TransferId)).Sum(m => m.AmountFen);
        var ofMonth = lines.Where(l => l.Day >= month && l.Day <= last).ToList();
        return new MonthFacts(month)
        {
            PreviousStatementFen = previous?.StatementFen,
            PreviousIsReconciled = previous is null ? !lines.Exists(l => l.Day < month) : previous.Month == month.AddMonths(-1),
            StatementFen = await StatementBalance(place, last, cancellationToken) ?? (previous is not null && ofMonth.Count == 0 && moves.All(m => m.Day < month) ? previous.StatementFen : statedFen),
            LinesFen = ofMonth.Sum(l => l.AmountFen),
            Lines = ofMonth.Count,
            BookFen = moves.Sum(m => m.AmountFen),
            LinesUnsettled = openLines.Count(l => !explained.Contains(l.Id)),
            MovesUnsettled = openMoves.Count(m => !explained.Contains(m.TransferId)),
            InFlightFen = openLines.Sum(l => l.AmountFen) - openMoves.Sum(m => m.AmountFen) + lineMonths - moveMonths,
            CashUncounted = await CashUncounted(place, month, cancellationToken),
        };
    }

    /// <summary>The newest statement that reaches the day and knows its balance, less what it shows after the day.</summary>
    private async Task<long?> StatementBalance(BankPlace place, DateOnly last, CancellationToken cancellationToken)
    {
        var month = CountyDay.Month(last);
        var statement = await db.Set<BankStatement>().AsNoTracking()
            .Where(s => s.CountyCode == place.CountyCode && s.TownshipCode == place.TownshipCode && s.ClosingFen != null && s.FirstDay <= last && s.LastDay >= month)
            .OrderByDescending(s => s.LastDay).ThenByDescending(s => s.ImportedAt).FirstOrDefaultAsync(cancellationToken);
        if (statement?.ClosingFen is not { } closing)
        {
            return null;
        }

        var after = await db.Set<BankLine>().AsNoTracking()
            .Where(l => l.CountyCode == place.CountyCode && l.TownshipCode == place.TownshipCode && l.Day > last && l.Day <= statement.LastDay).SumAsync(l => l.AmountFen, cancellationToken);
        return closing - after;
    }

    /// <summary>未清 of all the township's funds at the end of a month: what the three records must show alike.</summary>
    public async Task<long> Outstanding(BankPlace place, DateOnly month, CancellationToken cancellationToken)
    {
        var last = month.AddMonths(1).AddDays(-1);
        AccountKind[] kinds = [AccountKind.InTransit, AccountKind.InHands, AccountKind.AwaitingPapers, AccountKind.Recoverable];
        var days = await (from account in db.Set<Account>().AsNoTracking()
                          where account.CountyCode == place.CountyCode && account.Owner == place.Owner && kinds.Contains(account.Kind) && account.Unit == AccountKey.Yuan
                          join day in db.Set<Ledger.Storage.AccountDay>().AsNoTracking() on new { account.CountyCode, AccountId = account.Id } equals new { day.CountyCode, day.AccountId }
                          where day.OccurredOn <= last
                          select day.Net).SumAsync(cancellationToken);
        return days;
    }

    /// <summary>Days on which a custodian's cash moved and nobody counted it: it is to be counted each day it moves.</summary>
    public async Task<IReadOnlyList<(string Custodian, DateOnly Day)>> Uncounted(BankPlace place, DateOnly month, CancellationToken cancellationToken)
    {
        var next = month.AddMonths(1);
        var counted = await Counted(place, month, cancellationToken);
        return [.. (await CashMoves(place, next, cancellationToken)).Where(m => m.Day >= month).Select(m => (m.Custodian, m.Day)).Distinct()
            .Where(moved => !counted.Contains(moved)).OrderBy(moved => moved.Day)];
    }

    /// <summary>
    /// Custodians with cash at the month's end that nobody has counted since the month began and since it last moved in it. A count that comes late still tells what lies
    /// there; without one the book alone says so.
    /// </summary>
    private async Task<IReadOnlyList<string>> CashUncounted(BankPlace place, DateOnly month, CancellationToken cancellationToken)
    {
        var counted = (await Counted(place, month, cancellationToken)).ToLookup(count => count.Custodian, count => count.Day);
        return [.. (await CashMoves(place, month.AddMonths(1), cancellationToken)).GroupBy(m => m.Custodian)
            .Where(moves => moves.Sum(m => m.AmountFen) != 0 && !counted[moves.Key].Any(day => day >= moves.Max(m => m.Day)))
            .Select(moves => moves.Key).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<CashMove>> CashMoves(BankPlace place, DateOnly before, CancellationToken cancellationToken) =>
        [.. (await (from account in db.Set<Account>().AsNoTracking()
                    where account.CountyCode == place.CountyCode && account.Owner == place.Owner && account.Party.StartsWith("cash:")
                        && (account.Kind == AccountKind.InHands || account.Kind == AccountKind.HeldForOthers)
                    join entry in db.Set<Ledger.Storage.Entry>().AsNoTracking() on new { account.CountyCode, AccountId = account.Id } equals new { entry.CountyCode, entry.AccountId }
                    join transfer in db.Set<Ledger.Storage.TransferRow>().AsNoTracking() on new { entry.CountyCode, entry.Seq } equals new { transfer.CountyCode, transfer.Seq }
                    where transfer.OccurredOn < before
                    select new { account.Party, transfer.OccurredOn, transfer.Reason, entry.Amount }).ToListAsync(cancellationToken))
            .Select(m => new CashMove(m.Party["cash:".Length..], m.OccurredOn, m.Amount, m.Reason == nameof(FundEvent.CustodianChanged)))];

    /// <summary>Counts since the month began. Cash that changed hands was counted then, by both.</summary>
    private async Task<IReadOnlySet<(string Custodian, DateOnly Day)>> Counted(BankPlace place, DateOnly month, CancellationToken cancellationToken) =>
        (await db.Set<FundCount>().AsNoTracking().Where(c => c.CountyCode == place.CountyCode && c.Owner == place.Owner && c.CountedOn >= month && c.Place.StartsWith("cash:"))
            .Select(c => new { c.Place, c.CountedOn }).ToListAsync(cancellationToken)).Select(c => (c.Place["cash:".Length..], c.CountedOn))
        .Concat((await CashMoves(place, DateOnly.MaxValue, cancellationToken)).Where(m => m.ChangedHands && m.Day >= month).Select(m => (m.Custodian, m.Day))).ToHashSet();

    private sealed record CashMove(string Custodian, DateOnly Day, long AmountFen, bool ChangedHands);

    /// <summary>The first day of the last month that a township has reconciled; null for none.</summary>
    public static async Task<Dictionary<string, DateOnly>> LastReconciled(JiujiDb db, string county, CancellationToken cancellationToken) =>
        await db.Set<FundMonth>().AsNoTracking().Where(m => m.CountyCode == county).GroupBy(m => m.TownshipCode)
            .Select(months => new { Township = months.Key, Last = months.Max(m => m.Month) }).ToDictionaryAsync(row => row.Township, row => row.Last, cancellationToken);
}
