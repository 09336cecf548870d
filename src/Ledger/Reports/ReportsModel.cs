using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Ledger.Reports;

/// <summary>Maps what is reported and what is announced. Every key begins with the county; one report for each kind, area and period is also a unique index.</summary>
public static class ReportsModel
{
    public static ModelBuilder AddReports(this ModelBuilder model)
    {
        Reports(model);
        Announcements(model);
        Duties(model);
        return model;
    }

    static void Reports(ModelBuilder model)
    {
        var report = model.Entity<FundReport>().ToTable("fund_report");
        report.HasKey(r => new { r.CountyCode, r.Id });
        report.Property(r => r.CountyCode).HasMaxLength(12);
        report.Property(r => r.State).HasConversion<string>().HasMaxLength(32);
        report.Property(r => r.Version).IsConcurrencyToken();
        report.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        report.Property(r => r.AreaCode).HasMaxLength(16);
        report.Property(r => r.TownshipCode).HasMaxLength(12);
        report.Property(r => r.PreparedBy).HasMaxLength(64);
        report.Property(r => r.FiguresHash).HasMaxLength(64);
        report.Ignore(r => r.Figures).Ignore(r => r.ApprovalsOfThisRound);
        report.HasIndex(r => new { r.CountyCode, r.Kind, r.AreaCode, r.PeriodFrom }).IsUnique();
        report.HasIndex(r => new { r.CountyCode, r.TownshipCode, r.PeriodFrom });

        var line = model.Entity<ReportLine>().ToTable("fund_report_line");
        line.HasKey(l => new { l.CountyCode, l.ReportId, l.Round, l.Ordinal });
        line.Property(l => l.CountyCode).HasMaxLength(12);
        line.Property(l => l.Section).HasConversion<string>().HasMaxLength(12);
        line.Property(l => l.AreaCode).HasMaxLength(16);
        line.Property(l => l.Key).HasMaxLength(40);
        line.Property(l => l.Mark).HasMaxLength(40);
        line.Ignore(l => l.Figure);
        report.HasMany(r => r.Lines).WithOne().HasForeignKey(l => new { l.CountyCode, l.ReportId }).OnDelete(DeleteBehavior.Restrict);

        var approval = model.Entity<ReportApproval>().ToTable("fund_report_approval");
        approval.HasKey(a => new { a.CountyCode, a.ReportId, a.Round, a.Bureau });
        approval.Property(a => a.CountyCode).HasMaxLength(12);
        approval.Property(a => a.Bureau).HasConversion<string>().HasMaxLength(32);
        approval.Property(a => a.Actor).HasMaxLength(64);
        approval.Property(a => a.DocumentHash).HasMaxLength(64);
        report.HasMany(r => r.Approvals).WithOne().HasForeignKey(a => new { a.CountyCode, a.ReportId }).OnDelete(DeleteBehavior.Restrict);

        var note = model.Entity<ReportNote>().ToTable("fund_report_note");
        note.HasKey(n => new { n.CountyCode, n.Id });
        note.Property(n => n.CountyCode).HasMaxLength(12);
        note.Property(n => n.Actor).HasMaxLength(64);
        report.HasMany(r => r.Notes).WithOne().HasForeignKey(n => new { n.CountyCode, n.ReportId }).OnDelete(DeleteBehavior.Restrict);
    }

    static void Announcements(ModelBuilder model)
    {
        var announcement = model.Entity<Announcement>().ToTable("announcement");
        announcement.HasKey(a => new { a.CountyCode, a.Id });
        announcement.Property(a => a.CountyCode).HasMaxLength(12);
        announcement.Property(a => a.State).HasConversion<string>().HasMaxLength(32);
        announcement.Property(a => a.Version).IsConcurrencyToken();
        announcement.Property(a => a.Number).HasMaxLength(40);
        announcement.Property(a => a.TownshipCode).HasMaxLength(12);
        announcement.Property(a => a.VillageCode).HasMaxLength(16);
        announcement.Property(a => a.MadeBy).HasMaxLength(64);
        announcement.Property(a => a.EvidenceHash).HasMaxLength(64);
        announcement.Property(a => a.RemovalEvidenceHash).HasMaxLength(64);
        announcement.HasIndex(a => new { a.CountyCode, a.Number }).IsUnique();
        announcement.HasIndex(a => new { a.CountyCode, a.TownshipCode, a.Month });

        var line = model.Entity<AnnouncedAid>().ToTable("announced_aid", table => table.HasCheckConstraint("ck_announced_aid_amount", "amount_fen > 0"));
        line.HasKey(l => new { l.CountyCode, l.AnnouncementId, l.PaymentId });
        line.Property(l => l.CountyCode).HasMaxLength(12);
        line.Property(l => l.CaseNumber).HasMaxLength(32);
        line.Property(l => l.VillageCode).HasMaxLength(16);
        line.Property(l => l.CauseCode).HasMaxLength(32);
        line.Property(l => l.NameMasked).HasMaxLength(64);
        line.HasIndex(l => new { l.CountyCode, l.PaymentId });
        announcement.HasMany(a => a.Lines).WithOne().HasForeignKey(l => new { l.CountyCode, l.AnnouncementId }).OnDelete(DeleteBehavior.Restrict);

        var correction = model.Entity<AnnouncementCorrection>().ToTable("announcement_note");
        correction.HasKey(c => new { c.CountyCode, c.Id });
        correction.Property(c => c.CountyCode).HasMaxLength(12);
        correction.Property(c => c.CaseNumber).HasMaxLength(32);
        correction.Property(c => c.Actor).HasMaxLength(64);
        announcement.HasMany(a => a.Corrections).WithOne().HasForeignKey(c => new { c.CountyCode, c.AnnouncementId }).OnDelete(DeleteBehavior.Restrict);
    }

    static void Duties(ModelBuilder model)
    {
        var duty = model.Entity<DisclosureDuty>().ToTable("disclosure_duty");
        duty.HasKey(d => new { d.CountyCode, d.Id });
        duty.Property(d => d.CountyCode).HasMaxLength(12);
        duty.Property(d => d.Kind).HasConversion<string>().HasMaxLength(24);
        duty.Property(d => d.MadeBy).HasMaxLength(64);
        duty.Property(d => d.PublishedBy).HasMaxLength(64);
        duty.Property(d => d.EvidenceHash).HasMaxLength(64);
        duty.Property(d => d.Version).IsConcurrencyToken();
        duty.HasIndex(d => new { d.CountyCode, d.OrganisationId, d.DueOn });

        var correction = model.Entity<DutyCorrection>().ToTable("duty_correction");
        correction.HasKey(c => new { c.CountyCode, c.Id });
        correction.Property(c => c.CountyCode).HasMaxLength(12);
        correction.Property(c => c.Actor).HasMaxLength(64);
        duty.HasMany(d => d.Corrections).WithOne().HasForeignKey(c => new { c.CountyCode, c.DutyId }).OnDelete(DeleteBehavior.Restrict);
    }
}
