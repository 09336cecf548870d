namespace Jiuji.Ledger.ReserveFunds;

/// <summary>How the money reaches the household: a bank account unless there is a reason (R11, F19).</summary>
public enum PaymentChannel { Bank, Cash, OneCard }

/// <summary>Which rule of the book a payment follows when it is paid.</summary>
public enum PaymentKind { Whole, Part }

/// <summary>One payment to one household (发放): the whole of a case, a part of it, or an instalment.</summary>
public sealed class Payment : LifecycleSubject<PaymentState>
{
    public required Guid AidCaseId { get; init; }
    public required Guid ReserveFundId { get; init; }

    /// <summary>1 for the first or only payment of the case.</summary>
    public required int InstalmentNo { get; init; }
    public required PaymentKind Kind { get; init; }
    public required long AmountFen { get; init; }
    public required Guid PayeePersonId { get; set; }

    /// <summary>Keyed blind index of the payee's account; empty for cash.</summary>
    public required byte[] PayeeAccountIndex { get; set; }

    /// <summary>The account as pages show it, e.g. ···6217.</summary>
    public required string PayeeAccountMasked { get; set; }

    /// <summary>The recorded proxy, when somebody else collects (代领).</summary>
    public Guid? ProxyId { get; set; }
    public required PaymentChannel Channel { get; set; }

    /// <summary>Place the money leaves from: the fund's bank, or a custodian's cash.</summary>
    public required string Place { get; set; }

    /// <summary>Why cash; empty for the bank.</summary>
    public string CashReason { get; set; } = "";

    /// <summary>The numbered receipt of a cash payment.</summary>
    public string ReceiptNumber { get; set; } = "";

    /// <summary>Who lent the money when the fund was empty; empty for the fund's own money.</summary>
    public string Lender { get; set; } = "";

    /// <summary>The hold in the book while a released line waits for the bank.</summary>
    public Guid? HoldId { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public string ReleasedBy { get; private set; } = "";
    public DateOnly? PaidOn { get; private set; }
    public string PaidBy { get; private set; } = "";

    /// <summary>The last day for accepted papers; a rejection does not move it (T12).</summary>
    public DateOnly? PapersDueOn { get; private set; }
    public bool PapersDueProvisional { get; private set; }

    /// <summary>Approved so far over all claim lines; never above <see cref="AmountFen"/>.</summary>
    public long ApprovedFen { get; private set; }

    public long UnapprovedFen => AmountFen - ApprovedFen;

    public List<Paper> Papers { get; init; } = [];

    /// <summary>Paid and not yet shown for: the papers' clock is running.</summary>
    public bool PapersAreOpen => PapersClock.AreOpen;

    public PapersClock PapersClock => new(State, PapersDueOn, AmountFen);

    /// <summary>Still to be paid, or to be paid again.</summary>
    public bool IsUnpaid => MayBeDirected || State is PaymentState.Released;

    /// <summary>The day by which its papers are due while they are; <see cref="AidCase.NothingDue"/> afterwards; null while it is unpaid.</summary>
    public DateOnly? DueOncePaid => IsUnpaid ? null : PapersAreOpen ? PapersDueOn ?? AidCase.NothingDue : AidCase.NothingDue;

    /// <summary>The money is with the household: neither held, returned, owed nor ended.</summary>
    public bool IsWithHousehold => PapersAreOpen || State is PaymentState.PapersAccepted or PaymentState.Claimed or PaymentState.Approved;

    /// <summary>Whom it may still be directed to and how: as long as nothing has left.</summary>
    public bool MayBeDirected => State is PaymentState.Planned or PaymentState.BankFailed or PaymentState.Returned;

    /// <summary>Says how the money goes. Afterwards every block is checked on this way, so that a change never slips past one.</summary>
    public void Direct(PaymentChannel channel, string place, string cashReason = "", string receiptNumber = "", string lender = "")
    {
        if (!MayBeDirected) throw new InvalidOperationException("The money has left already.");
        (Channel, Place, CashReason, ReceiptNumber, Lender) = (channel, place, cashReason, receiptNumber, lender);
    }

    public bool PapersAreOverdue(DateOnly today) => PapersClock.AreOverdue(today);

    public override void Apply(LifecycleMove move)
    {
        Fire(PaymentLifecycle.Table, move);
        switch (Enum.Parse<PaymentTrigger>(move.Trigger))
        {
            case PaymentTrigger.Release:
                (HoldId, ReleasedAt, ReleasedBy) = (move.Id, move.At, move.Actor);
                break;
            case PaymentTrigger.Recall or PaymentTrigger.Fail:
                (HoldId, ReleasedAt, ReleasedBy) = (null, null, "");
                break;
            case PaymentTrigger.Pay or PaymentTrigger.PayCash:
                (HoldId, PaidOn, PaidBy) = (null, move.OccurredOn, move.Actor);
                (PapersDueOn, PapersDueProvisional) = (move.DueOn, move.DueProvisional);
                break;
            case PaymentTrigger.Approve or PaymentTrigger.FreeLine or PaymentTrigger.AcceptInGoodFaith:
                ApprovedFen += move.AmountFen;
                break;
            case PaymentTrigger.CorrectApproval or PaymentTrigger.CorrectPriorYear or PaymentTrigger.GiveBack
                or PaymentTrigger.FindWrongPayee or PaymentTrigger.FindDuplicate or PaymentTrigger.FindPaidAfterDeath:
                ApprovedFen = 0;
                break;
            case PaymentTrigger.Return or PaymentTrigger.ReopenDebt:
                (PaidOn, PaidBy, PapersDueOn, ApprovedFen) = (null, "", null, 0);
                break;
            default:
                break;
        }
    }
}

/// <summary>One document of a payment's papers. The file is stored by content hash.</summary>
public sealed class Paper
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required Guid PaymentId { get; init; }

    /// <summary>A word of <see cref="DocumentKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Lower-case hex SHA-256; a paper queried online carries the hash of the query's record (B17).</summary>
    public required string DocumentHash { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required string SubmittedBy { get; init; }
    public PaperState State { get; set; }

    /// <summary>Why it was rejected.</summary>
    public string Reason { get; set; } = "";
}

/// <summary>A rejected paper does not count, and its payment's clock runs on.</summary>
public enum PaperState { Submitted, Accepted, Rejected }
