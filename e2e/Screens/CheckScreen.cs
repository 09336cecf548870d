using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>The page that shows the full payee, the balances after and every rule before somebody signs or money leaves.</summary>
public sealed class CheckScreen(Person person)
{
    public async Task OpenToSign(string caseNumber)
    {
        await person.Opens($"/cases/{caseNumber}/sign");
        await Check();
    }

    public async Task OpenToRelease(string caseNumber)
    {
        await person.Opens($"/cases/{caseNumber}/release");
        await Check();
    }

    public async Task Sign(string caseNumber)
    {
        await OpenToSign(caseNumber);
        await person.Presses("sign.agree");
        await person.Sees(person.T["sign.done"]);
    }

    public async Task Release(string caseNumber)
    {
        await OpenToRelease(caseNumber);
        await person.Presses("payment.release");
        await person.Sees(person.T["notice.released"]);
    }

    /// <summary>核对: opening the full name and account is a step of its own, and it is noted.</summary>
    private async Task Check()
    {
        await person.Presses("sign.open");
        await Assertions.Expect(person.Page.GetByText(person.T["sign.holder.Self"])).ToBeVisibleAsync();
    }
}
