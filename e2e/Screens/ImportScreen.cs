using System.Text;
using Microsoft.Playwright;

namespace Jiuji.Stories.Screens;

/// <summary>A spreadsheet of supply or of needs is chosen and loaded.</summary>
public sealed class ImportScreen(Person person, string path)
{
    public async Task Load(string fileName, string headings, params string[] rows)
    {
        await Choose(fileName, headings, rows);
        await person.Sees(person.T["import.loaded", rows.Length, rows.Length]);
    }

    /// <summary>Nothing of a file with a fault is loaded; the fault is named by row and column.</summary>
    public async Task LoadsNothing(string fileName, string headings, string[] rows, params string[] named)
    {
        await Choose(fileName, headings, rows);
        var problems = person.Page.GetByRole(AriaRole.Region, new() { Name = person.T["import.problems", 1] });
        foreach (var word in named)
        {
            await Assertions.Expect(problems).ToContainTextAsync(word);
        }
    }

    private async Task Choose(string fileName, string headings, string[] rows)
    {
        await person.Opens(path);
        await person.Field("import.choose").SetInputFilesAsync(new FilePayload
        {
            Name = fileName, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(string.Join("\r\n", [headings, .. rows])),
        });
        await person.Presses("import.load");
    }
}
