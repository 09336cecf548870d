using Jiuji.Matching.Personal;
using Jiuji.Web.Files;

namespace Jiuji.Web.Features.Deaths;

/// <summary>The monthly death list as civil affairs, police and health exchange it (MZ/T 141): who by ID number, when, and the number of the record.</summary>
public static class DeathSheet
{
    /// <param name="idOf">The id that a line gets, the same whenever the file is read.</param>
    public static SheetTable<DeathRow> Table(Func<string, Guid> idOf, DateOnly today)
    {
        var number = SheetColumn.CitizenId<CitizenId>(["证件号码", "身份证号", "公民身份号码", "ID number"], (string text, out CitizenId read) =>
        {
            var error = CitizenId.TryParse(text, out var found);
            read = found!;
            return error is null;
        }, required: true);
        var died = SheetColumn.Day(["死亡日期", "死亡时间", "Died on"], new DateOnly(1900, 1, 1), today, required: true);
        var record = SheetColumn.Text(["死亡证明编号", "火化证明编号", "证明编号", "Record number"], 64);
        return new SheetTable<DeathRow>(
            [number, died, record],
            row => new DeathRow(idOf($"{row.Get(number).Value} {row.Get(died):yyyy-MM-dd}"), row.Get(number).Value, row.Get(died), row.GetOr(record, "")))
        {
            Key = [number],
        };
    }
}
