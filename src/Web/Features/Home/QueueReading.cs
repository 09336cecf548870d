using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.Reports;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Reports;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;

namespace Jiuji.Web.Features.Home;

/// <summary>What waits for somebody: the database's rows with their words, addresses and due days, and what has to be reckoned from the calendar of reports.</summary>
public sealed class QueueReading(JiujiDb db, RuleShelf rules)
{
    private const int DaysAhead = 7;
    private const int UsualClosingDay = 10;
    private const int MonthsOfCounties = 6;

    public async Task<IReadOnlyList<QueueItem>> Read(Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = CountyDay.Of(now);
        var due = ReportsDue(actor, today);
        var village = VillageDue(actor, today);
        var asked = new ReportsAsked(First(due, ReportKind.TownshipMonthly), village?.From, First(due, ReportKind.CountyQuarterly, ReportKind.CountyHalfYearly));
        var rows = (await QueueRows.Read(db, actor, asked, cancellationToken)).ToLookup(row => row.Word);
        return
        [
            .. rows.Where(group => group.Key[0] != '=').SelectMany(group => group).Select(row => AskedFor(row, now)),
            .. rows["=review"].Select(row => new QueueItem("queue.review_to_decide", row.Number, $"/cases/{row.Number}", row.Day is { } day ? ReviewDue(actor.CountyCode, day) : null, row.AmountFen)),
            .. rows["=month"].Select(row => MonthToSign(actor.CountyCode, row)),
            .. rows["=received"].Select(row => new QueueItem("queue.report_to_receive", $"{row.Number} {Month(row.Day!.Value)}", $"/reports/{Id(row)}", row.DueOn)),
            .. due.SelectMany(period => NotHandedIn(period, rows[$"={period.Kind}"].FirstOrDefault(row => row.Day == period.From))),
            .. village is null ? [] : Villages(village, Count(rows["=villages"]), Count(rows["=villages_in"])),
        ];
    }

    /// <summary>What is handed on when a post is left: all of it but what the calendar and the close of a month bring anew to whoever holds the post.</summary>
    public async Task<IReadOnlyList<QueueItem>> OpenAt(Actor actor, CancellationToken cancellationToken) =>
        [.. (await QueueRows.Read(db, actor, ReportsAsked.None, cancellationToken)).Where(row => row.Word[0] != '=' && row.Word != "queue.exception").Select(Item)];

    /// <summary>What the bank has had for days without a word is to be asked for (T19); the days run from when it was sent.</summary>
    private static QueueItem AskedFor(QueueRow row, DateTimeOffset now) =>
        row.SentMicros is { } micros && CountyDay.FromMicros(micros) is var sent && BankSilence.AskTheBank(sent, now)
            ? Item(row) with { Word = "queue.ask_bank", DueOn = CountyDay.Of(sent).AddDays(BankSilence.AskAfterDays) }
            : Item(row);

    private static QueueItem Item(QueueRow row) => new(row.Word, row.Day is { } day ? Days.Iso(day) : row.Number, Address(row), row.DueOn, row.AmountFen);

    private static string Address(QueueRow row) => row.Word switch
    {
        "queue.to_sign" => $"/cases/{row.Number}/sign",
        // Bridging aid, which has an id of its own, is paid from its case's page.
        "queue.to_pay" when row.Key.Length == 0 => $"/cases/{row.Number}/release",
        "queue.to_review" or "queue.to_clear" => $"/claims/{row.Number}",
        "queue.to_approve" or "queue.to_issue" or "queue.to_receive" => $"/advances/{Id(row)}",
        "queue.to_send_back" or "queue.to_receive_back" => $"/funds/sweep-backs/{Id(row)}",
        "queue.list_to_send" or "queue.list_to_answer" => $"/pay-lists/{row.Number}",
        "queue.to_publish" => $"/supply/{row.Number}",
        "queue.to_decide" or "queue.consent_to_ask" or "queue.to_confirm" or "queue.to_deliver" => $"/matches/{Id(row)}",
        "queue.exception" => $"/statements/items/{Id(row)}?township={row.Place}",
        "queue.complaint" => $"/complaints/{row.Number}",
        _ => $"/cases/{row.Number}",
    };

    private static string Id(QueueRow row) => Guid.Parse(row.Key).ToString("D");

    private static string Month(DateOnly day) => Days.Iso(day)[..7];

    private static long Count(IEnumerable<QueueRow> rows) => rows.Sum(row => row.AmountFen ?? 0);

    private DateOnly ReviewDue(string county, DateOnly asked) => Complaints.PetitionDays.Review(rules.Rules(county, asked), asked);

    private QueueItem MonthToSign(string county, QueueRow row)
    {
        var month = row.Day!.Value;
        var closing = rules.Rules(county, month).ClosingDay ?? UsualClosingDay;
        return new("queue.month_to_sign", $"{row.Number} {Month(month)}", $"/months/{row.Place}/{Month(month)}", month.AddMonths(1).AddDays(closing - 1));
    }

    /// <summary>This period's report and the one before, once they fall due within the week.</summary>
    private IReadOnlyList<ReportPeriod> ReportsDue(Actor actor, DateOnly today)
    {
        ReportKind[] kinds = actor.Role switch
        {
            Role.TownshipHandler => [ReportKind.TownshipMonthly],
            Role.CountyCivilAffairs => [ReportKind.CountyQuarterly, ReportKind.CountyHalfYearly],
            _ => [],
        };
        if (kinds.Length == 0)
        {
            return [];
        }

        var pack = ReportPack.Rules(rules.Rules(actor.CountyCode, today));
        return
        [
            .. from kind in kinds
               where ReportCalendar.IsAsked(kind, pack)
               from period in ReportCalendar.Begun(kind, today, kind == ReportKind.TownshipMonthly ? 1 : MonthsOfCounties, pack).Take(2)
               where period.DueOn <= today.AddDays(DaysAhead)
               select period,
        ];
    }

    private static DateOnly? First(IEnumerable<ReportPeriod> due, params ReportKind[] kinds) => due.Where(period => kinds.Contains(period.Kind)).Min(period => (DateOnly?)period.From);

    private static IEnumerable<QueueItem> NotHandedIn(ReportPeriod period, QueueRow? made) =>
        made?.Place is nameof(FundReportState.Submitted) or nameof(FundReportState.Accepted)
            ? []
            : [new QueueItem("queue.report_due", Month(period.To), made is null ? $"/reports?kind={period.Kind}" : $"/reports/{Id(made)}", period.DueOn)];

    private ReportPeriod? VillageDue(Actor actor, DateOnly today) =>
        actor.Role == Role.TownshipHandler && ReportCalendar.Of(ReportKind.VillageMonthly, today, ReportPack.Rules(rules.Rules(actor.CountyCode, today))) is var period
            && period.DueOn <= today.AddDays(DaysAhead) ? period : null;

    private static IEnumerable<QueueItem> Villages(ReportPeriod period, long villages, long handedIn) => villages <= handedIn ? [] :
    [
        new QueueItem("queue.villages_due", string.Create(CultureInfo.InvariantCulture, $"{villages - handedIn}/{villages}"), $"/reports?kind={ReportKind.VillageMonthly}", period.DueOn),
    ];
}
