using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>One payment within a claim. Amounts in fen.</summary>
public sealed record ClaimLineView(Guid Payment, string Case, ClaimLineState State, long AmountFen, long ApprovedFen, string Reason);

/// <summary>Paid cases that a township puts before the county. Amounts in fen.</summary>
/// <param name="ReviewDueOn">The county's own day: the claim has its clock there.</param>
public sealed record ClaimView(
    string Number, string Township, DateOnly Month, ReimbursementClaimState State, string DraftedBy, DateOnly? SubmittedOn, DateOnly? ReviewDueOn, long ClaimedFen, long ApprovedFen,
    long ReplenishedFen, IReadOnlyList<ClaimLineView> Lines);

public static class ClaimReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(FundViewers.Money);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/claims", "list-claims", ApiScope.ReadFunds, Viewers, List, typeof(ListPart<ClaimView>)),
        new("/claims/{number}", "read-claim", ApiScope.ReadFunds, Viewers, One, typeof(ClaimView)),
    ];

    /// <summary>Lists the claims of the sender's area, by number.</summary>
    /// <param name="state">Only claims in this state.</param>
    /// <param name="month">Only claims of the month that begins on this day.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, ReimbursementClaimState? state, DateOnly? month)
    {
        var (caller, after) = (Caller.Of(context.User), page.After);
        var claims = Seen(db, caller.Actor).Where(claim => after == "" || claim.Number.CompareTo(after) > 0);
        if (state is not null)
        {
            claims = claims.Where(claim => claim.State == state);
        }

        if (month is not null)
        {
            claims = claims.Where(claim => claim.Month == month);
        }

        return Answers.Part(context, page, claims.OrderBy(claim => claim.Number), claim => claim.Number, rows => Views(db, caller.County, rows, context.RequestAborted));
    }

    /// <summary>Reads one claim with its lines.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, string number) =>
        Answers.One(context, await Find(db, Caller.Of(context.User).Actor, number, context.RequestAborted), number);

    public static async Task<ClaimView?> Find(JiujiDb db, Actor actor, string number, CancellationToken cancellationToken)
    {
        var rows = await Seen(db, actor).Where(claim => claim.Number == number).ToListAsync(cancellationToken);
        return await Views(db, actor.CountyCode, rows, cancellationToken) is [var found, ..] ? found : null;
    }

    private static IQueryable<ReimbursementClaim> Seen(JiujiDb db, Actor actor) => db.Set<ReimbursementClaim>().AsNoTracking().Include(claim => claim.Lines)
        .Where(claim => claim.CountyCode == actor.CountyCode && (actor.TownshipCode == "" || claim.TownshipCode == actor.TownshipCode));

    private static async Task<IReadOnlyList<ClaimView>> Views(JiujiDb db, string county, IReadOnlyList<ReimbursementClaim> rows, CancellationToken cancellationToken)
    {
        var payments = rows.SelectMany(claim => claim.Lines).Select(line => line.PaymentId).Distinct().ToList();
        var cases = await (from payment in db.Set<Payment>().AsNoTracking()
                           where payment.CountyCode == county && payments.Contains(payment.Id)
                           join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                           select new { payment.Id, aidCase.Number }).ToDictionaryAsync(pair => pair.Id, pair => pair.Number, cancellationToken);
        return
        [
            .. rows.Select(claim => new ClaimView(
                claim.Number, claim.TownshipCode, claim.Month, claim.State, claim.DraftedBy, claim.SubmittedOn, claim.ReviewDueOn, claim.Lines.Sum(line => line.AmountFen),
                claim.ApprovedFen, claim.ReplenishedFen,
                [.. claim.Lines.OrderBy(line => line.Id)
                    .Select(line => new ClaimLineView(line.PaymentId, cases.GetValueOrDefault(line.PaymentId, ""), line.State, line.AmountFen, line.ApprovedFen, line.Reason))])),
        ];
    }
}
