using System.Text;
using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class SheetFuzzTests
{
    static readonly SheetColumn<string> Name = SheetColumn.Text(["名称"], 100, required: true);
    static readonly SheetColumn<long> Price = SheetColumn.Yuan(["单价"], 1, 1_000_000);
    static readonly SheetColumn<DateOnly> Until = SheetColumn.Day(["有效期至"], new(2000, 1, 1), new(2050, 1, 1));
    static readonly SheetTable<string> Table = new([Name, Price, Until], row => row.Get(Name)) { Key = [Name] };

    static readonly byte[] Xlsx = Workbook.Of(["名称", "单价", "有效期至"], ["大米", "12.50", "2026-11-21"], ["油", "9", "2026年1月2日"])
        .Strings("<si><t>别的</t></si>")
        .Sheet("二", "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46347</v></c><c><f>1</f><v>1</v></c></row>", after: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")
        .Bytes();

    static readonly byte[] Csv = Encoding.UTF8.GetBytes("名称,单价,有效期至\r\n\"大\r\n米\",12.50,2026-11-21\r\n油,9,20260102\r\n");

    [Fact]
    public void Two_thousand_damaged_files_are_answered_and_none_throws()
    {
        var random = new Random(20261121);
        var codes = new HashSet<SheetProblemCode>();
        for (var i = 0; i < 2_000; i++)
        {
            var (bytes, name) = (i % 4) switch
            {
                0 => (Mutated(Csv, random), "a.csv"),
                1 => (Mutated(Xlsx, random), "a.xlsx"),
                _ => (Zipped.WithMutatedPart(Xlsx, random), "a.xlsx"),
            };
            var reading = Table.Read(SheetReader.Read(new MemoryStream(bytes), name));
            Assert.True(reading.Rows.Count > 0 || reading.Problems.Count > 0);
            codes.UnionWith(reading.Problems.Select(problem => problem.Code));
        }
        // The mutations got past the door: cells, headings and packages were all hurt.
        Assert.Superset(
            new HashSet<SheetProblemCode> { SheetProblemCode.FileDamaged, SheetProblemCode.HeadingMissing, SheetProblemCode.NotAnAmount, SheetProblemCode.BadQuotes },
            codes);
    }

    internal static byte[] Mutated(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"<>\"&/0,;=-E"[random.Next(11)]; break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at - 1)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))); break;
                default: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            }
        }
        return [.. bytes];
    }
}
