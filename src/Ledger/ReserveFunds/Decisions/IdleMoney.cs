namespace Jiuji.Ledger.ReserveFunds;

/// <summary>How far idle money has gone.</summary>
public enum IdleLevel { Fresh, Warned, ShutsGate, ProposeSweepBack }

/// <summary>One fund's line in the ranking of idle townships.</summary>
public sealed record IdleRank(string TownshipCode, long InHandsFen, long YuanDays, int OldestDays, long ExpenditureFen, long AdvancedFen, int UsedPercent);

/// <summary>
/// Money that lies still (趴窝, F5). Money in hands keeps layers, first in first out: every yuan has an age, and keeps it through cash,
/// returns, recovery and carry-over. Money held for others is not idle money.
/// </summary>
public static class IdleMoney
{
    /// <summary>
    /// The layers that remain after a fund's transfers, in the order in which the book recorded them. Money that comes back under a case
    /// reference takes the age it had when it left under that reference; where none left, the age of the fund's oldest money.
    /// </summary>
    public static IReadOnlyList<MoneyLayer> Layers(Guid fund, IEnumerable<Transfer> transfers)
    {
        var hands = new Hands();
        foreach (var transfer in transfers.Where(t => t.Kind is TransferKind.Post or TransferKind.PostHold))
        {
            var leaves = IsHands(transfer.From, fund);
            var arrives = IsHands(transfer.To, fund);
            if (leaves && !arrives) hands.Take(transfer.CaseReference, transfer.Amount);
            if (arrives && !leaves) hands.Put(transfer);
        }

        return hands.Layers;
    }

    /// <summary>
    /// The same layers from what arrived alone, in the order of the book: while nothing came back and nothing arrived that was older than what had arrived before,
    /// what is left is what came last. Null where that is not so, and every move has to be read.
    /// </summary>
    public static IReadOnlyList<MoneyLayer>? LayersOfArrivals(long inHandsFen, IEnumerable<HandsMove> arrivals)
    {
        var came = arrivals.Where(arrival => arrival.From != AccountKind.InHands).ToList();
        if (came.Any(arrival => ComesBack(arrival.From))) return null;
        var layers = came.Select(arrival => new MoneyLayer(arrival.BornOn, arrival.Amount)).ToList();
        if (layers.Zip(layers.Skip(1)).Any(pair => pair.Second.BornOn < pair.First.BornOn)) return null;
        var left = new SortedDictionary<DateOnly, long>();
        for (var at = layers.Count - 1; at >= 0 && inHandsFen > 0; at--)
        {
            var part = Math.Min(inHandsFen, layers[at].AmountFen);
            left[layers[at].BornOn] = left.GetValueOrDefault(layers[at].BornOn) + part;
            inHandsFen -= part;
        }

        return [.. left.Select(layer => new MoneyLayer(layer.Key, layer.Value))];
    }

    public static long OlderThan(IEnumerable<MoneyLayer> layers, int days, DateOnly today) =>
        layers.Where(layer => layer.AgeDays(today) > days).Sum(layer => layer.AmountFen);

    /// <summary>The level of one layer by the pack's ages; a level that is not set (未设) does not exist.</summary>
    public static IdleLevel Level(MoneyLayer layer, PackValues pack, DateOnly today)
    {
        var age = layer.AgeDays(today);
        if (age > pack.IdleSweepDays) return IdleLevel.ProposeSweepBack;
        if (age > pack.IdleGateDays) return IdleLevel.ShutsGate;
        return age > pack.IdleWarnDays ? IdleLevel.Warned : IdleLevel.Fresh;
    }

    /// <summary>What a sweep-back would take: money past the pack's age, but never the next month's need.</summary>
    public static long SweepBackProposalFen(IReadOnlyList<MoneyLayer> layers, PackValues pack, long monthForecastFen, DateOnly today)
    {
        if (pack.IdleSweepDays is not { } days) return 0;
        var aboveNeed = layers.Sum(layer => layer.AmountFen) - monthForecastFen;
        return Math.Max(0, Math.Min(OlderThan(layers, days, today), aboveNeed));
    }

    /// <summary>Use so far in percent of what was received (whole percent, rounded down), for the target per quarter and year.</summary>
    public static int UsedPercent(FundPosition position)
    {
        var given = position.Advanced + position.BroughtForward - position.HandedBack;
        return given <= 0 ? 0 : (int)((position.Approved + position.AwaitingPapers) * 100 / given);
    }

