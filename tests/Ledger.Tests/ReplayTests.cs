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
    byte[] head = Chain.Start;
    long events;

    public ReplayTests()
    {
        replay = new(County.Code, tally);
        Tell(BookEventKind.FundEntered, County.FundId, BookEventContent.Of(County.Fund()));
    }

    /// <summary>Told before the first transfer.</summary>
    void Tell(BookEventKind kind, Guid subject, string content)
    {
        var told = new BookEvent { CountyCode = County.Code, Number = ++events, AfterSeq = 0, RecordedAt = County.Noon, Kind = kind, Subject = subject, Actor = County.Clerk, Content = content };
        head = told.Hash = Chain.Link(head, told);
        replay.Add(told);
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

    [Theory, Trait("trap", "T20")]
    [InlineData(BookEventKind.PeriodHeld, "")]
    [InlineData(BookEventKind.PeriodClosed, "")]
    [InlineData(BookEventKind.PeriodClosed, Marks.Closing)]
    public void A_transfer_into_a_closed_month_is_found(BookEventKind kind, string mark)
    {
        Tell(kind, County.Township, BookEventContent.Of(CountyDay.Month(County.Today)));
        Breaks(Invariant.MonthsStayClosed, County.Transfer(AccountKind.Advanced, AccountKind.InHands, 1) with { Mark = mark });
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
        head = row.Hash = Chain.Link(head, row);
        replay.Add(row);
    }
}
