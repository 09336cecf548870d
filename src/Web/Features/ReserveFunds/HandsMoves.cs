using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>What came into the money in hands of a fund and what left it: all that the ages of money are read from.</summary>
public static class HandsMoves
{
    /// <param name="moves">Of one fund, in any order, each with its account.</param>
    /// <returns>In the order of the book, with what the ages ask for and nothing else.</returns>
    public static IEnumerable<Transfer> Transfers(IEnumerable<(AccountKey Hands, HandsMove Move)> moves)
    {
        var all = moves.ToList();

        // Between two places of a fund money only changes its place: its arrival says so, and stands for both entries.
        var arrivals = all.Where(each => each.Move.Amount > 0).Select(each => each.Move.Seq).ToHashSet();
        return all.Where(each => each.Move.Amount > 0 || !arrivals.Contains(each.Move.Seq)).OrderBy(each => each.Move.Seq).Select(each => TransferOf(each.Hands, each.Move));
    }

    private static Transfer TransferOf(AccountKey hands, HandsMove move)
    {
        var (from, to) = move.Amount > 0
            ? (hands with { Kind = move.From, Party = "" }, hands)
            : (hands, hands with { Kind = AccountKind.AwaitingPapers, Party = "" });
        return new Transfer
        {
            Id = Guid.Empty, From = from, To = to, Amount = Math.Abs(move.Amount), Reason = "", Purpose = "", CaseReference = move.Reference, Actor = "", OccurredOn = move.OccurredOn,
        };
    }
}
