using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>The path from advance to clearing, through the front door.</summary>
public sealed class FundPathTests
{
    [Fact]
    [Trait("rule", "F4")]
    [Trait("trap", "T21")]
    public void From_advance_to_clearing_only_the_approved_line_is_expenditure()
    {
        var story = new FundStory();
        story.Received();
        Assert.Equal("ADV 1000000 = HND bank:1 1000000", story.Book.ToString());

        var aidCase = story.Signed();
        var payment = story.WithPapers(aidCase);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + AWT 100000", story.Book.ToString());
        Assert.Equal(0, story.Book.Position().Expenditure);

        var (claim, line) = story.UnderReview(payment, aidCase);
        story.Do(story.Review(claim, line, 100_000), line.Line, payment);
        story.Do(ClaimDecision.EndReview(claim, story.Parts(claim), story.Pack, story.As(FundStory.Reviewer, FundRole.CountyReviewer)), claim);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + APR 100000", story.Book.ToString());

        story.Do(ClaimDecision.Clear(claim, story.Context, story.As(FundStory.Affairs, FundRole.CountyCivilAffairs, DocumentKinds.ClearingSheet)), claim);
        story.Do(ClaimDecision.Take(claim, ReimbursementClaimTrigger.Close, story.As(FundStory.Finance, FundRole.CountyFinance)), claim);
        Assert.Equal("ADV 1000000 = HND bank:1 900000 + APR 100000", story.Book.ToString());
        Assert.Equal((ReimbursementClaimState.Closed, PaymentState.Approved, 100_000L), (claim.State, payment.State, payment.ApprovedFen));
    }

    [Fact]
    [Trait("trap", "T22")]
    public void A_fixed_imprest_is_topped_up_by_exactly_what_was_approved()
    {
        var story = new FundStory(FundForm.FixedImprest);
        story.Received();
        var (claim, _) = story.Reimbursed(story.Signed());
        var finance = story.As(FundStory.Finance, FundRole.CountyFinance);
        FundStory.Refuses(FundRefusal.ReplenishmentExceedsApproved, ClaimDecision.Replenish(claim, 100_001, 0, story.Context, finance));
        story.Do(ClaimDecision.Replenish(claim, 100_000, 0, story.Context, finance), claim);
        story.Do(ClaimDecision.ConfirmReceipt(claim, story.Context, story.As(FundStory.Cashier, FundRole.Cashier, DocumentKinds.BankStatement)), claim);
        Assert.Equal("ADV 1100000 = HND bank:1 1000000 + APR 100000", story.Book.ToString());
        Assert.True(story.Book.Position().ImprestIdentityHolds(1_000_000, replenishedFen: 100_000));
    }

    [Fact]
    public void Every_step_keeps_who_when_why_and_under_which_pack()
    {
        var story = new FundStory();
        story.Received();
        story.Reimbursed(story.Signed());
        Assert.All(story.Moves, move =>
        {
            Assert.Equal(("T26", "2020-01-01", "because"), (move.PackKey, move.PackVersion, move.Reason));
            Assert.Equal(story.Now, move.At);
            Assert.NotEmpty(move.Actor);
            Assert.Null(move.Refusal);
        });
        Assert.Equal(story.Moves.Count, story.Moves.Select(move => move.Id).Distinct().Count());
    }

    [Fact]
    public void The_state_of_every_subject_can_be_replayed_from_its_steps()
    {
        var story = new FundStory();
        story.Received();
        var aidCase = story.Signed();
        var payment = story.WithPapers(aidCase);
        var again = story.Planned(aidCase);
        var twin = new Payment
        {
            CountyCode = payment.CountyCode, Id = payment.Id, AidCaseId = again.AidCaseId, ReserveFundId = again.ReserveFundId, InstalmentNo = 1,
            Kind = again.Kind, AmountFen = again.AmountFen, PayeePersonId = again.PayeePersonId, PayeeAccountIndex = again.PayeeAccountIndex,
            PayeeAccountMasked = again.PayeeAccountMasked, Channel = again.Channel, Place = again.Place,
        };
        foreach (var move in story.Moves.Where(move => move.SubjectId == payment.Id)) twin.Apply(move);
        Assert.Equal((payment.State, payment.PaidOn, payment.PapersDueOn, payment.Version), (twin.State, twin.PaidOn, twin.PapersDueOn, twin.Version));
    }
}
