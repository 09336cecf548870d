using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Papers and claims: complete before they are claimed, claimed once, approved line by line.</summary>
public sealed class ClaimTests
{
    readonly FundStory story = new();
    readonly AidCase aidCase;

    public ClaimTests()
    {
        story.Received();
        aidCase = story.Signed();
    }

    [Fact]
    [Trait("trap", "T12")]
    public void Only_acceptance_stops_the_papers_clock()
    {
        var payment = story.Paid(aidCase);
        var due = payment.PapersDueOn!.Value;
        Assert.Equal(Calendar.Clock.After(story.Today, 10).Day, due);
        story.AddPapers(payment, aidCase);
        story.Do(PaymentDecision.SubmitPapers(payment, story.As(FundStory.Handler, FundRole.Handler)), payment);
        Assert.True(payment.PapersAreOverdue(due.AddDays(1)));
        story.Do(PaymentDecision.SendBack(payment, story.As(FundStory.Keeper, FundRole.Bookkeeper)), payment);
        Assert.Equal(due, payment.PapersDueOn);
        Assert.True(payment.PapersAreOverdue(due.AddDays(1)));
        story.Do(PaymentDecision.SubmitPapers(payment, story.As(FundStory.Handler, FundRole.Handler)), payment);
        story.Do(PaymentDecision.AcceptPapers(payment, aidCase, story.Pack, story.Parts(payment), story.As(FundStory.Keeper, FundRole.Bookkeeper)), payment);
        Assert.False(payment.PapersAreOverdue(due.AddDays(1)));
    }

    [Fact]
    public void Papers_are_complete_by_the_packs_list_and_a_rejected_one_does_not_count()
    {
        var payment = story.Paid(aidCase);
        story.AddPapers(payment, aidCase, DocumentKinds.Survey);
        story.Do(PaymentDecision.SubmitPapers(payment, story.As(FundStory.Handler, FundRole.Handler)), payment);
        payment.Papers.Single(p => p.Kind == DocumentKinds.ApprovalForm).State = PaperState.Rejected;
        Assert.Equal([DocumentKinds.Survey, DocumentKinds.ApprovalForm], PaymentDecision.MissingPapers(payment, aidCase, story.Pack));
        FundStory.Refuses(FundRefusal.PapersIncomplete, PaymentDecision.AcceptPapers(
            payment, aidCase, story.Pack, story.Parts(payment), story.As(FundStory.Keeper, FundRole.Bookkeeper)));
        var fewer = Packs.With(("papers.emergency", "[\"application\"]"));
        Assert.Empty(PaymentDecision.MissingPapers(payment, aidCase, fewer));
    }

    [Fact]
    public void Papers_are_submitted_only_when_there_are_any()
    {
        var payment = story.Paid(aidCase);
        FundStory.Refuses(FundRefusal.DocumentMissing, PaymentDecision.SubmitPapers(payment, story.As(FundStory.Handler, FundRole.Handler)));
        story.AddPapers(payment, aidCase);
        payment.Papers.ForEach(paper => paper.State = PaperState.Rejected);
        FundStory.Refuses(FundRefusal.DocumentMissing, PaymentDecision.SubmitPapers(payment, story.As(FundStory.Handler, FundRole.Handler)));
    }

    [Fact]
    public void A_pending_identity_does_not_hold_up_the_papers()
    {
        var payment = story.Paid(aidCase);
        story.AddPapers(payment, aidCase, DocumentKinds.IdCopy);
        Assert.Equal([DocumentKinds.IdCopy], PaymentDecision.MissingPapers(payment, aidCase, story.Pack));
        aidCase.IdentityPending = true;
        Assert.Empty(PaymentDecision.MissingPapers(payment, aidCase, story.Pack));
    }

    [Fact]
    public void A_payment_whose_papers_are_not_accepted_is_not_claimed()
    {
        var payment = story.Paid(aidCase);
        var (claim, line) = story.Claim(payment, aidCase);
        FundStory.Refuses(FundRefusal.PapersIncomplete, Submit(claim, line));
    }

    [Fact]
    [Trait("trap", "T27")]
    public void One_payment_backs_one_open_claim_and_one_approval()
    {
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.Claim(payment, aidCase);
        FundStory.Refuses(FundRefusal.AlreadyClaimed, Submit(claim, line with { OtherOpenLine = true }));
        FundStory.Refuses(FundRefusal.AlreadyApproved, Submit(claim, line with { AlreadyApproved = true }));
        story.Do(Submit(claim, line), claim, payment);
        var (second, again) = story.Claim(payment, aidCase);
        Assert.False(Submit(second, again).IsAccepted);
    }

    [Fact]
    [Trait("trap", "T27")]
    public void A_rejected_line_is_free_for_the_next_claim()
    {
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.UnderReview(payment, aidCase);
        var silent = ClaimDecision.ReviewLine(claim, line, 0, story.Context, [], story.As(FundStory.Reviewer, FundRole.CountyReviewer) with { Reason = "" });
        FundStory.Refuses(FundRefusal.ReasonMissing, silent);
        story.Do(story.Review(claim, line, 0), line.Line, payment);
        Assert.Equal((ClaimLineState.Rejected, PaymentState.PapersAccepted), (line.Line.State, payment.State));
        var (next, free) = story.Claim(payment, aidCase);
        Assert.True(Submit(next, free).IsAccepted);
        Assert.Equal(0, story.Book.Position().Expenditure);
    }

