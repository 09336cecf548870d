using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Looks;
using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>A township's bank statement: brought in, its lines worked off one by one.</summary>
public sealed class StatementScreen(Person person, string township)
{
    public string Desk => $"/statements/{township}";

    public async Task Import(string fileName, byte[] content)
    {
        await person.Opens($"{Desk}/import");
        foreach (var button in (string[])["import.check", "reconcile.import"])
        {
            await person.Field("reconcile.choose_file").SetInputFilesAsync(new FilePayload { Name = fileName, MimeType = "text/csv", Buffer = content });
            await person.Presses(button);
        }
    }

    /// <summary>How many lines have matched, how many have a suggestion, how many have nothing, how many movements only the book knows.</summary>
    public async Task<string> Counts()
    {
        await person.Opens(Desk);
        return string.Join(' ', await person.Page.Locator("ul.counts b").AllInnerTextsAsync());
    }

    /// <summary>Takes the one suggestion whose bank side names this.</summary>
    public async Task Take(string name)
    {
        await person.Opens(Desk);
        await person.Follow(person.Page.Locator("#suggested tbody tr", new() { HasText = name }).GetByRole(AriaRole.Button));
    }

    public async Task Open(BankPaper.Row row)
    {
        await person.Opens(Desk);
        await person.Follow(person.Page.Locator("#lines tbody tr", new() { HasText = row.Summary }).Filter(new() { HasText = Figures.Yuan(row.Fen) }).GetByRole(AriaRole.Link));
    }

    public async Task Assign(BankPaper.Row row, string owner, DateOnly due)
    {
        await Open(row);
        await person.Fills("reconcile.owner", owner);
        await person.Fills("common.due", Days.Iso(due));
        await person.Presses("common.save");
        await person.Sees(owner);
    }

    /// <summary>Posts what the line is; the reference is typed, or the one that the page offers.</summary>
    public async Task Post(BankPaper.Row row, ItemOutcome outcome, string? reference = null)
    {
        await Open(row);
        await Choose(outcome);
        await person.Fills("reconcile.reference", reference ?? await Offered(outcome));
        await person.Page.Locator("#settle-reason").FillAsync("以对账单为证");
        await person.Presses("reconcile.post");
        await person.Sees(person.T["reconcile.worked"]);
    }

    public async Task Explain(BankPaper.Row row, ItemOutcome outcome, string reason, string evidence)
    {
        await Open(row);
        await Choose(outcome);
        await person.Page.Locator("#explain-reason").FillAsync(reason);
        await person.Fills("reconcile.evidence", evidence);
        await person.Presses("reconcile.explain_do");
        await person.Sees(person.T["reconcile.explained"]);
    }

    private Task Choose(ItemOutcome outcome) => person.Page.GetByRole(AriaRole.Radio, new() { Name = person.T[$"kind.ItemOutcome.{outcome}"] }).CheckAsync();

    private async Task<string> Offered(ItemOutcome outcome) =>
        await person.Page.Locator("#references option", new() { HasText = person.T[$"kind.ItemOutcome.{outcome}"] }).First.GetAttributeAsync("value") ?? "";
}
