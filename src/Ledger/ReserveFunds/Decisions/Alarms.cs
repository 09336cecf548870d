namespace Jiuji.Ledger.ReserveFunds;

/// <summary>What looks odd and is for a person to judge; an alarm stops nothing.</summary>
public enum AlarmKind
{
    AmountOutsideMonths,
    JustUnderLimit,
    SplitPayments,
    LastDaysSpending,
    RepeatedStandIn,
    BurstToOneVillage,
    MoneyBetweenTownshipAccounts,
    RecoveredCashPaidOut,
    BankUnanswered,
}

/// <summary>One alarm: about which cases or transfers, with figures.</summary>
public sealed record Alarm(AlarmKind Kind, IReadOnlyList<string> About, long AmountFen);

/// <summary>A paid case as the alarms see it.</summary>
public sealed record PaidCase(string Number, Guid HouseholdId, string VillageCode, long AmountFen, int People, DateOnly PaidOn)
{
    /// <summary>Users who signed as somebody's stand-in.</summary>
    public IReadOnlyList<string> StandIns { get; init; } = [];
}

/// <summary>From when on something is odd: by the rule pack, and where it sets nothing by ours; shown with the alarm.</summary>
public sealed record AlarmThresholds
{
    /// <summary>As the pack sets them (<c>alarm.…</c>).</summary>
    public static AlarmThresholds Of(PackValues pack)
    {
        var ours = new AlarmThresholds();
        return new()
        {
            NearLimitPercent = pack.Alarm("nearLimitPercent") ?? ours.NearLimitPercent,
            SplitPayments = pack.Alarm("splitPayments") ?? ours.SplitPayments,
            SplitDays = pack.Alarm("splitDays") ?? ours.SplitDays,
            LastDaysPercent = pack.Alarm("lastDaysPercent") ?? ours.LastDaysPercent,
            LastDays = pack.Alarm("lastDays") ?? ours.LastDays,
            StandInSignatures = pack.Alarm("standInSignatures") ?? ours.StandInSignatures,
            BurstHouseholds = pack.Alarm("burstHouseholds") ?? ours.BurstHouseholds,
            BurstDays = pack.Alarm("burstDays") ?? ours.BurstDays,
        };
    }

    /// <summary>Within so many percent below the limit.</summary>
    public int NearLimitPercent { get; init; } = 5;

    /// <summary>So many payments to one household within so many days.</summary>
    public int SplitPayments { get; init; } = 2;
    public int SplitDays { get; init; } = 30;

    /// <summary>More than so many percent of the year's spending in its last days.</summary>
    public int LastDaysPercent { get; init; } = 30;
    public int LastDays { get; init; } = 10;
    public int StandInSignatures { get; init; } = 5;

    /// <summary>So many households of one village within so many days.</summary>
    public int BurstHouseholds { get; init; } = 8;
    public int BurstDays { get; init; } = 7;
}

/// <summary>The alarms over a township's paid cases of a year and its transfers.</summary>
public static class Alarms
{
    /// <summary>By the thresholds of the pack in force.</summary>
    public static IReadOnlyList<Alarm> Of(IReadOnlyList<PaidCase> cases, IReadOnlyList<Transfer> transfers, PackValues pack) =>
        Of(cases, transfers, pack, AlarmThresholds.Of(pack));

    public static IReadOnlyList<Alarm> Of(IReadOnlyList<PaidCase> cases, IReadOnlyList<Transfer> transfers, PackValues pack, AlarmThresholds limits) =>
    [
        .. OutsideMonths(cases, pack),
        .. JustUnderLimit(cases, pack, limits),
        .. Splits(cases, pack, limits),
        .. LastDays(cases, limits),
        .. StandIns(cases, limits),
        .. Bursts(cases, limits),
        .. BetweenAccounts(transfers),
        .. RecoveredCashPaidOut(transfers),
    ];

    /// <summary>Payments that the bank has had for days without a word (T19).</summary>
    public static IReadOnlyList<Alarm> Unanswered(IEnumerable<SentPayment> sent, DateTimeOffset now) =>
        [.. sent.Where(payment => BankSilence.AskTheBank(payment.SentAt, now)).Select(payment => new Alarm(AlarmKind.BankUnanswered, [payment.Number], payment.AmountFen))];

    /// <summary>Outside one to six months of the urban standard (F11).</summary>
    static IEnumerable<Alarm> OutsideMonths(IReadOnlyList<PaidCase> cases, PackValues pack) =>
        cases.Where(c => CaseDecision.SuggestedFen(c.People, pack) is { } range && (c.AmountFen < range.LeastFen || c.AmountFen > range.MostFen))
            .Select(c => new Alarm(AlarmKind.AmountOutsideMonths, [c.Number], c.AmountFen));

