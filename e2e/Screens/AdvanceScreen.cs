using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>A joint document, and one township's share of it on its way from the county to the township's bank.</summary>
public sealed class AdvanceScreen(Person person)
{
    public async Task EnterJointDocument(string number, decimal yuan)
    {
        await person.Opens("/advances/documents/new");
        await person.Fills("advance.document_number", number);
        await person.Fills("advance.document_title", "关于预拨乡镇临时救助备用金的通知");
        await person.Fills("common.amount_yuan", Yuan.Write(yuan));
        await person.Presses("common.save");
        await person.Sees(person.T["notice.document_entered"]);
    }

    /// <summary>The path of the advance, for the next person to open.</summary>
    public async Task<string> Draft(string township, int year, string documentNumber, decimal yuan)
    {
        await person.Opens($"/advances/new?township={township}&year={year}");
        await person.Field("advance.document_number").SelectOptionAsync(documentNumber);
        await person.Fills("advance.amount", Yuan.Write(yuan));
        await person.Presses("advance.draft");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(documentNumber);
        return new Uri(person.Page.Url).AbsolutePath;
    }

    public async Task Approve(string advance, string word)
    {
        await person.Opens(advance);
        await person.Presses(word);
    }

    public Task Issue() => person.Presses("advance.issue");

    public async Task Receive(string advance)
    {
        await person.Opens(advance);
        await person.Presses("advance.received");
        await person.Sees(person.T["state.Advance.Received"]);
    }
}
