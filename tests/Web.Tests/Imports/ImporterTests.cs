using System.Text;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Files;
using Jiuji.Web.Reference;
using Jiuji.Web.Tests.Matches;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Imports;

/// <summary>Bad input is told by sheet, row, column and reason, and nothing is half loaded (issue 2).</summary>
public sealed class ImporterTests(MatchingCounty county) : IClassFixture<MatchingCounty>
{
    const string SupplyHeadings = "资源编号,机构编号,资源类别,名称,单位,数量,每户限量,服务范围(编码;分号分隔),限定类别(编码;分号分隔),年龄下限,年龄上限,有效期至,是否易腐,说明";
    const string NeedHeadings = "需求编号,家庭编号,需求类别,数量,紧急程度(1-4),最迟日期,发现来源,是否整份,说明";
    const string PeopleHeadings = "家庭编号,姓名,身份证号,与户主关系,户籍地(编码),居住地(编码)";

    [Theory]
    [InlineData("资源编号,名称\nX1,大米\n", "1 机构编号 HeadingMissing")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,三袋,,341722,,,,2027-03-31,否,\n", "2 数量 NotANumber")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,-5,,341722,,,,2027-03-31,否,\n", "2 数量 OutOfRange")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,99999999999,,341722,,,,2027-03-31,否,\n", "2 数量 OutOfRange")]
    [InlineData(SupplyHeadings + "\nX1,CH01,飞船,米,袋,5,,341722,,,,2027-03-31,否,\n", "2 资源类别 CodeUnknown")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,5,,999999,,,,2027-03-31,否,\n", "2 服务范围(编码;分号分隔) CodeUnknown")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,5,,341722,,,,03/04/2027,否,\n", "2 有效期至 DateAmbiguous")]
    [InlineData(SupplyHeadings + "\nX1,XX99,大米,米,袋,5,,341722,,,,2027-03-31,否,\n", "2 - Refused:OrganisationUnknown")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,桶,5,,341722,,,,2027-03-31,否,\n", "2 - Refused:UnitDiffers")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,5,,341723,,,,2027-03-31,否,\n", "2 - Refused:CountyDiffers")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,5,,341722,,60,18,2027-03-31,否,\n", "2 - Refused:AgesTheWrongWayRound")]
    [InlineData(SupplyHeadings + "\nX1,CH01,大米,米,袋,5,,341722,,,,2026-01-31,否,\n", "2 - Refused:AlreadyOver")]
    [InlineData("", "- FileEmpty")]
    public async Task A_bad_supply_sheet_is_told_and_not_loaded(string csv, string problem)
    {
        var report = await Import(ImportKind.Supply, $"{csv}{(csv.Contains('\n', StringComparison.Ordinal) && csv.StartsWith(SupplyHeadings, StringComparison.Ordinal) ? "X2,CH01,大米,好行,袋,5,,341722,,,,2027-03-31,否,\n" : "")}");
        Assert.Contains(problem, report.Problems.Select(Told));
        Assert.Equal(0, report.Loaded);
        Assert.False(await county.Read(db => db.Set<SupplyLot>().AnyAsync(lot => lot.Number == "X1" || lot.Number == "X2")));
    }

    [Fact]
    public async Task Good_rows_of_a_faulty_sheet_are_loaded_only_when_that_is_asked_for()
    {
        var csv = SupplyHeadings + "\nG1,CH01,大米,米,袋,５,,341722,,,,2027年3月31日,否,\nG2,CH01,飞船,米,袋,5,,341722,,,,2027-03-31,否,\n";
        Assert.Equal(0, (await Import(ImportKind.Supply, csv)).Loaded);
        var report = await Import(ImportKind.Supply, csv, goodRows: true);
        Assert.Equal((1, 1), (report.Loaded, report.Problems.Count));
        var lot = await county.Read(db => db.Set<SupplyLot>().SingleAsync(each => each.Number == "G1"));
        Assert.Equal((5, new DateOnly(2027, 3, 31), LotState.UnderReview), (lot.Quantity, lot.ValidUntil, lot.State));
    }

    [Fact]
    public async Task Money_is_read_in_yuan_and_kept_in_fen()
    {
        Assert.Equal(1, (await Import(ImportKind.Supply, SupplyHeadings + "\nM1,CH01,生活补助金,补助,元,\"1,200\",500,341722,,,,2027-03-31,否,\n")).Loaded);
        var lot = await county.Read(db => db.Set<SupplyLot>().SingleAsync(each => each.Number == "M1"));
        Assert.Equal((120_000, 50_000), (lot.Quantity, lot.LimitPerHousehold));
    }

    [Fact]
    public async Task The_same_file_again_loads_nothing_twice()
    {
        var csv = SupplyHeadings + "\nT1,CH01,大米,米,袋,5,,341722,,,,2027-03-31,否,\n";
        Assert.Equal(1, (await Import(ImportKind.Supply, csv)).Loaded);
        var again = await Import(ImportKind.Supply, csv);
        Assert.Equal(0, again.Loaded);
        Assert.Equal("2 - Refused:NumberTaken", Told(Assert.Single(again.Problems)));
    }

    [Fact]
    public async Task A_charity_loads_only_its_own_supply()
    {
        var report = await Import(ImportKind.Supply, SupplyHeadings + "\nP1,CH02,大米,米,袋,5,,341722,,,,2027-03-31,否,\n", Provider(Charity));
        Assert.Equal("2 - Refused:NotYourOrganisation", Told(Assert.Single(report.Problems)));
    }

    [Fact]
    public async Task A_renamed_binary_is_refused_by_name()
    {
        var report = await Import(ImportKind.Needs, [0x50, 0x4B, 0x03, 0x04, 0x00, 0x01], "needs.csv");
        Assert.Equal("- FileIsNotASpreadsheet", Told(Assert.Single(report.Problems)));
    }

    [Fact]
    public async Task A_need_of_an_unknown_household_or_another_township_is_told()
    {
        await county.Household("Z1");
        var csv = NeedHeadings + "\nZN1,没有,大米,1,3,2026-12-31,网格员报告,否,\nZN2,Z1,大米,1,9,2026-12-31,网格员报告,否,\nZN3,Z1,大米,1,3,2026-12-31,网格员报告,否,\n";
        var elsewhere = Station with { TownshipCode = "341722101" };
        Assert.Equal(["3 紧急程度(1-4) OutOfRange", "2 - Refused:HouseholdUnknown", "4 - Refused:NotYourTownship"], (await Import(ImportKind.Needs, csv, elsewhere)).Problems.Select(Told));
        Assert.Equal(1, (await Import(ImportKind.Needs, csv, Station, goodRows: true)).Loaded);
        Assert.Equal(Urgency.Urgent, (await county.NeedOf("ZN3")).Urgency);
    }

    [Fact]
    public async Task An_id_number_with_a_wrong_check_character_is_refused_and_never_repeated()
    {
        var report = await Import(ImportKind.Households, PeopleHeadings + "\nW1,王小芳,999999195202290011,户主,341722100,341722100\n");
        var problem = Assert.Single(report.Problems);
        Assert.Equal("2 身份证号 CitizenIdWrong", Told(problem));
        Assert.DoesNotContain("999999195202290011", SheetProblemText.Of(problem, Language.SpokenLanguages.English), StringComparison.Ordinal);
    }

    [Fact, Trait("trap", "T16")]
    public async Task Somebody_who_is_in_the_files_by_id_number_is_not_entered_again()
    {
        var line = ",王小芳,99999919520229001X,户主,341722100,341722100\n";
        Assert.Equal(1, (await Import(ImportKind.Households, PeopleHeadings + "\nV1" + line)).Loaded);
        var again = await Import(ImportKind.Households, PeopleHeadings + "\nV2" + line);
        Assert.Equal("2 - Refused:AlreadyRegistered", Told(Assert.Single(again.Problems)));
        Assert.Equal("王*芳", await county.Read(db => db.Set<Person>()
            .Where(person => db.Set<Household>().Any(household => household.Id == person.HouseholdId && household.Number == "V1")).Select(person => person.NameMasked).SingleAsync()));
    }

    Task<ImportReport> Import(ImportKind kind, string csv, Actor? by = null, bool goodRows = false) => Import(kind, Encoding.UTF8.GetBytes(csv), "表.csv", by, goodRows);

    Task<ImportReport> Import(ImportKind kind, byte[] content, string name, Actor? by = null, bool goodRows = false) => county.With(services => new Importer(
            services.GetRequiredService<JiujiDb>(), services.GetRequiredService<IMediator>(), services.GetRequiredService<RuleShelf>(),
            services.GetRequiredService<PersonalVault>(), services.GetRequiredService<TimeProvider>(), reason => reason.ToString())
        .Run(new ImportWish(kind, GoodRows: goodRows), new MemoryStream(content), name, by ?? Officer, null, default));

    static string Told(SheetProblem problem) => string.Join(' ', new[]
    {
        problem.Row?.ToString(System.Globalization.CultureInfo.InvariantCulture), problem.Heading ?? "-",
        problem.Code == SheetProblemCode.Refused ? $"Refused:{problem.Arguments[0]}" : problem.Code.ToString(),
    }.Where(part => part is not null));
}