    static IEnumerable<Alarm> JustUnderLimit(IReadOnlyList<PaidCase> cases, PackValues pack, AlarmThresholds limits)
    {
        if (pack.SmallAidLimitFen is not { } limit) return [];
        var near = cases.Where(c => c.AmountFen <= limit && c.AmountFen * 100 > limit * (100 - limits.NearLimitPercent)).ToList();
        return near.Count < 2 ? [] : [new(AlarmKind.JustUnderLimit, Numbers(near), near.Sum(c => c.AmountFen))];
    }

    /// <summary>Several payments to one household that together pass the limit.</summary>
    static IEnumerable<Alarm> Splits(IReadOnlyList<PaidCase> cases, PackValues pack, AlarmThresholds limits)
    {
        if (pack.SmallAidLimitFen is not { } limit) return [];
        return cases.GroupBy(c => c.HouseholdId)
            .Select(household => Closest(household, limits.SplitDays))
            .Where(group => group.Count >= limits.SplitPayments && group.Sum(c => c.AmountFen) > limit)
            .Select(group => new Alarm(AlarmKind.SplitPayments, Numbers(group), group.Sum(c => c.AmountFen)));
    }

    static IEnumerable<Alarm> LastDays(IReadOnlyList<PaidCase> cases, AlarmThresholds limits) =>
        cases.GroupBy(c => c.PaidOn.Year)
            .Select(year => (All: year.Sum(c => c.AmountFen), Late: year.Where(c => c.PaidOn > new DateOnly(year.Key, 12, 31).AddDays(-limits.LastDays)).ToList()))
            .Where(year => year.Late.Sum(c => c.AmountFen) * 100 > year.All * limits.LastDaysPercent)
            .Select(year => new Alarm(AlarmKind.LastDaysSpending, Numbers(year.Late), year.Late.Sum(c => c.AmountFen)));

    static IEnumerable<Alarm> StandIns(IReadOnlyList<PaidCase> cases, AlarmThresholds limits) =>
        cases.SelectMany(c => c.StandIns.Select(actor => (actor, c)))
            .GroupBy(signed => signed.actor, signed => signed.c)
            .Where(signed => signed.Count() >= limits.StandInSignatures)
            .Select(signed => new Alarm(AlarmKind.RepeatedStandIn, Numbers([.. signed]), signed.Sum(c => c.AmountFen)));

    static IEnumerable<Alarm> Bursts(IReadOnlyList<PaidCase> cases, AlarmThresholds limits) =>
        cases.GroupBy(c => c.VillageCode)
            .Select(village => Closest(village, limits.BurstDays))
            .Where(group => group.Select(c => c.HouseholdId).Distinct().Count() >= limits.BurstHouseholds)
            .Select(group => new Alarm(AlarmKind.BurstToOneVillage, Numbers(group), group.Sum(c => c.AmountFen)));

    /// <summary>Fund money from one bank account to another of the same township: no event of the fund does that (X13).</summary>
    static IEnumerable<Alarm> BetweenAccounts(IReadOnlyList<Transfer> transfers) =>
        transfers.Where(t => Hands(t.From) && Hands(t.To) && !Places.IsCash(t.From.Party) && !Places.IsCash(t.To.Party))
            .Select(t => new Alarm(AlarmKind.MoneyBetweenTownshipAccounts, [t.Id.ToString("D")], t.Amount));

    /// <summary>坐支: recovered cash must be banked the same day before that custodian pays anybody.</summary>
    static IEnumerable<Alarm> RecoveredCashPaidOut(IReadOnlyList<Transfer> transfers)
    {
        var unbanked = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var transfer in transfers)
        {
            if (transfer.Reason == nameof(FundEvent.RecoveredInCash))
                unbanked[transfer.To.Party] = unbanked.GetValueOrDefault(transfer.To.Party) + transfer.Amount;
            if (transfer.Reason == nameof(FundEvent.CashRebanked))
                unbanked[transfer.From.Party] = Math.Max(0, unbanked.GetValueOrDefault(transfer.From.Party) - transfer.Amount);
            if (transfer.Reason == nameof(FundEvent.CashPaid) && unbanked.GetValueOrDefault(transfer.From.Party) > 0)
                yield return new(AlarmKind.RecoveredCashPaidOut, [transfer.CaseReference], transfer.Amount);
        }
    }

    /// <summary>The largest run of cases within so many days.</summary>
    static List<PaidCase> Closest(IEnumerable<PaidCase> cases, int days)
    {
        var byDay = cases.OrderBy(c => c.PaidOn).ThenBy(c => c.Number, StringComparer.Ordinal).ToList();
        return byDay.Select((first, i) => byDay.Skip(i).TakeWhile(c => c.PaidOn.DayNumber - first.PaidOn.DayNumber < days).ToList()).MaxBy(run => run.Count) ?? [];
    }

    static bool Hands(AccountKey account) => account.Kind == AccountKind.InHands;

    static List<string> Numbers(IReadOnlyList<PaidCase> cases) => [.. cases.Select(c => c.Number)];
}
