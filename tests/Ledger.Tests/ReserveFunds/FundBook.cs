using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>
/// A township's book in memory, under the book's real rules: every group is decided by <see cref="BookDecision"/>, and after every accepted
/// group the fund's identity holds. Positions read as the posting rules write them, e.g. "ADV 20000 = HND bank:1 18500 + AWT 1500".
/// </summary>
public sealed class FundBook
{
    public const string Bank = "bank:1";
    public const string Lee = "cash:lee";

    public static readonly FundAccounts Ours = new(County.Township, County.FundId);
    public static readonly FundAccounts NextYear = new(County.Township, new("01900000-0000-7000-8000-00000000001f"));
    public static readonly FundAccounts Neighbour = new(new("01900000-0000-7000-8000-000000000002"), new("01900000-0000-7000-8000-00000000002f"));

    readonly BookState state;

    public FundBook(DateTimeOffset? now = null)
    {
        state = new(County.Code, now ?? County.Noon);
        foreach (var fund in new[] { Ours, NextYear, Neighbour }) state.Load(InBook(fund));
    }

    public List<Transfer> Transfers { get; } = [];

    public static Fund InBook(FundAccounts fund) => new()
    {
        CountyCode = County.Code,
        Id = fund.Fund,
        Owner = fund.Owner,
        Kind = FundKind.FiscalReserve,
        Name = "Reserve fund",
        Source = "QD 2026-1",
        Unit = AccountKey.Yuan,
        ValidFrom = new(2024, 1, 1),
        Purposes = [new() { CountyCode = County.Code, FundId = fund.Fund, Purpose = FundEvents.Purpose }],
    };

    public static Basis Because(string reference = "QD-2026-0001", DateOnly? on = null) =>
        new(Guid.CreateVersion7(), "user:1", on ?? County.Today, reference) { Note = "test" };

    /// <summary>Posts a group that the book must accept, and returns it.</summary>
    public IReadOnlyList<Transfer> Post(IReadOnlyList<Transfer> group)
    {
        var (answer, _) = BookDecision.Decide(state, group);
        Assert.Null(answer.Refused);
        Transfers.AddRange(group);
        Assert.All([Ours, NextYear, Neighbour], fund => Assert.True(Position(fund).IdentityHolds));
        return group;
    }

    /// <summary>True when the book accepted it; a refusal leaves no trace.</summary>
    public bool TryPost(IReadOnlyList<Transfer> group)
    {
        if (!BookDecision.Decide(state, group).Answer.IsPosted) return false;
        Transfers.AddRange(group);
        return true;
    }

    public Refusal? Refuses(IReadOnlyList<Transfer> group) => BookDecision.Decide(state, group).Answer.Refused?.Reason;

    public IEnumerable<(AccountKey Account, long Balance)> Balances => state.Accounts.Select(a => (a.Key, a.Balance));

    public long Balance(AccountKey account) => state.Account(account).Balance;

    public long Free(AccountKey account) => state.Account(account).Available;

    public FundPosition Position(FundAccounts? fund = null) => FundPosition.Of((fund ?? Ours).Fund, Balances);

    /// <summary>A book in which <paramref name="fen"/> has been advanced and received.</summary>
    public static FundBook With(long fen, DateTimeOffset? now = null)
    {
        var book = new FundBook(now);
        book.Post(AdvancePostings.AdvanceIssued(Ours, fen, Because("QD 1")));
        book.Post(AdvancePostings.AdvanceReceived(Ours, Bank, fen, Because("QD 1")));
        return book;
    }

    /// <summary>10,000 fen received, of which 1,500 are paid and await papers.</summary>
    public static FundBook Paid()
    {
        var book = With(10_000);
        book.Post(PaymentPostings.PaymentMade(Ours, Bank, 1_500, null, Because()));
        return book;
    }

    /// <summary>The same, approved.</summary>
    public static FundBook Cleared()
    {
        var book = Paid();
        book.Post(ClaimPostings.ClaimLineApproved(Ours, 1_500, Because()));
        return book;
    }

    public override string ToString() => Read(Ours);

    public string Read(FundAccounts fund)
    {
        var p = Position(fund);
        return $"{Sum([("BF", p.BroughtForward), ("ADV", p.Advanced), ("LENT", p.Lent)])} = " + Sum(
            [("TRN", p.InTransit), .. p.InHandsByPlace.Select(h => ($"HND {h.Key}", h.Value)), ("AWT", p.AwaitingPapers), ("APR", p.Approved),
             ("RET", p.HandedBack), .. p.RecoverableByDebtor.Select(r => ($"REC {r.Key}", r.Value)), ("LOS", p.Lost), ("CF", p.CarriedForward)]);
    }

    static string Sum(IEnumerable<(string Name, long Fen)> parts)
    {
        var shown = parts.Where(part => part.Fen != 0).Select(part => $"{part.Name} {part.Fen}").ToList();
        return shown.Count == 0 ? "0" : string.Join(" + ", shown);
    }
}
