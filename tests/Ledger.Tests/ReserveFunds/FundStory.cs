using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>
/// One township, one fund-year, its people and its book. Every state is reached through the front door: a decision is made, its transfers
/// are posted under the book's real rules, and only then are its steps taken. The clock stands on a working day and moves when told.
/// </summary>
public sealed class FundStory
{
    public const string Drafter = "county:drafter", Reviewer = "county:reviewer", Finance = "county:finance", Affairs = "county:affairs";
    public const string Handler = "town:handler", Head = "town:head", LeaderA = "town:leader-a", LeaderF = "town:leader-f";
    public const string Cashier = "town:cashier", Keeper = "town:keeper", Payer = "town:payer", Officer = "county:officer";

    public static readonly string Hash = new('a', 64);

    public FundStory(FundForm form = FundForm.AdvanceAndClear, string? pack = null)
    {
        Pack = new(RulePack.Parse(pack ?? Packs.Json()), County.Code, County.Today);
        Fund = new()
        {
            CountyCode = County.Code,
            Id = Guid.CreateVersion7(),
            TownshipCode = "341723100",
            Year = 2026,
            Form = form,
            Custody = FundCustody.Bank,
            FundId = FundBook.Ours.Fund,
            Owner = FundBook.Ours.Owner,
            BankPlace = FundBook.Bank,
        };
        Document = new() { CountyCode = County.Code, Id = Guid.CreateVersion7(), Number = "青财社〔2026〕1号", Title = "预拨备用金", IssuedOn = County.Today, AmountFen = 2_000_000 };
    }

    public PackValues Pack { get; set; }
    public FundBook Book { get; } = new(County.Noon.AddYears(2));
    public ReserveFund Fund { get; }
    public JointDocument Document { get; }
    public DateTimeOffset Now { get; set; } = County.Noon;
    public List<LifecycleMove> Moves { get; } = [];

    public DateOnly Today => CountyDay.Of(Now);

    public FundContext Context => new(Fund, FundBook.InBook(FundBook.Ours), Book.Position(), Pack, Calendar.Clock);

    public Acting As(string actor, FundRole role, params string[] documents) => new(Guid.CreateVersion7(), actor, role, Now)
    {
        Documents = [.. documents.Select(kind => new DocumentAtHand(kind, Hash))],
        PackKey = Pack.Pack.Key,
        PackVersion = Pack.Pack.Version,
        Reason = "because",
    };

    /// <summary>An accepted decision: the book posts, then the steps are taken.</summary>
    public FundDecision Do(FundDecision decision, params IEnumerable<LifecycleSubject> subjects)
    {
        Assert.Null(decision.Refusal);
        if (decision.Transfers.Count > 0) Book.Post(decision.Transfers);
        decision.ApplyTo(subjects);
        Moves.AddRange(decision.Moves);
        return decision;
    }

    /// <summary>A refused decision posts nothing and its record says why.</summary>
    public static void Refuses(FundRefusal refusal, FundDecision decision)
    {
        Assert.Equal(refusal, decision.Refusal);
        Assert.Empty(decision.Transfers);
        Assert.All(decision.Moves, move => Assert.Equal(move.From, move.To));
    }

    public IReadOnlyList<Part> Parts(params LifecycleSubject[] subjects) =>
        [new(FundRole.Handler, Handler), .. Moves.Where(move => subjects.Any(s => s.Id == move.SubjectId)).Select(Part.Of)];

    public Advance Draft(long amountFen = 1_000_000, AdvanceKind kind = AdvanceKind.Ordinary) => new()
    {
        CountyCode = County.Code,
        Id = Guid.CreateVersion7(),
        ReserveFundId = Fund.Id,
        JointDocumentId = Document.Id,
        Kind = kind,
        AmountFen = amountFen,
        DraftedOn = Today,
        DraftedBy = Drafter,
    };