    [Fact]
    [Trait("trap", "T8")]
    [Trait("trap", "T27")]
    public void What_is_cut_is_claimed_next_time_and_never_more_than_was_paid()
    {
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.UnderReview(payment, aidCase);
        FundStory.Refuses(FundRefusal.ExceedsPayment, story.Review(claim, line, 100_001));
        story.Do(story.Review(claim, line, 60_000), line.Line, payment);
        Assert.Equal((ClaimLineState.ApprovedInPart, 60_000L, 40_000L), (line.Line.State, payment.ApprovedFen, payment.UnapprovedFen));
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + AWT 40000 + APR 60000", story.Book.ToString());

        var (next, rest) = story.Claim(payment, aidCase);
        var tooMuch = new ClaimLine { CountyCode = County.Code, Id = Guid.CreateVersion7(), ClaimId = next.Id, PaymentId = payment.Id, AmountFen = 100_000 };
        FundStory.Refuses(FundRefusal.ExceedsPayment, Submit(next, rest with { Line = tooMuch }));
        story.Do(Submit(next, rest), next, payment);
        story.Do(ClaimDecision.StartReview(next, [], story.Pack, story.As(FundStory.Reviewer, FundRole.CountyReviewer)), next);
        story.Do(story.Review(next, rest, 40_000), rest.Line, payment);
        Assert.Equal((PaymentState.Approved, 100_000L), (payment.State, payment.ApprovedFen));
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + APR 100000", story.Book.ToString());
    }

    [Fact]
    public void A_claim_ends_when_every_line_is_decided()
    {
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.UnderReview(payment, aidCase);
        var reviewer = story.As(FundStory.Reviewer, FundRole.CountyReviewer, DocumentKinds.CountyDecision);
        FundStory.Refuses(FundRefusal.LinesUndecided, ClaimDecision.EndReview(claim, [], story.Pack, reviewer));
        story.Do(story.Review(claim, line, 0), line.Line, payment);
        story.Do(ClaimDecision.EndReview(claim, [], story.Pack, reviewer), claim);
        Assert.Equal(ReimbursementClaimState.Rejected, claim.State);
    }

    [Fact]
    public void The_county_has_a_clock_of_its_own()
    {
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.Claim(payment, aidCase);
        story.Do(Submit(claim, line), claim, payment);
        Assert.Equal(Calendar.Clock.After(story.Today, 10).Day, claim.ReviewDueOn);
        story.Now = story.Now.AddMonths(2);
        story.Do(ClaimDecision.Take(claim, ReimbursementClaimTrigger.NoteOverdue, story.As("clock", FundRole.Clock)), claim);
        Assert.False(payment.PapersAreOverdue(story.Today));
    }

    [Fact]
    public void A_claim_taken_back_frees_its_payments()
    {
        var payment = story.WithPapers(aidCase);
        var (claim, line) = story.Claim(payment, aidCase);
        story.Do(Submit(claim, line), claim, payment);
        story.Do(ClaimDecision.TakeBack(claim, [line], story.As(FundStory.Handler, FundRole.Handler)), claim, payment);
        Assert.Equal((ReimbursementClaimState.Drafted, PaymentState.PapersAccepted), (claim.State, payment.State));
    }

    [Fact]
    public void The_form_of_the_fund_decides_between_clearing_and_replenishing()
    {
        var (claim, _) = story.Reimbursed(aidCase);
        FundStory.Refuses(FundRefusal.MoveNotAllowed, ClaimDecision.Replenish(claim, 1, 0, story.Context, story.As(FundStory.Finance, FundRole.CountyFinance)));
        var imprest = new FundStory(FundForm.FixedImprest);
        imprest.Received();
        var (other, _) = imprest.Reimbursed(imprest.Signed());
        FundStory.Refuses(FundRefusal.MoveNotAllowed, ClaimDecision.Clear(
            other, imprest.Context, imprest.As(FundStory.Finance, FundRole.CountyFinance, DocumentKinds.ClearingSheet)));
    }

    [Fact]
    public void A_claim_without_lines_and_a_replenishment_of_nothing_are_refused()
    {
        var empty = story.Claim(story.Paid(aidCase), aidCase).Claim;
        FundStory.Refuses(FundRefusal.AmountNotPositive, ClaimDecision.Submit(empty, [], story.Context, story.As(FundStory.Handler, FundRole.Handler)));
        var imprest = new FundStory(FundForm.FixedImprest);
        imprest.Received();
        var (claim, _) = imprest.Reimbursed(imprest.Signed());
        FundStory.Refuses(FundRefusal.AmountNotPositive, ClaimDecision.Replenish(claim, 0, 0, imprest.Context, imprest.As(FundStory.Finance, FundRole.CountyFinance)));
    }

    FundDecision Submit(ReimbursementClaim claim, ClaimedPayment line) =>
        ClaimDecision.Submit(claim, [line], story.Context, story.As(FundStory.Handler, FundRole.Handler));
}
