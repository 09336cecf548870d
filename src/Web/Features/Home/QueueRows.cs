using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.Reports;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Complaints;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Home;

/// <summary>A row of the work queue as the database tells it, whatever it is about.</summary>
/// <param name="Word">What is to be done with it; rows that need reckoning first have a word of their own that begins with "=".</param>
/// <param name="Key">Its id, where its address is not its number.</param>
/// <param name="Place">A township's key.</param>
/// <param name="SentMicros">Since when the bank has it and said nothing, in microseconds as the database keeps instants; null for everything else.</param>
public sealed record QueueRow(string Word, string Number, string Key, string Place, DateOnly? Day, DateOnly? DueOn, long? AmountFen, long? SentMicros);

/// <summary>From when on which reports are asked of a desk; null where none is due soon.</summary>
public sealed record ReportsAsked(DateOnly? Township, DateOnly? Village, DateOnly? County)
{
    public static readonly ReportsAsked None = new(null, null, null);
}

/// <summary>
/// Everything that waits for a role, from nine kinds of tables, asked in one statement: a queue is opened more often than any other page, and each further question
/// costs it a trip. Hand-written, because EF does not join unlike columns of PostgreSQL in one union; states are named by their enums.
/// </summary>
public static class QueueRows
{
    // The parameters of every part: the county, the township or nothing, the user's name, the organisation, and the first days of three kinds of reports.
    private const string County = "{0}";
    private const string Township = "{1}";
    private const string Me = "{2}";
    private const string Organisation = "{3}";
    private const string TownshipFrom = "{4}";
    private const string VillageFrom = "{5}";
    private const string CountyFrom = "{6}";
    private const string NoDay = "CAST(NULL AS date)";
    private const string NoNumber = "CAST(NULL AS bigint)";

    public static async Task<List<QueueRow>> Read(JiujiDb db, Actor actor, ReportsAsked asked, CancellationToken cancellationToken)
    {
        var parts = Of(actor.Role, asked).ToList();
        return parts.Count == 0 ? [] : await db.Database.SqlQueryRaw<QueueRow>(
            string.Join("\nUNION ALL\n", parts), actor.CountyCode, actor.TownshipCode, actor.Name, actor.OrganisationId ?? Guid.Empty,
            asked.Township ?? DateOnly.MinValue, asked.Village ?? DateOnly.MinValue, asked.County ?? DateOnly.MinValue).ToListAsync(cancellationToken);
    }