    public Advance Approved(long amountFen = 1_000_000, AdvanceKind kind = AdvanceKind.Ordinary)
    {
        var advance = Draft(amountFen, kind);
        Do(AdvanceDecision.ApproveByCivilAffairs(advance, Context, As(Affairs, FundRole.CountyCivilAffairs, DocumentKinds.AdvanceDocument)), advance);
        Do(AdvanceDecision.ApproveByFinance(advance, Context, As(Finance, FundRole.CountyFinance, DocumentKinds.AdvanceDocument)), advance);
        return advance;
    }

    public Advance Received(long amountFen = 1_000_000)
    {
        var advance = Approved(amountFen);
        Do(AdvanceDecision.Issue(advance, Document, 0, Context, [], As(Finance, FundRole.CountyFinance)), advance);
        Do(AdvanceDecision.Receive(advance, Context, Document.Number, As(Cashier, FundRole.Cashier, DocumentKinds.BankStatement)), advance);
        return advance;
    }

    public AidCase Accepted(long amountFen = 100_000, AidType type = AidType.Emergency, AidMode mode = AidMode.Ordinary) => new()
    {
        CountyCode = County.Code,
        Id = Guid.CreateVersion7(),
        Number = "QD-2026-0147",
        HouseholdId = Guid.CreateVersion7(),
        ApplicantPersonId = Guid.CreateVersion7(),
        TownshipCode = Fund.TownshipCode,
        VillageCode = "341723100201",
        Type = type,
        Mode = mode,
        CauseCode = "FIRE",
        IncidentPlace = "341723100201",
        AmountFen = amountFen,
        People = 2,
        AcceptedOn = Today,
        DueOn = CaseDecision.PaymentDeadline(mode, Today, Pack, Calendar.Clock)?.Day ?? Today,
        DueProvisional = false,
        HandledBy = Handler,
    };

    public AidCase Investigated(long amountFen = 100_000, AidType type = AidType.Emergency, AidMode mode = AidMode.Ordinary)
    {
        var aidCase = Accepted(amountFen, type, mode);
        Take(aidCase, AidCaseTrigger.Investigate, As(Handler, FundRole.Handler, DocumentKinds.Survey));
        return aidCase;
    }

    public FundDecision Take(AidCase aidCase, AidCaseTrigger trigger, Acting acting) =>
        Do(CaseDecision.Take(aidCase, trigger, Parts(aidCase), Pack, acting), aidCase);

    public AidCase Signed(long amountFen = 100_000, AidType type = AidType.Emergency, AidMode mode = AidMode.Ordinary)
    {
        var aidCase = Investigated(amountFen, type, mode);
        Sign(aidCase);
        return aidCase;
    }

    public void Sign(AidCase aidCase)
    {
        foreach (var (actor, role) in new[] { (Head, FundRole.OfficeHead), (LeaderA, FundRole.LeaderForAffairs), (LeaderF, FundRole.LeaderForFinance) })
            Do(CaseDecision.Sign(aidCase, Parts(aidCase), Pack, As(actor, role)), aidCase);
    }

    public Payment Planned(AidCase aidCase, long? amountFen = null, PaymentChannel channel = PaymentChannel.Bank, string lender = "") => new()
    {
        CountyCode = County.Code,
        Id = Guid.CreateVersion7(),
        AidCaseId = aidCase.Id,
        ReserveFundId = Fund.Id,
        InstalmentNo = 1,
        Kind = PaymentKind.Whole,
        AmountFen = amountFen ?? aidCase.AmountFen,
        PayeePersonId = aidCase.ApplicantPersonId,
        PayeeAccountIndex = [1, 2, 3],
        PayeeAccountMasked = "···6217",
        Channel = channel,
        Place = channel == PaymentChannel.Cash ? FundBook.Lee : FundBook.Bank,
        CashReason = channel == PaymentChannel.Cash ? "disaster" : "",
        ReceiptNumber = channel == PaymentChannel.Cash ? "000123" : "",
        Lender = lender,
    };

    public PaymentFacts Facts() => new() { AvailableFen = Book.Free(FundBook.Ours.InHands(FundBook.Bank)) };

