using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Database;

public sealed class KeptStatementsTests : IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Create(DatabaseProvider.Sqlite);
    private ServiceProvider services = null!;
    private AsyncServiceScope scope;
    private JiujiDb db = null!;

    public async Task InitializeAsync()
    {
        services = await database.Open();
        scope = services.CreateAsyncScope();
        db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        await db.Database.OpenConnectionAsync();
        KeptStatements.Keep(db.Database.GetDbConnection());
        db.Codes.AddRange(Enumerable.Range(1, 3).Select(Word));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    public async Task DisposeAsync()
    {
        KeptStatements.Forget(db.Database.GetDbConnection());
        await scope.DisposeAsync();
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_statement_asked_again_answers_for_the_value_it_is_asked_with()
    {
        foreach (var code in new[] { "1", "2", "1", "9", "3" })
        {
            var found = await db.Codes.AsNoTracking().Where(word => word.Code == code).Select(word => word.Zh).SingleOrDefaultAsync();
            Assert.Equal(code == "9" ? null : $"词{code}", found);
        }
    }

    [Fact]
    public async Task A_statement_asked_while_its_answer_is_still_read_gets_an_answer_of_its_own()
    {
        var read = new List<string>();
        await foreach (var outer in db.Codes.AsNoTracking().Where(word => word.List == "kept").OrderBy(word => word.Code).AsAsyncEnumerable())
        {
            var inner = await db.Codes.AsNoTracking().Where(word => word.List == "kept").OrderBy(word => word.Code).ToListAsync();
            read.Add($"{outer.Code}:{inner.Count}");
        }

        Assert.Equal(["1:3", "2:3", "3:3"], read);
    }

    [Fact]
    public async Task A_statement_that_was_refused_by_a_constraint_works_the_next_time()
    {
        db.Codes.Add(Word(1));
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        db.ChangeTracker.Clear();
        db.Codes.Add(Word(4));
        await db.SaveChangesAsync();
        Assert.Equal(4, await db.Codes.CountAsync(word => word.List == "kept"));
    }

    private static CodeItem Word(int number) => new() { List = "kept", Code = $"{number}", Zh = $"词{number}", En = $"word {number}", Order = number };
}
