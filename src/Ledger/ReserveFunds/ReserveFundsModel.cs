using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>
/// Maps the reserve fund. Every key begins with the county, states and kinds are stored as words, and what must not happen twice is also
/// a unique index: one open claim line and one approved line per payment (T27), one payment per instalment.
/// </summary>
public static class ReserveFundsModel
{
    public static ModelBuilder AddReserveFunds(this ModelBuilder model)
    {
        Funds(model);
        Advances(model);
        Cases(model);
        Payments(model);
        Claims(model);
        Recoveries(model);
        Records(model);
        PayeesModel.Add(model);
        model.AddFundMoney();
        return model;
    }

    static EntityTypeBuilder<T> Subject<T, TState>(ModelBuilder model, string table)
        where T : LifecycleSubject<TState>
        where TState : struct, Enum
    {
        var entity = model.Entity<T>().ToTable(table);
        entity.HasKey(e => new { e.CountyCode, e.Id });
        entity.Property(e => e.CountyCode).HasMaxLength(12);
        entity.Property(e => e.State).HasConversion<string>().HasMaxLength(32);
        entity.Property(e => e.Version).IsConcurrencyToken();
        return entity;
    }

    static void Funds(ModelBuilder model)
    {
        var fund = Subject<ReserveFund, FundYearState>(model, "reserve_fund");
        fund.Property(f => f.TownshipCode).HasMaxLength(12);
        fund.Property(f => f.Form).HasConversion<string>().HasMaxLength(20);
        fund.Property(f => f.Custody).HasConversion<string>().HasMaxLength(20);
        fund.Property(f => f.BankPlace).HasMaxLength(64);
        fund.Ignore(f => f.Accounts);
        fund.HasIndex(f => new { f.CountyCode, f.TownshipCode, f.Year }).IsUnique();
        fund.HasIndex(f => new { f.CountyCode, f.FundId }).IsUnique();
    }

    static void Advances(ModelBuilder model)
    {
        var document = model.Entity<JointDocument>().ToTable("joint_document", t => t.HasCheckConstraint("ck_joint_document_amount", "amount_fen > 0"));
        document.HasKey(d => new { d.CountyCode, d.Id });
        document.Property(d => d.CountyCode).HasMaxLength(12);
        document.Property(d => d.Number).HasMaxLength(80);
        document.HasIndex(d => new { d.CountyCode, d.Number }).IsUnique();

        var advance = Subject<Advance, AdvanceState>(model, "advance");
        advance.ToTable(t => t.HasCheckConstraint("ck_advance_amounts",
            "amount_fen > 0 AND issued_fen >= 0 AND issued_fen <= amount_fen AND received_fen >= 0 AND received_fen <= issued_fen"));
        advance.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20);
        advance.Property(a => a.DraftedBy).HasMaxLength(64);
        advance.HasOne<ReserveFund>().WithMany().HasForeignKey(a => new { a.CountyCode, a.ReserveFundId }).OnDelete(DeleteBehavior.Restrict);
        advance.HasOne<JointDocument>().WithMany().HasForeignKey(a => new { a.CountyCode, a.JointDocumentId }).OnDelete(DeleteBehavior.Restrict);