    private static IEnumerable<string> Of(Role role, ReportsAsked asked) => role switch
    {
        Role.TownshipHandler =>
        [
            Cases("queue.to_investigate", $"c.state = {In(AidCaseState.Accepted)} AND c.mode <> {In(AidMode.Bridging)}"), Bridgings("queue.bridging_to_prepare", BridgingAidState.Confirmed),
            Payments("queue.papers_missing", PaymentState.Paid, PaymentState.SentBack),
            Payments("queue.ready_to_claim", PaymentState.PapersAccepted), Exceptions(false), .. ReportsOf(asked.Township, ReportKind.TownshipMonthly, "area_code", Township, TownshipFrom),
            .. asked.Village is null ? (string[])[] : VillageReports,
        ],
        Role.OfficeHead => [ToSign(FundRole.OfficeHead), Bridgings("queue.bridging_to_sign", BridgingAidState.Prepared), Exceptions(false)],
        Role.LeaderAffairs => [ToSign(FundRole.LeaderForAffairs), Bridgings("queue.bridging_to_sign", BridgingAidState.Prepared), Exceptions(false)],
        Role.LeaderFinance => [ToSign(FundRole.LeaderForFinance), Bridgings("queue.bridging_to_sign", BridgingAidState.Prepared), Exceptions(false)],
        Role.Cashier =>
        [
            ToPay, Bridgings("queue.to_pay", BridgingAidState.Signed), WithTheBank, Advances("queue.to_receive", AdvanceState.Issued), SweepBacks("queue.to_send_back", SweepBackState.Accepted),
            PayLists, Exceptions(false),
        ],
        Role.Bookkeeper => [Payments("queue.papers_to_accept", PaymentState.PapersSubmitted), Payments("queue.ready_to_claim", PaymentState.PapersAccepted), Exceptions(true)],
        Role.CountyCivilAffairs =>
        [
            Reviews, Complaints, Claims("queue.to_review", ReimbursementClaimState.Submitted, ReimbursementClaimState.UnderReview), Advances("queue.to_approve", AdvanceState.Drafted), Lots,
            Months(FundMonthState.Held), Received(ReportKind.TownshipMonthly),
            .. ReportsOf(asked.County, ReportKind.CountyQuarterly, "area_code", County, CountyFrom), .. ReportsOf(asked.County, ReportKind.CountyHalfYearly, "area_code", County, CountyFrom),
        ],
        Role.CountyFinance =>
        [
            Advances("queue.to_approve", AdvanceState.CivilAffairsApproved), Advances("queue.to_issue", AdvanceState.FinanceApproved), Claims("queue.to_clear", ReimbursementClaimState.Approved),
            SweepBacks("queue.to_receive_back", SweepBackState.Sent), Exceptions(false), Months(FundMonthState.Agreed),
        ],
        Role.CityOperator => [Received(ReportKind.CountyQuarterly, ReportKind.CountyHalfYearly)],
        Role.StationWorker =>
        [
            Matches("queue.to_decide", true, MatchState.Proposed), Matches("queue.consent_to_ask", true, MatchState.Accepted, MatchState.ConsentAsked),
            Matches("queue.to_confirm", true, MatchState.Delivered, MatchState.Disputed),
        ],
        Role.CharityStaff or Role.SocietyTreasurer or Role.SocietyCouncil => [Matches("queue.to_decide", false, MatchState.Offered), Matches("queue.to_deliver", false, MatchState.InDelivery)],
        Role.SocietySupervisor or Role.Auditor or Role.Administrator or Role.Household => [],
    };

    private static string Row(string word, string number, string key = "''", string place = "''", string day = NoDay, string due = NoDay, string amount = NoNumber, string sent = NoNumber) =>
        $"SELECT {word} AS \"Word\", {number} AS \"Number\", {key} AS \"Key\", {place} AS \"Place\", {day} AS \"Day\", {due} AS \"DueOn\", {amount} AS \"AmountFen\", {sent} AS \"SentMicros\"";

    private static string Text(string word) => $"'{word}'";

    private static string In<TState>(params TState[] states)
        where TState : struct, Enum => states.Length == 1 ? Text(states[0].ToString()) : $"({string.Join(", ", states.Select(state => Text(state.ToString())))})";

    private static string OfTownship(string row) => $"({Township} = '' OR {row}.township_code = {Township})";

    private static string Cases(string word, string condition) =>
        $"{Row(Text(word), "c.number", due: "c.due_on", amount: "c.amount_fen")} FROM aid_case c WHERE c.county_code = {County} AND {OfTownship("c")} AND {condition}";

    private static string ToSign(FundRole role) => Cases("queue.to_sign", $"""
        c.state IN {In(AidCaseState.Investigated, AidCaseState.NoticePosted, AidCaseState.Signing)} AND NOT EXISTS (
            SELECT 1 FROM case_signature s WHERE s.county_code = c.county_code AND s.aid_case_id = c.id AND s.role = {In(role)} AND s.round = c.round)
        """);

    /// <summary>Signed and not yet with the bank: no payment planned, or one that failed or came back.</summary>
    private static string ToPay => Cases("queue.to_pay", $"""
        c.state IN {In(AidCaseState.Signed, AidCaseState.Filed)} AND NOT EXISTS (
            SELECT 1 FROM payment p WHERE p.county_code = c.county_code AND p.aid_case_id = c.id AND p.state NOT IN {In(PaymentState.Planned, PaymentState.BankFailed, PaymentState.Returned)})
        """);

