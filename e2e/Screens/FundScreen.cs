using System.Globalization;

namespace Jiuji.Stories.Screens;

/// <summary>Where every yuan of one township's fund is.</summary>
public sealed class FundScreen(Person person, string township, int year)
{
    public Task Open() => person.Opens($"/funds/{township}/{year}");

    public Task<decimal> InHands() => Part("fund.in_hands");

    /// <summary>What approved papers prove: the only money that counts as spent.</summary>
    public Task<decimal> Approved() => Part("fund.approved");

    private async Task<decimal> Part(string word)
    {
        var line = person.Page.Locator("dl.truths > div").Filter(new() { HasText = person.T[word] });
        return Yuan.Read(await line.Locator("dd").InnerTextAsync());
    }
}

/// <summary>An amount as a page shows it.</summary>
public static class Yuan
{
    public static decimal Read(string shown) =>
        decimal.Parse(string.Concat(shown.Where(sign => char.IsAsciiDigit(sign) || sign is '.' or '-')), CultureInfo.InvariantCulture);

    public static string Write(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
