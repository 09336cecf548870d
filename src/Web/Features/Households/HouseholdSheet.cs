using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Files;
using Jiuji.Web.Reference;

namespace Jiuji.Web.Features.Households;

/// <summary>One line of the spreadsheet: a member, with what is said of the household on the head's line.</summary>
public sealed record MemberLine(string Household, string Category, string Registered, string Residence, string Incident, string Address, PersonRow Person);

/// <summary>The list of households that a station keeps: a line for each member, those of one household under the same number.</summary>
public static class HouseholdSheet
{
    /// <param name="idOf">The id for a household's or a member's number, the same whenever the file is read.</param>
    public static SheetTable<MemberLine> Table(IReadOnlyList<CodeItem> codes, IReadOnlyList<PackCategory> categories, PlaceBook places, Func<string, Guid> idOf)
    {
        var household = SheetColumn.Text(["家庭编号", "Household number"], 32, required: true);
        var name = SheetColumn.Text(["姓名", "Name"], 50, required: true);
        var id = SheetColumn.CitizenId<CitizenId>(["身份证号", "公民身份号码", "ID number"], (string text, out CitizenId read) =>
        {
            var error = CitizenId.TryParse(text, out var found);
            read = found!;
            return error is null;
        });
        var relation = SheetWords.Enum(["与户主关系", "Relation"], codes, "relation", SheetWords.Member<Relation>, required: true);
        var born = SheetColumn.Day(["出生日期", "Born"], new DateOnly(1900, 1, 1), new DateOnly(2049, 12, 31));
        var sex = SheetWords.Enum(["性别", "Sex"], codes, "sex", code => code is "M" or "MALE" ? Sex.Male : Sex.Female);
        var category = SheetColumn.Choice<string>(["低收入类别", "Category"], [.. categories.Select(each => new SheetChoice<string>(each.Code, each.Code, each.Zh, each.En))]);
        var registered = SheetWords.Places(["户籍地(编码)", "户籍地", "Registered"], places, required: true);
        var residence = SheetWords.Places(["居住地(编码)", "居住地", "Residence"], places, required: true);
        var address = SheetColumn.Text(["住址", "Address"], 120);
        var phone = SheetColumn.Text(["电话", "Telephone"], 20);
        var account = SheetColumn.Text(["银行账号", "Bank account"], 30);
        var disability = SheetWords.Enum(["残疾类别", "Disability"], codes, "disability-kind", SheetWords.Member<DisabilityKind>);
        var grade = SheetColumn.Whole(["残疾等级", "Grade"], 0, 4);
        var selfCare = SheetWords.Enum(["自理能力", "Self-care"], codes, "self-care", SheetWords.Member<SelfCareAbility>);
        return new SheetTable<MemberLine>(
            [household, name, id, relation, born, sex, category, registered, residence, address, phone, account, disability, grade, selfCare],
            row => new MemberLine(
                row.Get(household), row.GetOr(category, CategoryCode.Pending), row.Get(registered)[0], row.Get(residence)[0], "", row.GetOr(address, ""),
                new PersonRow(
                    idOf($"{row.Get(household)} {row.Get(name)} {row.Find(id)?.Value}"), row.Get(name), row.Find(id)?.Value ?? "",
                    row.Find(id)?.BirthDate ?? row.FindValue(born), row.Find(id)?.Sex ?? row.FindValue(sex), row.Get(relation), row.GetOr(phone, ""), row.GetOr(account, ""),
                    row.GetOr(disability, DisabilityKind.None), row.FindValue(grade) is > 0 and var severity ? (int)severity : null,
                    row.GetOr(selfCare, SelfCareAbility.Full), null)));
    }

    /// <summary>Lines of one number are one household; the head's line speaks for it.</summary>
    public static IEnumerable<(NumberedRow<MemberLine> First, HouseholdRow Household)> Households(IEnumerable<NumberedRow<MemberLine>> lines, Func<string, Guid> idOf) =>
        from line in lines
        group line by line.Value.Household into household
        let head = household.FirstOrDefault(line => line.Value.Person.Relation == Relation.Head) ?? household.First()
        select (head, new HouseholdRow(
            idOf(household.Key), household.Key, head.Value.Category, head.Value.Registered, head.Value.Residence, head.Value.Incident, head.Value.Address,
            [.. household.Select(line => line.Value.Person)]));
}
