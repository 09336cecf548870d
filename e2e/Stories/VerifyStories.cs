namespace Jiuji.Stories;

/// <summary>The short story that also runs on PostgreSQL: the same pages on the other database.</summary>
public abstract class VerifyStories(RunningSite site)
{
    [Fact]
    public async Task An_auditor_sees_that_the_books_are_sound()
    {
        await using var story = new Story(site);
        var auditor = await story.SignsIn("auditor");
        await auditor.FollowsLink(auditor.T["nav.verify"]);
        await auditor.Sees(auditor.T["check.pass"]);
        Assert.DoesNotContain(auditor.T["check.fail"], await auditor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("counties are sound", await site.Says("verify"), StringComparison.Ordinal);
        await story.EndsWithSoundBooks();
    }
}

[Collection(nameof(OnSqlite))]
public class VerifyStoriesOnSqlite(SqliteSite site) : VerifyStories(site);

[Collection(nameof(OnPostgres))]
public class VerifyStoriesOnPostgres(PostgresSite site) : VerifyStories(site);
