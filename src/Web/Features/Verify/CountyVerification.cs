using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Verify;

/// <summary>One invariant, how much was looked at, and the first fact that breaks it.</summary>
/// <param name="Invariant">An <see cref="Ledger.Invariant"/> of the book, or a <see cref="FundTruth"/>.</param>
public sealed record Verified(string County, Enum Invariant, long Checked, long Broken, string? FirstFact);

/// <summary>What must be true of every fund-year: its identity, and each account against its own list.</summary>
public enum FundTruth { FundIdentity, AdvancedAsIssued, InTransitAsUnconfirmed, AwaitingAsPaid, ApprovedAsClaimed, RecoverableAsOpen, LostAsWrittenOff, HandedBackAsReceived, HeldAsReleased, HeldForOthersAsListed, MonthsSignedByThree }

/// <summary>
/// Proves a county's books: the book's own invariants, recomputed from its transfers, and for every fund-year the identity and each account against its own
/// list (posting.md), for double entry alone would also be satisfied by a well-balanced lie.
/// </summary>
public sealed class CountyVerification(JiujiDb db)
{
    private readonly Dictionary<FundTruth, (long Checked, long Broken, string? First)> ties = [];

    public async Task<IReadOnlyList<Verified>> Run(string county, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var report = await Verification.Run(db.Database.GetDbConnection(), county, progress, cancellationToken);
        ties.Clear();
        await Funds(county, cancellationToken);
        await Months(county, cancellationToken);
        return
        [
            .. report.Results.Select(result => new Verified(county, result.Invariant, result.Checked, result.Broken, result.FirstFact)),
            .. ties.Select(tie => new Verified(county, tie.Key, tie.Value.Checked, tie.Value.Broken, tie.Value.First)),
        ];
    }

    /// <summary>The counties that have anything to prove, in order of their keys.</summary>
    public static async Task<IReadOnlyList<string>> Counties(JiujiDb db, CancellationToken cancellationToken) =>
        await db.Set<Ledger.Storage.Lane>().AsNoTracking().Select(lane => lane.CountyCode).Where(county => county != "").OrderBy(county => county).ToListAsync(cancellationToken);

