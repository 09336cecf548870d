using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace Jiuji.Tidy.Tests.Seed;

public sealed class SupplyAndNeedTests
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Supply = SeedFolder.Rows("demo/supply.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Needs = SeedFolder.Rows("demo/needs.csv");

    [Fact]
    public void There_are_60_lots_and_900_needs()
    {
        Assert.Equal(60, Supply.Select(row => row["资源编号"]).Distinct().Count());
        Assert.Equal(900, Needs.Select(row => row["需求编号"]).Distinct().Count());
    }

    [Fact]
    public void A_lot_speaks_in_the_words_of_the_code_lists()
    {
        var units = SeedFolder.Rows("codes.csv").Where(row => row["list"] == "unit").ToDictionary(row => row["code"], row => row["zh"]);
        var unitOf = SeedFolder.Rows("codes.csv").Where(row => row["list"] == "aid-kind").ToDictionary(row => row["zh"], row => units[row["unit"]]);
        Assert.All(Supply, row => Assert.Equal(unitOf[row["资源类别"]], row["单位"]));
        Assert.All(Supply, row => Assert.InRange(row.Fen("每户限量"), 1, row.Fen("数量")));
        Assert.All(Supply, row => Assert.True(row.Day("有效期至") > SeedFolder.Today));
    }

    [Fact]
    public void A_lot_comes_from_an_organisation_and_goes_to_places_it_works_in()
    {
        var places = SeedFolder.Rows("regions.csv").ToDictionary(row => row["code"]);
        var areas = SeedFolder.Rows("organisations.csv").ToDictionary(row => row["code"], row => row.List("area_codes").ToHashSet());
        foreach (var lot in Supply)
            Assert.All(lot.List("服务范围(编码;分号分隔)"), area => Assert.True(Within(area, areas[lot["机构编号"]]), $"{lot["资源编号"]} {area}"));

        bool Within(string place, HashSet<string> wide) => wide.Contains(place) || (places[place]["parent_code"] is { Length: > 0 } parent && Within(parent, wide));
    }

    [Fact]
    [Trait("rule", "D8")]
    public void Every_shape_of_charity_is_on_offer()
    {
        var groups = SeedFolder.Rows("codes.csv").Where(row => row["list"] == "aid-kind").ToDictionary(row => row["zh"], row => row["group"]);
        Assert.Equal(["CASH", "FACILITY", "GOODS", "SERVICE", "TRAINING", "VOLUNTEER"], Supply.Select(row => groups[row["资源类别"]]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("rule", "C1")]
    public void Every_need_says_who_needs_what_how_soon_and_how_it_was_found()
    {
        var homes = SeedFolder.Rows("demo/households.csv").Select(row => row["household_no"]).ToHashSet();
        Assert.All(Needs, row => Assert.Contains(row["家庭编号"], homes));
        Assert.Subset(SeedFolder.Codes("aid-kind", "zh"), Needs.Select(row => row["需求类别"]).ToHashSet());
        Assert.Subset(SeedFolder.Codes("discovery-source", "zh"), Needs.Select(row => row["发现来源"]).ToHashSet());
        Assert.Equal(["1", "2", "3", "4"], Needs.Select(row => row["紧急程度(1-4)"]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Needs, row => Assert.True(row.Fen("数量") > 0 && (row.Day("最迟日期") ?? DateOnly.MaxValue) > SeedFolder.Today));
    }

    [Fact]
    public void Some_kinds_are_scarce_and_some_are_plenty()
    {
        var asked = Needs.GroupBy(row => row["需求类别"]).ToDictionary(group => group.Key, group => group.Sum(row => row.Fen("数量")));
        var offered = Supply.GroupBy(row => row["资源类别"]).ToDictionary(group => group.Key, group => group.Sum(row => row.Fen("数量")));
        Assert.Contains(asked, kind => offered.GetValueOrDefault(kind.Key) < kind.Value);
        Assert.Contains(asked, kind => offered.GetValueOrDefault(kind.Key) > kind.Value);
    }

    [Fact]
    [Trait("rule", "D5")]
    public void A_consent_names_one_household_one_organisation_its_fields_and_its_end()
    {
        var consents = SeedFolder.Rows("demo/consents.csv");
        var heads = SeedFolder.Rows("demo/households.csv").ToDictionary(row => row["household_no"], row => row["head_person_no"]);
        var charities = SeedFolder.Rows("organisations.csv").Where(row => row["kind"] == "charity").Select(row => row["code"]).ToHashSet();
        Assert.All(consents, row => Assert.Equal(heads[row["household_no"]], row["person_no"]));
        Assert.Subset(charities, consents.Select(row => row["organisation_code"]).ToHashSet());
        var fields = SeedFolder.Codes("consent-field");
        Assert.All(consents, row => Assert.Subset(fields, row.List("fields").ToHashSet()));
        Assert.All(consents, row => Assert.Equal(row["status"] == "refused", row["fields"].Length == 0 && row["valid_until"].Length == 0));
        Assert.All(consents, row => Assert.Equal(row["status"] == "withdrawn", row["withdrawn_on"].Length > 0));
        Assert.Equal(consents.Count, consents.DistinctBy(row => (row["household_no"], row["organisation_code"])).Count());
    }

    [Theory]
    [InlineData("templates/supply.xlsx", "demo/supply.csv", 2)]
    [InlineData("templates/needs.xlsx", "demo/needs.csv", 2)]
    [InlineData("demo/supply.xlsx", "demo/supply.csv", 61)]
    [InlineData("demo/needs.xlsx", "demo/needs.csv", 901)]
    public void A_spreadsheet_has_the_headings_of_its_table(string workbook, string table, int rows)
    {
        using var file = SpreadsheetDocument.Open(Path.Combine(SeedFolder.Root, workbook), isEditable: false);
        var book = file.WorkbookPart!;
        var sheets = book.Workbook.Sheets!.Elements<Sheet>().ToList();
        Assert.Equal(["填表说明", "代码表"], sheets.Skip(1).Select(sheet => sheet.Name!.Value));
        var form = ((WorksheetPart)book.GetPartById(sheets[0].Id!.Value!)).Worksheet;
        var lines = form.GetFirstChild<SheetData>()!.Elements<Row>().ToList();
        Assert.Equal(rows, lines.Count);
        Assert.Equal(SeedFolder.Headings(table), lines[0].Elements<Cell>().Select(cell => cell.InnerText));
        Assert.NotEmpty(form.Descendants<DataValidation>());
        Assert.Single(form.Descendants<Pane>());
        Assert.Empty(new OpenXmlValidator().Validate(file).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }
}
