using Microsoft.EntityFrameworkCore;

namespace Jiuji.Ledger.Reconciliation;

/// <summary>Maps reconciliation. What must not happen twice is also a unique index: a file, a line at its place, a movement in a standing match.</summary>
public static class ReconciliationModel
{
    public static ModelBuilder AddReconciliation(this ModelBuilder model)
    {
        Statements(model);
        Matches(model);
        Months(model);
        return model;
    }

    static void Statements(ModelBuilder model)
    {
        var format = model.Entity<StatementFormat>().ToTable("statement_format");
        format.HasKey(f => new { f.CountyCode, f.Id });
        format.Property(f => f.Name).HasMaxLength(60);
        format.Property(f => f.MadeBy).HasMaxLength(64);
        format.HasIndex(f => new { f.CountyCode, f.Name }).IsUnique();

        var statement = model.Entity<BankStatement>().ToTable("bank_statement", t => t.HasCheckConstraint("ck_bank_statement_days", "first_day <= last_day AND lines > 0"));
        statement.HasKey(s => new { s.CountyCode, s.Id });
        statement.Property(s => s.TownshipCode).HasMaxLength(12);
        statement.Property(s => s.Place).HasMaxLength(64);
        statement.Property(s => s.FileHash).HasMaxLength(64);
        statement.Property(s => s.ImportedBy).HasMaxLength(64);
        statement.HasIndex(s => new { s.CountyCode, s.TownshipCode, s.FileHash }).IsUnique();

        var line = model.Entity<BankLine>().ToTable("bank_line", t => t.HasCheckConstraint("ck_bank_line_amount", "amount_fen <> 0"));
        line.HasKey(l => new { l.CountyCode, l.Id });
        line.Property(l => l.TownshipCode).HasMaxLength(12);
        line.Property(l => l.Place).HasMaxLength(64);
        line.Property(l => l.Fingerprint).HasMaxLength(64);
        line.HasOne<BankStatement>().WithMany().HasForeignKey(l => new { l.CountyCode, l.StatementId }).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<BankMatch>().WithMany().HasForeignKey(l => new { l.CountyCode, l.MatchId }).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => new { l.CountyCode, l.TownshipCode, l.Fingerprint }).IsUnique();
        line.HasIndex(l => new { l.CountyCode, l.TownshipCode, l.Day });
    }

    static void Matches(ModelBuilder model)
    {
        var match = model.Entity<BankMatch>().ToTable("bank_match");
        match.HasKey(m => new { m.CountyCode, m.Id });
        match.Property(m => m.TownshipCode).HasMaxLength(12);
        match.Property(m => m.Place).HasMaxLength(64);
        match.Property(m => m.Way).HasConversion<string>().HasMaxLength(16);
        match.Property(m => m.By).HasMaxLength(64);
        match.Property(m => m.UndoneBy).HasMaxLength(64);

        var entry = model.Entity<BankMatchEntry>().ToTable("bank_match_entry");
        entry.HasKey(e => new { e.CountyCode, e.MatchId, e.TransferId });
        entry.HasIndex(e => new { e.CountyCode, e.TransferId }).IsUnique().HasFilter("is_standing");
        match.HasMany(m => m.Entries).WithOne().HasForeignKey(e => new { e.CountyCode, e.MatchId }).OnDelete(DeleteBehavior.Restrict);

        var item = model.Entity<UnmatchedItem>().ToTable("unmatched_item");
        item.HasKey(i => new { i.CountyCode, i.Id });
        item.Property(i => i.TownshipCode).HasMaxLength(12);
        item.Property(i => i.Place).HasMaxLength(64);
        item.Property(i => i.State).HasConversion<string>().HasMaxLength(12);
        item.Property(i => i.Outcome).HasConversion<string>().HasMaxLength(24);
        item.Property(i => i.Owner).HasMaxLength(64);
        item.Property(i => i.EvidenceHash).HasMaxLength(64);
        item.Property(i => i.ClosedBy).HasMaxLength(64);
        item.HasIndex(i => new { i.CountyCode, i.TownshipCode, i.State, i.DueOn });

        var rule = model.Entity<LearnedRule>().ToTable("learned_rule");
        rule.HasKey(r => new { r.CountyCode, r.Id });
        rule.Property(r => r.Contains).HasMaxLength(80);
        rule.Property(r => r.Meaning).HasConversion<string>().HasMaxLength(24);
        rule.Property(r => r.State).HasConversion<string>().HasMaxLength(12);
        rule.Property(r => r.ProposedBy).HasMaxLength(64);
        rule.Property(r => r.DecidedBy).HasMaxLength(64);
        rule.HasIndex(r => new { r.CountyCode, r.Contains, r.IsIncome, r.Meaning }).IsUnique();
    }

    static void Months(ModelBuilder model)
    {
        var month = model.Entity<FundMonth>().ToTable("fund_month");
        month.HasKey(m => new { m.CountyCode, m.TownshipCode, m.Month });
        month.Property(m => m.TownshipCode).HasMaxLength(12);
        month.Property(m => m.Place).HasMaxLength(64);
        month.Property(m => m.State).HasConversion<string>().HasMaxLength(8);
        month.Property(m => m.HeldBy).HasMaxLength(64);
        month.Property(m => m.ClosedBy).HasMaxLength(64);
        month.ToTable(t => t.HasCheckConstraint("ck_fund_month_two_people", "closed_by <> held_by AND statement_fen = book_fen + in_flight_fen"));

        var signature = model.Entity<MonthSignature>().ToTable("month_signature");
        signature.HasKey(s => new { s.CountyCode, s.TownshipCode, s.Month, s.Record });
        signature.Property(s => s.Record).HasConversion<string>().HasMaxLength(16);
        signature.Property(s => s.Actor).HasMaxLength(64);
        signature.HasIndex(s => new { s.CountyCode, s.TownshipCode, s.Month, s.Actor }).IsUnique();

        var refusal = model.Entity<MonthRefusal>().ToTable("month_refusal");
        refusal.HasKey(r => new { r.CountyCode, r.Id });
        refusal.Property(r => r.CountyCode).HasMaxLength(12);
        refusal.Property(r => r.TownshipCode).HasMaxLength(12);
        refusal.Property(r => r.Record).HasConversion<string>().HasMaxLength(16);
        refusal.Property(r => r.Actor).HasMaxLength(64);
        refusal.Property(r => r.Refusal).HasConversion<string>().HasMaxLength(48);
        refusal.HasIndex(r => new { r.CountyCode, r.TownshipCode, r.Month });
        month.HasMany(m => m.Signatures).WithOne().HasForeignKey(s => new { s.CountyCode, s.TownshipCode, s.Month }).OnDelete(DeleteBehavior.Restrict);
    }
}
