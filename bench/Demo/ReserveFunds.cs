namespace Jiuji.Bench.Demo;

/// <summary>
/// Two reserve-fund years of 13 townships. Every advance is sized by what its quarter spends, so that no payment ever meets an empty
/// account; what is left at the year's end is handed back, except in two townships that carry it forward. Late papers are cleared
/// before the next advance, save those of this autumn: they keep the gate shut today.
/// </summary>
public static class ReserveFunds
{
    public sealed record Files(Table Documents, Table Funds, Table Payments, Table Claims);

    /// <summary>How many payments a township makes in 2025 and 2026, and what it is there to show.</summary>
    private static readonly (string Township, int In2025, int In2026, string Shows)[] Townships =
    [
        ("341722100", 46, 58, "heavy"), ("341722101", 26, 30, "late-papers"), ("341722102", 20, 24, ""), ("341722103", 18, 22, ""),
        ("341722104", 22, 26, "bank-return"), ("341722105", 16, 20, ""), ("341722200", 14, 18, ""), ("341722201", 3, 2, "idle"),
        ("341723100", 34, 42, ""), ("341723101", 18, 22, "carries"), ("341723103", 20, 26, ""), ("341723104", 16, 22, "carries"), ("341723202", 14, 17, ""),
    ];

    // Less than 90 days apart, so that no advance meets money older than the pack's idle age.
    private static readonly Dictionary<int, DateOnly[]> AdvanceDays = new()
    {
        [2025] = [new(2025, 1, 20), new(2025, 4, 15), new(2025, 7, 8), new(2025, 9, 29)],
        [2026] = [new(2026, 1, 20), new(2026, 4, 14), new(2026, 7, 7), new(2026, 9, 28)],
    };

    private const long IdleAdvanceFen = 20_000_00;

    public static Files Draw(IReadOnlyList<Household> households, Places places, Workdays workdays)
    {
        var cases = new Cases(households, workdays);
        var payments = Townships.SelectMany(plan => new[] { (2025, plan.In2025), (2026, plan.In2026) }
            .SelectMany(year => cases.Of(plan.Township, year.Item1, year.Item2, plan.Shows))).ToList();
        var advances = Townships.SelectMany(plan => Advances(plan.Township, plan.Shows, payments)).ToList();
        return new Files(Documents(advances, places, workdays), Funds(advances, payments, places, workdays), Payments(payments, places), Claims(payments, places, workdays));
    }

    private sealed record Advance(string Township, int Year, DateOnly IssuedOn, long Fen);

    /// <summary>What the quarter to come will spend, rounded up to a hundred yuan; an idle township got a round sum once a year.</summary>
    private static IEnumerable<Advance> Advances(string township, string shows, IReadOnlyList<Payment> payments)
    {
        foreach (var (year, days) in AdvanceDays)
        {
            if (shows == "idle") { yield return new Advance(township, year, days[0], IdleAdvanceFen); continue; }
            var first = shows == "carries" && year == 2026 ? 1 : 0;
            var advanced = 0L;
            for (var i = first; i < days.Length; i++)
            {
                // The next advance takes some days to arrive; this one still pays until then.
                var until = i + 1 < days.Length ? days[i + 1].AddDays(11) : LastQuarterEnd(shows, year);
                var spent = payments.Where(payment => payment.Township == township && payment.FundedFrom(shows) == year && payment.LastOutOn < until).Sum(payment => payment.Fen);
                var fen = Math.Max(0, WithCushion(spent - advanced, year, i, shows));
                if (fen == 0) continue;
                advanced += fen;
                yield return new Advance(township, year, days[i], fen);
            }
        }
    }

    /// <summary>
    /// The last advance of 2025 leaves a little to hand back; that of 2026 has to last until the end of the year. A township that carries
    /// 2025 forward gets exactly what it will spend, so that its next advance meets no old money.
    /// </summary>
    private static long WithCushion(long neededFen, int year, int quarter, string shows) => (year, quarter, shows) switch
    {
        (2025, 3, "carries") => neededFen,
        (2025, 3, _) => Rounded(neededFen + 800_00),
        (2026, 3, _) => Rounded((neededFen * 3 / 2) + 2_000_00),
        _ => Rounded(neededFen),
    };

    private static long Rounded(long fen) => (fen + 99_99) / 100_00 * 100_00;

    private static DateOnly LastQuarterEnd(string shows, int year) =>
        shows == "carries" && year == 2025 ? AdvanceDays[2026][1] : new DateOnly(year + 1, 1, 1);

