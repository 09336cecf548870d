using Xunit.Abstractions;

[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer("Jiuji.Stories.LongestFirst", "Jiuji.e2e")]

namespace Jiuji.Stories;

/// <summary>The site with the most stories begins first, so that all end together. A story mostly waits for its browser, so more of them are told at once than there are cores.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Order = [nameof(OnSqlite), nameof(OnUntouchedSite), nameof(OnPostgres), nameof(OnBankSite)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> collections) =>
        collections.OrderBy(collection => Array.IndexOf(Order, collection.DisplayName) is >= 0 and var at ? at : Order.Length);
}
