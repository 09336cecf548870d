namespace Jiuji.Bench.Demo;

/// <summary>
/// The two spreadsheets that people fill in. The first sheet holds one heading row, exactly as the importer expects it; what a person needs
/// to know stands on the second sheet in both languages, and the lists to choose from on the third.
/// </summary>
public sealed class Forms(Codes codes, Places places, Packs packs)
{
    private const string County = "341722";
    private static readonly string[] Tenants = ["341722", "341723", "341702", "341721", "CZ-JHS", "CZ-KFQ", "CZ-PTH", "CZ-JN"];

    public static readonly string[] SupplyExample =
        ["示例-1", "CH01", "大米", "东北大米10公斤装", "袋", "100", "2", "341722", "", "", "", "2027-03-31", "否", "这是示例行，填写前请删除 Example row, please delete", ""];

    public static readonly string[] NeedExample =
        ["示例-1", "H0001", "轮椅", "1", "3", "2026-12-31", "村级协理员走访", "否", "这是示例行，填写前请删除 Example row, please delete"];

    private static readonly FormColumn[] SupplyColumns =
    [
        new("资源编号", "Lot no.", 11, true, "本机构自编，不重复", "Your own number, each used once"),
        new("机构编号", "Organisation no.", 11, true, "平台发给本机构的编号", "The number the platform gave you"),
        new("资源类别", "Kind", 13, true, "从代码表中选", "Choose from the list", Choices: "aid-kind"),
        new("名称", "Name", 22, true, "受助家庭看得懂的名称", "A name that a household understands"),
        new("单位", "Unit", 8, true, "与类别对应的单位，见代码表", "The unit that goes with the kind", Choices: "unit"),
        new("数量", "Quantity", 9, true, "整数；资金填元", "A whole number; money in yuan", Number: true),
        new("每户限量", "Limit per household", 10, true, "一户最多给多少", "The most that one household gets", Number: true),
        new("服务范围(编码;分号分隔)", "Area (codes, semicolons)", 26, true, "县、乡镇或村的编码，见代码表", "Codes of counties, townships or villages"),
        new("限定类别(编码;分号分隔)", "Only for categories", 24, false, "捐赠人有限定时才填", "Only where the donor restricts it"),
        new("年龄下限", "From age", 9, false, "周岁", "Years", Number: true),
        new("年龄上限", "To age", 9, false, "周岁", "Years", Number: true),
        new("有效期至", "Valid until", 13, true, "例如 2027-03-31", "For example 2027-03-31", Date: true),
        new("是否易腐", "Perishable", 9, true, "是或否", "是 (yes) or 否 (no)", Choices: "yes-no"),
        new("说明", "Note", 36, false, "不要写个人信息", "No personal data"),
        new("服务时段(日期 时间 名额;分号分隔)", "Turns (day, hours, places; semicolons)", 34, false,
            "分次服务才填，名额相加等于数量，例如 2026-12-05 09:00-11:00 4", "Only for services given in turns; their places add up to the quantity, for example 2026-12-05 09:00-11:00 4"),
    ];

    private static readonly FormColumn[] NeedColumns =
    [
        new("需求编号", "Need no.", 11, true, "本站自编，不重复", "Your own number, each used once"),
        new("家庭编号", "Household no.", 11, true, "平台中的家庭编号；不要写姓名", "The household's number; never its name"),
        new("需求类别", "Kind", 14, true, "从代码表中选", "Choose from the list", Choices: "aid-kind"),
        new("数量", "Quantity", 9, true, "整数；资金填元；单位见代码表", "A whole number, in the unit of the kind; money in yuan", Number: true),
        new("紧急程度(1-4)", "Urgency (1-4)", 13, true, "1 一般，2 较急，3 紧急，4 危急", "1 ordinary, 2 soon, 3 urgent, 4 critical", Number: true),
        new("最迟日期", "Needed by", 13, false, "例如 2026-12-31", "For example 2026-12-31", Date: true),
        new("发现来源", "How it was found", 18, true, "从代码表中选", "Choose from the list", Choices: "discovery-source"),
        new("是否整份", "All from one lot", 9, true, "必须由一份资源全部满足时填是", "是 if one lot must meet it whole", Choices: "yes-no"),
        new("说明", "Note", 36, false, "不要写病名和姓名", "No names, no diagnoses"),
    ];

    public Workbook Supply(IReadOnlyList<string[]> rows) => new("供给", SupplyColumns, rows,
        ["填写供给台账：每行一份资源。第一行标题请勿改动。交县级民政部门审核后才会公布。", "One row per lot. Please leave the heading row as it is. The county reviews every row before it is published."],
        [Words("资源类别", "aid-kind"), Words("单位", "unit"), Words("是否", "yes-no"), Categories(), Areas()]);

    public Workbook Needs(IReadOnlyList<string[]> rows) => new("需求", NeedColumns, rows,
        ["填写需求：每行一项需求，由社会救助服务站填写。第一行标题请勿改动。", "One row per need, filled in by the station. Please leave the heading row as it is."],
        [Words("需求类别", "aid-kind"), Words("发现来源", "discovery-source"), Words("是否", "yes-no"), Words("紧急程度", "urgency")]);

    private ChoiceList Words(string title, string list) => new(title, list, [.. codes.Of(list).Select(code =>
        (code.Zh, code.Unit.Length > 0 ? $"{code.Value} · {code.En} · {codes.Word("unit", code.Unit)}" : $"{code.Value} · {code.En}"))]);

    private ChoiceList Categories() => new("限定类别编码", "category", [.. packs.CategoriesOf(County).Select(category => (category.Code, category.Name))]);

    private ChoiceList Areas() => new("服务范围编码", "area", [.. Tenants.SelectMany(tenant => places.Under(tenant).Prepend(places[tenant])).Select(place => (place.Code, place.Name))]);
}
