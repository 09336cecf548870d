using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Payments;

/// <summary>The case, its payment and the fund that pays it, on the day the step happened.</summary>
public sealed record AidAtHand(AidCase AidCase, Payment Payment, FundContext Fund, DateOnly Day)
{
    /// <summary>All payments of the case that stood before this step; null where they were not read.</summary>
    public IReadOnlyList<Payment>? OfCase { get; init; }

    /// <summary>Planned by this very step, so its payee is named as things stand.</summary>
    public bool IsNew { get; init; }
}

/// <summary>A case with its payments, without the fund: for steps that move no money.</summary>
public sealed record PaidAid(AidCase AidCase, IReadOnlyList<Payment> All, Payment? Payment, DateOnly Day);

/// <summary>What all steps of a payment share. An instalment of 0 is the one whose turn it is.</summary>
public sealed class PaymentSteps(JiujiDb db, FundDesk desk, PaymentDesk payments, CaseSteps cases, Turn turn)
{
    public FundDesk Desk => desk;
    public DateTimeOffset Now => turn.Now;

    public async Task<Result<AidAtHand>> Open<TAnswer>(
        ICommand<TAnswer> command, string number, DateOnly? happenedOn, bool planIfNone, CancellationToken cancellationToken, int instalment = 0)
    {
        var found = await Find(command, number, happenedOn, instalment, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, all, payment, day) = found.Value!;
        if (payment is not null && (!planIfNone || instalment > 0 || aidCase.Mode != AidMode.Staged || payment.PaidOn is null))
        {
            return new AidAtHand(aidCase, payment, await desk.FundOf(command.CountyCode, payment.ReserveFundId, day, cancellationToken), day) { OfCase = all };
        }

        var fund = planIfNone ? await desk.Fund(command.CountyCode, aidCase.TownshipCode, day.Year, day, cancellationToken) : null;
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", planIfNone ? $"{aidCase.TownshipCode} {day.Year}" : number));
        }

