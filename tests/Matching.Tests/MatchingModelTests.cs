using System.Text.RegularExpressions;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Personal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Matching.Tests;

/// <summary>The model on a real database, so that its keys and checks are known to build and to bite.</summary>
public sealed partial class MatchingModelTests : IDisposable
{
    readonly SqliteConnection connection = new("Data Source=:memory:");

    public MatchingModelTests() => connection.Open();

    public void Dispose() => connection.Dispose();

    [Fact]
    public void Every_key_foreign_key_and_unique_index_begins_with_the_county()
    {
        using var rows = Rows();
        foreach (var entity in rows.Model.GetEntityTypes())
        {
            Assert.All(entity.GetKeys(), key => Assert.Equal("CountyCode", key.Properties[0].Name));
            Assert.All(entity.GetForeignKeys(), key => Assert.Equal("CountyCode", key.Properties[0].Name));
            Assert.All(entity.GetIndexes(), index => Assert.Equal("CountyCode", index.Properties[0].Name));
        }
    }

    [Fact]
    public void A_story_is_stored_and_read_as_it_was()
    {
        var story = new Story().Delivered();
        Store(story);
        using var rows = Rows();
        var match = rows.Set<Jiuji.Matching.Matches.Match>().Single();
        Assert.Equal((story.Match.State, story.Match.DeliveredQuantity), (match.State, match.DeliveredQuantity));
        Assert.Equal("程小英", Story.Vault.Open(rows.Set<Jiuji.Matching.Households.Person>().Single().NameSealed, Jiuji.Matching.Households.Person.NameContext(story.Person.Id)));
        Assert.Equal(5, rows.Set<Move>().Count());
        Assert.Equal("Delivered", Scalar("select state from match"));
    }

    [Fact]
    public void No_name_number_telephone_or_address_stands_in_the_database_in_the_clear()
    {
        var story = new Story().Delivered();
        CitizenId.TryParse("999999199203040011"[..17] + CitizenId.CheckCharacter("99999919920304001"), out var number);
        story.Person.SealIdNumber(number!, Story.Vault);
        Store(story);
        var file = Path.GetTempFileName();
        using (var copy = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            copy.Open();
            connection.BackupDatabase(copy);
        }
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        Assert.All(
            [number!.Value, "程小英", "000-12345678", "青石路"],
            text => Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text))));
        Assert.NotEqual(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("程*英")));
    }

    [Theory]
    [InlineData("update need set met_quantity = quantity + 1")]
    [InlineData("update match set delivered_quantity = quantity + 1")]
    [InlineData("update supply_lot set quantity = 0")]
    [InlineData("update person set disability_grade = 5")]
    [InlineData("update household set merged_into_id = id")]
    [InlineData("update consent set form = null where state = 'Given'")]
    [InlineData("update disclosure set basis = 'DangerToLife', second_actor = actor")]
    [InlineData("update disclosure set basis = 'Consent', consent_id = null")]
    public void The_database_says_it_a_second_time(string breach)
    {
        var story = new Story().Delivered();
        Store(story);
        Assert.Throws<SqliteException>(() => Execute(breach));
    }

    [Fact]
    [Trait("trap", "T16")]
    public void One_number_is_one_current_person_and_ended_rows_stand_aside()
    {
        var story = new Story();
        Store(story);
        Execute("update person set id_number_index = x'01'");
        const string again = "insert into person select * from person where 1 = 0";
        Execute(again);
        var copy = $"create temp table t as select * from person; update t set id = '{Guid.CreateVersion7():D}'; ";
        Execute(copy);
        Assert.Throws<SqliteException>(() => Execute("insert into person select * from t"));
        Execute("update person set deleted_at = '2026-11-20'");
        Execute("insert into person select * from t");
        Assert.Equal("2", Scalar("select cast(count(*) as text) from person"));
    }

    [Fact]
    public void A_lost_update_is_noticed()
    {
        var story = new Story();
        Store(story);
        using var one = Rows();
        using var other = Rows();
        var (mine, theirs) = (one.Set<Jiuji.Matching.Needs.Need>().Single(), other.Set<Jiuji.Matching.Needs.Need>().Single());
        Jiuji.Matching.Needs.NeedDecision.Receive(theirs, 1, story.Station()).Outcome!.ApplyTo(theirs);
        other.SaveChanges();
        Jiuji.Matching.Needs.NeedDecision.Receive(mine, 1, story.Station()).Outcome!.ApplyTo(mine);
        Assert.Throws<DbUpdateConcurrencyException>(() => one.SaveChanges());
    }

    void Store(Story story)
    {
        using var rows = Rows();
        rows.Database.EnsureCreated();
        rows.Add(story.Household);
        rows.Add(story.Person);
        rows.Add(story.Lot);
        rows.Add(story.Need);
        rows.Add(story.Match);
        rows.AddRange(story.Consents);
        rows.AddRange(story.History);
        var viewer = Viewer.Duty("user:a", MatchingRole.StationWorker, Story.Village);
        var look = new Look(Guid.CreateVersion7(), PersonalFields.Name, "上门核实");
        rows.Add(PersonalView.Open(viewer, story.Household, story.Person, [], [], look, Story.Vault, story.Now).Outcome!.Disclosure);
        rows.SaveChanges();
    }

    void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    string? Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string?)command.ExecuteScalar();
    }

    TestRows Rows() => new(new DbContextOptionsBuilder<TestRows>().UseSqlite(connection).Options);

    /// <summary>The smallest context that names columns as the product does.</summary>
    sealed partial class TestRows(DbContextOptions<TestRows> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.AddMatching();
            foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
                property.SetColumnName(Humps().Replace(property.Name, "_$1").ToLowerInvariant());
        }

        [GeneratedRegex("(?<!^)([A-Z])")]
        private static partial Regex Humps();
    }
}
