using Jiuji.Matching.Supply;
using Jiuji.Web.Looks;

namespace Jiuji.Stories.Screens;

public sealed class SupplyScreen(Person person)
{
    public async Task Publish(string lot)
    {
        await person.Opens($"/supply/{lot}");
        await person.Presses("supply.publish");
        await person.Sees(person.T[EnumWords.Key(LotState.Published)]);
    }
}