    /// <summary>Bridging aid waits for people like any other aid, though nobody applied for it (F17, F18); what is with the bank waits no longer.</summary>
    private static string Bridgings(string word, BridgingAidState state) => $"""
        {Row(Text(word), "c.number", "CAST(b.id AS text)", due: "b.due_on", amount: "c.amount_fen")} FROM bridging_aid b JOIN aid_case c ON c.county_code = b.county_code AND c.id = b.aid_case_id
        WHERE b.county_code = {County} AND b.state = {In(state)} AND {OfTownship("c")} AND NOT EXISTS (
            SELECT 1 FROM payment p WHERE p.county_code = c.county_code AND p.aid_case_id = c.id AND p.state NOT IN {In(PaymentState.Planned, PaymentState.BankFailed, PaymentState.Returned)})
        """;

    /// <summary>With the bank, each with the moment of its release; those that stand in a list are asked for with the list.</summary>
    private static string WithTheBank => $"""
        {Row(
            Text("queue.to_confirm_paid"), "c.number", amount: "p.amount_fen",
            sent: "CASE WHEN EXISTS (SELECT 1 FROM pay_list_line n WHERE n.county_code = p.county_code AND n.hold_id = p.hold_id) THEN NULL ELSE p.released_at END")}
        FROM payment p JOIN aid_case c ON c.county_code = p.county_code AND c.id = p.aid_case_id
        WHERE p.county_code = {County} AND p.state = {In(PaymentState.Released)} AND {OfTownship("c")}
        """;

    /// <summary>Refusals that a household asks the county to look at again; the clock runs from the day it asked.</summary>
    private static string Reviews => $"""
        {Row(Text("=review"), "c.number", day: "(SELECT max(m.occurred_on) FROM lifecycle_move m WHERE m.county_code = c.county_code AND m.subject_id = c.id AND m.\"to\" = 'UnderReview' AND m.refusal IS NULL)", amount: "c.amount_fen")}
        FROM aid_case c WHERE c.county_code = {County} AND c.state = {In(AidCaseState.UnderReview)}
        """;

    private static string Complaints => $"""
        {Row(Text("queue.complaint"), "c.number", due: "c.due_on")} FROM complaint c WHERE c.county_code = {County} AND c.state = {In(ComplaintState.Open)}
        """;

    private static string Payments(string word, params PaymentState[] states) => $"""
        {Row(Text(word), "c.number", due: "p.papers_due_on", amount: "p.amount_fen")} FROM payment p JOIN aid_case c ON c.county_code = p.county_code AND c.id = p.aid_case_id
        WHERE p.county_code = {County} AND p.state IN ({In(states).Trim('(', ')')}) AND {OfTownship("c")}
        """;

    private static string Claims(string word, params ReimbursementClaimState[] states) => $"""
        {Row(Text(word), "c.number", due: "c.review_due_on", amount: "CAST((SELECT sum(l.amount_fen) FROM claim_line l WHERE l.county_code = c.county_code AND l.claim_id = c.id) AS bigint)")}
        FROM reimbursement_claim c WHERE c.county_code = {County} AND c.state IN ({In(states).Trim('(', ')')})
        """;

    private static string Advances(string word, AdvanceState state) => $"""
        {Row(Text(word), "d.number", "CAST(a.id AS text)", amount: "a.amount_fen")} FROM advance a
        JOIN reserve_fund f ON f.county_code = a.county_code AND f.id = a.reserve_fund_id JOIN joint_document d ON d.county_code = a.county_code AND d.id = a.joint_document_id
        WHERE a.county_code = {County} AND a.state = {In(state)} AND {OfTownship("f")}
        """;

    private static string SweepBacks(string word, SweepBackState state) => $"""
        {Row(Text(word), "r.name_zh", "CAST(s.id AS text)", amount: "s.amount_fen")} FROM sweep_back s
        JOIN reserve_fund f ON f.county_code = s.county_code AND f.id = s.reserve_fund_id JOIN region r ON r.code = f.township_code
        WHERE s.county_code = {County} AND s.state = {In(state)} AND {OfTownship("f")}
        """;

