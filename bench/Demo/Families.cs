namespace Jiuji.Bench.Demo;

/// <summary>Draws the people of one household so that ages, sexes and family names fit each other.</summary>
public sealed class Families(Dice dice)
{
    private readonly Names names = new(dice);
    private readonly CitizenNumbers numbers = new();
    private int people;

    private static readonly Dictionary<int, string[][]> Shapes = new()
    {
        [1] = [[]],
        [2] = [["SPOUSE"], ["CHILD"], ["PARENT"], ["GRANDCHILD"]],
        [3] = [["SPOUSE", "CHILD"], ["CHILD", "CHILD"], ["SPOUSE", "GRANDCHILD"], ["SPOUSE", "PARENT"]],
        [4] = [["SPOUSE", "CHILD", "CHILD"], ["SPOUSE", "CHILD", "PARENT"]],
        [5] = [["SPOUSE", "CHILD", "CHILD", "PARENT"], ["SPOUSE", "CHILD", "CHILD", "CHILD"]],
        [6] = [["SPOUSE", "CHILD", "CHILD", "CHILD", "PARENT"]],
    };

    public IReadOnlyList<Person> Draw(string householdNo, int householdNumber, int size, bool dotted)
    {
        var shape = dice.Pick(Shapes[size]);
        var headSex = dice.Percent(68) ? "M" : "F";
        var headAge = HeadAge(shape);
        var family = names.Family();
        var drawn = new List<Person> { One(householdNo, "HEAD", headSex, headAge, family, dotted, Account(householdNumber)) };
        var youngest = shape.Contains("SPOUSE") ? Math.Clamp(headAge + dice.Between(-4, 4), 22, 92) : headAge;
        foreach (var role in shape)
            drawn.Add(Member(householdNo, role, headSex, headAge, youngest, family, dotted));
        return drawn;
    }

    private Person Member(string householdNo, string role, string headSex, int headAge, int spouseAge, string family, bool dotted)
    {
        var sex = role == "SPOUSE" ? (headSex == "M" ? "F" : "M") : dice.Percent(50) ? "M" : "F";
        var (relation, age) = role switch
        {
            "SPOUSE" => ("SPOUSE", spouseAge),
            "CHILD" => (sex == "M" ? "SON" : "DAUGHTER", Math.Max(0, Math.Min(headAge, spouseAge) - dice.Between(22, 36))),
            "PARENT" => (sex == "M" ? "FATHER" : "MOTHER", Math.Min(97, headAge + dice.Between(21, 32))),
            _ => ("GRANDCHILD", Math.Max(1, Math.Min(headAge, spouseAge) - dice.Between(46, 58))),
        };
        // A wife and a mother keep the family name they were born with; the others carry the household's.
        return One(householdNo, relation, sex, age, relation is "SPOUSE" or "MOTHER" ? names.Family() : family, dotted, "");
    }

    private Person One(string householdNo, string relation, string sex, int age, string family, bool dotted, string account)
    {
        var bornOn = DemoFiles.Today.AddYears(-age).AddDays(-dice.Below(365));
        var (kind, grade) = Disability(age);
        var name = dotted ? names.Dotted() : family + names.Given(sex, old: bornOn.Year < 1970);
        return new Person($"P{++people:0000}", householdNo, name, numbers.Next(bornOn, sex), sex, bornOn, relation, kind, grade,
            SelfCare(age, grade), account, DiedOn(relation, age));
    }

    private int HeadAge(string[] shape) =>
        shape.Contains("GRANDCHILD") ? dice.Between(60, 76)
        : shape.Contains("PARENT") ? dice.Between(32, 58)
        : shape.Contains("CHILD") ? dice.Between(28, 58)
        : shape.Length == 1 ? dice.Between(45, 82)
        : dice.Percent(70) ? dice.Between(62, 90) : dice.Between(30, 61);

    private (string Kind, int Grade) Disability(int age) =>
        dice.Percent(age >= 60 ? 16 : 9)
            ? (dice.Weighted([("LIMB", 44), ("VISION", 12), ("HEARING", 14), ("INTELLECT", 12), ("MENTAL", 12), ("MULTIPLE", 6)]),
                dice.Weighted([(1, 14), (2, 26), (3, 32), (4, 28)]))
            : ("", 0);

    private string SelfCare(int age, int grade) =>
        grade == 1 ? (dice.Percent(60) ? "NONE" : "PARTIAL")
        : grade == 2 ? (dice.Percent(50) ? "PARTIAL" : "FULL")
        : age >= 82 && dice.Percent(40) ? "PARTIAL" : "FULL";

    /// <summary>A few of the very old have died this year, so that the check before every payment has something to find (G5).</summary>
    private DateOnly? DiedOn(string relation, int age) =>
        relation is "FATHER" or "MOTHER" && age >= 84 && dice.Percent(12) ? new DateOnly(2026, dice.Between(2, 10), dice.Between(1, 28)) : null;

    /// <summary>An account number of no bank: it begins with nine nines, and belongs to one household only.</summary>
    private static string Account(int household) => $"999999999{household:0000000000}";
}
