using System.Data.Common;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jiuji.Web.Lanes;

/// <summary>
/// A handler's turn in the lane. It says which transfers belong to what it decided; they are posted after its rows are saved, as one group, and if the
/// book refuses them, nothing of the command remains.
/// </summary>
public sealed class Turn(TimeProvider clock)
{
    private readonly List<(Fund Fund, string Actor)> funds = [];
    private readonly List<Transfer> transfers = [];
    private readonly List<object> remembered = [];

    internal DbConnection? Connection { get; set; }
    internal IDbContextTransaction? Transaction { get; set; }

    /// <summary>The same instant for everything one command writes.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Enters a fund before the transfers that use it, in the name of who answers for it.</summary>
    public void Open(Fund fund, string actor) => funds.Add((fund, actor));

    /// <summary>Rows that stay even when the command is refused: what was tried is part of the history.</summary>
    public void Remember(IEnumerable<object> rows) => remembered.AddRange(rows);

    internal IReadOnlyList<object> Remembered => remembered;

    /// <summary>A trial was never tried.</summary>
    internal void ForgetWhatWasTried() => remembered.Clear();

    public void Post(params IEnumerable<Transfer> more) => transfers.AddRange(more);

    /// <summary>What will be posted so far, for a step that builds on another one.</summary>
    public IReadOnlyList<Transfer> Posting => transfers;

    /// <summary>What the sender was appointed to stand in for, as it stands in this turn; empty for who acts for themselves.</summary>
    public IReadOnlyList<StandIn> StandIns { get; internal set; } = [];

    internal void Begin()
    {
        funds.Clear();
        transfers.Clear();
        remembered.Clear();
        StandIns = [];
        Now = clock.GetUtcNow();
    }

    /// <summary>Why the book would refuse this group by itself, as things stand; null where it would take it. For what must not stop the rest.</summary>
    internal async Task<Ledger.Refusal?> WouldRefuse(string county, IReadOnlyList<Transfer> group, CancellationToken cancellationToken) =>
        (await BookOf(county).Try(group, cancellationToken)).Refusals is [var first, ..] ? first.Reason : null;

    /// <summary>Writes what the handler decided into the book; null where the book agrees.</summary>
    internal async Task<Ledger.Refused?> Write(string county, CancellationToken cancellationToken)
    {
        var book = BookOf(county);
        foreach (var (fund, actor) in funds)
        {
            await book.AddFund(fund, actor, cancellationToken);
        }

        return transfers.Count == 0 ? null : (await book.Post(transfers, cancellationToken)).Refused;
    }

    internal Book BookOf(string county) => new(
        Connection ?? throw new InvalidOperationException("There is no turn outside a lane."),
        Transaction?.GetDbTransaction(),
        county,
        clock);
}
