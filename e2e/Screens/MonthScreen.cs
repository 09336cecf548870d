using System.Globalization;
using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>One month of one township: held by the bookkeeper, then signed by the county.</summary>
public sealed class MonthScreen(Person person, string township, DateOnly month)
{
    private string Address => string.Create(CultureInfo.InvariantCulture, $"/months/{township}/{month:yyyy-MM}");

    public Task Open() => person.Opens(Address);

    public async Task Hold()
    {
        await Open();
        await person.Presses("month.hold");
        await person.Sees(person.T["state.Period.Held"]);
    }

    /// <summary>The figure of one's own record; here it is the one that the township's book shows.</summary>
    public async Task Sign(string button)
    {
        await Open();
        var outstanding = await person.Page.Locator("dl.sum dt", new() { HasText = person.T["month.outstanding"] }).Locator("xpath=following-sibling::dd[1]").InnerTextAsync();
        await person.Fills("month.your_record", outstanding.Trim());
        await person.Presses(button);
    }
}
