using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>An auditor's morning: a sample that can be drawn again, a pack that proves itself elsewhere, and what hangs on the board.</summary>
[Collection(nameof(OnSqlite))]
public class AuditStories(SqliteSite site)
{
    [Fact]
    [Trait("rule", "G8")]
    public async Task An_auditor_draws_a_sample_and_checks_the_pack_far_from_the_site()
    {
        await using var story = new Story(site);
        var auditor = await story.SignsIn("auditor");
        await auditor.FollowsLink(auditor.T["nav.audit"]);
        await auditor.FollowsLink(auditor.T["audit.sample_title"]);
        await auditor.Fills("audit.seed", "2026-11");
        await auditor.Presses("audit.draw");
        await auditor.Sees(auditor.T["audit.population_hash"]);
        var drawn = await auditor.Page.Locator("main table").InnerTextAsync();
        await auditor.Opens(new Uri(auditor.Page.Url).PathAndQuery);
        Assert.Equal(drawn, await auditor.Page.Locator("main table").InnerTextAsync());

        await auditor.Opens("/audit/digits");
        await auditor.Opens("/audit/check");
        await auditor.Opens("/audit");
        var download = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = auditor.T["audit.pack"] }).ClickAsync());
        var said = await site.Says("check-pack", await download.PathAsync());
        Assert.Contains("ok", said, StringComparison.Ordinal);
        Assert.DoesNotContain("BROKEN", said, StringComparison.Ordinal);
        await story.EndsWithSoundBooks();
    }

    [Fact]
    [Trait("rule", "G7")]
    public async Task What_hangs_on_the_board_prints_masked()
    {
        await using var story = new Story(site);
        var handler = await story.SignsIn("handler");
        await handler.FollowsLink(handler.T["nav.disclosure"]);
        await handler.Sees(handler.T["disclosure.expense_only"]);
        await handler.Opens(await handler.Page.Locator("main a[href^='/disclosure/GS-']").First.GetAttributeAsync("href") + "/print");
        var names = await handler.Page.Locator("main table.ruled tbody td:nth-child(3)").AllInnerTextsAsync();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains('*', name));
        await story.EndsWithSoundBooks();
    }

    [Fact]
    [Trait("rule", "C4")]
    public async Task A_township_hands_in_its_month_and_the_county_receives_it()
    {
        await using var story = new Story(site);
        var handler = await story.SignsIn("handler.renli");
        await handler.FollowsLink(handler.T["nav.reports"]);
        await handler.Follow(handler.Page.Locator("main form button").First);
        var report = new Uri(handler.Page.Url).AbsolutePath;
        await handler.Presses("report.submit");
        await handler.Opens(report + "/print");
        await handler.Opens("/reports/standing");

        var county = await story.SignsIn("county");
        await county.Opens(report);
        await county.Presses("report.accept");
        await county.Sees(county.T["state.FundReport.Accepted"]);
        await county.Opens("/reports/ranking");
        await story.EndsWithSoundBooks();
    }
}
