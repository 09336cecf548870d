using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Payments;

/// <summary>
/// Lets the holds of releases expire whose time is over, each as an entry of its own: the money is free again. The payment stays released and its line open until
/// somebody says what the bank did (T19). A hold that the book does not let expire, such as one of a township whose month is being reconciled, waits for the next hour
/// and keeps no other from expiring. The clock's job sends it every hour.
/// </summary>
[Allowed(Role.CountyCivilAffairs, Role.Administrator)]
public sealed record ExpireReleases(Guid CommandId, Actor By, string CountyCode) : ICommand<int>;

public sealed class ExpireReleasesHandler(JiujiDb db, FundDesk desk, Turn turn, ILogger<ExpireReleasesHandler> log) : IRequestHandler<ExpireReleases, Result<int>>
{
    public async Task<Result<int>> Handle(ExpireReleases command, CancellationToken cancellationToken)
    {
        var over = db.Set<Hold>().Where(hold => hold.CountyCode == command.CountyCode && hold.State == HoldState.Pending && hold.ExpiresAt <= turn.Now);
        var released = db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == command.CountyCode && p.State == PaymentState.Released);
        var payments = await released.Where(p => over.Any(hold => hold.Id == p.HoldId)).OrderBy(p => p.ReleasedAt).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        if (payments.Count == 0)
        {
            return 0;
        }

        var funds = await db.Set<ReserveFund>().AsNoTracking().Where(f => f.CountyCode == command.CountyCode).ToDictionaryAsync(f => f.Id, cancellationToken);
        var acting = desk.Acting(command, FundRole.Clock);
        var expired = 0;
        foreach (var (payment, index) in payments.Select((payment, index) => (payment, index)))
        {
            var basis = acting.On(index).Basis(PaymentDecision.Reference(payment));
            var expiry = PaymentPostings.ReleaseExpired(funds[payment.ReserveFundId].Accounts, payment.Place, payment.AmountFen, payment.HoldId!.Value, basis);
            if (await turn.WouldRefuse(command.CountyCode, expiry, cancellationToken) is { } refusal)
            {
                log.LogWarning("The release of payment {Payment} in {County} does not expire: {Refusal}.", payment.Id, command.CountyCode, refusal);
                continue;
            }

            turn.Post(expiry);
            expired++;
        }

        return expired;
    }
}

/// <summary>How the book holds what was released, read where a bank line is answered.</summary>
public static class ReleaseHolds
{
    /// <returns>Only what no longer stands; a hold that is not among them stands.</returns>
    public static async Task<IReadOnlyDictionary<Guid, ReleaseHold>> Gone(JiujiDb db, string county, IReadOnlyCollection<Guid> holds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gone = db.Set<Hold>().AsNoTracking().Where(h => h.CountyCode == county && holds.Contains(h.Id) && (h.State == HoldState.Expired || h.State == HoldState.Pending));
        return (await gone.ToListAsync(cancellationToken)).Where(h => h.State == HoldState.Expired || h.ExpiresAt <= now)
            .ToDictionary(h => h.Id, h => h.State == HoldState.Expired ? ReleaseHold.Expired : ReleaseHold.RanOut);
    }

    public static async Task<ReleaseHold> Of(JiujiDb db, Payment payment, DateTimeOffset now, CancellationToken cancellationToken) =>
        payment.HoldId is { } hold ? (await Gone(db, payment.CountyCode, [hold], now, cancellationToken)).GetValueOrDefault(hold) : ReleaseHold.Stands;
}
