using Jiuji.Ledger;
using Jiuji.Ledger.Storage;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>A forger who can compute hashes: the chain and all totals agree with him, the rules do not.</summary>
public sealed class ReplayTests
{
    readonly Tally tally = new();
    readonly Replay replay;
    readonly BookState state = new(County.Code, County.Noon);

    public ReplayTests()
    {
        replay = new(County.Code, tally);
        replay.Add(County.Fund());
    }

    [Fact, Trait("trap", "T1")]
    public void A_floor_that_was_crossed_is_found_at_the_transfer_that_crossed_it() =>
        Breaks(Invariant.BoundsKept, County.Transfer(AccountKind.InHands, AccountKind.AwaitingPapers, 1));

    [Fact]
    public void A_source_above_zero_is_found() =>
        Breaks(Invariant.BoundsKept, County.Transfer(AccountKind.Treasury, AccountKind.Lent, 1));

    [Fact, Trait("trap", "T9")]
    public void A_purpose_outside_the_fund_is_found() =>
        Breaks(Invariant.PurposesAllowed, County.Transfer(AccountKind.Advanced, AccountKind.AwaitingPapers, 1) with { Purpose = "chairs" });

    [Fact, Trait("trap", "T28")]
    public void Money_that_left_its_fund_is_found()
    {
        var transfer = County.Transfer(AccountKind.Advanced, AccountKind.InHands, 1);
        Breaks(Invariant.TransfersWellFormed, transfer with { To = transfer.To with { Fund = Scenario.Other("2") } });
    }

    [Fact]
    public void A_reversal_of_nothing_is_found() =>
        Breaks(Invariant.ReversalsOnce, County.Transfer(AccountKind.Advanced, AccountKind.InHands, 1) with { Reverses = Guid.CreateVersion7() });

    [Fact, Trait("trap", "T2"), Trait("trap", "T3")]
    public void A_hold_that_resolves_twice_is_found()
    {
        var hold = County.Transfer(AccountKind.Advanced, AccountKind.InHands, 5) with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddDays(1) };
        var post = hold with { Id = Guid.CreateVersion7(), Kind = TransferKind.PostHold, Hold = hold.Id, ExpiresAt = null };
        Breaks(Invariant.HoldsResolveOnce, hold, post, post with { Id = Guid.CreateVersion7() });
    }

    void Breaks(Invariant invariant, params Transfer[] forged)
    {
        foreach (var transfer in forged) Forge(transfer);
        Assert.Equal([invariant], tally.Report(County.Code, forged.Length).Results.Where(result => !result.Holds).Select(result => result.Invariant));
    }

    void Forge(Transfer transfer)
    {
        foreach (var key in (AccountKey[])[transfer.From, transfer.To]) if (!replay.Accounts.ContainsKey(state.IdOf(key))) replay.Add(state.IdOf(key), key);
        var row = state.Row(transfer);
        (row.Seq, row.RecordedAt) = (replay.Seq + 1, County.Noon);
        row.Hash = Chain.Link(replay.Head, row);
        replay.Add(row);
    }
}
