using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Aid first (F14): one signature, a duty payer, papers afterwards; also at night and while the gate is shut.</summary>
public sealed class AidFirstTests
{
    readonly FundStory story = new();
    readonly AidCase aidCase;
    readonly Payment payment;
    readonly AidFirst first;

    public AidFirstTests()
    {
        story.Received();
        story.Book.Post(PaymentPostings.CashDrawn(FundBook.Ours, FundBook.Bank, "lee", 300_000, FundBook.Because()));
        aidCase = story.Accepted(mode: AidMode.AidFirst);
        payment = story.Planned(aidCase, channel: PaymentChannel.Cash);
        first = new() { CountyCode = County.Code, Id = Guid.CreateVersion7(), AidCaseId = aidCase.Id, PaymentId = payment.Id, RequestedAt = story.Now };
    }

    [Fact]
    [Trait("rule", "F14")]
    public void A_stranger_is_helped_at_once_on_one_signature_and_the_rest_follows()
    {
        Authorise();
        story.Do(Pay(), payment, first);
        Assert.Equal("ADV 1000000 = HND bank:1 700000 + HND cash:lee 200000 + AWT 100000", story.Book.ToString());
        Assert.Equal((AidFirstState.Paid, PaymentState.Paid), (first.State, payment.State));
        Assert.Equal(Calendar.Clock.After(story.Today, 10).Day, first.CompleteDueOn);

        story.AddPapers(payment, aidCase);
        story.Do(PaymentDecision.SubmitPapers(payment, story.As(FundStory.Handler, FundRole.Handler)), payment);
        story.Do(PaymentDecision.AcceptPapers(payment, aidCase, story.Pack, [], story.As(FundStory.Keeper, FundRole.Bookkeeper)), payment);
        var (claim, line) = story.Claim(payment, aidCase);
        FundStory.Refuses(FundRefusal.AidFirstIncomplete, ClaimDecision.Submit(
            claim, [line with { AidFirst = first }], story.Context, story.As(FundStory.Handler, FundRole.Handler)));
        FundStory.Refuses(FundRefusal.SignaturesMissing, Finish());
        story.Take(aidCase, AidCaseTrigger.Investigate, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.Survey));
        story.Sign(aidCase);
        story.Do(Finish(), first);
        Assert.True(ClaimDecision.Submit(claim, [line with { AidFirst = first }], story.Context, story.As(FundStory.Handler, FundRole.Handler)).IsAccepted);
    }

    [Fact]
    [Trait("rule", "F14")]
    public void A_recorded_call_stands_in_until_the_next_working_day_and_is_signed_by_who_called()
    {
        var call = story.As(FundStory.Head, FundRole.OfficeHead, DocumentKinds.RecordedCall);
        FundStory.Refuses(FundRefusal.DocumentMissing, AidFirstDecision.Authorise(first, story.Context, byCall: true, call with { Documents = [] }));
        story.Do(AidFirstDecision.Authorise(first, story.Context, byCall: true, call), first);
        Assert.Equal(Calendar.Clock.After(story.Today, 1).Day, first.CallSignedBy);
        story.Do(Pay(), payment, first);
        Assert.Equal(AidFirstState.PaidOnCall, first.State);
        FundStory.Refuses(FundRefusal.WrongRole, AidFirstDecision.SignCall(first, story.As(FundStory.LeaderA, FundRole.LeaderForAffairs)));
        story.Do(AidFirstDecision.SignCall(first, story.As(FundStory.Head, FundRole.OfficeHead)), first);
        Assert.Equal(AidFirstState.Paid, first.State);
    }

    [Fact]
    public void Nothing_is_paid_first_without_any_signature() => FundStory.Refuses(FundRefusal.SignaturesMissing, Pay());

    [Fact]
    public void Who_authorised_does_not_pay()
    {
        Authorise();
        FundStory.Refuses(FundRefusal.DutyPayerMayNotSign, Pay(story.Facts() with { AidFirst = first }, FundStory.Head));
    }

    [Fact]
    public void Aid_first_has_a_limit_and_the_duty_payer_a_float()
    {
        Authorise();
        FundStory.Refuses(FundRefusal.FloatExceeded, Pay(story.Facts() with { AidFirst = first, FloatOutFen = 400_001 }));
        story.Pack = Packs.With(("aidFirst.limitFen", "99999"));
        FundStory.Refuses(FundRefusal.AboveAidFirstLimit, Pay());
    }

    [Fact]
    public void While_the_gate_is_shut_the_county_officer_on_duty_signs_too_and_the_household_is_helped()
    {
        Authorise();
        var shut = story.Facts() with { AidFirst = first, GateIsShut = true };
        FundStory.Refuses(FundRefusal.CountyCountersignatureNeeded, Pay(shut));
        FundStory.Refuses(FundRefusal.SecondPersonNeeded, AidFirstDecision.Countersign(first, story.As(FundStory.Head, FundRole.CountyDutyOfficer)));
        story.Do(AidFirstDecision.Countersign(first, story.As(FundStory.Officer, FundRole.CountyDutyOfficer)), first);
        story.Do(Pay(shut), payment, first);
        Assert.Equal(FundStory.Officer, first.CountersignedBy);
    }

    [Fact]
    public void A_signature_refused_afterwards_is_for_the_county_to_decide()
    {
        Authorise();
        story.Do(Pay(), payment, first);
        story.Do(AidFirstDecision.Take(first, AidFirstTrigger.RefuseSignature, story.As(FundStory.LeaderF, FundRole.LeaderForFinance)), first);
        var county = story.As(FundStory.Affairs, FundRole.CountyCivilAffairs, DocumentKinds.CountyDecision);
        story.Do(CorrectionDecision.AcceptInGoodFaith(payment, first, story.Context, county), payment, first);
        Assert.Equal((AidFirstState.AcceptedInGoodFaith, PaymentState.Approved), (first.State, payment.State));
        Assert.Equal("ADV 1000000 = HND bank:1 700000 + HND cash:lee 200000 + APR 100000", story.Book.ToString());
    }

    [Fact]
    public void When_the_fund_is_empty_lent_money_helps_at_night()
    {
        var lent = story.Planned(aidCase, channel: PaymentChannel.Cash, lender: "lender:1");
        Authorise();
        var decision = PaymentDecision.PayCash(lent, aidCase, story.Context, new() { AvailableFen = 0, AidFirst = first }, [], Payer(FundStory.Payer));
        story.Do(decision, lent, first);
        Assert.Equal(100_000, story.Book.Position().Lent);
    }

    [Fact]
    [Trait("rule", "F16")]
    public void A_staged_grant_pays_its_instalments_and_stops_at_a_death()
    {
        var grant = new StagedGrant { CountyCode = County.Code, Id = Guid.CreateVersion7(), AidCaseId = aidCase.Id, Instalments = 3, InstalmentFen = 50_000, FirstDueOn = story.Today };
        story.Do(GrantDecision.Take(grant, StagedGrantTrigger.Start, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.ApprovalForm)), grant);
        var cashier = story.As(FundStory.Cashier, FundRole.Cashier);
        story.Do(GrantDecision.PayInstalment(grant, cashier), grant);
        FundStory.Refuses(FundRefusal.InstalmentNotDue, GrantDecision.PayInstalment(grant, cashier));
        story.Do(GrantDecision.Take(grant, StagedGrantTrigger.Suspend, story.As(FundStory.Handler, FundRole.Handler)), grant);
        story.Now = story.Now.AddMonths(1);
        FundStory.Refuses(FundRefusal.MoveNotAllowed, GrantDecision.PayInstalment(grant, cashier with { At = story.Now }));
        story.Do(GrantDecision.Take(grant, StagedGrantTrigger.ReReview, story.As(FundStory.Handler, FundRole.Handler)), grant);
        story.Do(GrantDecision.Resume(grant, 30_000, story.As(FundStory.Head, FundRole.OfficeHead, DocumentKinds.ApprovalForm)), grant);
        story.Do(GrantDecision.PayInstalment(grant, cashier with { At = story.Now, CommandId = Guid.CreateVersion7() }), grant);
        Assert.Equal((30_000L, 2), (grant.InstalmentFen, grant.PaidInstalments));
    }

    void Authorise() => story.Do(AidFirstDecision.Authorise(first, story.Context, byCall: false, story.As(FundStory.Head, FundRole.OfficeHead)), first);

    FundDecision Pay(PaymentFacts? facts = null, string payer = FundStory.Payer) =>
        PaymentDecision.PayCash(payment, aidCase, story.Context, facts ?? story.Facts() with { AidFirst = first }, story.Parts(aidCase), Payer(payer));

    Acting Payer(string payer) => story.As(payer, FundRole.DutyPayer, DocumentKinds.Receipt);

    FundDecision Finish() => AidFirstDecision.Finish(first, aidCase, payment, story.As(FundStory.Handler, FundRole.Handler, DocumentKinds.ApprovalForm));
}
