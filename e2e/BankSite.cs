using Jiuji.Testing;
using Jiuji.Web.Database;

namespace Jiuji.Stories;

/// <summary>A site without the demo: one township with last month's payments behind it, and the statement that its bank wrote of them.</summary>
public sealed class BankSite() : RunningSite(TestDatabase.Create(DatabaseProvider.Sqlite))
{
    public BankMonth Month { get; private set; } = default!;

    protected override async Task Prepare(TestDatabase database)
    {
        await using var services = await database.Open(BankMonth.Clock);
        Month = await BankMonth.Live(services);
    }
}

[CollectionDefinition(nameof(OnBankSite))]
public sealed class OnBankSite : ICollectionFixture<BankSite>;
