using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Home;

/// <summary>One thing that waits for this person: what, which, until when, how much.</summary>
/// <param name="Word">Key of what is to be done, e.g. "queue.to_sign".</param>
public sealed record QueueItem(string Word, string Number, string Url, DateOnly? DueOn = null, long? AmountFen = null, int WorkingDaysLeft = int.MaxValue)
{
    public bool IsOverdue => WorkingDaysLeft < 0;
    public bool IsSoon => WorkingDaysLeft is >= 0 and <= 3;
}

/// <summary>How many wait under one word, how many of them are late; chosen, the list shows only these.</summary>
public sealed record QueueTile(string Word, int Count, int Late, bool IsSoon, bool IsChosen)
{
    public string Tone => Late > 0 ? "stop" : IsSoon ? "wait" : "go";
}

/// <summary>The work queue: everything that waits for the person signed in, by due day, most pressing first.</summary>
public sealed class QueueModel(JiujiDb db, RuleShelf rules, TimeProvider clock) : PageModel
{
    private const int MostShown = 50;

    public DateOnly Today { get; private set; }
    public DateOnly NextWorkingDay { get; private set; }
    public IReadOnlyList<QueueItem> Items { get; private set; } = [];

    /// <summary>The word whose items alone are listed; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Only { get; set; }

    /// <summary>A tile for each word, in the order in which they first appear.</summary>
    public IReadOnlyList<QueueTile> Tiles { get; private set; } = [];

    public int NotShown { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Today = clock.Today();
        NextWorkingDay = rules.Calendar.After(Today, 1).Day;
        var items = (await Waiting(User.Actor()).Concat(new DeskQueue(db, rules).Waiting(User.Actor(), Today, cancellationToken)).ToListAsync(cancellationToken)).Select(WithDays)
            .OrderBy(item => item.WorkingDaysLeft).ThenBy(item => item.Number, StringComparer.Ordinal).ToList();
        Only = items.Any(item => item.Word == Only) ? Only : null;
        Tiles = [.. items.GroupBy(item => item.Word).Select(group => new QueueTile(
            group.Key, group.Count(), group.Count(item => item.IsOverdue), group.Any(item => item.IsSoon), group.Key == Only))];
        var listed = Only is null ? items : items.Where(item => item.Word == Only).ToList();
        (Items, NotShown) = ([.. listed.Take(MostShown)], Math.Max(0, listed.Count - MostShown));
    }

    private QueueItem WithDays(QueueItem item) => item.DueOn is not { } due ? item : item with
    {
        WorkingDaysLeft = due < Today ? -rules.Calendar.Between(due, Today) : rules.Calendar.Between(Today, due),
    };

