using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Bench.Funds;

/// <summary>
/// One county's year, sent by the very commands that its people send: an advance to every township, then month by month cases from acceptance to accepted papers,
/// and each month's claim to its clearing. Townships work beside each other, as they do.
/// </summary>
sealed class CountyYear(IServiceProvider services, string county, IReadOnlyList<string> townships, int payments, int claims)
{
    public sealed record AidStep(string Command, Func<IMediator, Task> Send);

    /// <summary>Households of the first township beyond those that the year pays, for commands measured one by one.</summary>
    public const int Spare = 60;

    const int Year = 2025;
    const long LeastFen = 30_000, StepFen = 1_000;
    const int Amounts = 70;
    static readonly Role[] Signers = [Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance];
    static readonly string Papers = string.Join(';', DocumentKinds.Application, DocumentKinds.Survey, DocumentKinds.ApprovalForm, DocumentKinds.PostingEvidence,
        DocumentKinds.PaymentList, DocumentKinds.Receipt, DocumentKinds.IdCopy, DocumentKinds.FilingRecord);

    /// <summary>Households with accounts of their own, one for each payment: the same cause is not aided twice in a year.</summary>
    public Task Prepare() => Task.WhenAll(townships.Select((township, at) => Each(async mediator =>
    {
        foreach (var chunk in Enumerable.Range(0, Share(payments, at) + (at == 0 ? Spare : 0)).Chunk(100))
        {
            await mediator.Sent(new ImportHouseholds(NewId(), As(Role.CountyCivilAffairs, ""), county, [.. chunk.Select(i => Household(township, at, i))]), default);
        }
    })));

    public Task Replay() => Task.WhenAll(townships.Select((township, at) => Each(mediator => Township(mediator, township, at))));

    async Task Township(IMediator mediator, string township, int at)
    {
        await OpenWithMoney(mediator, township, (Share(payments, at) + Spare) * (LeastFen + (Amounts * StepFen)));
        var (rounds, done) = (Share(claims, at), 0);
        for (var round = 0; round < rounds; round++)
        {
            var until = Share(payments, at) * (round + 1) / rounds;
            var month = 1 + (round * 12 / rounds);
            for (; done < until; done++)
            {
                foreach (var step in Aid(township, HouseholdNumber(at, done), LeastFen + (done % Amounts * StepFen), new DateOnly(Year, month, 1 + (done % 27))))
                {
                    await step.Send(mediator);
                }
            }

            await Claim(mediator, township, month);
        }
    }

    async Task OpenWithMoney(IMediator mediator, string township, long fen)
    {
        var (affairs, finance, day) = (As(Role.CountyCivilAffairs, ""), As(Role.CountyFinance, ""), new DateOnly(Year, 1, 1));
        await mediator.Sent(new OpenFund(NewId(), affairs, county, township, Year), default);
        var number = $"{township} {Year}-1";
        await mediator.Sent(new RegisterJointDocument(NewId(), affairs, county, number, "关于预拨备用金的通知", day, fen), default);
        var advance = await mediator.Sent(new DraftAdvance(NewId(), affairs, county, township, Year, number, fen, HappenedOn: day), default);
        await mediator.Sent(new ApproveAdvance(NewId(), affairs, county, advance, day), default);
        await mediator.Sent(new ApproveAdvance(NewId(), finance, county, advance, day), default);
        await mediator.Sent(new IssueAdvance(NewId(), finance, county, advance, day), default);
        await mediator.Sent(new ReceiveAdvance(NewId(), As(Role.Cashier, township), county, advance, day), default);
    }

    /// <summary>The nine commands of one payment to a household that the year has left over.</summary>
    public IEnumerable<AidStep> SpareAid(int spare) =>
        Aid(townships[0], HouseholdNumber(0, Share(payments, 0) + spare), LeastFen + (spare % Amounts * StepFen), new DateOnly(Year, 12, 1 + (spare % 27)));

    IEnumerable<AidStep> Aid(string township, string household, long fen, DateOnly day)
    {
        var (handler, cashier, number) = (As(Role.TownshipHandler, township), As(Role.Cashier, township), "");
        yield return new(nameof(AcceptCase), async mediator =>
            number = await mediator.Sent(new AcceptCase(NewId(), handler, county, household, AidType.Emergency, "ILLNESS", fen, HappenedOn: day), default));
        yield return Step(() => new InvestigateCase(NewId(), handler, county, number, "入户了解，情况属实", day));
        foreach (var signer in Signers)
        {
            yield return Step(() => new SignCase(NewId(), As(signer, township), county, number, day));
        }

        yield return Step(() => new ReleasePayment(NewId(), cashier, county, number, day));
        yield return Step(() => new ConfirmPaid(NewId(), cashier, county, number, day));
        yield return Step(() => new SubmitPapers(NewId(), handler, county, number, Papers, day));
        yield return Step(() => new AcceptPapers(NewId(), As(Role.Bookkeeper, township), county, number, day));
    }

    static AidStep Step<TAnswer>(Func<ICommand<TAnswer>> command) => new(command().GetType().Name, mediator => mediator.Sent(command(), default));

    async Task Claim(IMediator mediator, string township, int month)
    {
        var (handler, day) = (As(Role.TownshipHandler, township), new DateOnly(Year, month, 28));
        var claim = await mediator.Sent(new DraftClaim(NewId(), handler, county, Year, month, day), default);
        await mediator.Sent(new SubmitClaim(NewId(), handler, county, claim, day), default);
        await mediator.Sent(new ReviewClaim(NewId(), As(Role.CountyCivilAffairs, ""), county, claim, HappenedOn: day), default);
        await mediator.Sent(new ClearClaim(NewId(), As(Role.CountyFinance, ""), county, claim, day), default);
    }

    async Task Each(Func<IMediator, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IMediator>());
    }

    /// <summary>The first townships take what does not divide.</summary>
    int Share(int all, int at) => (all / townships.Count) + (at < all % townships.Count ? 1 : 0);

    Actor As(Role role, string township) => DemoUsers.As(role, county, township);

    static Guid NewId() => Guid.CreateVersion7();

    static string HouseholdNumber(int at, int i) => string.Create(CultureInfo.InvariantCulture, $"B{at:00}{i:0000}");

    static HouseholdRow Household(string township, int at, int i) => new(
        NewId(), HouseholdNumber(at, i), "DIBAO", township, township, "", "",
        [new PersonRow(NewId(), $"户{i}", "", new DateOnly(1970, 1, 1), null, Relation.Head, "", string.Create(CultureInfo.InvariantCulture, $"99990000{at:00}{i:000000}"), DisabilityKind.None, null, SelfCareAbility.Full, null)]);
}
