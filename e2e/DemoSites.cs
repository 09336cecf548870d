using Jiuji.Testing;
using Jiuji.Web.Database;

namespace Jiuji.Stories;

/// <summary>
/// The demo on SQLite. The program's <c>seed</c> loads it once into an empty file; every site of this kind begins with a copy, in which nobody has done anything
/// yet, and finds that nothing is to be loaded.
/// </summary>
public abstract class DemoOnSqlite() : RunningSite(TestDatabase.Create(DatabaseProvider.Sqlite))
{
    protected override Task Prepare(TestDatabase database) => database.BeginWith("demo", empty => Says(empty, "seed"));
}

/// <summary>Where the stories change things, one after another.</summary>
public sealed class SqliteSite : DemoOnSqlite;

/// <summary>Where somebody only looks around: what there is to see does not depend on which stories were told before.</summary>
public sealed class UntouchedSite : DemoOnSqlite;

/// <summary>The demo on PostgreSQL, loaded by the program's <c>run</c>, as on somebody's first start.</summary>
public sealed class PostgresSite() : RunningSite(TestDatabase.Create(DatabaseProvider.Postgres));

[CollectionDefinition(nameof(OnSqlite))]
public sealed class OnSqlite : ICollectionFixture<SqliteSite>;

[CollectionDefinition(nameof(OnUntouchedSite))]
public sealed class OnUntouchedSite : ICollectionFixture<UntouchedSite>;

[CollectionDefinition(nameof(OnPostgres))]
public sealed class OnPostgres : ICollectionFixture<PostgresSite>;
