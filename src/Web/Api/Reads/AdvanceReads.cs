using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>One bureau's approval.</summary>
public sealed record ApprovalView(FundRole Role, string By, DateTimeOffset At);

/// <summary>Money sent ahead of expenditure; never expenditure itself. Amounts in fen.</summary>
public sealed record AdvanceView(
    Guid Id, string Township, int Year, string Document, AdvanceKind Kind, AdvanceState State, long AmountFen, long IssuedFen, long ReceivedFen, DateOnly DraftedOn, string DraftedBy,
    IReadOnlyList<ApprovalView> Approvals);

/// <summary>One numbered document of both bureaus: the limit of what may be issued under it. Amounts in fen.</summary>
public sealed record JointDocumentView(string Number, string Title, DateOnly IssuedOn, long AmountFen, long AdvancedFen);

public static class AdvanceReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(FundViewers.Money);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/advances", "list-advances", ApiScope.ReadFunds, Viewers, List, typeof(ListPart<AdvanceView>)),
        new("/advances/{id:guid}", "read-advance", ApiScope.ReadFunds, Viewers, One, typeof(AdvanceView)),
        new("/joint-documents", "list-joint-documents", ApiScope.ReadFunds, ApiRead.RolesOf($"{FundViewers.CountyOffices},{nameof(Role.Auditor)}"), Documents, typeof(ListPart<JointDocumentView>)),
    ];

    private sealed class Row
    {
        public required Advance Advance { get; init; }
        public required ReserveFund Fund { get; init; }
        public required string Document { get; init; }
    }

    /// <summary>Lists the advances of the sender's area, in the order in which they were drafted.</summary>
    /// <param name="state">Only advances in this state.</param>
    /// <param name="year">Only advances of this year's funds.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, AdvanceState? state, int? year)
    {
        var rows = Seen(db, Caller.Of(context.User).Actor);
        if (page.AfterId is { } after)
        {
            rows = rows.Where(row => row.Advance.Id > after);
        }

        if (state is not null)
        {
            rows = rows.Where(row => row.Advance.State == state);
        }

        if (year is not null)
        {
            rows = rows.Where(row => row.Fund.Year == year);
        }

        return Answers.Part(context, page, rows.OrderBy(row => row.Advance.Id), row => row.Advance.Id.ToString(), View);
    }

    /// <summary>Reads one advance with the approvals of both bureaus.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, Guid id) =>
        Answers.One(context, await Find(db, Caller.Of(context.User).Actor, id, context.RequestAborted), id.ToString());

    /// <summary>Lists the county's joint documents by number, with what has been drafted under each.</summary>
    private static Task<IResult> Documents(HttpContext context, JiujiDb db, [AsParameters] PageQuery page)
    {
        var (county, after) = (Caller.Of(context.User).County, page.After);
        var drafted = db.Set<Advance>().Where(advance => advance.CountyCode == county && advance.State != AdvanceState.Cancelled);
        var rows = db.Set<JointDocument>().AsNoTracking().Where(document => document.CountyCode == county && (after == "" || document.Number.CompareTo(after) > 0))
            .OrderBy(document => document.Number)
            .Select(document => new JointDocumentView(
                document.Number, document.Title, document.IssuedOn, document.AmountFen,
                drafted.Where(advance => advance.CountyCode == document.CountyCode && advance.JointDocumentId == document.Id).Sum(advance => advance.AmountFen)));
        return Answers.Part(context, page, rows, row => row.Number, row => row);
    }

    public static async Task<AdvanceView?> Find(JiujiDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        await Seen(db, actor).FirstOrDefaultAsync(row => row.Advance.Id == id, cancellationToken) is { } row ? View(row) : null;

    private static IQueryable<Row> Seen(JiujiDb db, Actor actor) =>
        from advance in db.Set<Advance>().AsNoTracking().Include(a => a.Approvals)
        where advance.CountyCode == actor.CountyCode
        join fund in db.Set<ReserveFund>().AsNoTracking() on new { advance.CountyCode, Id = advance.ReserveFundId } equals new { fund.CountyCode, fund.Id }
        where actor.TownshipCode == "" || fund.TownshipCode == actor.TownshipCode
        join document in db.Set<JointDocument>().AsNoTracking() on new { advance.CountyCode, Id = advance.JointDocumentId } equals new { document.CountyCode, document.Id }
        select new Row { Advance = advance, Fund = fund, Document = document.Number };

    private static AdvanceView View(Row row) => new(
        row.Advance.Id, row.Fund.TownshipCode, row.Fund.Year, row.Document, row.Advance.Kind, row.Advance.State, row.Advance.AmountFen, row.Advance.IssuedFen, row.Advance.ReceivedFen,
        row.Advance.DraftedOn, row.Advance.DraftedBy, [.. row.Advance.Approvals.OrderBy(a => a.At).Select(a => new ApprovalView(a.Role, a.Actor, a.At))]);
}
