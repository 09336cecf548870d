using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Announcements;

/// <summary>公示: which aids come onto a list, masked, posted with evidence, corrected by notes.</summary>
public sealed partial class AnnouncementTests(FundSite site) : IClassFixture<FundSite>
{
    private static readonly string Photo = Convert.ToBase64String([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]);
    private static readonly DateOnly November = new(2026, 11, 1);

    private static DraftAnnouncement Draft(FundStory story) => new(story.NewId, story.As(Role.TownshipHandler), story.County, November);

    /// <summary>One expense-type aid, paid after its notice has run.</summary>
    private async Task<string> PaidExpense(FundStory story, long fen)
    {
        var handler = story.As(Role.TownshipHandler);
        var (accepted, paid) = (new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 9));
        var number = await story.Did(new AcceptCase(story.NewId, handler, story.County, await story.Household(), AidType.Expense, "EXPENSE", fen, HappenedOn: accepted));
        await story.Did(new InvestigateCase(story.NewId, handler, story.County, number, "入户属实", accepted));
        await story.Did(new PostCaseNotice(story.NewId, handler, story.County, number, "村务公开栏", accepted));
        foreach (var signer in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance])
        {
            await story.Did(new SignCase(story.NewId, story.As(signer), story.County, number, paid));
        }

        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number, paid));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number, paid));
        return number;
    }

    private async Task<Announcement> Read(FundStory story, string number)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<Announcement>().AsNoTracking().Include(a => a.Lines).Include(a => a.Corrections)
            .SingleAsync(a => a.CountyCode == story.County && a.Number == number);
    }

    [Fact]
    [Trait("rule", "G7")]
    public async Task Only_expense_aid_comes_onto_a_list_masked_and_only_once()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 10, 12));
        await story.Paid(60_000);
        Assert.Equal(FundRefusal.NothingToAnnounce, (await story.Refusal(Draft(story))).Reason);
        var expense = await PaidExpense(story, 80_000);
        var list = await Read(story, await story.Did(Draft(story)));
        var line = Assert.Single(list.Lines);
        Assert.Equal((expense, "王*芳", 80_000, new DateOnly(2026, 11, 9)), (line.CaseNumber, line.NameMasked, line.AmountFen, line.PaidOn));
        Assert.Equal(new DateOnly(2026, 11, 23), list.DueOn);
        Assert.Equal(FundRefusal.NothingToAnnounce, (await story.Refusal(Draft(story))).Reason);
    }

    [Fact]
    [Trait("rule", "G7")]
    public async Task A_list_hangs_with_its_photo_and_is_corrected_by_a_note()
    {
        var story = await site.NewTownship().WithMoney(500_000, new DateOnly(2026, 10, 12));
        var expense = await PaidExpense(story, 80_000);
        var handler = story.As(Role.TownshipHandler);
        var number = await story.Did(Draft(story));
        var post = new PostAnnouncement(story.NewId, handler, story.County, number, "村务公开栏", "photo.png", "", new DateOnly(2026, 11, 10));
        Assert.Equal(SiteRefusal.FileNotAccepted, (await story.Refusal(post)).Reason);
        Assert.Equal(SiteRefusal.FileNotAccepted, (await story.Refusal(post with { CommandId = story.NewId, ScanBase64 = Convert.ToBase64String("<script>"u8) })).Reason);
        await story.Did(post with { CommandId = story.NewId, ScanBase64 = Photo });
        Assert.Equal(FundRefusal.NoticeStillRunning, (await story.Refusal(new RemoveAnnouncement(story.NewId, handler, story.County, number, HappenedOn: new DateOnly(2026, 11, 18)))).Reason);
        await story.Did(new CorrectAnnouncement(story.NewId, handler, story.County, number, "金额应为 700 元，差额已退回", expense));
        await story.Did(new RemoveAnnouncement(story.NewId, handler, story.County, number, HappenedOn: new DateOnly(2026, 11, 19)));
        var list = await Read(story, number);
        Assert.Equal((AnnouncementState.Removed, 80_000, 1), (list.State, list.Lines.Single().AmountFen, list.Corrections.Count));
    }

    [Fact]
    [Trait("rule", "G7")]
    public async Task The_sheet_and_its_files_show_no_whole_name()
    {
        var story = await site.Qidu().WithMoney(500_000, new DateOnly(2026, 10, 12));
        await PaidExpense(story, 80_000);
        var number = await story.Did(Draft(story));
        var handler = await site.SignIn("handler");
        foreach (var address in (string[])[$"/disclosure/{number}", $"/disclosure/{number}/print", $"/disclosure/{number}?handler=Csv"])
        {
            var page = await handler.Read(address);
            Assert.Contains("王*芳", page, StringComparison.Ordinal);
            Assert.DoesNotContain("王小芳", page, StringComparison.Ordinal);
        }

        using var elsewhere = await (await site.SignIn("handler.renli")).Get($"/disclosure/{number}");
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
    }

    [Fact]
    [Trait("rule", "G7")]
    public async Task The_public_counts_of_the_townships_add_up_to_the_countys()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var other = await site.NewTownship(story.County).WithMoney(500_000);
        await story.Paid(50_000);
        await other.Paid(60_000);
        var page = await (await site.SignIn("county")).Read($"/disclosure/counts?county={story.County}&year={FundStory.Year}");
        var paid = Counted().Matches(page).Select(cell => int.Parse(cell.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(paid[^1] >= 2);
        Assert.Equal(paid[^1], paid.SkipLast(1).Sum());
    }

    [GeneratedRegex("""data-h="发放笔数">\s*<span class="num">(?<count>\d+)<""")]
    private static partial Regex Counted();

    [Fact]
    public async Task A_published_account_of_a_project_opens_the_next_and_its_end_the_last()
    {
        var story = site.NewTownship();
        var staff = story.As(Role.CharityStaff) with { CountyCode = "341722", OrganisationId = Guid.CreateVersion7() };
        var first = await story.Did(new RegisterDuty(story.NewId, staff, "341722", DutyKind.ProjectProgress, "暖冬行动", new DateOnly(2026, 8, 1)));
        await story.Did(new PublishDuty(story.NewId, staff, "341722", first, "慈善中国", HappenedOn: new DateOnly(2026, 10, 20)));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Send(new PublishDuty(story.NewId, staff, "341722", first, "慈善中国"))).Refused!.Reason);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var next = await db.Set<DisclosureDuty>().SingleAsync(d => d.OrganisationId == staff.OrganisationId && d.PublishedOn == null);
        Assert.Equal(new DateOnly(2027, 1, 20), next.DueOn);
        var stranger = staff with { OrganisationId = Guid.CreateVersion7() };
        Assert.Equal(SiteRefusal.NotYourArea, (await story.Send(new EndProject(story.NewId, stranger, "341722", next.Id, new DateOnly(2026, 11, 1)))).Refused!.Reason);
        var end = await story.Did(new EndProject(story.NewId, staff, "341722", next.Id, new DateOnly(2026, 11, 1)));
        Assert.Equal(new DateOnly(2027, 2, 1), (await db.Set<DisclosureDuty>().SingleAsync(d => d.Id == end)).DueOn);
        await story.Did(new CorrectDuty(story.NewId, staff, "341722", first, "受益人数应为 41 户"));
    }
}
