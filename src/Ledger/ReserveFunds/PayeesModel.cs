using Microsoft.EntityFrameworkCore;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Maps what is known about who may receive: proxies, receipts, deaths, related parties, and what a second person let pass.</summary>
static class PayeesModel
{
    public static void Add(ModelBuilder model)
    {
        var proxy = model.Entity<PayeeProxy>().ToTable("payee_proxy");
        proxy.HasKey(p => new { p.CountyCode, p.Id });
        proxy.Property(p => p.CountyCode).HasMaxLength(12);
        proxy.Property(p => p.NameMasked).HasMaxLength(64);
        proxy.Property(p => p.AccountIndex).HasMaxLength(32);
        proxy.Property(p => p.DocumentHash).HasMaxLength(64);
        proxy.Property(p => p.RecordedBy).HasMaxLength(64);
        proxy.HasIndex(p => new { p.CountyCode, p.PayeePersonId });

        var receipt = model.Entity<CashReceipt>().ToTable("cash_receipt");
        receipt.HasKey(r => new { r.CountyCode, r.Number });
        receipt.Property(r => r.CountyCode).HasMaxLength(12);
        receipt.Property(r => r.Number).HasMaxLength(32);
        receipt.Property(r => r.Form).HasConversion<string>().HasMaxLength(16);
        receipt.Property(r => r.PaidBy).HasMaxLength(64);
        receipt.Property(r => r.CalledBackBy).HasMaxLength(64);
        receipt.HasIndex(r => new { r.CountyCode, r.PaymentId });
        receipt.HasOne<Payment>().WithMany().HasForeignKey(r => new { r.CountyCode, r.PaymentId }).OnDelete(DeleteBehavior.Restrict);

        var death = model.Entity<DeathEntry>().ToTable("death_entry");
        death.HasKey(d => new { d.CountyCode, d.Id });
        death.Property(d => d.CountyCode).HasMaxLength(12);
        death.Property(d => d.IdNumberIndex).HasMaxLength(32);
        death.Property(d => d.RecordNumber).HasMaxLength(64);
        death.Property(d => d.ImportedBy).HasMaxLength(64);
        death.HasIndex(d => new { d.CountyCode, d.IdNumberIndex });

        var related = model.Entity<PayerParty>().ToTable("payer_party");
        related.HasKey(r => new { r.CountyCode, r.Id });
        related.Property(r => r.CountyCode).HasMaxLength(12);
        related.Property(r => r.Kind).HasConversion<string>().HasMaxLength(8);
        related.Property(r => r.BelongsTo).HasMaxLength(64);
        related.Property(r => r.IdNumberIndex).HasMaxLength(32);
        related.Property(r => r.AccountIndex).HasMaxLength(32);
        related.Property(r => r.DeclaredBy).HasMaxLength(64);

        var second = model.Entity<PaymentOverride>().ToTable("payment_override");
        second.HasKey(o => new { o.CountyCode, o.Id });
        second.Property(o => o.CountyCode).HasMaxLength(12);
        second.Property(o => o.Rule).HasConversion<string>().HasMaxLength(48);
        second.Property(o => o.Role).HasConversion<string>().HasMaxLength(24);
        second.Property(o => o.Actor).HasMaxLength(64);
        second.HasOne<AidCase>().WithMany().HasForeignKey(o => new { o.CountyCode, o.AidCaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}
