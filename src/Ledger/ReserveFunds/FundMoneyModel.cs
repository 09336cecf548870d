using Microsoft.EntityFrameworkCore;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Maps money on its way back, money held for others and lists to the bank. A release stands in one list only: the key says so (T18).</summary>
public static class FundMoneyModel
{
    public static void AddFundMoney(this ModelBuilder model)
    {
        var sweep = model.Entity<SweepBack>().ToTable("sweep_back", t => t.HasCheckConstraint("ck_sweep_back_amount", "amount_fen > 0"));
        sweep.HasKey(s => new { s.CountyCode, s.Id });
        sweep.Property(s => s.CountyCode).HasMaxLength(12);
        sweep.Property(s => s.State).HasConversion<string>().HasMaxLength(32);
        sweep.Property(s => s.Cause).HasConversion<string>().HasMaxLength(20);
        sweep.Property(s => s.Place).HasMaxLength(64);
        sweep.Property(s => s.ToTownship).HasMaxLength(12);
        sweep.Property(s => s.DecidedBy).HasMaxLength(64);
        sweep.Property(s => s.Version).IsConcurrencyToken();
        sweep.HasOne<ReserveFund>().WithMany().HasForeignKey(s => new { s.CountyCode, s.ReserveFundId }).OnDelete(DeleteBehavior.Restrict);

        var held = model.Entity<HeldMoney>().ToTable("held_money", t => t.HasCheckConstraint("ck_held_money_amount", "amount_fen > 0"));
        held.HasKey(h => new { h.CountyCode, h.Id });
        held.Property(h => h.CountyCode).HasMaxLength(12);
        held.Property(h => h.Place).HasMaxLength(64);
        held.Property(h => h.Kind).HasConversion<string>().HasMaxLength(20);
        held.Property(h => h.End).HasConversion<string>().HasMaxLength(20);
        held.Property(h => h.From).HasMaxLength(80);
        held.Property(h => h.EndedAt).HasMaxLength(80);
        held.Property(h => h.LookedAfterBy).HasMaxLength(64);
        held.Ignore(h => h.IsOpen);
        held.HasOne<ReserveFund>().WithMany().HasForeignKey(h => new { h.CountyCode, h.ReserveFundId }).OnDelete(DeleteBehavior.Restrict);

        Lists(model);
    }

    static void Lists(ModelBuilder model)
    {
        var list = model.Entity<PayList>().ToTable("pay_list");
        list.HasKey(l => new { l.CountyCode, l.Id });
        list.Property(l => l.CountyCode).HasMaxLength(12);
        list.Property(l => l.Number).HasMaxLength(32);
        list.Property(l => l.TownshipCode).HasMaxLength(12);
        list.Property(l => l.BuiltBy).HasMaxLength(64);
        list.Property(l => l.SentBy).HasMaxLength(64);
        list.Property(l => l.Version).IsConcurrencyToken();
        list.Ignore(l => l.TotalFen);
        list.HasIndex(l => new { l.CountyCode, l.Number }).IsUnique();
        list.HasOne<ReserveFund>().WithMany().HasForeignKey(l => new { l.CountyCode, l.ReserveFundId }).OnDelete(DeleteBehavior.Restrict);

        var line = model.Entity<PayListLine>().ToTable("pay_list_line", t => t.HasCheckConstraint("ck_pay_list_line_amount", "amount_fen > 0"));
        line.HasKey(l => new { l.CountyCode, l.HoldId });
        line.Property(l => l.CountyCode).HasMaxLength(12);
        line.Property(l => l.Reference).HasMaxLength(35);
        line.HasIndex(l => new { l.CountyCode, l.Reference }).IsUnique();
        line.HasOne<Payment>().WithMany().HasForeignKey(l => new { l.CountyCode, l.PaymentId }).OnDelete(DeleteBehavior.Restrict);
        list.HasMany(l => l.Lines).WithOne().HasForeignKey(l => new { l.CountyCode, l.ListId }).OnDelete(DeleteBehavior.Restrict);
    }
}
