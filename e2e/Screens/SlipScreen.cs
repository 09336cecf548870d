namespace Jiuji.Stories.Screens;

/// <summary>A household's own page, opened with the code on its paper slip.</summary>
public sealed class SlipScreen(Person household)
{
    /// <summary>The station prints a slip; number and code stand on it.</summary>
    public static async Task<(string Number, string Code)> Issue(Person station, string household)
    {
        await station.Opens($"/households/{household}");
        await station.Presses("household.print_slip");
        return (await station.Page.Locator("#slip-number").InnerTextAsync(), await station.Page.Locator("#slip-code").InnerTextAsync());
    }

    public async Task Open((string Number, string Code) slip, string bornOn)
    {
        await household.Opens("/h");
        await household.Page.Locator("#n").FillAsync(slip.Number.Trim());
        await household.Page.Locator("#code").FillAsync(slip.Code.Trim());
        await household.Page.Locator("#birth").FillAsync(bornOn);
        await household.Presses("slip.open");
    }
}
