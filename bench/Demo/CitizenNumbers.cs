using System.Globalization;

namespace Jiuji.Bench.Demo;

/// <summary>
/// Citizen numbers that cannot belong to anyone: the address code 999999 does not exist. Birth date, sex and check character are right
/// (GB 11643-1999), and no number is given twice.
/// </summary>
public sealed class CitizenNumbers
{
    private readonly Dictionary<(DateOnly, string), int> given = [];

    public string Next(DateOnly bornOn, string sex)
    {
        var turn = given.GetValueOrDefault((bornOn, sex));
        given[(bornOn, sex)] = turn + 1;
        var sequence = (turn * 2) + (sex == "M" ? 1 : 2);
        var body = string.Create(CultureInfo.InvariantCulture, $"999999{bornOn:yyyyMMdd}{sequence:000}");
        return body + Check(body);
    }

    private static char Check(string body)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return "10X98765432"[body.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11];
    }
}
