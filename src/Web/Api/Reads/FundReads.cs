using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>Where every yuan of a fund-year is, in fen: brought forward + advanced + lent is always the sum of all the rest.</summary>
public sealed record PositionView(
    long BroughtForwardFen, long AdvancedFen, long LentFen, long InTransitFen, long InHandsFen, long AwaitingPapersFen, long ApprovedFen, long HandedBackFen, long RecoverableFen,
    long LostFen, long CarriedForwardFen)
{
    public static PositionView Of(FundPosition p) => new(
        p.BroughtForward, p.Advanced, p.Lent, p.InTransit, p.InHands, p.AwaitingPapers, p.Approved, p.HandedBack, p.Recoverable, p.Lost, p.CarriedForward);
}

/// <summary>One reason why ordinary advances are stopped.</summary>
public sealed record GateReasonView(string Kind, string Clause, IReadOnlyDictionary<string, string> Figures);

/// <summary>A township's reserve fund of one year.</summary>
/// <param name="Gate">Why ordinary advances are stopped today; empty while the gate is open. No household waits for it.</param>
/// <param name="OldestDays">The age of the oldest yuan in hands.</param>
public sealed record FundView(
    string Township, int Year, FundForm Form, FundCustody Custody, FundYearState State, long? QuotaFen, PositionView Position, IReadOnlyList<GateReasonView> Gate, int OldestDays);

/// <summary>One movement of a fund: from where to where, and what was in hands after it. Amounts in fen.</summary>
public sealed record FundLineView(
    Guid Transfer, DateOnly OccurredOn, string Event, AccountKind From, AccountKind To, string Reference, long AmountFen, long InHandsFen, string Mark, Guid? Reverses);

public static class FundReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(FundViewers.Money);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/funds", "list-funds", ApiScope.ReadFunds, Viewers, List, typeof(ListPart<FundView>)),
        new("/funds/{township}/{year:int}", "read-fund", ApiScope.ReadFunds, Viewers, One, typeof(FundView)),
        new("/funds/{township}/{year:int}/statement", "read-fund-statement", ApiScope.ReadFunds, Viewers, Statement, typeof(ListPart<FundLineView>)),
    ];

    /// <summary>Lists the reserve funds of the sender's area in one year, by township; a county has few, so they come whole.</summary>
    /// <param name="year">This year where it is left out.</param>
    private static async Task<IResult> List(HttpContext context, JiujiDb db, RuleShelf rules, TimeProvider clock, int? year)
    {
        var (actor, today) = (Caller.Of(context.User).Actor, clock.Today());
        var found = await FundReadings.Read(db, rules, actor.CountyCode, actor.TownshipCode, year ?? today.Year, today, context.RequestAborted);
        return Answers.Tagged(context, new ListPart<FundView>([.. found.Where(reading => reading.Fund is not null).Select(reading => View(reading, today))], null));
    }

    /// <summary>Reads one fund: where its money is, how old it is, and whether the gate is open.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, RuleShelf rules, TimeProvider clock, string township, int year)
    {
        var (actor, today) = (Caller.Of(context.User).Actor, clock.Today());
        var found = actor.MayActIn(actor.CountyCode, township)
            ? await FundReadings.Read(db, rules, actor.CountyCode, township, year, today, context.RequestAborted)
            : [];
        return Answers.One(context, found is [{ Fund: not null } reading] ? View(reading, today) : null, $"{township}/{year}");
    }

    /// <summary>Reads a fund's movements in the order of the book, with the running balance in hands.</summary>
    /// <param name="from">Only what happened on this day or later.</param>
    /// <param name="to">Only what happened on this day or earlier.</param>
    private static async Task<IResult> Statement(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, string township, int year, DateOnly? from, DateOnly? to)
    {
        var actor = Caller.Of(context.User).Actor;
        var fund = actor.MayActIn(actor.CountyCode, township)
            ? await db.Set<ReserveFund>().AsNoTracking()
                .FirstOrDefaultAsync(f => f.CountyCode == actor.CountyCode && f.TownshipCode == township && f.Year == year, context.RequestAborted)
            : null;
        if (fund is null)
        {
            return Answers.One(context, null, $"{township}/{year}");
        }

        var lines = Running(await FundTransfers.Read(db, actor.CountyCode, fund, context.RequestAborted)).ToList();
        var start = page.AfterId is { } after ? lines.FindIndex(line => line.Transfer == after) + 1 : 0;
        var wanted = lines.Skip(start).Where(line => (from is null || line.OccurredOn >= from) && (to is null || line.OccurredOn <= to)).ToList();
        var shown = wanted.Take(page.Rows).ToList();
        return Answers.Tagged(context, new ListPart<FundLineView>(shown, wanted.Count > page.Rows ? PageQuery.CursorOf(shown[^1].Transfer.ToString()) : null));
    }

    private static IEnumerable<FundLineView> Running(IEnumerable<Transfer> transfers)
    {
        var inHands = 0L;
        foreach (var transfer in transfers.Where(t => t.Kind is TransferKind.Post or TransferKind.PostHold))
        {
            inHands += (transfer.To.Kind == AccountKind.InHands ? transfer.Amount : 0) - (transfer.From.Kind == AccountKind.InHands ? transfer.Amount : 0);
            yield return new FundLineView(
                transfer.Id, transfer.OccurredOn, transfer.Reason, transfer.From.Kind, transfer.To.Kind, transfer.CaseReference, transfer.Amount, inHands, transfer.Mark, transfer.Reverses);
        }
    }

    private static FundView View(FundReading reading, DateOnly today)
    {
        var fund = reading.Fund!;
        return new FundView(
            reading.TownshipCode, fund.Fund.Year, fund.Fund.Form, fund.Fund.Custody, fund.Fund.State, fund.Fund.QuotaFen, PositionView.Of(fund.Position),
            [.. reading.Gate.Select(reason => new GateReasonView(reason.Kind.ToString(), reason.Clause, reason.Figures))], reading.OldestDays(today));
    }
}
