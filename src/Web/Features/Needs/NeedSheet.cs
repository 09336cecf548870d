using Jiuji.Ledger;
using Jiuji.Matching.Needs;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Files;
using Jiuji.Web.Reference;

namespace Jiuji.Web.Features.Needs;

/// <summary>The spreadsheet that stations fill in (seed/templates/needs.xlsx).</summary>
public static class NeedSheet
{
    private const int MostUnits = 100_000;
    private const int FenPerYuan = 100;

    /// <param name="idOf">The id that a need of that number gets, the same whenever the file is read.</param>
    public static SheetTable<NeedRow> Table(IReadOnlyList<CodeItem> codes, Func<string, Guid> idOf)
    {
        var number = SheetColumn.Text(["需求编号", "Need number"], 32, required: true);
        var household = SheetColumn.Text(["家庭编号", "Household number"], 32, required: true);
        var kind = SheetWords.Code(["需求类别", "Kind"], codes, CodeLists.AidKind, required: true);
        var quantity = SheetColumn.Whole(["数量", "Quantity"], 1, MostUnits, required: true);
        var urgency = SheetColumn.Whole(["紧急程度(1-4)", "紧急程度", "Urgency"], 1, 4, required: true);
        var deadline = SheetColumn.Day(["最迟日期", "Deadline"], new DateOnly(2020, 1, 1), new DateOnly(2049, 12, 31));
        var source = SheetWords.Enum(["发现来源", "Source"], codes, CodeLists.DiscoverySource, SheetWords.Member<DiscoverySource>, required: true);
        var whole = SheetColumn.YesNo(["是否整份", "Whole"]);
        var cause = SheetWords.Code(["困难原因", "Cause"], codes, CodeLists.HardshipCause);
        var note = SheetColumn.Text(["说明", "Note"], 200);
        return new SheetTable<NeedRow>(
            [number, household, kind, quantity, urgency, deadline, source, whole, cause, note],
            row => new NeedRow(
                idOf(row.Get(number)), row.Get(number), row.Get(household), row.Get(kind).Code,
                row.Get(quantity) * (row.Get(kind).Unit == AccountKey.Yuan ? FenPerYuan : 1), (Urgency)row.Get(urgency), row.FindValue(deadline), row.Get(source),
                row.GetOr(whole, false), row.GetOr(note, ""), row.Find(cause)?.Code ?? ""))
        {
            Key = [number],
        };
    }
}
