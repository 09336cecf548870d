using System.Security.Cryptography;
using System.Text;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// What every step of the reserve fund is decided on: the fund-year with its money and rules, who did what before, the facts of the gate.
/// It reads only; the handlers decide and <see cref="Record"/> keeps what they decided.
/// </summary>
public sealed class FundDesk(JiujiDb db, RuleShelf rules, Turn turn)
{
    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, CancellationToken, Task<ReserveFund>>> FundById = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid id, CancellationToken cancellationToken) => db.Set<ReserveFund>().Single(f => f.CountyCode == county && f.Id == id)));

    private static readonly CompiledQuery<Func<JiujiDb, string, string, int, CancellationToken, Task<ReserveFund?>>> FundOfYear = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, string township, int year, CancellationToken cancellationToken) =>
            db.Set<ReserveFund>().FirstOrDefault(f => f.CountyCode == county && f.TownshipCode == township && f.Year == year)));

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, CancellationToken, Task<Fund>>> InBook = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid id, CancellationToken cancellationToken) => db.Set<Fund>().AsNoTracking().Include(f => f.Purposes).Single(f => f.CountyCode == county && f.Id == id)));

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, Guid, IAsyncEnumerable<Account>>> Accounts = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid owner, Guid fund) => db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == county && a.Owner == owner && a.Fund == fund)));

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, Guid, IAsyncEnumerable<LifecycleMove>>> MovesOfTwo = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid one, Guid other) => db.Set<LifecycleMove>().AsNoTracking()
            .Where(move => move.CountyCode == county && (move.SubjectId == one || move.SubjectId == other) && move.Refusal == null)));

    /// <summary>
    /// Who takes the step, in which capacity, on which day, under which rules. A stand-in's step says for whom it is taken; what they do in another capacity, as the
    /// duty payer of a night does, is their own.
    /// </summary>
    public Acting Acting<TAnswer>(ICommand<TAnswer> command, FundRole role, DateOnly? happenedOn = null, string reason = "", params DocumentAtHand[] documents)
    {
        var day = happenedOn ?? CountyDay.Of(turn.Now);
        var pack = rules.Rules(command.CountyCode, day).Pack;
        var acting = new Acting(command.CommandId, command.By.Name, role, turn.Now)
        {
            HappenedOn = happenedOn, Reason = reason, Documents = documents, PackKey = pack.Key, PackVersion = pack.Version,
        };
        return command.By.StandsInFor.Length > 0 && role == FundCapacity.Of(command.By.Role) ? acting with { StandsInFor = command.By.StandsInFor, StandIns = turn.StandIns } : acting;
    }

    /// <summary>
    /// Keeps what a step rests on as a document of the county: the file that came with it, or, where the program itself is the source, the record as text.
    /// Kept once under its content's hash.
    /// </summary>
    public async Task<DocumentAtHand> Keep<TAnswer>(ICommand<TAnswer> command, string kind, string text, CancellationToken cancellationToken) =>
        CarriedScan.Of(command) is { } scan
            ? await Keep(command, kind, scan.FileName, scan.MediaType, scan.Content, cancellationToken)
            : await Keep(command, kind, $"{kind}.txt", PlainText, Encoding.UTF8.GetBytes(text), cancellationToken);

    public async Task<DocumentAtHand> Keep<TAnswer>(ICommand<TAnswer> command, string kind, string fileName, string mediaType, byte[] content, CancellationToken cancellationToken)
    {
        var hash = HashOf(content);
        if (await db.Documents.FindAsync([command.CountyCode, hash], cancellationToken) is null)
        {
            db.Documents.Add(Document(command, hash, fileName, mediaType, content));
        }

        return new DocumentAtHand(kind, hash);
    }

    /// <summary>Several records at once, each as text: asked for together, kept once each.</summary>
    public async Task<IReadOnlyList<DocumentAtHand>> KeepAll<TAnswer>(ICommand<TAnswer> command, IEnumerable<(string Kind, string Text)> records, CancellationToken cancellationToken)
    {
        var all = records.Select(record => (record.Kind, Content: Encoding.UTF8.GetBytes(record.Text))).Select(record => (record.Kind, record.Content, Hash: HashOf(record.Content))).ToList();
        var hashes = all.ConvertAll(record => record.Hash);
        var there = (await db.Documents.AsNoTracking().Where(d => d.CountyCode == command.CountyCode && hashes.Contains(d.Hash)).Select(d => d.Hash).ToListAsync(cancellationToken)).ToHashSet();
        db.Documents.AddRange(all.Where(record => there.Add(record.Hash)).Select(record => Document(command, record.Hash, $"{record.Kind}.txt", PlainText, record.Content)));
        return all.ConvertAll(record => new DocumentAtHand(record.Kind, record.Hash));
    }

    private const string PlainText = "text/plain; charset=utf-8";

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private Document Document<TAnswer>(ICommand<TAnswer> command, string hash, string fileName, string mediaType, byte[] content) => new()
    {
        CountyCode = command.CountyCode, Hash = hash, FileName = fileName, MediaType = mediaType, Content = content, UploadedBy = command.By.Name, UploadedAt = turn.Now,
    };

    public PackValues Rules(string county, DateOnly day) => rules.Rules(county, day);

    public async Task<FundContext?> Fund(string county, string township, int year, DateOnly day, CancellationToken cancellationToken)
    {
        var fund = await FundOfYear.In(db)(db, county, township, year, cancellationToken);
        return fund is null ? null : await Context(fund, day, cancellationToken);
    }

    public async Task<FundContext> FundOf(string county, Guid reserveFundId, DateOnly day, CancellationToken cancellationToken) =>
        await Context(await FundById.In(db)(db, county, reserveFundId, cancellationToken), day, cancellationToken);

    public async Task<FundContext> Context(ReserveFund fund, DateOnly day, CancellationToken cancellationToken)
    {
        var inBook = await InBook.In(db)(db, fund.CountyCode, fund.FundId, cancellationToken);
        return new FundContext(fund, inBook, FundPosition.Of(fund.FundId, await Balances(fund, cancellationToken)), rules.Rules(fund.CountyCode, day), rules.Calendar);
    }

    private async Task<List<(AccountKey, long)>> Balances(ReserveFund fund, CancellationToken cancellationToken) =>
        await Accounts.In(db)(db, fund.CountyCode, fund.Owner, fund.FundId).Select(account => (KeyOf(account), account.Balance)).ToListAsync(cancellationToken);

    public static AccountKey KeyOf(Account account) => new(account.Owner, account.Fund, account.Kind, account.Party, account.Unit);

    /// <summary>Everything anybody has done so far in the subjects of one aid.</summary>
    public async Task<IReadOnlyList<Part>> Parts(string county, IReadOnlyList<Guid> subjects, CancellationToken cancellationToken) =>
        [.. (subjects.Count is 1 or 2 ? await MovesOfTwo.In(db)(db, county, subjects[0], subjects[^1]).ToListAsync(cancellationToken) : await db.Set<LifecycleMove>().AsNoTracking()
            .Where(move => move.CountyCode == county && subjects.Contains(move.SubjectId) && move.Refusal == null)
            .ToListAsync(cancellationToken)).Select(Part.Of)];

    /// <summary>Why ordinary advances to the township are stopped on the day; empty while the gate is open.</summary>
    public async Task<IReadOnlyList<GateReason>> Gate(FundContext fund, DateOnly day, CancellationToken cancellationToken) =>
        GateDecision.Reasons(fund, await GateFacts(fund, day, cancellationToken), day);

    private async Task<GateFacts> GateFacts(FundContext fund, DateOnly day, CancellationToken cancellationToken)
    {
        var county = fund.Fund.CountyCode;
        var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == county && p.ReserveFundId == fund.Fund.Id).ToListAsync(cancellationToken);
        var holdings = await FundHoldings.Read(db, county, fund.Fund.TownshipCode, fund.Fund.Year, cancellationToken);
        var reconciled = await Months.MonthDesk.LastReconciled(db, county, cancellationToken);
        return new GateFacts
        {
            Papers = [.. payments.Select(p => p.PapersClock)],
            Layers = holdings.Layers(fund.Fund.FundId),
            FirstMonth = holdings.FirstDay(fund.Fund.FundId) is { } first ? CountyDay.Month(first) : null,
            ReconciledMonth = reconciled.TryGetValue(fund.Fund.TownshipCode, out var month) ? month : null,
            MonthForecastFen = RunOut.Forecast(LastMonths(payments, day), fund.Position.InHands, day).MonthFen,
            PreviousYearOutstandingFen = holdings.OutstandingFen(fund.Fund.Year - 1),
        };
    }

    private const int MonthsLookedAt = 3;

    /// <summary>The days of the last three whole months; the second is the first day after them.</summary>
    public static (DateOnly From, DateOnly To) MonthsBefore(DateOnly day) => (CountyDay.Month(day).AddMonths(-MonthsLookedAt), CountyDay.Month(day));

    /// <summary>What each of the last three whole months paid, the pace of the forecast.</summary>
    public static IReadOnlyList<long> LastMonths(IEnumerable<Payment> payments, DateOnly day) =>
        LastMonths(payments.Where(p => p.PaidOn is not null).Select(p => (p.PaidOn!.Value, p.AmountFen)), day);

    public static IReadOnlyList<long> LastMonths(IEnumerable<(DateOnly On, long Fen)> paid, DateOnly day)
    {
        var byMonth = paid.ToLookup(each => CountyDay.Month(each.On), each => each.Fen);
        return [.. Enumerable.Range(1, MonthsLookedAt).Select(back => byMonth[CountyDay.Month(day).AddMonths(-back)].Sum())];
    }

    /// <summary>
    /// Keeps what was decided: the steps on their subjects, the history, the transfers. A refused step is remembered too, and answered with its figures.
    /// </summary>
    public Refused? Record(FundDecision decision, params IEnumerable<LifecycleSubject> subjects)
    {
        if (decision.Refusal is { } refusal)
        {
            turn.Remember(decision.Moves.Select(move => move.Under(Guid.CreateVersion7(turn.Now))));
            var figures = decision.Checks.FirstOrDefault(check => check.Rule == refusal && check.Result == CheckResult.Failed)?.Figures ?? new Dictionary<string, string>();
            return new Refused(refusal, figures);
        }

        var payments = subjects.OfType<Payment>().Select(payment => (Payment: payment, Due: payment.DueOncePaid)).ToList();
        decision.ApplyTo(subjects);
        payments.FindAll(before => before.Payment.InstalmentNo > 1 || before.Payment.DueOncePaid != before.Due).ForEach(changed => Follow(changed.Payment));
        db.Set<LifecycleMove>().AddRange(decision.Moves);
        turn.Post(decision.Transfers);
        return null;
    }

    /// <summary>The case knows by its last payment what is due next. Whoever moves a payment has its case at hand, so this asks the database only for instalments.</summary>
    private void Follow(Payment payment)
    {
        var aidCase = db.Set<AidCase>().Find(payment.CountyCode, payment.AidCaseId)!;
        if (aidCase.Mode is not AidMode.Staged || !db.Set<Payment>().Any(p => p.CountyCode == payment.CountyCode && p.AidCaseId == payment.AidCaseId && p.InstalmentNo > payment.InstalmentNo))
        {
            aidCase.Follow(payment);
        }
    }
}
