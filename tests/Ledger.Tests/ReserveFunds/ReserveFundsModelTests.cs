using System.Text.RegularExpressions;
using Jiuji.Ledger.ReserveFunds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>The tables on a real database: county-first keys, and the rules that are stated a second time there.</summary>
public sealed partial class ReserveFundsModelTests : IDisposable
{
    readonly SqliteConnection connection = new("Data Source=:memory:");
    readonly FundContextOnDisk db;
    readonly FundStory story = new();

    public ReserveFundsModelTests()
    {
        connection.Open();
        db = new(new DbContextOptionsBuilder<FundContextOnDisk>().UseSqlite(connection).Options);
        db.Database.EnsureCreated();
    }

    [Fact]
    public void Every_key_begins_with_the_county()
    {
        var offenders = db.Model.GetEntityTypes().SelectMany(entity => entity.GetKeys().Select(k => (entity, k.Properties))
            .Concat(entity.GetIndexes().Where(i => i.IsUnique).Select(i => (entity, i.Properties)))
            .Concat(entity.GetForeignKeys().Select(k => (entity, k.Properties))))
            .Where(key => key.Properties[0].Name != nameof(LifecycleSubject.CountyCode))
            .Select(key => $"{key.entity.GetTableName()}: {key.Properties[0].Name}");
        Assert.Empty(offenders);
    }

    [Fact]
    [Trait("trap", "T27")]
    public void The_database_refuses_a_second_open_line_of_a_payment()
    {
        var (payment, aidCase) = Stored();
        var (claim, _) = story.Claim(payment, aidCase);
        db.Add(claim);
        db.SaveChanges();
        db.Add(new ClaimLine { CountyCode = County.Code, Id = Guid.CreateVersion7(), ClaimId = claim.Id, PaymentId = payment.Id, AmountFen = 1 });
        Assert.Contains("claim_line", Assert.Throws<DbUpdateException>(() => db.SaveChanges()).InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_database_refuses_a_second_signature_of_one_person()
    {
        var (_, aidCase) = Stored();
        var signed = aidCase.Signatures[0];
        db.Add(new CaseSignature { CountyCode = signed.CountyCode, AidCaseId = signed.AidCaseId, Round = 1, Role = FundRole.CountyCivilAffairs, Actor = signed.Actor, At = signed.At });
        Assert.Throws<DbUpdateException>(() => db.SaveChanges());
    }

    [Fact]
    public void What_was_stored_reads_back_in_the_same_state()
    {
        var (payment, aidCase) = Stored();
        db.ChangeTracker.Clear();
        var read = db.Set<Payment>().Include(p => p.Papers).Single(p => p.Id == payment.Id);
        Assert.Equal((payment.State, payment.PaidOn, payment.PapersDueOn, payment.Version), (read.State, read.PaidOn, read.PapersDueOn, read.Version));
        var signed = db.Set<AidCase>().Include(c => c.Signatures).Single(c => c.Id == aidCase.Id);
        Assert.Equal((AidCaseState.Signed, 3), (signed.State, signed.SignaturesOfThisRound.Count()));
        Assert.Equal(story.Moves.Count, db.Set<LifecycleMove>().Count());
        Assert.Equal("Paid", db.Database.SqlQuery<string>($"SELECT state AS Value FROM payment").Single());
    }

    [Fact]
    public void A_step_taken_twice_at_once_is_a_lost_update_that_the_version_stops()
    {
        var (payment, _) = Stored();
        using var other = new FundContextOnDisk(new DbContextOptionsBuilder<FundContextOnDisk>().UseSqlite(connection).Options);
        var twin = other.Set<Payment>().Single(p => p.Id == payment.Id);
        Submit(twin);
        other.SaveChanges();
        Submit(payment);
        Assert.Throws<DbUpdateConcurrencyException>(() => db.SaveChanges());
    }

    void Submit(Payment payment)
    {
        story.AddPapers(payment, story.Accepted());
        PaymentDecision.SubmitPapers(payment, story.As(FundStory.Handler, FundRole.Handler)).ApplyTo(payment);
        payment.Papers.Clear();
    }

    (Payment Payment, AidCase Case) Stored()
    {
        story.Received();
        var aidCase = story.Signed();
        var payment = story.Paid(aidCase);
        db.Add(story.Fund);
        db.Add(aidCase);
        db.Add(payment);
        db.AddRange(story.Moves);
        db.SaveChanges();
        return (payment, aidCase);
    }

    public void Dispose()
    {
        db.Dispose();
        connection.Dispose();
    }

    /// <summary>The reserve fund alone, with the lower snake_case names that the web's context gives.</summary>
    sealed partial class FundContextOnDisk(DbContextOptions<FundContextOnDisk> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.AddReserveFunds();
            foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
                property.SetColumnName(Capital().Replace(property.Name, "_$0").ToLowerInvariant());
        }

        [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
        private static partial Regex Capital();
    }
}
