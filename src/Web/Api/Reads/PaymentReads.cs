using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>A paper of a payment: its kind, where it stands, and the hash under which its scan is kept.</summary>
public sealed record PaperView(string Kind, PaperState State, string DocumentHash, DateTimeOffset SubmittedAt, string SubmittedBy, string Reason);

/// <summary>Money to a household. Amounts in fen; whose account it is stands nowhere here.</summary>
/// <param name="PapersDueOn">The day by which the papers are to be accepted.</param>
/// <param name="ApprovedFen">What the county has approved of it: only this is expenditure.</param>
public sealed record PaymentView(
    Guid Id, string Case, string Township, int Instalment, long AmountFen, PaymentChannel Channel, PaymentState State, DateTimeOffset? ReleasedAt, DateOnly? PaidOn,
    DateOnly? PapersDueOn, bool PapersDueProvisional, long ApprovedFen, IReadOnlyList<PaperView> Papers)
{
    public static PaymentView Of(Payment payment, AidCase of) => new(
        payment.Id, of.Number, of.TownshipCode, payment.InstalmentNo, payment.AmountFen, payment.Channel, payment.State, payment.ReleasedAt, payment.PaidOn, payment.PapersDueOn,
        payment.PapersDueProvisional, payment.ApprovedFen,
        [.. payment.Papers.OrderBy(paper => paper.SubmittedAt).ThenBy(paper => paper.Id)
            .Select(paper => new PaperView(paper.Kind, paper.State, paper.DocumentHash, paper.SubmittedAt, paper.SubmittedBy, paper.Reason))]);
}

public static class PaymentReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(FundViewers.Money);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/payments", "list-payments", ApiScope.ReadFunds, Viewers, List, typeof(ListPart<PaymentView>)),
        new("/payments/{id:guid}", "read-payment", ApiScope.ReadFunds, Viewers, One, typeof(PaymentView)),
    ];

    private sealed class Row
    {
        public required Payment Payment { get; init; }
        public required AidCase AidCase { get; init; }
    }

    /// <summary>Lists the payments of the sender's area, in the order in which they were planned.</summary>
    /// <param name="state">Only payments in this state.</param>
    /// <param name="paidFrom">Only payments that were paid on this day or later.</param>
    /// <param name="paidTo">Only payments that were paid on this day or earlier.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, PaymentState? state, DateOnly? paidFrom, DateOnly? paidTo)
    {
        var rows = Seen(db, Caller.Of(context.User).Actor);
        if (page.AfterId is { } after)
        {
            rows = rows.Where(row => row.Payment.Id > after);
        }

        if (state is not null)
        {
            rows = rows.Where(row => row.Payment.State == state);
        }

        if (paidFrom is not null)
        {
            rows = rows.Where(row => row.Payment.PaidOn >= paidFrom);
        }

        if (paidTo is not null)
        {
            rows = rows.Where(row => row.Payment.PaidOn <= paidTo);
        }

        return Answers.Part(context, page, rows.OrderBy(row => row.Payment.Id), row => row.Payment.Id.ToString(), row => PaymentView.Of(row.Payment, row.AidCase));
    }

    /// <summary>Reads one payment with its papers.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, Guid id)
    {
        var row = await Seen(db, Caller.Of(context.User).Actor).FirstOrDefaultAsync(row => row.Payment.Id == id, context.RequestAborted);
        return Answers.One(context, row is null ? null : PaymentView.Of(row.Payment, row.AidCase), id.ToString());
    }

    private static IQueryable<Row> Seen(JiujiDb db, Actor actor) =>
        from payment in db.Set<Payment>().AsNoTracking().Include(p => p.Papers)
        where payment.CountyCode == actor.CountyCode
        join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
        where actor.TownshipCode == "" || aidCase.TownshipCode == actor.TownshipCode
        select new Row { Payment = payment, AidCase = aidCase };
}