        payment = await Plan(aidCase, fund, command.CommandId, all.Count + 1, day, cancellationToken);
        db.Add(payment);
        return new AidAtHand(aidCase, payment, fund, day) { OfCase = all, IsNew = true };
    }

    /// <summary>The case and the payment whose papers are handed in, looked at or sent back; the fund is not asked for.</summary>
    public async Task<Result<PaidAid>> FindPaid<TAnswer>(ICommand<TAnswer> command, string number, DateOnly? happenedOn, CancellationToken cancellationToken, int instalment = 0) =>
        await Find(command, number, happenedOn, instalment, cancellationToken) switch
        {
            { Value.Payment: null } => Refused.By(SiteRefusal.NotFound, ("what", number)),
            var found => found,
        };

    private async Task<Result<PaidAid>> Find<TAnswer>(ICommand<TAnswer> command, string number, DateOnly? happenedOn, int instalment, CancellationToken cancellationToken)
    {
        var found = await cases.OfArea(command, number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var all = await OfCase.In(db)(db, command.CountyCode, found.Value!.Id).ToListAsync(cancellationToken);
        var payment = instalment > 0 ? all.Find(p => p.InstalmentNo == instalment) : all.LastOrDefault();
        return new PaidAid(found.Value!, all, payment, happenedOn ?? CountyDay.Of(turn.Now));
    }

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, IAsyncEnumerable<Payment>>> OfCase = new(() => EF.CompileAsyncQuery<JiujiDb, string, Guid, Payment>((db, county, aidCase) =>
        db.Set<Payment>().Include(p => p.Papers).Where(p => p.CountyCode == county && p.AidCaseId == aidCase).OrderBy(p => p.InstalmentNo)));

    public async Task<(PaymentFacts Facts, IReadOnlyList<Part> Parts)> Known(AidAtHand aid, string payer, CancellationToken cancellationToken)
    {
        var parts = await desk.Parts(aid.AidCase.CountyCode, [aid.AidCase.Id, aid.Payment.Id], cancellationToken);
        return (await payments.Facts(aid.Payment, aid.AidCase, aid.Fund, parts, payer, aid.Day, cancellationToken, aid.OfCase), parts);
    }

    /// <summary>The whole of a case, or its next instalment, to the applicant, their guardian, or the proxy that is recorded for them.</summary>
    public async Task<Payment> Plan(AidCase aidCase, FundContext fund, Guid id, int instalment, DateOnly day, CancellationToken cancellationToken)
    {
        var grant = aidCase.Mode != AidMode.Staged ? null
            : await db.Set<StagedGrant>().AsNoTracking().FirstOrDefaultAsync(g => g.CountyCode == aidCase.CountyCode && g.AidCaseId == aidCase.Id, cancellationToken);
        var payment = new Payment
        {
            CountyCode = aidCase.CountyCode, Id = id, AidCaseId = aidCase.Id, ReserveFundId = fund.Fund.Id, InstalmentNo = instalment,
            Kind = grant is null ? PaymentKind.Whole : PaymentKind.Part, AmountFen = grant?.InstalmentFen ?? aidCase.AmountFen, PayeePersonId = aidCase.ApplicantPersonId,
            PayeeAccountIndex = [], PayeeAccountMasked = "", Channel = PaymentChannel.Bank, Place = fund.Fund.BankPlace,
        };
        await NamePayee(payment, aidCase, day, cancellationToken);
        return payment;
    }

    /// <summary>Who receives as the files and the recorded proxies stand today; a payment that came back is named anew.</summary>
    public async Task NamePayee(Payment payment, AidCase aidCase, DateOnly day, CancellationToken cancellationToken)
    {
        var (payee, proxy) = await ReceiverOf(payment.CountyCode, aidCase.ApplicantPersonId, day, cancellationToken);
        (payment.PayeePersonId, payment.ProxyId) = (payee.Id, proxy?.Id);
        (payment.PayeeAccountIndex, payment.PayeeAccountMasked) = proxy is null ? (payee.AccountIndex ?? [], payee.NameMasked) : (proxy.AccountIndex, proxy.NameMasked);
    }

    /// <summary>Who receives: as the payment says once its money has left, and until then as the files and the recorded proxies stand.</summary>
    public async Task<(Person Payee, PayeeProxy? Proxy)> ReceiverOf(AidCase aidCase, Payment? payment, DateOnly day, CancellationToken cancellationToken)
    {
        if (payment is null or { MayBeDirected: true })
        {
            return await ReceiverOf(aidCase.CountyCode, aidCase.ApplicantPersonId, day, cancellationToken);
        }

        var proxy = payment.ProxyId is { } id ? await db.Set<PayeeProxy>().AsNoTracking().SingleAsync(p => p.CountyCode == payment.CountyCode && p.Id == id, cancellationToken) : null;
        return (await payments.PersonOf(payment.CountyCode, payment.PayeePersonId, cancellationToken), proxy);
    }

    /// <summary>The applicant, or the guardian of one who is a minor or incapable; and the proxy who is recorded for them.</summary>
    public async Task<(Person Payee, PayeeProxy? Proxy)> ReceiverOf(string county, Guid applicant, DateOnly day, CancellationToken cancellationToken)
    {
        var payee = await payments.PersonOf(county, applicant, cancellationToken);
        if (payee.GuardianPersonId is { } guardian && payee.NeedsGuardian(day))
        {
            payee = await payments.PersonOf(county, guardian, cancellationToken);
        }

        // A proxy is recorded for the applicant of a case; it holds for the guardian's part too.
        var proxies = await ProxiesOf.In(db)(db, county, payee.Id, applicant).ToListAsync(cancellationToken);
        return (payee, proxies.Where(p => p.Covers(day)).OrderBy(p => p.From).ThenBy(p => p.Id).LastOrDefault());
    }

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, Guid, IAsyncEnumerable<PayeeProxy>>> ProxiesOf = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid payee, Guid applicant) => db.Set<PayeeProxy>().AsNoTracking().Where(p => p.CountyCode == county && (p.PayeePersonId == payee || p.PayeePersonId == applicant))));

    /// <summary>The household has the money: its aid chain knows it, the grant counts its instalment, bridging aid is paid.</summary>
    public async Task<Refused?> HasIt(AidAtHand aid, Acting acting, CancellationToken cancellationToken)
    {
        var (aidCase, payment) = (aid.AidCase, aid.Payment);
        db.Add(new AidChainItem
        {
            CountyCode = payment.CountyCode, Id = acting.CommandId, HouseholdId = aidCase.HouseholdId, PersonId = aidCase.ApplicantPersonId, Source = AidSource.ReserveFund,
            GivenOn = aid.Day, AmountFen = payment.AmountFen, CauseCode = aidCase.CauseCode, Reference = PaymentDecision.Reference(payment), RecordedAt = turn.Now,
        });
        return aidCase.Mode switch
        {
            AidMode.Staged => await CountInstalment(payment, acting, cancellationToken),
            AidMode.Bridging => await CountBridging(aidCase, acting, cancellationToken),
            AidMode.Ordinary or AidMode.AidFirst or AidMode.FollowUp => null,
        };
    }

    /// <summary>Payment again after a return is the same instalment, and is not counted twice.</summary>
    private async Task<Refused?> CountInstalment(Payment payment, Acting acting, CancellationToken cancellationToken)
    {
        var grant = await db.Set<StagedGrant>().SingleAsync(g => g.CountyCode == payment.CountyCode && g.AidCaseId == payment.AidCaseId, cancellationToken);
        if (payment.InstalmentNo <= grant.PaidInstalments)
        {
            return null;
        }

        if (desk.Record(GrantDecision.PayInstalment(grant, acting.On(3)), grant) is { } refused)
        {
            return refused;
        }

        return grant.PaidInstalments < grant.Instalments ? null : desk.Record(GrantDecision.Take(grant, StagedGrantTrigger.Complete, acting.On(4)), grant);
    }

    private async Task<Refused?> CountBridging(AidCase aidCase, Acting acting, CancellationToken cancellationToken)
    {
        var bridging = await db.Set<BridgingAid>().SingleAsync(b => b.CountyCode == aidCase.CountyCode && b.AidCaseId == aidCase.Id, cancellationToken);
        return bridging.State == BridgingAidState.Paid ? null : desk.Record(GrantDecision.Take(bridging, BridgingAidTrigger.Pay, acting.On(3)), bridging);
    }

    /// <summary>What came back no longer counts as aid that the household had.</summary>
    public async Task TakeOutOfChain(Payment payment, Guid commandId, DateOnly day, CancellationToken cancellationToken)
    {
        var reference = PaymentDecision.Reference(payment);
        var items = await db.Set<AidChainItem>().AsNoTracking().Where(i => i.CountyCode == payment.CountyCode && i.Reference == reference).ToListAsync(cancellationToken);
        var standing = items.Where(item => item.Reverses is null && items.All(other => other.Reverses != item.Id)).MaxBy(item => item.RecordedAt);
        if (standing is not null)
        {
            db.Add(new AidChainItem
            {
                CountyCode = payment.CountyCode, Id = commandId, HouseholdId = standing.HouseholdId, PersonId = standing.PersonId, Source = standing.Source,
                GivenOn = day, AmountFen = standing.AmountFen, CauseCode = standing.CauseCode, Reference = reference, RecordedAt = turn.Now, Reverses = standing.Id,
            });
        }
    }

    /// <summary>The payment's line that stands in a claim, open or approved.</summary>
    public Task<ClaimLine?> LineOf(Payment payment, CancellationToken cancellationToken) => db.Set<ClaimLine>().FirstOrDefaultAsync(
        l => l.CountyCode == payment.CountyCode && l.PaymentId == payment.Id
            && (l.State == ClaimLineState.Open || l.State == ClaimLineState.Approved || l.State == ClaimLineState.ApprovedInPart), cancellationToken);

    public Task<AidFirst?> AidFirstOf(Payment payment, CancellationToken cancellationToken) =>
        db.Set<AidFirst>().FirstOrDefaultAsync(f => f.CountyCode == payment.CountyCode && f.PaymentId == payment.Id, cancellationToken);

    /// <summary>Aid first is complete as soon as all have signed and the papers are accepted; whichever comes last ends it (F14).</summary>
    public async Task FinishAidFirst<TAnswer>(ICommand<TAnswer> command, AidCase aidCase, Payment payment, Acting acting, CancellationToken cancellationToken)
    {
        if (aidCase.Mode != AidMode.AidFirst || await AidFirstOf(payment, cancellationToken) is not { State: AidFirstState.Paid } first)
        {
            return;
        }

        var form = await desk.Keep(command, DocumentKinds.ApprovalForm, $"{aidCase.Number} {string.Join(' ', aidCase.SignaturesOfThisRound.Select(s => s.Actor))}", cancellationToken);
        var decision = AidFirstDecision.Finish(first, aidCase, payment, acting.On(5) with { Documents = [form] });
        if (decision.IsAccepted)
        {
            desk.Record(decision, first);
        }
    }
}
