using System.Data.Common;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>Money or goods as they came into a fund: one donation, one advance, one delivery of a lot.</summary>
/// <param name="Party">The donor, lender or supplier as the account names it.</param>
public sealed record Origin(Guid Transfer, long Seq, DateOnly OccurredOn, AccountKind Kind, string Party, string Documents, long Amount);

/// <summary>So much of a payment came from this origin.</summary>
public sealed record SourceShare(Origin Origin, long Amount);

/// <summary>So much of an origin is here now, for this case; the caller masks the case before he shows it.</summary>
public sealed record Reached(AccountKind Where, string CaseReference, long Amount);

/// <summary>
/// Follows each fen of a fund from where it came in to where it went, in layers: the oldest is used first. What was paid for a case is cleared
/// and returned for that case, a reversal puts back the very layers it undoes, and a layer keeps its age wherever it goes. The parts of a
/// payment sum to the payment, and the places of an origin to the origin, exactly.
/// </summary>
public sealed class Provenance
{
    readonly List<Origin> origins = [];
    readonly Dictionary<Guid, List<(Layer Layer, long Amount)>> moves = [];
    readonly Dictionary<Guid, SortedDictionary<Layer, long>> pockets = [];
    readonly Dictionary<Guid, AccountKind> kinds = [];

    /// <summary>A layer: which origin, oldest first, and for which case it has been used.</summary>
    readonly record struct Layer(int Origin, string Case) : IComparable<Layer>
    {
        public int CompareTo(Layer other) => Origin != other.Origin ? Origin.CompareTo(other.Origin) : string.CompareOrdinal(Case, other.Case);
    }

    /// <summary>Every transfer that brought means into the fund, in the order of the book; amounts in the fund's unit.</summary>
    public IReadOnlyList<Origin> Origins => origins;

    /// <summary>The donors or documents behind a transfer; empty for one that is not of this fund.</summary>
    public IReadOnlyList<SourceShare> SourcesOf(Guid transfer) =>
        [.. moves.GetValueOrDefault(transfer, []).GroupBy(part => part.Layer.Origin).Select(part => new SourceShare(origins[part.Key], part.Sum(piece => piece.Amount)))];

    /// <summary>Where an origin's means are now: what reached which case, and what has not been used.</summary>
    public IReadOnlyList<Reached> ReachedBy(Guid origin) =>
        [.. pockets.SelectMany(pocket => pocket.Value.Where(part => origins[part.Key.Origin].Transfer == origin).Select(part => (Kind: kinds[pocket.Key], part.Key.Case, Amount: part.Value)))
            .GroupBy(part => (part.Kind, part.Case)).Select(part => new Reached(part.Key.Kind, part.Key.Case, part.Sum(piece => piece.Amount)))
            .OrderBy(part => part.Where).ThenBy(part => part.CaseReference, StringComparer.Ordinal)];

    const string OfFundSql = """
        SELECT t.seq, t.id, t.occurred_on, t.amount, t.case_reference, t.reverses, t.documents, f.id, f.kind, f.party, o.id, o.kind
        FROM transfer t
        JOIN account f ON f.county_code = t.county_code AND f.id = t.from_account
        JOIN account o ON o.county_code = t.county_code AND o.id = t.to_account
        WHERE t.county_code = @county AND t.seq IN
            (SELECT e.seq FROM entry e JOIN account a ON a.county_code = e.county_code AND a.id = e.account_id
             WHERE e.county_code = @county AND a.county_code = @county AND a.fund = @fund)
        ORDER BY t.seq
        """;

    /// <summary>Reads the fund's transfers in the order of the book and follows them.</summary>
    /// <param name="fund">Its id; an unknown fund has no origins.</param>
    public static async Task<Provenance> OfFund(DbConnection connection, string county, Guid fund, DbTransaction? transaction = null, CancellationToken cancellation = default)
    {
        var provenance = new Provenance();
        await foreach (var move in connection.Rows(OfFundSql, Read, [("county", county), ("fund", fund)], transaction, cancellation)) provenance.Follow(move);
        return provenance;
    }

    /// <summary>A transfer that moved something, in the order of the book.</summary>
    internal sealed record Move(long Seq, Guid Id, DateOnly OccurredOn, long Amount, string Case, Guid? Reverses, string Documents, Guid From, AccountKind FromKind, string FromParty, Guid To, AccountKind ToKind);

    static Move Read(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetGuid(1), CountyDay.FromNumber(reader.GetInt32(2)), reader.GetInt64(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetGuid(5), reader.GetString(6),
        reader.GetGuid(7), Enum.Parse<AccountKind>(reader.GetString(8)), reader.GetString(9), reader.GetGuid(10), Enum.Parse<AccountKind>(reader.GetString(11)));

    internal void Follow(Move move)
    {
        (kinds[move.From], kinds[move.To]) = (move.FromKind, move.ToKind);
        var taken = Take(move);
        var put = Pocket(move.To);
        foreach (var (layer, amount) in taken)
        {
            // Where money returns from a case it is free for any other.
            var there = layer with { Case = !move.ToKind.IsPurposeBound() ? "" : move.Case.Length > 0 ? move.Case : layer.Case };
            put[there] = put.GetValueOrDefault(there) + amount;
        }
        moves[move.Id] = taken;
    }

    List<(Layer Layer, long Amount)> Take(Move move)
    {
        var left = move.Amount;
        var taken = new List<(Layer, long)>();
        var pocket = Pocket(move.From);
        foreach (var (layer, most) in Preferred(move, pocket))
        {
            if (left == 0) break;
            var amount = Math.Min(Math.Min(left, most), pocket.GetValueOrDefault(layer));
            if (amount == 0) continue;
            taken.Add((layer, amount));
            if ((pocket[layer] -= amount) == 0) pocket.Remove(layer);
            left -= amount;
        }
        if (left > 0) taken.Add((Born(move, left), left));
        return taken;
    }

    /// <summary>First what a reversal undoes, then what belongs to the case, then the oldest.</summary>
    IEnumerable<(Layer Layer, long Most)> Preferred(Move move, SortedDictionary<Layer, long> pocket)
    {
        // A source or the outside gives new means each time; only a reversal takes back what came from there.
        var layers = pocket.ToList();
        if (move.Reverses is { } undone)
            foreach (var (layer, amount) in moves.GetValueOrDefault(undone, []))
                foreach (var (own, _) in layers.Where(part => part.Key.Origin == layer.Origin)) yield return (own, amount);
        if (move.FromKind.Side() != AccountSide.Use) yield break;
        foreach (var (layer, amount) in layers.Where(part => move.Case.Length > 0 && part.Key.Case == move.Case)) yield return (layer, amount);
        foreach (var (layer, amount) in layers) yield return (layer, amount);
    }

    Layer Born(Move move, long amount)
    {
        origins.Add(new(move.Id, move.Seq, move.OccurredOn, move.FromKind, move.FromParty, move.Documents, amount));
        return new(origins.Count - 1, "");
    }

    SortedDictionary<Layer, long> Pocket(Guid account) => pockets.TryGetValue(account, out var pocket) ? pocket : pockets[account] = [];
}