    internal IAsyncEnumerable<QueueItem> Waiting(Actor actor) => actor.Role switch
    {
        Role.TownshipHandler => Cases(actor, AidCaseState.Accepted, "queue.to_investigate")
            .Concat(Bridgings(actor, BridgingAidState.Confirmed, "queue.bridging_to_prepare"))
            .Concat(Payments(actor, "queue.papers_missing", PaymentState.Paid, PaymentState.SentBack))
            .Concat(Payments(actor, "queue.ready_to_claim", PaymentState.PapersAccepted)),
        Role.OfficeHead => ToSign(actor, FundRole.OfficeHead),
        Role.LeaderAffairs => ToSign(actor, FundRole.LeaderForAffairs),
        Role.LeaderFinance => ToSign(actor, FundRole.LeaderForFinance),
        Role.Cashier => ToPay(actor).Concat(Bridgings(actor, BridgingAidState.Signed, "queue.to_pay")).Concat(Released(actor)).Concat(Advances(actor, AdvanceState.Issued, "queue.to_receive"))
            .Concat(SweepBacks(actor, SweepBackState.Accepted, "queue.to_send_back")).Concat(PayLists(actor)),
        Role.Bookkeeper => Payments(actor, "queue.papers_to_accept", PaymentState.PapersSubmitted).Concat(Payments(actor, "queue.ready_to_claim", PaymentState.PapersAccepted)),
        Role.CountyCivilAffairs => Claims(actor, "queue.to_review", ReimbursementClaimState.Submitted, ReimbursementClaimState.UnderReview)
            .Concat(Advances(actor, AdvanceState.Drafted, "queue.to_approve")).Concat(Lots(actor)),
        Role.CountyFinance => Advances(actor, AdvanceState.CivilAffairsApproved, "queue.to_approve").Concat(Advances(actor, AdvanceState.FinanceApproved, "queue.to_issue"))
            .Concat(Claims(actor, "queue.to_clear", ReimbursementClaimState.Approved))
            .Concat(SweepBacks(actor, SweepBackState.Sent, "queue.to_receive_back")),
        Role.StationWorker => Matches(actor, "queue.to_decide", MatchState.Proposed).Concat(Matches(actor, "queue.consent_to_ask", MatchState.Accepted, MatchState.ConsentAsked))
            .Concat(Matches(actor, "queue.to_confirm", MatchState.Delivered, MatchState.Disputed)),
        Role.CharityStaff or Role.SocietyTreasurer or Role.SocietyCouncil =>
            Matches(actor, "queue.to_decide", MatchState.Offered).Concat(Matches(actor, "queue.to_deliver", MatchState.InDelivery)),
        Role.SocietySupervisor or Role.Auditor or Role.CityOperator or Role.Administrator or Role.Household => AsyncEnumerable.Empty<QueueItem>(),
    };

    private IQueryable<AidCase> CasesOf(Actor actor) => db.Set<AidCase>().AsNoTracking()
        .Where(c => c.CountyCode == actor.CountyCode && (actor.TownshipCode == "" || c.TownshipCode == actor.TownshipCode));

    private IAsyncEnumerable<QueueItem> Cases(Actor actor, AidCaseState state, string word) => CasesOf(actor).Where(c => c.State == state && c.Mode != AidMode.Bridging)
        .Select(c => new QueueItem(word, c.Number, $"/cases/{c.Number}", c.DueOn, c.AmountFen, int.MaxValue)).AsAsyncEnumerable();

    private IAsyncEnumerable<QueueItem> ToSign(Actor actor, FundRole role) => CasesOf(actor)
        .Where(c => c.State == AidCaseState.Investigated || c.State == AidCaseState.NoticePosted || c.State == AidCaseState.Signing)
        .Where(c => !c.Signatures.Any(signature => signature.Role == role && signature.Round == c.Round))
        .Select(c => new QueueItem("queue.to_sign", c.Number, $"/cases/{c.Number}/sign", c.DueOn, c.AmountFen, int.MaxValue)).AsAsyncEnumerable()
        .Concat(Bridgings(actor, BridgingAidState.Prepared, "queue.bridging_to_sign"));

    /// <summary>Bridging aid waits for people like any other aid, though nobody applied for it (F17, F18); what is with the bank waits no longer.</summary>
    private IAsyncEnumerable<QueueItem> Bridgings(Actor actor, BridgingAidState state, string word) => db.Set<BridgingAid>().AsNoTracking()
        .Where(b => b.CountyCode == actor.CountyCode && b.State == state)
        .Where(b => !db.Set<Payment>().Any(p => p.CountyCode == b.CountyCode && p.AidCaseId == b.AidCaseId
            && p.State != PaymentState.Planned && p.State != PaymentState.BankFailed && p.State != PaymentState.Returned))
        .Join(CasesOf(actor), b => new { b.CountyCode, Id = b.AidCaseId }, c => new { c.CountyCode, c.Id }, (b, c) => new { b.DueOn, c.Number, c.AmountFen })
        .Select(b => new QueueItem(word, b.Number, $"/cases/{b.Number}", b.DueOn, b.AmountFen, int.MaxValue)).AsAsyncEnumerable();

