using FsCheck;
using FsCheck.Fluent;
using Jiuji.Ledger.ReserveFunds;
using Xunit;
using static Jiuji.Ledger.Tests.ReserveFunds.FundBook;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>Random histories of all forty events: at every instant both identities hold, no floor is crossed, and only three rows spend.</summary>
public sealed class HistoryTests
{
    internal static readonly Gen<(int Row, long Fen, int Who)> Event =
        from row in Gen.Choose(1, 40)
        from fen in Gen.Choose(1, 5_000)
        from who in Gen.Choose(0, 2)
        select (row, (long)fen, who);

    [Fact]
    public void Both_identities_hold_at_every_instant_of_any_history()
    {
        var rows = new HashSet<int>();
        var histories = Prop.ForAll(Event.ArrayOf().ToArbitrary(), history => Play(history, rows));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(60), histories);
        Assert.Equal(Enumerable.Range(1, 40), rows.Order());
    }

    static bool Play((int Row, long Fen, int Who)[] history, HashSet<int> rows)
    {
        var book = With(10_000);
        foreach (var step in history)
        {
            var before = book.Position().Expenditure;
            if (!book.TryPost(Of(step, book))) continue;
            lock (rows) rows.Add(step.Row);
            var after = book.Position();
            if (after.Expenditure > before && step.Row is not (14 or 15 or 17)) return false;
            if (!Holds(book, after)) return false;
        }

        var (layers, inHands) = (IdleMoney.Layers(Ours.Fund, book.Transfers), book.Position().InHands);
        return layers.Sum(layer => layer.AmountFen) == inHands && (IdleMoney.LayersOfArrivals(inHands, Arrivals(book)) is not { } read || layers.SequenceEqual(read));
    }

    /// <summary>What came into the fund's hands, as a page reads it.</summary>
    internal static IEnumerable<HandsMove> Arrivals(FundBook book) =>
        book.Transfers.Select((transfer, seq) => (transfer, seq))
            .Where(each => each.transfer.Kind is TransferKind.Post or TransferKind.PostHold && each.transfer.To.Fund == Ours.Fund && each.transfer.To.Kind == AccountKind.InHands)
            .Select(each => new HandsMove(each.seq, each.transfer.Amount, each.transfer.From.Kind, each.transfer.CaseReference, each.transfer.OccurredOn));

    static bool Holds(FundBook book, FundPosition position) =>
        position.IdentityHolds && book.Position(NextYear).IdentityHolds && book.Position(Neighbour).IdentityHolds
        && new[] { Bank, Lee, "cash:wang" }.All(place => PlaceAgrees(book, place))
        && book.Balances.All(account => account.Account.Kind.Side() switch
        {
            AccountSide.Use => account.Balance >= 0 && book.Free(account.Account) >= 0,
            AccountSide.Source => account.Balance <= 0,
            AccountSide.Outside => true,
            _ => false,
        });

    /// <summary>What came into a place less what left it, as a bank statement or a count would say, against the book.</summary>
    static bool PlaceAgrees(FundBook book, string place)
    {
        var moved = book.Transfers.Where(t => t.Kind is TransferKind.Post or TransferKind.PostHold).ToList();
        var counted = moved.Where(t => Lies(t.To, place)).Sum(t => t.Amount) - moved.Where(t => Lies(t.From, place)).Sum(t => t.Amount);
        return PlacePosition.Of(County.Township, place, book.Balances).Difference(counted) == 0;
    }

    static bool Lies(AccountKey account, string place) =>
        account.Owner == County.Township && account.Party == place && account.Kind is AccountKind.InHands or AccountKind.HeldForOthers;

    internal static IReadOnlyList<Transfer> Of((int Row, long Fen, int Who) step, FundBook book)
    {
        var (row, fen, who) = step;
        var basis = Because($"p{fen % 7}");
        var debtor = $"debtor:{who}";
        var booked = (BookedAs)who;
        return row switch
        {
            1 => AdvancePostings.JointDocumentRegistered(),
            2 => AdvancePostings.AdvanceIssued(Ours, fen, basis),
            3 => AdvancePostings.AdvanceReceived(Ours, Bank, fen, basis),
            4 => PaymentPostings.PaymentListReleased(Ours, Bank, fen, County.Noon.AddYears(5), basis),
            5 => PaymentPostings.PaymentMade(Ours, Bank, fen, null, basis),
            6 => PaymentPostings.PartPaymentMade(Ours, Bank, fen, null, basis),
            7 => PaymentPostings.CashDrawn(Ours, Bank, "lee", fen, basis),
            8 => PaymentPostings.CashPaid(Ours, "lee", fen, basis),
            9 => PaymentPostings.CashRebanked(Ours, "lee", Bank, fen, basis),
            10 => PaymentPostings.PapersHandled(),
            11 => PaymentPostings.PaymentReturned(Ours, Bank, fen, basis),
            12 => PaymentPostings.ApprovedPaymentReturned(Ours, Bank, fen, basis),
            13 => PaymentPostings.PriorYearPaymentReturned(Ours, Bank, fen, basis),
            14 => ClaimPostings.ClaimLineApproved(Ours, fen, basis),
            15 => ClaimPostings.ClaimLineApprovedInPart(Ours, fen, basis),
            16 => ClaimPostings.PaymentRefusedForGood(Ours, debtor, fen, basis),
            17 => ClaimPostings.PaymentAcceptedInGoodFaith(Ours, fen, basis),
            18 => [.. AdvancePostings.ReplenishmentIssued(Ours, fen, basis), .. AdvancePostings.ReplenishmentReceived(Ours, Bank, fen, Because())],
            19 => AdvancePostings.AdvanceCleared(),
            20 => RecoveryPostings.DuplicatePaymentFound(Ours, booked, Bank, debtor, fen, basis),
            21 => RecoveryPostings.WrongPayeeFound(Ours, who == 0 ? BookedAs.Approved : booked, debtor, fen, basis),
            22 => RecoveryPostings.PaymentAfterDeathFound(Ours, who == 0 ? BookedAs.Approved : booked, debtor, fen, basis),
            23 => ClaimPostings.ApprovalCorrected(Ours, fen, basis),
            24 => ClaimPostings.PriorYearApprovalCorrected(Ours, debtor, fen, basis),
            25 => RecoveryPostings.RecoveredByBank(Ours, debtor, Bank, fen, basis),
            26 => RecoveryPostings.RecoveredInCash(Ours, debtor, "lee", fen, basis),
            27 => RecoveryPostings.RecoverySetOff(Ours, debtor, Bank, fen, (fen / 2) + 1, basis),
            28 => RecoveryPostings.RecoveryWrittenOff(Ours, debtor, fen, basis),
            29 => RecoveryPostings.RecoveredAfterWriteOff(Ours, Bank, fen, basis),
            30 => RecoveryPostings.CashShortageFound(Ours, "lee", fen, basis),
            31 => HeldPostings.CashOverageFound(Ours, "lee", fen, basis),
            32 => who == 0 ? HeldPostings.InterestReceived(Ours, Bank, fen, basis) : HeldPostings.InterestRemitted(Ours, Bank, fen, basis),
            33 => who == 0 ? AdvancePostings.SweepBackSent(Ours, Bank, fen, basis) : AdvancePostings.SweepBackReceived(Ours, fen, basis),
            34 => RecoveryPostings.BankFeeTaken(Ours, Bank, fen, basis),
            35 => who == 0 ? HeldPostings.UnidentifiedReceived(Ours, Bank, fen, basis) : Reversed(book, basis),
            36 => who == 0 ? HeldPostings.DonationReceivedByMistake(Ours, Bank, "donor:1", fen, basis) : HeldPostings.DonationPassedOn(Ours, Bank, "charity:1", fen, basis),
            37 => AdvancePostings.Reallocated(Ours, Neighbour, fen, basis),
            38 => CarriedOver(book, basis),
            39 => HeldPostings.CustodianChanged(Ours, "lee", "wang", fen, basis),
            40 => who == 0 ? PaymentPostings.PaidWithLentMoney(Ours, "lender:1", fen, basis) : PaymentPostings.LentMoneyRepaid(Ours, "lender:1", Bank, fen, basis),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
    }

    static IReadOnlyList<Transfer> Reversed(FundBook book, Basis basis) =>
        book.Transfers.LastOrDefault(t => t.Reason == nameof(FundEvent.UnidentifiedReceived)) is { } held ? HeldPostings.HeldMoneyReversed(held, basis) : [];

    /// <summary>What is free in the bank, layer by layer; cash stays behind.</summary>
    static IReadOnlyList<Transfer> CarriedOver(FundBook book, Basis basis)
    {
        var free = book.Free(Ours.InHands(Bank));
        var layers = new List<MoneyLayer>();
        foreach (var layer in IdleMoney.Layers(Ours.Fund, book.Transfers))
        {
            var part = Math.Min(free, layer.AmountFen);
            if (part > 0) layers.Add(layer with { AmountFen = part });
            free -= part;
        }

        return AdvancePostings.CarriedOver(Ours, NextYear, Bank, layers, basis);
    }
}
