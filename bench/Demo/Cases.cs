using System.Globalization;

namespace Jiuji.Bench.Demo;

public sealed record Payment(string Township, int FundYear, Household Household, string Cause, string Type, string Procedure, long Fen,
    DateOnly AcceptedOn, DateOnly? NoticeOn, DateOnly SignedOn, DateOnly PaidOn, DateOnly? PapersOn, DateOnly? PapersAcceptedOn, string ClaimMonth, string Note)
{
    public DateOnly? ReturnedOn { get; init; }

    public DateOnly? RepaidOn { get; init; }

    public DateOnly LastOutOn => RepaidOn ?? PaidOn;

    /// <summary>Where a township carries 2025 forward, the first quarter of 2026 is paid from that money.</summary>
    public int FundedFrom(string shows) => shows == "carries" && LastOutOn < new DateOnly(2026, 4, 14) ? 2025 : FundYear;
}

/// <summary>The paid cases of one township and year: working days kept, one household never twice for one cause in a year.</summary>
public sealed class Cases(IReadOnlyList<Household> households, Workdays workdays)
{
    private static readonly (string, int)[] Causes =
        [("ILLNESS", 34), ("INJURY", 20), ("EXPENSE", 14), ("DISASTER", 8), ("DEATH", 7), ("JOB_LOSS", 8), ("STRANDED", 4), ("OTHER", 5)];

    private readonly Dice dice = new(20251120);
    private readonly HashSet<(string, string, int)> helped = [];

    public IEnumerable<Payment> Of(string township, int year, int count, string shows)
    {
        var homes = households.Where(home => home.Township == township && home.Incident == home.Village).ToList();
        var days = AcceptanceDays(year, count);
        if (shows == "carries") days = [.. days.Select(OutOfTheGap).Order()];
        for (var i = 0; i < count; i++)
            yield return WithStory(One(township, year, days[i], homes), shows, fromLast: count - 1 - i);
    }

    /// <summary>Claims go in on the last working day of the month.</summary>
    public static DateOnly ClaimDay(DateOnly month, Workdays workdays) =>
        workdays.OnOrBefore(new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)));

    /// <summary>From the first advance on; 2025 ends early in December, so that its papers and claims close within the year.</summary>
    private DateOnly[] AcceptanceDays(int year, int count)
    {
        var first = new DateOnly(year, 1, 26);
        var last = year == 2025 ? new DateOnly(2025, 12, 3) : new DateOnly(2026, 11, 11);
        return [.. Enumerable.Range(0, count).Select(_ => workdays.OnOrAfter(first.AddDays(dice.Below(last.DayNumber - first.DayNumber)))).Order()];
    }

    /// <summary>What was carried forward is spent before the first advance of 2026 is sent, and nothing is asked for while that is on its way.</summary>
    private static DateOnly OutOfTheGap(DateOnly day) =>
        day >= new DateOnly(2026, 4, 3) && day <= new DateOnly(2026, 4, 16) ? new DateOnly(2026, 4, 17) : day;

    private Payment One(string township, int year, DateOnly acceptedOn, List<Household> homes)
    {
        var (home, cause) = Unhelped(homes, year);
        var type = cause is "EXPENSE" || (cause is "ILLNESS" && dice.Percent(45)) ? "EXPENSE" : "EMERGENCY";
        DateOnly? noticeOn = type == "EXPENSE" ? workdays.Add(acceptedOn, 1) : null;
        var signedOn = noticeOn is { } posted ? workdays.OnOrAfter(posted.AddDays(3)) : workdays.Add(acceptedOn, dice.Between(1, 2));
        var paidOn = noticeOn is { } notice ? workdays.OnOrAfter(notice.AddDays(4)) : workdays.Add(signedOn, dice.Between(0, 2));
        var fen = 50_00L * (year == 2025 ? dice.Between(6, 20) : dice.Between(6, 30));
        return WithPapers(new Payment(township, year, home, cause, type, "ordinary", fen, acceptedOn, noticeOn, signedOn, paidOn, null, null, "", ""), dice.Between(2, 8));
    }

    private (Household, string) Unhelped(List<Household> homes, int year)
    {
        while (true)
        {
            var home = dice.Pick(homes);
            var cause = dice.Weighted(Causes);
            var often = helped.Count(one => one.Item1 == home.No && one.Item3 == year);
            if (often < 3 && home.Head.DiedOn is null && helped.Add((home.No, cause, year))) return (home, cause);
        }
    }

    /// <summary>Papers come so many working days after the money; a claim takes what was accepted by its day. What lies ahead of today stays empty.</summary>
    private Payment WithPapers(Payment payment, int days)
    {
        var papersOn = workdays.Add(payment.LastOutOn, days);
        var acceptedOn = workdays.Add(papersOn, 1);
        if (papersOn > DemoFiles.Today) return payment with { PapersOn = null, PapersAcceptedOn = null, ClaimMonth = "" };
        if (acceptedOn > DemoFiles.Today) return payment with { PapersOn = papersOn, PapersAcceptedOn = null, ClaimMonth = "" };
        var month = ClaimDay(acceptedOn, workdays) >= acceptedOn ? acceptedOn : new DateOnly(acceptedOn.Year, acceptedOn.Month, 1).AddMonths(1);
        var claimed = ClaimDay(month, workdays) <= DemoFiles.Today;
        return payment with { PapersOn = papersOn, PapersAcceptedOn = acceptedOn, ClaimMonth = claimed ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture) : "" };
    }

    private Payment WithStory(Payment payment, string shows, int fromLast) => (shows, payment.FundYear, fromLast) switch
    {
        ("late-papers", 2025, 10 or 14) => WithPapers(payment, 12) with { Note = "材料晚交" },
        ("late-papers", 2026, 2 or 3 or 4) when payment.PaidOn > new DateOnly(2026, 9, 28) =>
            payment with { PapersOn = null, PapersAcceptedOn = null, ClaimMonth = "", Note = "材料未交" },
        ("bank-return", 2026, 8) => Returned(payment),
        ("heavy", 2026, 5 or 6 or 20 or 21 or 33) when payment.Cause != "EXPENSE" => PaidFirst(payment),
        _ => payment,
    };

    private Payment Returned(Payment payment)
    {
        var returnedOn = workdays.Add(payment.PaidOn, 2);
        return WithPapers(payment with { ReturnedOn = returnedOn, RepaidOn = workdays.Add(returnedOn, 2), Note = "户名不符，银行退汇后重发" }, 4);
    }

    /// <summary>Aid first: paid on the day it was asked for, the signatures and papers afterwards.</summary>
    private Payment PaidFirst(Payment payment) => WithPapers(payment with
    {
        Type = "EMERGENCY",
        Procedure = "aid-first",
        NoticeOn = null,
        PaidOn = payment.AcceptedOn,
        SignedOn = workdays.Add(payment.AcceptedOn, 1),
        Fen = Math.Min(payment.Fen, 1_000_00),
        Note = "先行救助",
    }, 5);
}