    /// <summary>Signed and not yet with the bank: no payment planned, or one that failed or came back.</summary>
    private IAsyncEnumerable<QueueItem> ToPay(Actor actor) => CasesOf(actor)
        .Where(c => c.State == AidCaseState.Signed || c.State == AidCaseState.Filed)
        .Where(c => !db.Set<Payment>().Any(p => p.CountyCode == c.CountyCode && p.AidCaseId == c.Id
            && p.State != PaymentState.Planned && p.State != PaymentState.BankFailed && p.State != PaymentState.Returned))
        .Select(c => new QueueItem("queue.to_pay", c.Number, $"/cases/{c.Number}/release", c.DueOn, c.AmountFen, int.MaxValue)).AsAsyncEnumerable();

    private IAsyncEnumerable<QueueItem> Payments(Actor actor, string word, params PaymentState[] states) => db.Set<Payment>().AsNoTracking()
        .Where(p => p.CountyCode == actor.CountyCode && states.Contains(p.State))
        .Join(CasesOf(actor), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new { p, c })
        .Select(pair => new QueueItem(word, pair.c.Number, $"/cases/{pair.c.Number}", pair.p.PapersDueOn, pair.p.AmountFen, int.MaxValue)).AsAsyncEnumerable();

    /// <summary>With the bank. One that stands in no list and has had no word for days is to be asked for (T19); those of a list wait there.</summary>
    private IAsyncEnumerable<QueueItem> Released(Actor actor) => db.Set<Payment>().AsNoTracking()
        .Where(p => p.CountyCode == actor.CountyCode && p.State == PaymentState.Released)
        .Join(CasesOf(actor), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new
        {
            c.Number, p.AmountFen, p.ReleasedAt, IsListed = db.Set<PayListLine>().Any(line => line.CountyCode == p.CountyCode && line.HoldId == p.HoldId),
        })
        .AsAsyncEnumerable().Select(p => !p.IsListed && p.ReleasedAt is { } at && BankSilence.AskTheBank(at, clock.GetUtcNow())
            ? Ask(p.Number, $"/cases/{p.Number}", at, p.AmountFen)
            : new QueueItem("queue.to_confirm_paid", p.Number, $"/cases/{p.Number}", null, p.AmountFen));

    private static QueueItem Ask(string number, string url, DateTimeOffset sentAt, long fen) =>
        new("queue.ask_bank", number, url, Ledger.CountyDay.Of(sentAt).AddDays(BankSilence.AskAfterDays), fen);

    private IAsyncEnumerable<QueueItem> Claims(Actor actor, string word, params ReimbursementClaimState[] states) => db.Set<ReimbursementClaim>().AsNoTracking()
        .Where(c => c.CountyCode == actor.CountyCode && states.Contains(c.State))
        .Select(c => new QueueItem(word, c.Number, $"/claims/{c.Number}", c.ReviewDueOn, c.Lines.Sum(line => line.AmountFen), int.MaxValue)).AsAsyncEnumerable();

    private IAsyncEnumerable<QueueItem> Advances(Actor actor, AdvanceState state, string word) => db.Set<Advance>().AsNoTracking()
        .Where(a => a.CountyCode == actor.CountyCode && a.State == state)
        .Join(db.Set<ReserveFund>(), a => new { a.CountyCode, Id = a.ReserveFundId }, f => new { f.CountyCode, f.Id }, (a, f) => new { a, f })
        .Where(pair => actor.TownshipCode == "" || pair.f.TownshipCode == actor.TownshipCode)
        .Join(db.Set<JointDocument>(), pair => new { pair.a.CountyCode, Id = pair.a.JointDocumentId }, d => new { d.CountyCode, d.Id }, (pair, d) => new { pair.a, d })
        .Select(pair => new QueueItem(word, pair.d.Number, $"/advances/{pair.a.Id}", null, pair.a.AmountFen, int.MaxValue)).AsAsyncEnumerable();

