using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>Money that somebody owes a fund. Amounts in fen; the debtor is a key of the book, never a person's name.</summary>
/// <param name="PriorYear">Paid in a closed year: what comes back can only be handed back.</param>
public sealed record RecoveryView(
    string Number, string Township, int Year, DebtorKind DebtorKind, string Debtor, RecoveryCause Cause, RecoveryCaseState State, long AmountFen, long RecoveredFen, long WrittenOffFen,
    long OpenFen, DateOnly OpenedOn, bool PriorYear);

public static class RecoveryReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(FundViewers.Money);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/recoveries", "list-recoveries", ApiScope.ReadFunds, Viewers, List, typeof(ListPart<RecoveryView>)),
    ];

    private sealed class Row
    {
        public required RecoveryCase Recovery { get; init; }
        public required ReserveFund Fund { get; init; }
    }

    /// <summary>Lists what is owed back to the funds of the sender's area, by number.</summary>
    /// <param name="state">Only recoveries in this state.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, RecoveryCaseState? state)
    {
        var (actor, after) = (Caller.Of(context.User).Actor, page.After);
        var rows = from recovery in db.Set<RecoveryCase>().AsNoTracking()
                   where recovery.CountyCode == actor.CountyCode && (after == "" || recovery.Number.CompareTo(after) > 0) && (state == null || recovery.State == state)
                   join fund in db.Set<ReserveFund>().AsNoTracking() on new { recovery.CountyCode, Id = recovery.ReserveFundId } equals new { fund.CountyCode, fund.Id }
                   where actor.TownshipCode == "" || fund.TownshipCode == actor.TownshipCode
                   orderby recovery.Number
                   select new Row { Recovery = recovery, Fund = fund };
        return Answers.Part(context, page, rows, row => row.Recovery.Number, row => new RecoveryView(
            row.Recovery.Number, row.Fund.TownshipCode, row.Fund.Year, row.Recovery.DebtorKind, row.Recovery.Debtor, row.Recovery.Cause, row.Recovery.State, row.Recovery.AmountFen,
            row.Recovery.RecoveredFen, row.Recovery.WrittenOffFen, row.Recovery.OpenFen, row.Recovery.OpenedOn, row.Recovery.PriorYear));
    }
}
