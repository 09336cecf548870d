namespace Jiuji.Bench.Demo;

/// <summary>
/// Who lets which organisation know what, and until when (PIPL 23: one consent per receiving organisation). Some refuse, some have
/// withdrawn, some consents have run out: none of them loses anything by it.
/// </summary>
public static class Consents
{
    private static readonly Dictionary<string, string[]> Receivers = new()
    {
        ["341722"] = ["CH01", "CH02", "CH03", "CH04", "CH05"], ["341723"] = ["CH02", "CH03", "CH04", "CH05", "CH06"],
        ["341702"] = ["CH03", "CH04"], ["341721"] = ["CH03", "CH04"], ["CZ-JHS"] = ["CH03", "CH05", "CH06"], ["CZ-KFQ"] = ["CH03", "CH04"],
        ["340321"] = ["CH07"], ["522701"] = ["CH08"], ["522732"] = ["CH08"], ["140802"] = ["CH09"],
    };

    public static Table Table(IReadOnlyList<Household> households, Places places)
    {
        var dice = new Dice(23);
        var table = new Table("consent_no", "household_no", "person_no", "given_by", "form", "organisation_code", "purpose", "fields",
            "status", "given_on", "valid_until", "withdrawn_on");
        foreach (var home in households.Where(_ => dice.Percent(38)))
            foreach (var receiver in dice.Shuffled(Receivers[places[home.Village].County]).Take(dice.Between(1, 2)))
                Add(table, home, receiver, dice);
        return table;
    }

    private static void Add(Table table, Household home, string receiver, Dice dice)
    {
        var status = dice.Weighted([("given", 86), ("refused", 9), ("withdrawn", 5)]);
        var givenOn = DemoFiles.Today.AddDays(-dice.Between(5, 200));
        DateOnly? until = status == "refused" ? null : givenOn.AddMonths(6);
        DateOnly? withdrawnOn = status == "withdrawn" ? givenOn.AddDays(dice.Between(1, 5)) : null;
        table.Add($"C{table.Rows.Count + 1:0000}", home.No, home.Head.No, home.Head.SelfCare == "NONE" ? "PROXY" : "SELF", Form(home.Head, dice),
            receiver, "慈善帮扶对接", status == "refused" ? "" : Fields(home, dice), status, givenOn, until, withdrawnOn);
    }

    private static string Form(Person head, Dice dice) =>
        head.Age >= 70 ? dice.Pick<string>(["THUMB", "READ_ALOUD", "WRITTEN"]) : "WRITTEN";

    private static string Fields(Household home, Dice dice)
    {
        List<string> fields = ["NAME", "ADDRESS", "PHONE", "SIZE"];
        if (home.People.Any(person => person.DisabilityGrade > 0) && dice.Percent(70)) fields.Add("HEALTH");
        if (home.People.Any(person => person.Age < 18) && dice.Percent(50)) fields.Add("CHILDREN");
        return string.Join(';', fields);
    }
}
