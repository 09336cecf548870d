using System.Net;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Recoveries;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Looks;
using Jiuji.Web.Tests.Looks;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>The household side on its pages: a step is offered to whom it belongs, asks for what it needs, and says why it was refused.</summary>
public sealed class CasePageTests(FundSite site) : IClassFixture<FundSite>
{
    [Fact]
    public void Every_step_has_its_word_and_the_sentence_that_says_what_it_does()
    {
        var steps = CaseWorks.All.Select(step => (step.Step, step.Key, step.Fields)).Concat(RecoveryWorks.All.Select(step => (step.Step, step.Key, step.Fields)))
            .Concat(DeskWorks.All.Select(step => (step.Step, step.Key, step.Fields))).ToList();
        Assert.Equal(steps.Count, steps.Select(step => step.Key).Distinct().Count());
        var asked = steps.SelectMany(step => new[] { EnumWords.Key(step.Step), $"act.{step.Key}" }
            .Concat(step.Fields.SelectMany(field => field.Choices.Select(EnumWords.Key).Append(field.Word).Concat(field.Hint is null ? [] : [field.Hint]))));
        Assert.DoesNotContain(asked.Distinct(), key => !WordsFiles.Chinese.ContainsKey(key));
    }

    [Fact]
    public async Task A_refusal_walks_from_page_to_page()
    {
        var story = await site.Qidu().WithMoney(500_000);
        var number = await story.Investigated(50_000);
        var office = await site.SignIn("office");
        Assert.Contains($"/cases/{number}/do/AidCase.Refuse", await office.Read($"/cases/{number}"), StringComparison.Ordinal);
        var page = $"/cases/{number}/do/AidCase.Refuse";
        using var empty = await office.Post(page, page, ("reason", ""));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var done = await office.Post(page, page, ("reason", "收入高于标准"));
        Assert.Equal($"/cases/{number}", done.Headers.Location!.OriginalString);

        var handler = await site.SignIn("handler");
        var serve = $"/cases/{number}/do/AidCase.ServeRefusal";
        using var served = await handler.Post(serve, serve, ("how", "当面交本人"));
        Assert.Equal(HttpStatusCode.Redirect, served.StatusCode);
        Assert.Contains($"/cases/{number}/do/AidCase.RequestReview", await handler.Read($"/cases/{number}"), StringComparison.Ordinal);
        using var twice = await handler.Post(serve, serve, ("how", "当面交本人"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        using var notTheirs = await (await site.SignIn("cashier")).Get(serve);
        Assert.Contains("/problem/403", notTheirs.Headers.Location!.OriginalString, StringComparison.Ordinal);

        // What went wrong with a payment is a recovery with a page of its own, and is listed with what is due, the deaths and the alarms.
        var paid = await story.Paid(50_000);
        var debt = await story.Did(new RecordMistake(story.NewId, story.As(Role.Bookkeeper), story.County, paid, Mistake.WrongPayee, DebtorKind.AccountHolder, "账号录错"));
        var county = await site.SignIn("county");
        foreach (var address in (string[])[$"/recoveries/{debt}", "/recoveries", "/cases/due", "/deaths", "/deaths/import", "/alarms", "/cases/desk/DeskWork.ConfirmBridging", $"/cases/{paid}"])
        {
            Assert.Contains("<h1>", await county.Read(address), StringComparison.Ordinal);
        }

        Assert.Contains($"/recoveries/{debt}/do/RecoveryCase.Notify", await county.Read($"/recoveries/{debt}"), StringComparison.Ordinal);
        Assert.Contains("name=\"how\"", await county.Read($"/recoveries/{debt}/do/RecoveryCase.Notify"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_unknown_is_taken_in_and_their_case_begins_with_them()
    {
        var handler = await site.SignIn("handler.renli");
        const string Page = "/cases/desk/DeskWork.TakeInStranger";
        using var taken = await handler.Post(Page, Page, ("called", "自称老吴"), ("people", "2"), ("happened", "房屋失火"));
        Assert.StartsWith("/cases/new?household=LS-", taken.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("自*", await handler.Read(taken.Headers.Location.OriginalString), StringComparison.Ordinal);
    }
}
