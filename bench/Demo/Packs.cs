using System.Text.Json;

namespace Jiuji.Bench.Demo;

/// <summary>What the generator needs of the rule packs: the categories in force in a county today.</summary>
public sealed class Packs
{
    private readonly Dictionary<string, (string Code, string Name)[]> categories = [];

    public IReadOnlyList<(string Code, string Name)> CategoriesOf(string county) => categories[county];

    public static Packs Read(string seedFolder)
    {
        var packs = new Packs();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(seedFolder, "packs"), "*.json").Order(StringComparer.Ordinal))
        {
            using var pack = JsonDocument.Parse(File.ReadAllText(file));
            if (pack.RootElement.GetProperty("effective_to").ValueKind == JsonValueKind.Null)
                packs.Add(pack.RootElement);
        }
        return packs;
    }

    private void Add(JsonElement pack)
    {
        var list = pack.GetProperty("values").EnumerateArray().Single(value => value.GetProperty("key").GetString() == "categories");
        (string, string)[] names = [.. list.GetProperty("value").EnumerateArray()
            .Select(category => (category.GetProperty("code").GetString()!, category.GetProperty("zh").GetString()!))];
        foreach (var county in pack.GetProperty("jurisdictions").EnumerateArray())
            categories[county.GetString()!] = names;
    }
}
