using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Payments;

/// <summary>Gathers what is known about a payment before it leaves (G1, G5, R10, B3, T11, T25, T26). The check page and the commands decide on the same facts.</summary>
public sealed class PaymentDesk(JiujiDb db, FundDesk desk)
{
    /// <param name="payer">The user who would pay, whose float counts.</param>
    /// <param name="ofCase">The case's payments, where the caller has read them; they are one aid, in however many parts.</param>
    public async Task<PaymentFacts> Facts(Payment payment, AidCase aidCase, FundContext fund, IReadOnlyList<Part> parts, string payer, DateOnly day, CancellationToken cancellationToken,
        IReadOnlyList<Payment>? ofCase = null)
    {
        var county = payment.CountyCode;
        var payee = await PersonOf(county, payment.PayeePersonId, cancellationToken);
        ofCase ??= await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == county && p.AidCaseId == aidCase.Id).ToListAsync(cancellationToken);
        var proxy = payment.ProxyId is { } id ? await db.Set<PayeeProxy>().AsNoTracking().SingleAsync(p => p.CountyCode == county && p.Id == id, cancellationToken) : null;
        var chain = new AidChain(await ChainOf.In(db)(db, county, aidCase.HouseholdId).ToListAsync(cancellationToken));
        var (from, to) = AidChain.YearOf(day);
        var own = ofCase.Select(PaymentDecision.Reference).ToHashSet();
        var related = await Related(payment, payee, day, cancellationToken);
        var actors = parts.Select(part => part.Actor).Append(payer).Append(aidCase.HandledBy).ToHashSet();
        var first = aidCase.Mode != AidMode.AidFirst ? null : await db.Set<AidFirst>().AsNoTracking()
            .FirstOrDefaultAsync(f => f.CountyCode == county && f.PaymentId == payment.Id && f.State != AidFirstState.Declined, cancellationToken);
        var grant = aidCase.Mode != AidMode.Staged ? null : await db.Set<StagedGrant>().AsNoTracking().FirstOrDefaultAsync(g => g.CountyCode == county && g.AidCaseId == aidCase.Id, cancellationToken);
        var lets = await LetsFor.In(db)(db, county, aidCase.Id, payer).ToListAsync(cancellationToken);
        return new PaymentFacts
        {
            AvailableFen = await Available(payment, fund, cancellationToken),
            CommittedOnCaseFen = Committed(payment, ofCase),
            PayeeDiedOn = await DiedOn(payee, cancellationToken),
            PayeeIsStaffOrUnit = related.Any(r => r.Kind != PayerPartyKind.Kin),
            PayeeIsDeclaredKin = related.Any(r => r.Kind == PayerPartyKind.Kin && actors.Contains(r.BelongsTo)),
            PayeeHasAccount = payment.Channel == PaymentChannel.Cash || payment.PayeeAccountIndex.Length > 0,
            OtherHouseholdsOnAccount = await OtherHouseholds(payment, aidCase, cancellationToken),
            ProxyOrInstitutionRecorded = proxy?.Covers(day) ?? false,
            SameCauseAidedOn = chain.SameCause(aidCase.CauseCode, aidCase.ApplicantPersonId, from, to).FirstOrDefault(item => !own.Contains(item.Reference))?.GivenOn,
            AidedThisYearFen = chain.StackedFen(from, to),
            EmergencyAdvanceForCase = await HasEmergencyAdvance.In(db)(db, county, aidCase.Id, cancellationToken),
            LentOpenFen = fund.Position.Lent,
            FloatOutFen = first is null ? 0 : await FloatOut(county, payer, payment.Id, cancellationToken),
            GateIsShut = first is not null && (await desk.Gate(fund, day, cancellationToken)).Count > 0,
            InstalmentDueOn = grant?.FirstDueOn.AddMonths(payment.InstalmentNo - 1),
            StatusCheckedOn = grant is { State: StagedGrantState.Running } ? grant.StatusCheckedOn : null,
            FundAreas = [fund.Fund.TownshipCode],
            Override = lets.Count == 0 ? null : new SecondPerson(lets[0].Actor, lets[0].Reason),
            OverriddenRules = [.. lets.Select(o => o.Rule)],
            AidFirst = first,
            Bridging = aidCase.Mode == AidMode.Bridging
                ? await db.Set<BridgingAid>().AsNoTracking().FirstOrDefaultAsync(b => b.CountyCode == county && b.AidCaseId == aidCase.Id, cancellationToken)
                : null,
        };
    }

    /// <summary>The day of death by the file or by any imported list, the earliest; null for the living (G5).</summary>
    public async Task<DateOnly?> DiedOn(Person person, CancellationToken cancellationToken)
    {
        var listed = person.IdNumberIndex is null ? [] : await DeathsOf.In(db)(db, person.CountyCode, person.IdNumberIndex).ToListAsync(cancellationToken);
        return person.DeceasedOn is { } known ? listed.Append(known).Min() : listed.Count == 0 ? null : listed.Min();
    }

    private Task<long> Available(Payment payment, FundContext fund, CancellationToken cancellationToken) =>
        FreeIn.In(db)(db, payment.CountyCode, fund.Accounts.InHands(payment.Place).Id(payment.CountyCode), cancellationToken);

    private static long Committed(Payment payment, IReadOnlyList<Payment> ofCase) => ofCase
        .Where(p => p.Id != payment.Id && p.State is not (PaymentState.Planned or PaymentState.BankFailed or PaymentState.Returned or PaymentState.Ended)).Sum(p => p.AmountFen);

    /// <summary>Read once for all that one step asks about them.</summary>
    public async Task<Person> PersonOf(string county, Guid id, CancellationToken cancellationToken) =>
        await db.Set<Person>().FindAsync([county, id], cancellationToken) ?? throw new InvalidOperationException($"There is no person {id} in {county}.");

    /// <summary>Households beside this one whose account it is, or whose aid went there (X8).</summary>
    private async Task<int> OtherHouseholds(Payment payment, AidCase aidCase, CancellationToken cancellationToken)
    {
        if (payment.PayeeAccountIndex.Length == 0)
        {
            return 0;
        }

        var (county, account) = (payment.CountyCode, payment.PayeeAccountIndex);
        var holders = await HoldersOf.In(db)(db, county, account).ToListAsync(cancellationToken);
        var aided = await AidedOn.In(db)(db, county, account, payment.Id).ToListAsync(cancellationToken);
        return holders.Union(aided).Count(household => household != aidCase.HouseholdId);
    }

    /// <summary>Whoever of the paying side the payee is, by ID number or by the account that receives; for a proxy's account too.</summary>
    private async Task<List<PayerParty>> Related(Payment payment, Person payee, DateOnly day, CancellationToken cancellationToken)
    {
        var (number, account) = (payee.IdNumberIndex ?? [], payment.PayeeAccountIndex);
        return await RelatedOn.In(db)(db, payment.CountyCode, day, number, number.Length > 0, account, account.Length > 0).ToListAsync(cancellationToken);
    }

    private Task<long> FloatOut(string county, string payer, Guid payment, CancellationToken cancellationToken) => db.Set<AidFirst>().AsNoTracking()
        .Where(f => f.CountyCode == county && f.PaidBy == payer && f.PaymentId != payment && f.State != AidFirstState.Complete && f.State != AidFirstState.AcceptedInGoodFaith
            && f.State != AidFirstState.InRecovery)
        .Join(db.Set<Payment>(), f => new { f.CountyCode, Id = f.PaymentId }, p => new { p.CountyCode, p.Id }, (_, p) => p.AmountFen)
        .SumAsync(cancellationToken);

    // Asked before every payment; compiled once.
    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, IAsyncEnumerable<AidChainItem>>> ChainOf = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid household) => db.Set<AidChainItem>().AsNoTracking().Where(i => i.CountyCode == county && i.HouseholdId == household)));

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, string, IAsyncEnumerable<PaymentOverride>>> LetsFor = new(() => EF.CompileAsyncQuery<JiujiDb, string, Guid, string, PaymentOverride>(
        (db, county, aidCase, payer) => db.Set<PaymentOverride>().AsNoTracking().Where(o => o.CountyCode == county && o.AidCaseId == aidCase && o.Actor != payer).OrderBy(o => o.At)));

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, CancellationToken, Task<bool>>> HasEmergencyAdvance = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid aidCase, CancellationToken cancellationToken) => db.Set<Advance>().Any(
            a => a.CountyCode == county && a.AidCaseId == aidCase && a.Kind == AdvanceKind.Emergency && (a.State == AdvanceState.Received || a.State == AdvanceState.Cleared))));

    private static readonly CompiledQuery<Func<JiujiDb, string, byte[], IAsyncEnumerable<DateOnly>>> DeathsOf = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, byte[] number) => db.Set<DeathEntry>().AsNoTracking().Where(d => d.CountyCode == county && d.IdNumberIndex == number).Select(d => d.DiedOn)));

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, CancellationToken, Task<long>>> FreeIn = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid account, CancellationToken cancellationToken) =>
            db.Set<Account>().AsNoTracking().Where(a => a.CountyCode == county && a.Id == account).Select(a => a.Balance - a.Held).FirstOrDefault()));

    private static readonly CompiledQuery<Func<JiujiDb, string, byte[], IAsyncEnumerable<Guid>>> HoldersOf = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, byte[] account) =>
            db.Set<Person>().AsNoTracking().Where(p => p.CountyCode == county && p.AccountIndex == account && p.DeletedAt == null).Select(p => p.HouseholdId).Distinct()));

    private static readonly CompiledQuery<Func<JiujiDb, string, byte[], Guid, IAsyncEnumerable<Guid>>> AidedOn = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, byte[] account, Guid payment) => db.Set<Payment>().AsNoTracking()
            .Where(p => p.CountyCode == county && p.PayeeAccountIndex == account && p.Id != payment && p.PaidOn != null)
            .Join(db.Set<AidCase>(), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (_, c) => c.HouseholdId).Distinct()));

    private static readonly CompiledQuery<Func<JiujiDb, string, DateOnly, byte[], bool, byte[], bool, IAsyncEnumerable<PayerParty>>> RelatedOn = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, DateOnly day, byte[] number, bool hasNumber, byte[] account, bool hasAccount) => db.Set<PayerParty>().AsNoTracking()
            .Where(r => r.CountyCode == county && r.From <= day && (r.Until == null || day <= r.Until))
            .Where(r => (hasNumber && r.IdNumberIndex == number) || (hasAccount && r.AccountIndex == account))));
}