    /// <summary>Lists that have not gone to the bank, and lists that the bank has not answered in full (T19).</summary>
    private static string PayLists => $"""
        {Row(
            $"CASE WHEN l.sent_at IS NULL THEN {Text("queue.list_to_send")} ELSE {Text("queue.list_to_answer")} END", "l.number",
            amount: "CAST((SELECT sum(n.amount_fen) FROM pay_list_line n WHERE n.county_code = l.county_code AND n.list_id = l.id) AS bigint)", sent: "l.sent_at")}
        FROM pay_list l WHERE l.county_code = {County} AND l.township_code = {Township} AND EXISTS (
            SELECT 1 FROM pay_list_line n JOIN payment p ON p.county_code = n.county_code AND p.id = n.payment_id
            WHERE n.county_code = l.county_code AND n.list_id = l.id AND p.state = {In(PaymentState.Released)} AND p.hold_id = n.hold_id)
        """;

    private static string Lots => $"""
        {Row(Text("queue.to_publish"), "l.number", due: "l.valid_until")} FROM supply_lot l WHERE l.county_code = {County} AND l.state = {In(LotState.UnderReview)}
        """;

    /// <summary>A provider is told its own lot's number, never that of a household's need (D5).</summary>
    private static string Matches(string word, bool isStation, params MatchState[] states) => $"""
        {Row(Text(word), isStation ? "n.number" : "l.number", "CAST(m.id AS text)", due: "n.deadline")} FROM "match" m
        JOIN need n ON n.county_code = m.county_code AND n.id = m.need_id
        JOIN household h ON h.county_code = n.county_code AND h.id = n.household_id
        JOIN supply_lot l ON l.county_code = m.county_code AND l.id = m.lot_id
        WHERE m.county_code = {County} AND m.state IN ({In(states).Trim('(', ')')})
            AND {(isStation ? $"({Township} = '' OR h.residence_township = {Township})" : $"m.organisation_id = {Organisation}")}
        """;

    /// <summary>A bookkeeper sees all of the township, everybody else what was given to them.</summary>
    private static string Exceptions(bool all) => $"""
        {Row(Text("queue.exception"), "''", "CAST(i.id AS text)", "i.township_code", "i.day", "i.due_on", "i.amount_fen")} FROM unmatched_item i
        WHERE i.county_code = {County} AND i.state = {In(UnmatchedItemState.Open)} AND (i.owner = {Me}{(all ? $" OR i.township_code = {Township}" : "")})
        """;

    /// <summary>Finance signs last: what civil affairs has not signed does not wait for it yet.</summary>
    private static string Months(FundMonthState state) => $"""
        {Row(Text("=month"), "r.name_zh", place: "m.township_code", day: "m.month")} FROM fund_month m JOIN region r ON r.code = m.township_code
        WHERE m.county_code = {County} AND m.state = {In(state)}
        """;

    private static string Received(params ReportKind[] kinds) => $"""
        {Row(Text("=received"), "g.name_zh", "CAST(r.id AS text)", day: "r.period_to", due: "r.due_on")} FROM fund_report r JOIN region g ON g.code = r.area_code
        WHERE r.county_code = {County} AND r.kind IN ({In(kinds).Trim('(', ')')}) AND r.state = {In(FundReportState.Submitted)} AND r.prepared_by <> {Me}
        """;

    /// <summary>Reports of a kind that are there, from the first that is asked on; the state stands in the place.</summary>
    private static IEnumerable<string> ReportsOf(DateOnly? from, ReportKind kind, string column, string area, string firstDay) => from is null ? [] :
    [
        $"""
        {Row(Text($"={kind}"), "''", "CAST(r.id AS text)", "r.state", "r.period_from")} FROM fund_report r
        WHERE r.county_code = {County} AND r.kind = {In(kind)} AND r.{column} = {area} AND r.period_from >= {firstDay}
        """,
    ];

    /// <summary>How many villages the township has, and how many have handed in.</summary>
    private static string[] VillageReports =>
    [
        $"{Row(Text("=villages"), "''", amount: "count(*)")} FROM region r WHERE r.parent_code = {Township} AND r.kind = {In(RegionKind.Village)}",
        $"""
        {Row(Text("=villages_in"), "''", amount: "count(*)")} FROM fund_report r WHERE r.county_code = {County} AND r.township_code = {Township}
            AND r.kind = {In(ReportKind.VillageMonthly)} AND r.period_from = {VillageFrom} AND r.state IN {In(FundReportState.Submitted, FundReportState.Accepted)}
        """,
    ];
}
