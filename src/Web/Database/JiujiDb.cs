using Jiuji.Ledger;
using Jiuji.Ledger.Reports;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Jobs;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace Jiuji.Web.Database;

/// <summary>The only context. Tenant tables begin every key with the county code; reference tables and users are shared and small.</summary>
public sealed class JiujiDb(DbContextOptions<JiujiDb> options) : IdentityUserContext<User, Guid>(options)
{
    /// <summary>The county whose rows alone this context may see and write on PostgreSQL; null: that of the request. To be said before the first question.</summary>
    public string? Within { get; set; }

    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();
    public DbSet<CalendarYear> CalendarYears => Set<CalendarYear>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<CodeItem> Codes => Set<CodeItem>();
    public DbSet<StoredPack> Packs => Set<StoredPack>();
    public DbSet<CommandRecord> Commands => Set<CommandRecord>();
    public DbSet<Document> Documents => Set<Document>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        conventions.Conventions.Replace<ForeignKeyIndexConvention>(services => new ForeignKeyIndexes(services.GetRequiredService<ProviderConventionSetBuilderDependencies>()));
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddLedger();
        builder.AddReserveFunds();
        builder.AddReports();
        builder.AddReconciliation();
        builder.AddMatching();
        UserModel.Add(builder);
        ReferenceModel.Add(builder);
        CommandModel.Add(builder);
        TokenModel.Add(builder);
        WebhookModel.Add(builder);
        Features.Slips.SlipTries.AddTo(builder);
        Features.Complaints.Complaint.AddTo(builder);
        JobModel.Add(builder);
        SnakeCase.Apply(builder);
    }
}
