using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Files;
using Jiuji.Web.Reference;

namespace Jiuji.Web.Features.Supply;

/// <summary>The spreadsheet that charities and societies fill in (seed/templates/supply.xlsx).</summary>
public static class SupplySheet
{
    private const int MostUnits = 10_000_000;
    private const int FenPerYuan = 100;

    /// <param name="idOf">The id that a lot of that number gets, the same whenever the file is read.</param>
    public static SheetTable<LotRow> Table(IReadOnlyList<CodeItem> codes, IReadOnlyList<PackCategory> categories, PlaceBook places, Func<string, Guid> idOf)
    {
        var number = SheetColumn.Text(["资源编号", "Lot number"], 32, required: true);
        var organisation = SheetColumn.Text(["机构编号", "Organisation code"], 20, required: true);
        var kind = SheetWords.Code(["资源类别", "Kind"], codes, CodeLists.AidKind, required: true);
        var name = SheetColumn.Text(["名称", "Name"], 60, required: true);
        var unit = SheetWords.Code(["单位", "Unit"], codes, CodeLists.Unit, required: true);
        var quantity = SheetColumn.Whole(["数量", "Quantity"], 1, MostUnits, required: true);
        var limit = SheetColumn.Whole(["每户限量", "Limit per household"], 1, MostUnits);
        var areas = SheetWords.Places(["服务范围(编码;分号分隔)", "服务范围", "Areas"], places, required: true);
        var only = SheetWords.Codes(["限定类别(编码;分号分隔)", "限定类别", "Categories"], code => categories.Any(category => category.Code == MatchingRules.CodeOf(code)));
        var youngest = SheetColumn.Whole(["年龄下限", "Age from"], 0, 120);
        var oldest = SheetColumn.Whole(["年龄上限", "Age to"], 0, 120);
        var until = SheetColumn.Day(["有效期至", "Valid until"], new DateOnly(2020, 1, 1), new DateOnly(2049, 12, 31), required: true);
        var perishable = SheetColumn.YesNo(["是否易腐", "Perishable"]);
        var description = SheetColumn.Text(["说明", "Description"], 200);
        var turns = SheetColumn.Of(["服务时段(日期 时间 名额;分号分隔)", "服务时段", "Turns"], Turns);
        return new SheetTable<LotRow>(
            [number, organisation, kind, name, unit, quantity, limit, areas, only, youngest, oldest, until, perishable, description, turns],
            row =>
            {
                // Money is written in whole yuan and kept in fen.
                var step = row.Get(unit).Code == AccountKey.Yuan ? FenPerYuan : 1;
                return new LotRow(
                    idOf(row.Get(number)), row.Get(number), row.Get(organisation), row.Get(kind).Code, row.Get(name), row.Get(unit).Code, row.Get(quantity) * step,
                    row.FindValue(limit) * step, row.Get(areas), [.. row.GetOr(only, []).Select(MatchingRules.CodeOf)], (int?)row.FindValue(youngest), (int?)row.FindValue(oldest),
                    row.Get(until), row.GetOr(perishable, false), row.GetOr(description, ""), row.GetOr(turns, []));
            })
        {
            Key = [number],
        };
    }

    /// <summary>"2026-12-05 09:00-11:00 4; 2026-12-12 09:00-11:00 4".</summary>
    private static CellReading<IReadOnlyList<TurnRow>> Turns(string text)
    {
        var turns = new List<TurnRow>();
        foreach (var written in text.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Turn(written) is not { } turn)
            {
                return new CellReading<IReadOnlyList<TurnRow>>(null, SheetProblemCode.CodeUnknown, [written]);
            }

            turns.Add(turn);
        }

        return turns;
    }

    private static TurnRow? Turn(string written)
    {
        var words = written.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var day, var hours, var places] && hours.Split('-') is [var from, var to]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            && TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var starts)
            && TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var ends)
            && long.TryParse(places, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? new TurnRow(on, starts, ends, count)
                : null;
    }
}