        var approval = model.Entity<AdvanceApproval>().ToTable("advance_approval");
        approval.HasKey(a => new { a.CountyCode, a.AdvanceId, a.Role });
        approval.Property(a => a.CountyCode).HasMaxLength(12);
        approval.Property(a => a.Role).HasConversion<string>().HasMaxLength(24);
        approval.Property(a => a.Actor).HasMaxLength(64);
        approval.HasIndex(a => new { a.CountyCode, a.AdvanceId, a.Actor }).IsUnique();
        advance.HasMany(a => a.Approvals).WithOne().HasForeignKey(a => new { a.CountyCode, a.AdvanceId }).OnDelete(DeleteBehavior.Restrict);
    }

    static void Cases(ModelBuilder model)
    {
        var aidCase = Subject<AidCase, AidCaseState>(model, "aid_case");
        aidCase.ToTable(t => t.HasCheckConstraint("ck_aid_case_amount", "amount_fen > 0"));
        aidCase.Property(c => c.Number).HasMaxLength(32);
        aidCase.Property(c => c.TownshipCode).HasMaxLength(12);
        aidCase.Property(c => c.VillageCode).HasMaxLength(16);
        aidCase.Property(c => c.Type).HasConversion<string>().HasMaxLength(16);
        aidCase.Property(c => c.Mode).HasConversion<string>().HasMaxLength(16);
        aidCase.Property(c => c.CauseCode).HasMaxLength(32);
        aidCase.Property(c => c.IncidentNote).HasMaxLength(200);
        aidCase.Property(c => c.HandledBy).HasMaxLength(64);
        aidCase.Property(c => c.InvestigatedBy).HasMaxLength(64);
        aidCase.Ignore(c => c.SignaturesOfThisRound).Ignore(c => c.IsOver);
        aidCase.HasIndex(c => new { c.CountyCode, c.Number }).IsUnique();
        aidCase.HasIndex(c => new { c.CountyCode, c.HouseholdId });
        aidCase.HasIndex(c => new { c.CountyCode, c.TownshipCode, c.State, c.DueOn });
        aidCase.HasIndex(c => new { c.CountyCode, c.NextDueOn, c.Number });
        aidCase.HasIndex(c => new { c.CountyCode, c.TownshipCode, c.NextDueOn, c.Number });

        var signature = model.Entity<CaseSignature>().ToTable("case_signature");
        signature.HasKey(s => new { s.CountyCode, s.AidCaseId, s.Round, s.Role });
        signature.Property(s => s.CountyCode).HasMaxLength(12);
        signature.Property(s => s.Role).HasConversion<string>().HasMaxLength(24);
        signature.Property(s => s.Actor).HasMaxLength(64);
        signature.Property(s => s.ScanHash).HasMaxLength(64);

        // Signers are mutually distinct, whatever their roles.
        signature.HasIndex(s => new { s.CountyCode, s.AidCaseId, s.Round, s.Actor }).IsUnique();
        aidCase.HasMany(c => c.Signatures).WithOne().HasForeignKey(s => new { s.CountyCode, s.AidCaseId }).OnDelete(DeleteBehavior.Restrict);

        CaseLink(Subject<StagedGrant, StagedGrantState>(model, "staged_grant"), g => new { g.CountyCode, g.AidCaseId }).Ignore(g => g.NextDueOn);
        CaseLink(Subject<BridgingAid, BridgingAidState>(model, "bridging_aid"), b => new { b.CountyCode, b.AidCaseId })
            .Ignore(b => b.AmountFen).Property(b => b.Category).HasMaxLength(16);
    }

    static EntityTypeBuilder<T> CaseLink<T>(EntityTypeBuilder<T> entity, System.Linq.Expressions.Expression<Func<T, object?>> key)
        where T : class
    {
        entity.HasOne<AidCase>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
        return entity;
    }

    static void Payments(ModelBuilder model)
    {
        var payment = Subject<Payment, PaymentState>(model, "payment");
        payment.ToTable(t => t.HasCheckConstraint("ck_payment_amounts", "amount_fen > 0 AND approved_fen >= 0 AND approved_fen <= amount_fen"));
        payment.Property(p => p.Kind).HasConversion<string>().HasMaxLength(8);
        payment.Property(p => p.Channel).HasConversion<string>().HasMaxLength(8);
        payment.Property(p => p.PayeeAccountIndex).HasMaxLength(32);
        payment.Property(p => p.PayeeAccountMasked).HasMaxLength(32);
        payment.Property(p => p.Place).HasMaxLength(64);
        payment.Property(p => p.Lender).HasMaxLength(64);
        payment.Property(p => p.ReleasedBy).HasMaxLength(64);
        payment.Property(p => p.PaidBy).HasMaxLength(64);
        payment.Property(p => p.ReceiptNumber).HasMaxLength(32);
        payment.Ignore(p => p.UnapprovedFen).Ignore(p => p.PapersAreOpen).Ignore(p => p.IsWithHousehold).Ignore(p => p.MayBeDirected).Ignore(p => p.IsUnpaid).Ignore(p => p.DueOncePaid);
        payment.HasOne<AidCase>().WithMany().HasForeignKey(p => new { p.CountyCode, p.AidCaseId }).OnDelete(DeleteBehavior.Restrict);
        payment.HasOne<ReserveFund>().WithMany().HasForeignKey(p => new { p.CountyCode, p.ReserveFundId }).OnDelete(DeleteBehavior.Restrict);
        payment.HasIndex(p => new { p.CountyCode, p.AidCaseId, p.InstalmentNo }).IsUnique();
        payment.HasIndex(p => new { p.CountyCode, p.State, p.PapersDueOn });
        payment.HasIndex(p => new { p.CountyCode, p.PayeeAccountIndex });
        payment.HasIndex(p => new { p.CountyCode, p.ReceiptNumber }).IsUnique().HasFilter("receipt_number <> ''");

        var paper = model.Entity<Paper>().ToTable("paper");
        paper.HasKey(p => new { p.CountyCode, p.Id });
        paper.Property(p => p.CountyCode).HasMaxLength(12);
        paper.Property(p => p.Kind).HasMaxLength(40);
        paper.Property(p => p.DocumentHash).HasMaxLength(64);
        paper.Property(p => p.SubmittedBy).HasMaxLength(64);
        paper.Property(p => p.State).HasConversion<string>().HasMaxLength(16);
        payment.HasMany(p => p.Papers).WithOne().HasForeignKey(p => new { p.CountyCode, p.PaymentId }).OnDelete(DeleteBehavior.Restrict);

        var aidFirst = CaseLink(Subject<AidFirst, AidFirstState>(model, "aid_first"), a => new { a.CountyCode, a.AidCaseId });
        aidFirst.Ignore(a => a.BlocksClaim);
        aidFirst.Property(a => a.AuthorisedBy).HasMaxLength(64);
        aidFirst.Property(a => a.CountersignedBy).HasMaxLength(64);
        aidFirst.Property(a => a.PaidBy).HasMaxLength(64);
        aidFirst.HasOne<Payment>().WithMany().HasForeignKey(a => new { a.CountyCode, a.PaymentId }).OnDelete(DeleteBehavior.Restrict);
        aidFirst.HasIndex(a => new { a.CountyCode, a.PaymentId }).IsUnique();
    }

    static void Claims(ModelBuilder model)
    {
        var claim = Subject<ReimbursementClaim, ReimbursementClaimState>(model, "reimbursement_claim");
        claim.Property(c => c.Number).HasMaxLength(32);
        claim.Property(c => c.TownshipCode).HasMaxLength(12);
        claim.Property(c => c.DraftedBy).HasMaxLength(64);
        claim.Ignore(c => c.ApprovedFen);
        claim.HasIndex(c => new { c.CountyCode, c.Number }).IsUnique();
        claim.HasIndex(c => new { c.CountyCode, c.State, c.ReviewDueOn });
        claim.HasOne<ReserveFund>().WithMany().HasForeignKey(c => new { c.CountyCode, c.ReserveFundId }).OnDelete(DeleteBehavior.Restrict);

        var line = Subject<ClaimLine, ClaimLineState>(model, "claim_line");
        line.ToTable(t => t.HasCheckConstraint("ck_claim_line_amounts", "amount_fen > 0 AND approved_fen >= 0 AND approved_fen <= amount_fen"));
        line.HasOne<Payment>().WithMany().HasForeignKey(l => new { l.CountyCode, l.PaymentId }).OnDelete(DeleteBehavior.Restrict);
        claim.HasMany(c => c.Lines).WithOne().HasForeignKey(l => new { l.CountyCode, l.ClaimId }).OnDelete(DeleteBehavior.Restrict);

        // T27: one payment backs at most one open claim and at most one approval.
        line.HasIndex(l => new { l.CountyCode, l.PaymentId }, "ix_claim_line_one_open").IsUnique().HasFilter("state = 'Open'");
        line.HasIndex(l => new { l.CountyCode, l.PaymentId }, "ix_claim_line_one_approved").IsUnique().HasFilter("state = 'Approved'");
    }

    static void Recoveries(ModelBuilder model)
    {
        var recovery = Subject<RecoveryCase, RecoveryCaseState>(model, "recovery_case");
        recovery.ToTable(t => t.HasCheckConstraint("ck_recovery_case_amounts",
            "amount_fen > 0 AND recovered_fen >= 0 AND written_off_fen >= 0 AND recovered_fen + written_off_fen <= amount_fen"));
        recovery.Property(r => r.Number).HasMaxLength(32);
        recovery.Property(r => r.DebtorKind).HasConversion<string>().HasMaxLength(16);
        recovery.Property(r => r.Debtor).HasMaxLength(64);
        recovery.Property(r => r.Cause).HasConversion<string>().HasMaxLength(24);
        recovery.Ignore(r => r.OpenFen);
        recovery.HasIndex(r => new { r.CountyCode, r.Number }).IsUnique();
        recovery.HasOne<ReserveFund>().WithMany().HasForeignKey(r => new { r.CountyCode, r.ReserveFundId }).OnDelete(DeleteBehavior.Restrict);
        recovery.HasOne<Payment>().WithMany().HasForeignKey(r => new { r.CountyCode, r.PaymentId }).OnDelete(DeleteBehavior.Restrict);
    }

    static void Records(ModelBuilder model)
    {
        var count = model.Entity<FundCount>().ToTable("fund_count");
        count.HasKey(c => new { c.CountyCode, c.Id });
        count.Property(c => c.CountyCode).HasMaxLength(12);
        count.Property(c => c.Place).HasMaxLength(64);
        count.Property(c => c.CountedBy).HasMaxLength(64);
        count.Property(c => c.Witness).HasMaxLength(64);
        count.Property(c => c.SheetHash).HasMaxLength(64);
        count.Ignore(c => c.DifferenceFen);

        var standIn = model.Entity<StandIn>().ToTable("stand_in");
        standIn.HasKey(s => new { s.CountyCode, s.Id });
        standIn.Property(s => s.CountyCode).HasMaxLength(12);
        standIn.Property(s => s.TownshipCode).HasMaxLength(12);
        standIn.Property(s => s.Role).HasConversion<string>().HasMaxLength(24);
        standIn.Property(s => s.Actor).HasMaxLength(64);
        standIn.Property(s => s.StandsInFor).HasMaxLength(64);

        var move = model.Entity<LifecycleMove>().ToTable("lifecycle_move");
        move.HasKey(m => new { m.CountyCode, m.Id });
        move.Property(m => m.CountyCode).HasMaxLength(12);
        move.Property(m => m.Noun).HasMaxLength(24);
        move.Property(m => m.From).HasMaxLength(32);
        move.Property(m => m.Trigger).HasMaxLength(32);
        move.Property(m => m.To).HasMaxLength(32);
        move.Property(m => m.Actor).HasMaxLength(64);
        move.Property(m => m.StandsInFor).HasMaxLength(64);
        move.Property(m => m.Role).HasConversion<string>().HasMaxLength(24);
        move.Property(m => m.Refusal).HasConversion<string>().HasMaxLength(48);
        move.Property(m => m.PackKey).HasMaxLength(16);
        move.Property(m => m.PackVersion).HasMaxLength(16);
        move.Property(m => m.ScanHash).HasMaxLength(64);
        move.HasIndex(m => new { m.CountyCode, m.SubjectId, m.At });
    }
}