    private static Table Documents(IReadOnlyList<Advance> advances, Places places, Workdays workdays)
    {
        var table = new Table("document_no", "county_code", "fund_year", "issued_on", "amount_fen", "civil_affairs_office", "civil_affairs_approved_on",
            "finance_office", "finance_approved_on");
        foreach (var document in advances.GroupBy(advance => (County: places[advance.Township].County, advance.Year, advance.IssuedOn))
            .OrderBy(group => group.Key.IssuedOn).ThenBy(group => group.Key.County, StringComparer.Ordinal))
        {
            var (county, year, issuedOn) = document.Key;
            table.Add(DocumentNo(county, year, issuedOn), county, year, issuedOn, document.Sum(advance => advance.Fen),
                $"{county}-MZ", workdays.OnOrBefore(issuedOn.AddDays(-3)), $"{county}-CZ", workdays.OnOrBefore(issuedOn.AddDays(-1)));
        }
        return table;
    }

    private static string DocumentNo(string county, int year, DateOnly issuedOn) =>
        $"{(county == "341722" ? "石" : "青")}民财〔{year}〕{3 + (Array.IndexOf(AdvanceDays[year], issuedOn) * 14)}号";

    private static Table Funds(IReadOnlyList<Advance> advances, IReadOnlyList<Payment> payments, Places places, Workdays workdays)
    {
        var table = new Table("fund_year", "county_code", "township_code", "kind", "document_no", "amount_fen", "occurred_on", "received_on");
        var lines = advances.Select(advance => new FundLine(advance.Township, advance.Year, "advance",
            DocumentNo(places[advance.Township].County, advance.Year, advance.IssuedOn), advance.Fen, advance.IssuedOn, workdays.Add(advance.IssuedOn, 2)))
            .Concat(YearEnds(advances, payments, workdays));
        foreach (var line in lines.OrderBy(line => line.OccurredOn).ThenBy(line => line.Township, StringComparer.Ordinal))
            table.Add(line.Year, places[line.Township].County, line.Township, line.Kind, line.Document, line.Fen, line.OccurredOn, line.ReceivedOn);
        return table;
    }

    private sealed record FundLine(string Township, int Year, string Kind, string Document, long Fen, DateOnly OccurredOn, DateOnly ReceivedOn);

    private static IEnumerable<FundLine> YearEnds(IReadOnlyList<Advance> advances, IReadOnlyList<Payment> payments, Workdays workdays)
    {
        var lastDay = new DateOnly(2025, 12, 31);
        foreach (var (township, _, _, shows) in Townships)
        {
            var left = advances.Where(advance => advance.Township == township && advance.Year == 2025).Sum(advance => advance.Fen)
                - payments.Where(payment => payment.Township == township && payment.FundYear == 2025).Sum(payment => payment.Fen);
            if (left > 0)
                yield return shows == "carries"
                    ? new FundLine(township, 2025, "carry-forward", "", left, lastDay, lastDay)
                    : new FundLine(township, 2025, "hand-back", "", left, lastDay, workdays.Add(lastDay, 2));
        }
    }

    private static Table Payments(IReadOnlyList<Payment> payments, Places places)
    {
        var table = new Table("payment_no", "fund_year", "county_code", "township_code", "household_no", "payee_person_no", "cause", "type", "procedure",
            "amount_fen", "accepted_on", "notice_on", "signed_on", "paid_on", "returned_on", "repaid_on", "papers_on", "papers_accepted_on", "claim_month", "note");
        foreach (var (payment, index) in payments.OrderBy(payment => payment.AcceptedOn).ThenBy(payment => payment.Township, StringComparer.Ordinal)
            .ThenBy(payment => payment.Household.No, StringComparer.Ordinal).Select((payment, index) => (payment, index)))
            table.Add($"PAY{index + 1:0000}", payment.FundYear, places[payment.Township].County, payment.Township, payment.Household.No, payment.Household.Head.No,
                payment.Cause, payment.Type, payment.Procedure, payment.Fen, payment.AcceptedOn, payment.NoticeOn, payment.SignedOn, payment.PaidOn,
                payment.ReturnedOn, payment.RepaidOn, payment.PapersOn, payment.PapersAcceptedOn, payment.ClaimMonth, payment.Note);
        return table;
    }

    private static Table Claims(IReadOnlyList<Payment> payments, Places places, Workdays workdays)
    {
        var table = new Table("claim_no", "fund_year", "county_code", "township_code", "month", "submitted_on", "approved_on", "payments", "amount_fen");
        foreach (var claim in payments.Where(payment => payment.ClaimMonth.Length > 0).GroupBy(payment => (payment.ClaimMonth, payment.Township, payment.FundYear))
            .OrderBy(group => group.Key.ClaimMonth, StringComparer.Ordinal).ThenBy(group => group.Key.Township, StringComparer.Ordinal))
        {
            var submittedOn = Cases.ClaimDay(DateOnly.Parse(claim.Key.ClaimMonth + "-01"), workdays);
            table.Add($"CL{table.Rows.Count + 1:0000}", claim.Key.FundYear, places[claim.Key.Township].County, claim.Key.Township, claim.Key.ClaimMonth,
                submittedOn, workdays.Add(submittedOn, 5), claim.Count(), claim.Sum(payment => payment.Fen));
        }
        return table;
    }
}
