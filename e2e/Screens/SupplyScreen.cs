using Jiuji.Matching.Supply;
using Jiuji.Web.Looks;

namespace Jiuji.Stories.Screens;

public sealed class SupplyScreen(Person person)
{
    public async Task Recall(string lot, string reason)
    {
        await person.Opens($"/supply/{lot}");
        await person.Page.Locator("summary", new() { HasText = person.T["supply.recall"] }).ClickAsync();
        await person.Page.Locator("#reason-Recall").FillAsync(reason);
        await person.Presses("supply.recall");
        await person.Sees(person.T[EnumWords.Key(LotState.Recalled)]);
    }

    public async Task Publish(string lot)
    {
        await person.Opens($"/supply/{lot}");
        await person.Presses("supply.publish");
        await person.Sees(person.T[EnumWords.Key(LotState.Published)]);
    }
}