    private IAsyncEnumerable<QueueItem> SweepBacks(Actor actor, SweepBackState state, string word) => db.Set<SweepBack>().AsNoTracking()
        .Where(s => s.CountyCode == actor.CountyCode && s.State == state)
        .Join(db.Set<ReserveFund>(), s => new { s.CountyCode, Id = s.ReserveFundId }, f => new { f.CountyCode, f.Id }, (s, f) => new { s, f })
        .Where(pair => actor.TownshipCode == "" || pair.f.TownshipCode == actor.TownshipCode)
        .Join(db.Regions, pair => pair.f.TownshipCode, region => region.Code, (pair, region) => new { pair.s, region.NameZh })
        .Select(pair => new QueueItem(word, pair.NameZh, $"/funds/sweep-backs/{pair.s.Id}", null, pair.s.AmountFen, int.MaxValue)).AsAsyncEnumerable();

    /// <summary>Lists that have not gone to the bank, and lists that the bank has not answered in full (T19).</summary>
    private IAsyncEnumerable<QueueItem> PayLists(Actor actor) => db.Set<PayList>().AsNoTracking()
        .Where(l => l.CountyCode == actor.CountyCode && l.TownshipCode == actor.TownshipCode)
        .Where(l => l.Lines.Any(line => db.Set<Payment>().Any(
            p => p.CountyCode == line.CountyCode && p.Id == line.PaymentId && p.State == PaymentState.Released && p.HoldId == line.HoldId)))
        .Select(l => new { l.Number, l.SentAt, Fen = l.Lines.Sum(line => line.AmountFen) })
        .AsAsyncEnumerable().Select(l => l.SentAt is { } at && BankSilence.AskTheBank(at, clock.GetUtcNow())
            ? Ask(l.Number, $"/pay-lists/{l.Number}", at, l.Fen)
            : new QueueItem(l.SentAt is null ? "queue.list_to_send" : "queue.list_to_answer", l.Number, $"/pay-lists/{l.Number}", null, l.Fen));

    private IAsyncEnumerable<QueueItem> Lots(Actor actor) => db.Set<SupplyLot>().AsNoTracking()
        .Where(lot => lot.CountyCode == actor.CountyCode && lot.State == LotState.UnderReview)
        .Select(lot => new QueueItem("queue.to_publish", lot.Number, $"/supply/{lot.Number}", lot.ValidUntil, null, int.MaxValue)).AsAsyncEnumerable();

    private IAsyncEnumerable<QueueItem> Matches(Actor actor, string word, params MatchState[] states) => db.Set<Match>().AsNoTracking()
        .Where(m => m.CountyCode == actor.CountyCode && states.Contains(m.State) && (actor.Role == Role.StationWorker || m.OrganisationId == actor.OrganisationId))
        .Join(db.Set<Matching.Needs.Need>(), m => new { m.CountyCode, Id = m.NeedId }, n => new { n.CountyCode, n.Id }, (m, n) => new { m, n })
        .Join(db.Set<Matching.Households.Household>(), pair => new { pair.n.CountyCode, Id = pair.n.HouseholdId }, h => new { h.CountyCode, h.Id }, (pair, h) => new { pair.m, pair.n, h })
        .Where(all => actor.TownshipCode == "" || actor.Role != Role.StationWorker || all.h.ResidenceTownship == actor.TownshipCode)
        .Join(db.Set<SupplyLot>(), all => new { all.m.CountyCode, Id = all.m.LotId }, lot => new { lot.CountyCode, lot.Id }, (all, lot) => new { all.m, all.n, lot })
        // A provider is told its own lot's number, never that of a household's need (D5).
        .Select(all => new QueueItem(
            word, actor.Role == Role.StationWorker ? all.n.Number : all.lot.Number, $"/matches/{all.m.Id}", all.n.Deadline, null, int.MaxValue)).AsAsyncEnumerable();
}