    public FundDecision Release(Payment payment, AidCase aidCase, PaymentFacts? facts = null, Acting? acting = null) =>
        PaymentDecision.Release(payment, aidCase, Context, facts ?? Facts(), Parts(aidCase, payment), Now.AddYears(3),
            acting ?? As(Cashier, FundRole.Cashier, DocumentKinds.PaymentList));

    public Payment Paid(AidCase aidCase)
    {
        var payment = Planned(aidCase);
        Do(Release(payment, aidCase), payment);
        Do(PaymentDecision.Pay(payment, aidCase, Context, As(Cashier, FundRole.Cashier)), payment);
        return payment;
    }

    public void AddPapers(Payment payment, AidCase aidCase, params string[] except) =>
        payment.Papers.AddRange(Pack.Papers(aidCase.Type, aidCase.Mode).Except(except).Select(kind => new Paper
        {
            CountyCode = County.Code,
            Id = Guid.CreateVersion7(),
            PaymentId = payment.Id,
            Kind = kind,
            DocumentHash = Hash,
            SubmittedAt = Now,
            SubmittedBy = Handler,
        }));

    public Payment WithPapers(AidCase aidCase)
    {
        var payment = Paid(aidCase);
        AddPapers(payment, aidCase);
        Do(PaymentDecision.SubmitPapers(payment, As(Handler, FundRole.Handler)), payment);
        Do(PaymentDecision.AcceptPapers(payment, aidCase, Pack, Parts(aidCase, payment), As(Keeper, FundRole.Bookkeeper)), payment);
        return payment;
    }

    public (ReimbursementClaim Claim, ClaimedPayment Line) Claim(Payment payment, AidCase aidCase)
    {
        var claim = new ReimbursementClaim
        {
            CountyCode = County.Code,
            Id = Guid.CreateVersion7(),
            Number = "BX-2026-05",
            ReserveFundId = Fund.Id,
            TownshipCode = Fund.TownshipCode,
            Month = CountyDay.Month(Today),
            DraftedBy = Handler,
        };
        var line = new ClaimLine { CountyCode = County.Code, Id = Guid.CreateVersion7(), ClaimId = claim.Id, PaymentId = payment.Id, AmountFen = payment.UnapprovedFen };
        claim.Lines.Add(line);
        return (claim, new(line, payment, aidCase));
    }

    public (ReimbursementClaim Claim, ClaimedPayment Line) UnderReview(Payment payment, AidCase aidCase)
    {
        var (claim, line) = Claim(payment, aidCase);
        Do(ClaimDecision.Submit(claim, [line], Context, As(Handler, FundRole.Handler)), claim, payment);
        Do(ClaimDecision.StartReview(claim, Parts(claim, payment), Pack, As(Reviewer, FundRole.CountyReviewer)), claim);
        return (claim, line);
    }

    public FundDecision Review(ReimbursementClaim claim, ClaimedPayment line, long approvedFen) =>
        ClaimDecision.ReviewLine(claim, line, approvedFen, Context, Parts(claim, line.Payment, line.AidCase), As(Reviewer, FundRole.CountyReviewer));

    public (ReimbursementClaim Claim, ClaimedPayment Line) Reimbursed(AidCase aidCase)
    {
        var payment = WithPapers(aidCase);
        var (claim, line) = UnderReview(payment, aidCase);
        Do(Review(claim, line, line.Line.AmountFen), line.Line, payment);
        Do(ClaimDecision.EndReview(claim, Parts(claim), Pack, As(Reviewer, FundRole.CountyReviewer)), claim);
        return (claim, line);
    }

    public RecoveryCase Debt(Payment payment, DebtorKind kind, RecoveryCause cause, string debtor = "unit:1") => new()
    {
        CountyCode = County.Code,
        Id = Guid.CreateVersion7(),
        Number = "ZJ-2026-01",
        ReserveFundId = Fund.Id,
        PaymentId = payment.Id,
        DebtorKind = kind,
        Debtor = debtor,
        Cause = cause,
        AmountFen = payment.AmountFen,
        OpenedOn = Today,
    };

    public void OnDay(string day) => Now = CountyDay.Start(DateOnly.Parse(day, CultureInfo.InvariantCulture)).AddHours(10);
}
