using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;

namespace Jiuji.Matching.Tests.Matches;

/// <summary>
/// Long random histories of matches between two needs and one lot, with the book played beside them: whatever people do, in whatever order,
/// nothing is promised twice, nothing delivered is lost from sight, and every need knows what it still lacks.
/// </summary>
public class MatchWalkTests
{
    const int Steps = 60;

    [Fact]
    [Trait("trap", "T17")]
    [Trait("trap", "T23")]
    public void In_every_history_the_lot_and_the_needs_add_up_at_every_step()
    {
        var reached = new HashSet<MatchState>();
        for (var seed = 1; seed <= 100; seed++)
            reached.UnionWith(new Walk(seed).Go(Steps));
        Assert.Equal(Enum.GetValues<MatchState>(), reached.Order());
    }

    sealed class Walk(int seed)
    {
        readonly Random random = new(seed);
        readonly Story story = new(settings => (settings.NeedQuantity, settings.LotQuantity) = (6, 10));
        readonly Need second = new Story(settings => settings.NeedQuantity = 5).Need;
        readonly List<Match> matches = [];
        readonly Dictionary<Guid, long> held = [];
        readonly HashSet<MatchState> reached = [];
        DateTimeOffset now = Story.Morning;
        long inStock = 10;
        long delivered;

        long Free => inStock - held.Values.Sum();

        public HashSet<MatchState> Go(int steps)
        {
            story.ConsentFor(story.Lot.OrganisationId, story.Lot.FieldsNeeded);
            for (var step = 0; step < steps; step++)
            {
                now = now.AddMinutes(random.Next(1, 400));
                if (matches.Count < 12 && random.Next(3) == 0)
                    Propose();
                if (matches.Count > 0)
                    Try(matches[random.Next(matches.Count)]);
                AddsUp();
            }
            return reached;
        }

        void Propose()
        {
            var match = Match.Propose(Guid.CreateVersion7(), NeedOf(random.Next(2) == 0), story.Lot, random.Next(1, 5), now);
            matches.Add(match);
            reached.Add(match.State);
        }

        void Try(Match match)
        {
            var need = NeedOf(match.NeedId == story.Need.Id);
            var facts = new MatchFacts(match, need, story.Lot) { Consents = story.Consents };
            var decision = Any(facts);
            for (var refused = 1; refused < 6 && !decision.IsAccepted; refused++)
                decision = Any(facts);
            if (decision.Outcome is not { } outcome)
                return;
            Book(match, outcome.Hold);
            outcome.ApplyTo(match, need);
            reached.Add(match.State);
            if (outcome.Rest is not { } rest)
                return;
            matches.Add(rest);
            Book(rest, outcome.RestHold);
        }

        Decision<MatchOutcome> Any(MatchFacts facts) => random.Next(15) switch
        {
            0 or 1 => MatchDecision.Accept(facts, RoomFor(facts), now.AddHours(8), By(MatchingRole.StationWorker)),
            2 => MatchDecision.AskConsent(facts, By(MatchingRole.StationWorker)),
            3 => MatchDecision.Offer(facts, By(MatchingRole.StationWorker)),
            4 => MatchDecision.AcceptAsProvider(facts, now.AddHours(30), By(MatchingRole.CharityStaff)),
            5 or 6 => MatchDecision.Deliver(facts, random.Next(1, 5), random.Next(2) == 0 ? null : (Guid.CreateVersion7(), now.AddHours(20)), By(MatchingRole.CharityStaff)),
            7 => MatchDecision.FailDelivery(facts, By(MatchingRole.CharityStaff)),
            8 => MatchDecision.Confirm(facts, true, By(MatchingRole.Household)),
            9 => MatchDecision.Dispute(facts, By(MatchingRole.Household)),
            10 => MatchDecision.Close(facts, By(MatchingRole.StationWorker)),
            11 => random.Next(4) == 0 ? MatchDecision.Withdraw(facts, By(MatchingRole.Household)) : MatchDecision.RefuseConsent(facts, By(MatchingRole.Household)),
            12 => MatchDecision.Expire(facts, By(MatchingRole.Clock)),
            13 => random.Next(4) == 0 ? MatchDecision.Cancel(facts, By(MatchingRole.Clock)) : MatchDecision.Decline(facts, By(MatchingRole.CharityStaff)),
            _ => random.Next(6) == 0 ? MatchDecision.SetAside(facts, By(MatchingRole.StationWorker)) : MatchDecision.Offer(facts, By(MatchingRole.StationWorker)),
        };

        MatchRoom RoomFor(MatchFacts facts)
        {
            var promised = matches.Where(match => match.NeedId == facts.Need.Id && match.State.IsUnderWay()).Sum(match => match.Quantity);
            return new MatchRoom(story.HouseholdFacts with { HouseholdId = facts.Need.HouseholdId }, Free, promised, 0);
        }

        void Book(Match match, HoldOrder order)
        {
            switch (order.Step)
            {
                case HoldStep.Take:
                    Assert.True(order.Quantity <= Free, "the book would refuse: more is promised than is free");
                    held.Add(match.Id, order.Quantity);
                    break;
                case HoldStep.Renew:
                    Assert.Equal(held[match.Id], order.Quantity);
                    break;
                case HoldStep.Deliver:
                    Assert.True(held.Remove(match.Id, out var hold) && order.Quantity <= hold);
                    (inStock, delivered) = (inStock - order.Quantity, delivered + order.Quantity);
                    break;
                case HoldStep.Release or HoldStep.Expire:
                    Assert.True(held.Remove(match.Id));
                    break;
                case HoldStep.TakeBack:
                    (inStock, delivered) = (inStock + order.Quantity, delivered - order.Quantity);
                    break;
            }
        }

        void AddsUp()
        {
            Assert.Equal(10, inStock + delivered);
            Assert.True(Free >= 0);
            Assert.Equal(matches.Where(match => match.State.IsUnderWay()).Select(match => match.Id).Order(), held.Keys.Order());
            foreach (var need in new[] { story.Need, second })
            {
                var ofNeed = matches.FindAll(match => match.NeedId == need.Id);
                Assert.Equal(need.MetQuantity, ofNeed.Where(match => match.State.HasArrived()).Sum(match => match.DeliveredQuantity));
                Assert.True(ofNeed.Where(match => match.State.IsUnderWay()).Sum(match => match.Quantity) <= need.OpenQuantity);
                Assert.Equal(need.MetQuantity == need.Quantity, need.State == NeedState.Met);
                Assert.Equal(need.MetQuantity == 0, need.State == NeedState.Open);
            }
        }

        Need NeedOf(bool first) => first ? story.Need : second;

        Act By(MatchingRole role) => new(Guid.CreateVersion7(), $"user:{role}", role, now, "because");
    }
}
