using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

public sealed class ProvenanceTests
{
    static readonly AccountKind[] Places = [AccountKind.InTransit, AccountKind.InHands, AccountKind.Recoverable];
    static readonly AccountKind[] Uses = [AccountKind.AwaitingPapers, AccountKind.Approved, AccountKind.Delivered];

    readonly Provenance provenance = new();
    readonly List<Provenance.Move> moves = [];

    [Fact]
    public void A_payment_is_followed_to_its_donors_oldest_first_and_back()
    {
        var first = Follow(AccountKind.Received, "donor:a", AccountKind.InHands, 300);
        var second = Follow(AccountKind.Received, "donor:b", AccountKind.InHands, 500);
        var payment = Follow(AccountKind.InHands, "", AccountKind.Spent, 400, "case:1");
        var other = Follow(AccountKind.InHands, "", AccountKind.Spent, 150, "case:2");
        Assert.Equal([("donor:a", 300L), ("donor:b", 100L)], provenance.SourcesOf(payment).Select(share => (share.Origin.Party, share.Amount)));
        Assert.Equal([("donor:b", 150L)], provenance.SourcesOf(other).Select(share => (share.Origin.Party, share.Amount)));
        Assert.Equal([new(AccountKind.Spent, "case:1", 300)], provenance.ReachedBy(first));
        Assert.Equal([new(AccountKind.InHands, "", 250), new(AccountKind.Spent, "case:1", 100), new(AccountKind.Spent, "case:2", 150)], provenance.ReachedBy(second));
    }

    [Fact]
    public void What_was_paid_for_a_case_is_cleared_and_returned_for_that_case()
    {
        var first = Follow(AccountKind.Advanced, "", AccountKind.InHands, 300);
        Follow(AccountKind.InHands, "", AccountKind.AwaitingPapers, 100, "case:1");
        Follow(AccountKind.InHands, "", AccountKind.AwaitingPapers, 200, "case:2");
        Follow(AccountKind.AwaitingPapers, "", AccountKind.Approved, 200, "case:2");
        Follow(AccountKind.AwaitingPapers, "", AccountKind.InHands, 60, "case:1");
        Assert.Equal([new(AccountKind.InHands, "", 60), new(AccountKind.AwaitingPapers, "case:1", 40), new(AccountKind.Approved, "case:2", 200)], provenance.ReachedBy(first));
    }

    [Fact]
    public void A_reversal_puts_back_the_layers_that_it_undoes()
    {
        var old = Follow(AccountKind.Received, "donor:a", AccountKind.InHands, 100);
        var wrong = Follow(AccountKind.Received, "donor:b", AccountKind.InHands, 100);
        Follow(AccountKind.InHands, "", AccountKind.Received, 100, reverses: wrong);
        Assert.Equal([new(AccountKind.InHands, "", 100)], provenance.ReachedBy(old));
        Assert.Equal([new(AccountKind.Received, "", 100)], provenance.ReachedBy(wrong));
    }

    [Fact]
    public void Whatever_happens_every_fen_has_one_origin_and_one_place() =>
        Prop.ForAll(Gen.Choose(0, 100_000).ListOf().ToArbitrary(), choices =>
        {
            var random = new ProvenanceTests();
            foreach (var choice in choices) random.Any(choice);
            return random.IsExact();
        }).QuickCheckThrowOnFailure();

    readonly Dictionary<AccountKind, long> balances = [];

    void Any(int choice)
    {
        var from = (choice % 4) switch { 0 => AccountKind.Received, 1 => Places[choice / 4 % 3], 2 => Uses[choice / 4 % 3], _ => Places[choice / 8 % 3] };
        var to = (choice % 3) switch { 0 => Places[choice / 12 % 3], 1 => Uses[choice / 12 % 3], _ => Places[choice / 24 % 3] };
        var amount = Math.Min(choice % 97 + 1, from == AccountKind.Received ? long.MaxValue : balances.GetValueOrDefault(from));
        if (from == to || amount == 0) return;
        balances[from] = balances.GetValueOrDefault(from) - amount;
        balances[to] = balances.GetValueOrDefault(to) + amount;
        Follow(from, $"donor:{choice % 5}", to, amount, $"case:{choice % 4}");
    }

    bool IsExact() =>
        moves.All(move => provenance.SourcesOf(move.Id).Sum(share => share.Amount) == move.Amount)
        && provenance.Origins.All(origin => provenance.ReachedBy(origin.Transfer).Sum(part => part.Amount) == origin.Amount)
        && balances.Where(pair => pair.Key != AccountKind.Received).All(pair =>
            provenance.Origins.SelectMany(origin => provenance.ReachedBy(origin.Transfer)).Where(part => part.Where == pair.Key).Sum(part => part.Amount) == pair.Value);

    Guid Follow(AccountKind from, string party, AccountKind to, long amount, string reference = "", Guid? reverses = null)
    {
        var keys = (From: County.Account(from), To: County.Account(to));
        var move = new Provenance.Move(moves.Count + 1, Guid.CreateVersion7(), County.Today, amount, reference, reverses, "", keys.From.Id(County.Code), from, party, keys.To.Id(County.Code), to);
        moves.Add(move);
        provenance.Follow(move);
        return move.Id;
    }
}