    /// <summary>Use expected by a day: 25 % a quarter up to the year's target, by the pack; null where the pack sets none.</summary>
    public static int? TargetPercent(PackValues pack, DateOnly today) =>
        pack.UseTargetPercentQuarter is not { } quarter ? null
            : Math.Min(pack.UseTargetPercentYear ?? 100, quarter * ((today.Month - 1) / 3));

    /// <summary>Townships from the most idle: by yuan-days (Σ fen × age), then the oldest layer, then the code.</summary>
    public static IReadOnlyList<IdleRank> Rank(
        IEnumerable<(string TownshipCode, FundPosition Position, IReadOnlyList<MoneyLayer> Layers)> funds, DateOnly today) =>
        [.. MostIdleFirst(funds.Select(f => RankOf(f.TownshipCode, f.Position, f.Layers, today)), rank => rank)];

    /// <summary>The order of the ranking, for townships of several counties too.</summary>
    public static IEnumerable<T> MostIdleFirst<T>(IEnumerable<T> townships, Func<T, IdleRank> rank) =>
        townships.OrderByDescending(t => rank(t).YuanDays).ThenByDescending(t => rank(t).OldestDays).ThenBy(t => rank(t).TownshipCode, StringComparer.Ordinal);

    static IdleRank RankOf(string township, FundPosition position, IReadOnlyList<MoneyLayer> layers, DateOnly today) =>
        new(township, position.InHands, layers.Sum(l => l.AmountFen / 100 * l.AgeDays(today)),
            layers.Count == 0 ? 0 : layers.Max(l => l.AgeDays(today)), position.Expenditure, position.Advanced, UsedPercent(position));

    /// <summary>Money from here was in hands before, and keeps the age that it had.</summary>
    static bool ComesBack(AccountKind from) => from is not (AccountKind.InTransit or AccountKind.BroughtForward);

    static bool IsHands(AccountKey account, Guid fund) => account.Fund == fund && account.Kind == AccountKind.InHands;

    sealed class Hands
    {
        readonly SortedDictionary<DateOnly, long> layers = [];
        readonly Dictionary<string, List<MoneyLayer>> taken = new(StringComparer.Ordinal);

        public IReadOnlyList<MoneyLayer> Layers => [.. layers.Select(layer => new MoneyLayer(layer.Key, layer.Value))];

        public void Take(string reference, long amountFen)
        {
            if (!taken.TryGetValue(reference, out var gone)) taken[reference] = gone = [];
            while (amountFen > 0)
            {
                // Money never leaves before it arrived: the book's floor sees to that, so a layer is always there.
                var (bornOn, there) = layers.First();
                var part = Math.Min(there, amountFen);
                gone.Add(new(bornOn, part));
                amountFen -= part;
                if (part == there) layers.Remove(bornOn);
                else layers[bornOn] = there - part;
            }
        }

        public void Put(Transfer transfer)
        {
            var left = transfer.Amount;
            if (ComesBack(transfer.From.Kind) && taken.TryGetValue(transfer.CaseReference, out var gone))
            {
                while (left > 0 && gone.Count > 0)
                {
                    var layer = gone[^1];
                    var part = Math.Min(layer.AmountFen, left);
                    Add(layer.BornOn, part);
                    left -= part;
                    gone.RemoveAt(gone.Count - 1);
                    if (part < layer.AmountFen) gone.Add(layer with { AmountFen = layer.AmountFen - part });
                }
            }

            if (left > 0) Add(BornOn(transfer), left);
        }

        DateOnly BornOn(Transfer transfer)
        {
            if (MoneyLayer.BornOnOf(transfer.CaseReference) is { } carried) return carried;
            return ComesBack(transfer.From.Kind) && Oldest is { } oldest && oldest < transfer.OccurredOn ? oldest : transfer.OccurredOn;
        }

        DateOnly? Oldest =>
            layers.Keys.Concat(taken.Values.SelectMany(gone => gone).Select(layer => layer.BornOn)).Select(day => (DateOnly?)day).Min();

        void Add(DateOnly bornOn, long amountFen) => layers[bornOn] = layers.GetValueOrDefault(bornOn) + amountFen;
    }
}
