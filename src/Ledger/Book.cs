using System.Data.Common;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// The pen: the only way in which anything enters the book of a county. It works inside the caller's transaction, which holds the county's
/// lane (BEGIN IMMEDIATE on SQLite; on PostgreSQL the book itself locks the lane's row), and neither commits nor rolls back.
/// </summary>
/// <param name="connection">Open; with <paramref name="transaction"/> begun on it.</param>
/// <param name="county">The tenant's permanent key.</param>
public sealed partial class Book(DbConnection connection, DbTransaction? transaction, string county, TimeProvider clock)
{
    readonly BookSql sql = BookSql.For(connection, transaction);

    /// <summary>
    /// Takes the county's lane for the rest of the transaction: on PostgreSQL the lane's row, made if need be; on SQLite the immediate transaction
    /// holds it already. A lane calls it before it runs commands, so that they decide on rows nobody else is changing.
    /// </summary>
    public Task TakeLane(CancellationToken cancellation = default) => sql.LockLane(county, cancellation);

    /// <summary>Posts one group: all of it or, with the first rule that refuses, none of it.</summary>
    /// <param name="group">At least one transfer of this county; they see one another in their order.</param>
    /// <returns>Where each was recorded, in the order given; or the first refusal in the order of <see cref="Refusal"/>. A whole group that stands in the book already is answered as the first time.</returns>
    /// <exception cref="ArgumentException">A shape that no caller of ours builds, e.g. a reservation that reverses something. Nothing was written.</exception>
    public async Task<PostAnswer> Post(IReadOnlyList<Transfer> group, CancellationToken cancellation = default) =>
        (await Post([group], cancellation))[0];

    /// <summary>
    /// Decides each group in order against accounts loaded once, a later group seeing what an earlier accepted one did, and writes all that
    /// was accepted in a few statements. A refused group leaves no trace.
    /// </summary>
    /// <returns>One answer for each group, in their order.</returns>
    /// <exception cref="ArgumentException">As above; then the caller rolls back, since groups before it may have been decided.</exception>
    public async Task<IReadOnlyList<PostAnswer>> Post(IReadOnlyList<IReadOnlyList<Transfer>> groups, CancellationToken cancellation = default)
    {
        var state = sql.Take(county);
        state.Next(Now);
        await sql.Load(state, groups, forUpdate: true, cancellation);
        var answers = new List<PostAnswer>(groups.Count);
        var steps = new List<BookStep>();
        foreach (var group in groups)
        {
            var (answer, accepted) = BookDecision.Decide(state, group);
            answers.Add(answer);
            steps.AddRange(accepted);
        }
        if (steps.Count > 0) await sql.Write(BookWrite.Of(state, steps), cancellation);
        sql.Keep(state);
        return answers;
    }

    /// <summary>
    /// As <see cref="Post(IReadOnlyList{IReadOnlyList{Transfer}}, CancellationToken)"/>, committed at once in a single round trip and without a transaction of the
    /// caller's: decided on what this connection knows from its last batch, and written only if the chain still ends where that batch left it. PostgreSQL only,
    /// where round trips are what a batch costs.
    /// </summary>
    /// <returns>Null, and nothing written, where it must be done the long way: something is unknown here, refused, or has been posted before.</returns>
    public async Task<IReadOnlyList<PostAnswer>?> PostAtOnce(IReadOnlyList<IReadOnlyList<Transfer>> groups, CancellationToken cancellation = default)
    {
        if (!sql.WritesAtOnce) return null;
        var state = sql.Take(county);
        if (!groups.All(group => group.Count > 0 && group.All(transfer => IsPlain(transfer) && state.Knows(transfer.From) && state.Knows(transfer.To))))
        {
            sql.Keep(state);
            return null;
        }
        state.Next(Now);
        var (seq, head) = (state.Seq, state.Head);
        var decided = groups.Select(group => BookDecision.Decide(state, group)).ToList();
        if (decided.Exists(group => group.Answer is not { IsPosted: true, Repeat: false })) return null;
        if (!await sql.WriteAtOnce(BookWrite.Of(state, [.. decided.SelectMany(group => group.Steps)]), seq, head, cancellation)) return null;
        sql.Keep(state);
        return decided.ConvertAll(group => group.Answer);
    }

    /// <summary>Refers to no transfer or hold, of which a connection remembers none.</summary>
    static bool IsPlain(Transfer transfer) => transfer.Kind == TransferKind.Post && transfer.Reverses is null;

    /// <summary>To the microsecond, as it is stored.</summary>
    DateTimeOffset Now => CountyDay.FromMicros(CountyDay.Micros(clock.GetUtcNow()));

    /// <summary>Whether the group would pass, every rule that refuses it, and the balances before and after. Writes and locks nothing.</summary>
    /// <exception cref="ArgumentException">As <see cref="Post(IReadOnlyList{Transfer}, CancellationToken)"/>.</exception>
    public async Task<DryRun> Try(IReadOnlyList<Transfer> group, CancellationToken cancellation = default)
    {
        var state = new BookState(county, clock.GetUtcNow());
        await sql.Load(state, [group], forUpdate: false, cancellation);
        return DryRun.Of(state, group);
    }
}
