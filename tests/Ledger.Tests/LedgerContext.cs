using Microsoft.EntityFrameworkCore;

namespace Jiuji.Ledger.Tests;

/// <summary>The book's tables alone, as <see cref="LedgerModel"/> describes them.</summary>
public sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddLedger();
}
