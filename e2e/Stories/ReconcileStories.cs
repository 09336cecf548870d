using Jiuji.Ledger.Reconciliation;
using Jiuji.Stories.Screens;
using Jiuji.Web.Looks;
using Microsoft.Playwright;

namespace Jiuji.Stories;

/// <summary>A bookkeeper with three hundred bank lines, and everybody who needs the month that comes of them.</summary>
[Collection(nameof(OnBankSite))]
public class ReconcileStories(BankSite site)
{
    private const string Photo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    [Trait("rule", "C4")]
    [Trait("rule", "G7")]
    [Trait("rule", "G8")]
    [Trait("trap", "T29")]
    public async Task Three_hundred_lines_become_a_closed_month_a_report_a_list_on_the_board_and_a_proof()
    {
        await using var story = new Story(site);
        var paper = new BankPaper(site.Month);
        Assert.Equal(BankPaper.Matching + BankPaper.Exceptions, paper.Lines);

        var bookkeeper = await story.SignsIn("bookkeeper");
        var desk = new StatementScreen(bookkeeper, BankMonth.Township);
        await desk.Import("七都镇.csv", paper.File());
        Assert.Equal(string.Join(' ', BankPaper.Matching, 1, BankPaper.Exceptions - 1, 0), await desk.Counts());
        await bookkeeper.Opens(desk.Desk + "/three-way?month=" + Days.Iso(BankMonth.First)[..7]);

        await LookAtItOnAPhone(await story.SignsIn("bookkeeper", Tongue.English, Person.Phone));
        await WorkOff(desk, paper, site.Month);
        Assert.Equal(string.Join(' ', BankPaper.Matching + BankPaper.Exceptions - 1, 0, 1, 0), await desk.Counts());
        await Close(story, bookkeeper);
        await Report(story);
        await Announce(story);
        await Prove(story);
        await story.EndsWithSoundBooks();
    }

    private static async Task LookAtItOnAPhone(Person bookkeeper)
    {
        var desk = $"/statements/{BankMonth.Township}";
        var month = Days.Iso(BankMonth.First)[..7];
        foreach (var page in (string[])["/", desk, $"{desk}/import", $"{desk}/three-way?month={month}", "/statements/formats", $"/months/{BankMonth.Township}/{month}"])
        {
            await bookkeeper.Opens(page);
        }

        await bookkeeper.Opens(desk);
        await bookkeeper.Follow(bookkeeper.Page.Locator("#lines tbody tr").First.GetByRole(AriaRole.Link));
    }

    /// <summary>Fifteen lines, each worked in another way.</summary>
    private static async Task WorkOff(StatementScreen desk, BankPaper paper, BankMonth month)
    {
        await desk.Assign(paper.Unknown, "cashier", BankMonth.First.AddMonths(2));
        await desk.Take("陶");
        await desk.Post(paper.Unconfirmed, ItemOutcome.PaymentConfirmed);
        await desk.Post(paper.Returned, ItemOutcome.PaymentReturned, month.Aids[9].Number);
        await desk.Post(paper.GivenBack, ItemOutcome.PaymentGivenBack, month.Aids[20].Number);
        await desk.Post(paper.Advance, ItemOutcome.AdvanceReceived);
        await desk.Post(paper.SweptBack, ItemOutcome.SweepBackSent, "");
        await desk.Post(paper.Interest, ItemOutcome.InterestPosted, "");
        await desk.Post(paper.InterestLeft, ItemOutcome.HeldMoneyLeft, "");
        await desk.Post(paper.Unknown, ItemOutcome.UnidentifiedPosted, "");
        await desk.Post(paper.Donation, ItemOutcome.DonationPosted, paper.Donation.Name);
        await desk.Post(paper.Fee, ItemOutcome.FeePosted, "");
        await desk.Post(paper.FeeRepaid, ItemOutcome.DebtRecovered);
        await desk.Post(paper.CashDrawn, ItemOutcome.CashDrawn, "cashier");
        await desk.Post(paper.CashBanked, ItemOutcome.CashRebanked, "cashier");
        await desk.Explain(paper.Late, ItemOutcome.BankError, "银行误扣，已书面要求冲正", "银行回函 12 号");
    }

    private static async Task Close(Story story, Person bookkeeper)
    {
        await new MonthScreen(bookkeeper, BankMonth.Township, BankMonth.First).Hold();
        await new MonthScreen(await story.SignsIn("county"), BankMonth.Township, BankMonth.First).Sign("month.sign_record");
        var finance = await story.SignsIn("county.finance");
        await new MonthScreen(finance, BankMonth.Township, BankMonth.First).Sign("month.sign_and_close");
        await finance.Sees(finance.T["state.Period.Closed"]);
    }

    private static async Task Report(Story story)
    {
        var handler = await story.SignsIn("handler");
        await handler.Opens("/reports");
        await handler.Follow(handler.Page.Locator($"main form:has(input[name=month][value='{Days.Iso(BankMonth.First.AddMonths(1).AddDays(-1))}']) button"));
        var report = new Uri(handler.Page.Url).AbsolutePath;
        await handler.Presses("report.submit");
        await handler.Opens(report + "/print");
        await handler.Sees(Figures.Yuan(BankMonth.FirstAdvanceFen + BankMonth.SecondAdvanceFen));
        var county = await story.SignsIn("county");
        await county.Opens(report);
        await county.Presses("report.accept");
        await county.Sees(county.T["state.FundReport.Accepted"]);
    }

    private static async Task Announce(Story story)
    {
        var handler = await story.SignsIn("handler");
        await handler.Opens("/disclosure");
        await handler.Follow(handler.Page.Locator($"main form:has(input[type=hidden][name=month][value='{Days.Iso(BankMonth.First)}']) button"));
        var list = new Uri(handler.Page.Url).AbsolutePath;
        await handler.Page.Locator("#place").FillAsync("七都镇政务公开栏");
        await handler.Page.Locator("#scan").SetInputFilesAsync(new FilePayload { Name = "board.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Photo) });
        await handler.Presses("disclosure.posted");
        await handler.Opens(list + "/print");
        var names = await handler.Page.Locator("main table.ruled tbody td:nth-child(3)").AllInnerTextsAsync();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains('*', name));
    }

    /// <summary>The pack is checked by the program alone, with the key that came another way.</summary>
    private async Task Prove(Story story)
    {
        var auditor = await story.SignsIn("auditor");
        await auditor.Opens("/audit");
        var key = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = auditor.T["audit.key"] }).ClickAsync());
        var pack = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = auditor.T["audit.pack"] }).ClickAsync());
        var said = await site.Says("check-pack", await pack.PathAsync(), "--public-key", await key.PathAsync());
        Assert.Contains("ok", said, StringComparison.Ordinal);
        Assert.DoesNotContain("BROKEN", said, StringComparison.Ordinal);
    }
}