    private async Task Funds(string county, CancellationToken cancellationToken)
    {
        var funds = await db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == county).OrderBy(f => f.TownshipCode).ThenBy(f => f.Year).ToListAsync(cancellationToken);
        var accounts = (await db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == county && a.Unit == AccountKey.Yuan).ToListAsync(cancellationToken)).ToLookup(a => a.Fund);
        var advances = (await db.Set<Advance>().AsNoTracking().Where(a => a.CountyCode == county).ToListAsync(cancellationToken)).ToLookup(a => a.ReserveFundId);
        var claims = (await db.Set<ReimbursementClaim>().AsNoTracking().Include(c => c.Lines).Where(c => c.CountyCode == county).ToListAsync(cancellationToken)).ToLookup(c => c.ReserveFundId);
        var payments = (await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == county).ToListAsync(cancellationToken)).ToLookup(p => p.ReserveFundId);
        var recoveries = (await db.Set<RecoveryCase>().AsNoTracking().Where(r => r.CountyCode == county).ToListAsync(cancellationToken)).ToLookup(r => r.ReserveFundId);
        var sweeps = (await db.Set<SweepBack>().AsNoTracking().Where(s => s.CountyCode == county).ToListAsync(cancellationToken)).ToLookup(s => s.ReserveFundId);
        var expired = await db.Set<Hold>().AsNoTracking().Where(h => h.CountyCode == county && h.State == HoldState.Expired).Select(h => (Guid?)h.Id).ToHashSetAsync(cancellationToken);
        await HeldForOthers(county, accounts[Guid.Empty], cancellationToken);
        foreach (var fund in funds)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{fund.TownshipCode}/{fund.Year}");
            var position = FundPosition.Of(fund.FundId, accounts[fund.FundId].Select(a => (FundDesk.KeyOf(a), a.Balance)));
            Note(FundTruth.FundIdentity, position.IdentityHolds, () => $"fund {name}: sources {position.Sources} fen, uses {position.Uses} fen");
            var lists = new FundLists
            {
                Advances = [.. advances[fund.Id]], Claims = [.. claims[fund.Id]], Payments = [.. payments[fund.Id]], Recoveries = [.. recoveries[fund.Id]],
                SweepBacks = [.. sweeps[fund.Id]],

                // Counts are taken where cash moves and lenders are named by the book's own accounts; the book stands for itself there.
                CountedFen = position.InHands, LentOpenFen = position.Lent,
            };
            foreach (var tie in FundTies.Of(position, lists))
            {
                if (TruthOf(tie.Account) is { } truth)
                {
                    Note(truth, tie.Holds, () => $"fund {name}: {tie.Account} is {tie.BookFen} fen in the book and {tie.ListFen} fen in its list");
                }
            }

            var held = accounts[fund.FundId].Where(a => a.Kind == AccountKind.InHands).Sum(a => a.Held);
            var released = payments[fund.Id].Where(p => p.State == PaymentState.Released && !expired.Contains(p.HoldId)).Sum(p => p.AmountFen);
            Note(FundTruth.HeldAsReleased, held == released, () => $"fund {name}: {held} fen are held, {released} fen are released to the bank");
        }
    }

    /// <summary>Money held for others lies at a place of a township; every fen of it stands in the list with somebody who looks after it.</summary>
    private async Task HeldForOthers(string county, IEnumerable<Account> outside, CancellationToken cancellationToken)
    {
        var listed = (await db.Set<HeldMoney>().AsNoTracking().Where(h => h.CountyCode == county && h.End == null).ToListAsync(cancellationToken)).ToLookup(h => (h.Owner, h.Place));
        var booked = outside.Where(a => a.Kind == AccountKind.HeldForOthers).ToLookup(a => (a.Owner, Place: a.Party));
        foreach (var place in listed.Select(group => group.Key).Union(booked.Select(group => group.Key)))
        {
            var (list, book) = (listed[place].Sum(h => h.AmountFen), booked[place].Sum(a => a.Balance));
            Note(FundTruth.HeldForOthersAsListed, list == book, () => $"{place.Place}: {book} fen are held for others in the book and {list} fen in the list");
        }
    }

    /// <summary>A closed month carries the signatures of three people under three records that show the same money.</summary>
    private async Task Months(string county, CancellationToken cancellationToken)
    {
        var closed = await db.Set<FundMonth>().AsNoTracking().Include(m => m.Signatures).Where(m => m.CountyCode == county && m.State == FundMonthState.Closed).ToListAsync(cancellationToken);
        foreach (var month in closed)
        {
            var whole = month.Signatures.Count == Enum.GetValues<MonthRecord>().Length && month.Signatures.DistinctBy(signature => signature.Actor).Count() == month.Signatures.Count
                && month.Signatures.DistinctBy(signature => signature.OutstandingFen).Count() == 1;
            Note(FundTruth.MonthsSignedByThree, whole, () => $"month {month.TownshipCode}/{month.Month:yyyy-MM}: {month.Signatures.Count} signatures");
        }
    }

    private static FundTruth? TruthOf(string account) => account switch
    {
        "advanced" => FundTruth.AdvancedAsIssued,
        "in transit" => FundTruth.InTransitAsUnconfirmed,
        "awaiting papers" => FundTruth.AwaitingAsPaid,
        "approved" => FundTruth.ApprovedAsClaimed,
        "recoverable" => FundTruth.RecoverableAsOpen,
        "lost" => FundTruth.LostAsWrittenOff,
        "handed back" => FundTruth.HandedBackAsReceived,
        _ => null,
    };

    private void Note(FundTruth invariant, bool holds, Func<string> fact)
    {
        var (done, broken, first) = ties.GetValueOrDefault(invariant);
        ties[invariant] = (done + 1, broken + (holds ? 0 : 1), first ?? (holds ? null : fact()));
    }
}
