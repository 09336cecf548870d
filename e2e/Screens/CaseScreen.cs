using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Looks;
using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>One aid case from acceptance to accepted papers.</summary>
public sealed class CaseScreen(Person person)
{
    /// <summary>The case's number, for the next person to open.</summary>
    public async Task<string> Accept(string household, string cause, decimal yuan)
    {
        await person.Opens("/cases/new");
        await person.Fills("household.number", household);
        await person.Presses("common.search");
        await person.Page.GetByRole(AriaRole.Radio, new() { Name = person.T[EnumWords.Key(AidType.Emergency)] }).CheckAsync();
        await person.Field("case.cause").SelectOptionAsync(cause);
        await person.Fills("common.amount_yuan", Yuan.Write(yuan));
        await person.Presses("case.accept");
        await person.Sees(person.T["notice.case_accepted"]);
        return new Uri(person.Page.Url).Segments[^1];
    }

    public async Task Investigate(string finding)
    {
        await person.Fills("case.finding", finding);
        await person.Presses("case.investigate");
    }

    public async Task Open(string number)
    {
        await person.Opens($"/cases/{number}");
    }

    public async Task File(string number)
    {
        await Open(number);
        await person.Presses("case.file_county");
    }

    public async Task ConfirmPaid()
    {
        await person.Presses("payment.paid");
        await Shows(PaymentState.Paid);
    }

    /// <summary>Ticks every paper that the policy asks for.</summary>
    public async Task SubmitPapers(string number)
    {
        await Open(number);
        foreach (var paper in await person.Page.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await paper.CheckAsync();
        }

        await person.Presses("papers.submit");
        await Shows(PaymentState.PapersSubmitted);
    }

    public async Task AcceptPapers(string number)
    {
        await Open(number);
        await person.Presses("papers.accept");
        await Shows(PaymentState.PapersAccepted);
    }

    /// <summary>The page of one step, from the case's own page.</summary>
    public async Task OpenStep(string number, Enum step)
    {
        await Open(number);
        await person.Follow(person.Page.Locator($"main a[href$='/do/{EnumWords.Key(step).Split('.', 2)[1]}']").First);
    }

    /// <summary>A step that asks for nothing more.</summary>
    public async Task TakeStep(string number, Enum step)
    {
        await OpenStep(number, step);
        await person.Presses(EnumWords.Key(step));
    }

    public Task Shows(Enum state) => Assertions.Expect(person.Page.Locator("main .head")).ToContainTextAsync(person.T[EnumWords.Key(state)]);
}
