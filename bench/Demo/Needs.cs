namespace Jiuji.Bench.Demo;

public sealed record Need(Household Household, string Kind, int Quantity, int Urgency, DateOnly? Deadline, string Discovery, bool Whole, string Note);

/// <summary>900 needs that follow from what is known of the household: no school kit without a child, no wheelchair without a reason.</summary>
public static class Needs
{
    private const int Count = 900;

    public static readonly string[] Headings = ["需求编号", "家庭编号", "需求类别", "数量", "紧急程度(1-4)", "最迟日期", "发现来源", "是否整份", "说明"];

    private static readonly (string, int)[] Discoveries =
        [("AIDE", 30), ("APPLIED", 28), ("VILLAGE", 14), ("GRID", 8), ("NEIGHBOUR", 5), ("SOCIAL_WORKER", 5), ("WARNING", 5), ("HOTLINE", 4), ("CHARITY", 1)];

    public static IReadOnlyList<Need> Draw(IReadOnlyList<Household> households)
    {
        var dice = new Dice(900);
        var wishes = households.SelectMany(home => Chosen(home, dice).Select(wish => (home, wish))).ToList();
        return [.. dice.Shuffled(wishes).Take(Count).OrderBy(pair => pair.home.No, StringComparer.Ordinal).Select(pair => One(pair.home, pair.wish, dice))];
    }

    public static Table Table(IReadOnlyList<Need> needs, Codes codes)
    {
        var table = new Table(Headings);
        foreach (var (need, index) in needs.Select((need, index) => (need, index)))
            table.Add($"N{index + 1:0000}", need.Household.No, codes.Word("aid-kind", need.Kind), need.Quantity, need.Urgency, need.Deadline,
                codes.Word("discovery-source", need.Discovery), need.Whole ? "是" : "否", need.Note);
        return table;
    }

    private static Need One(Household home, (string Kind, int Quantity, string Note) wish, Dice dice)
    {
        var urgency = dice.Weighted([(1, 25), (2, 42), (3, 24), (4, 9)]);
        var latest = urgency switch { 4 => 6, 3 => 20, 2 => 60, _ => 120 };
        DateOnly? deadline = urgency == 1 && dice.Percent(40) ? null : DemoFiles.Today.AddDays(dice.Between(3, latest));
        var whole = wish.Quantity > 1 && wish.Kind is "QUILT" or "MEALS" && dice.Percent(35);
        return new Need(home, wish.Kind, wish.Quantity, urgency, deadline, dice.Weighted(Discoveries), whole, wish.Note);
    }

    /// <summary>What the household alone needs comes first; what any home could use comes beside it.</summary>
    private static List<(string Kind, int Quantity, string Note)> Chosen(Household home, Dice dice)
    {
        var own = dice.Shuffled(home.People.Where(person => person.DiedOn is null).SelectMany(OfPerson).Concat(OfHome(home)).DistinctBy(wish => wish.Kind));
        var common = dice.Shuffled(OfAnyHome(home.People.Count));
        return [.. own.Take(dice.Between(1, 2)), .. common.Take(dice.Weighted([(0, 30), (1, 50), (2, 20)]))];
    }

    private static IEnumerable<(string Kind, int Quantity, string Note)> OfHome(Household home)
    {
        if (home.Category is "NONE" or "PENDING" or "OTHER_LOCAL") yield return ("GRANT_LIVING", 500, "暂未纳入救助，生活困难");
        if (home.Category is "RIGID" or "HARDSHIP") yield return ("GRANT_MEDICAL", 2000, "自付费用较大");
        if (home.People.Any(person => person.Age >= 60) && home.People.All(person => person.Age is >= 60 or < 16))
        {
            yield return ("VISITING", 4, "老人家庭，每月走访");
            yield return ("MEALS", 20, "做饭有困难");
            yield return ("CLEANING", 8, "打扫有困难");
            yield return ("HANDRAIL", 1, "卫生间湿滑");
        }
    }

    private static IEnumerable<(string Kind, int Quantity, string Note)> OfAnyHome(int size)
    {
        yield return ("RICE", Math.Min(size, 4), "每袋十公斤");
        yield return ("OIL", Math.Min(size, 2), "");
        yield return ("QUILT", Math.Min(size, 3), "过冬");
        yield return ("COAT", Math.Min(size, 4), "过冬");
        yield return ("FRESH_FOOD", 1, "");
        yield return ("HEATER", 1, "房屋保暖差");
    }

    private static IEnumerable<(string Kind, int Quantity, string Note)> OfPerson(Person person)
    {
        if (person.Age <= 3) yield return ("MILK_POWDER", 4, "婴幼儿");
        if (person.Age is >= 6 and <= 18)
        {
            yield return ("SCHOOL_KIT", 1, "在校学生");
            yield return ("TUTORING", 8, "课业跟不上");
            yield return ("GRANT_STUDY", 800, "学杂和食宿");
        }
        if (person.Age is >= 18 and <= 55 && person.DisabilityGrade == 0) yield return ("SKILLS", 1, "希望就近就业");
        if (person.DisabilityKind == "LIMB" && person.DisabilityGrade is 1 or 2)
        {
            yield return ("WHEELCHAIR", 1, "出行不便");
            yield return ("RAMP", 1, "门口有台阶");
            yield return ("REHAB", 8, "需要康复训练");
        }
        if (person.DisabilityKind == "LIMB" && person.DisabilityGrade >= 3) yield return ("WALKER", 1, "行走不稳");
        if (person.DisabilityKind is "INTELLECT" or "MULTIPLE" && person.Age is >= 14 and < 60)
        {
            yield return ("INCLUSION", 4, "希望参加小组");
            yield return ("CAPACITY", 4, "希望学习生活技能");
        }
        if (person.DisabilityKind == "MENTAL") yield return ("COUNSELLING", 6, "家属也希望参加");
        if (person.SelfCare != "FULL")
        {
            yield return ("HOME_CARE", 8, "每周两次");
            yield return ("ASSESSMENT", 1, "先评估再安排照料");
            yield return ("CARER_TRAINING", 1, "照护人希望学习");
        }
        if (person.SelfCare != "FULL" && person.Age >= 60) yield return ("BATHING", 4, "每周一次");
        if (person.SelfCare == "PARTIAL" && person.Age >= 70) yield return ("DAY_CARE", 10, "白天无人照看");
        if (person.SelfCare == "NONE") yield return ("CARE_BED", 1, "长期卧床");
        if (person.SelfCare == "NONE" || person.Age >= 88) yield return ("NAPPIES", 4, "");
    }
}
