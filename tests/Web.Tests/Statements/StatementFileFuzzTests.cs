using System.Globalization;
using System.Text;
using Jiuji.Ledger.Reconciliation;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Statements;
using Jiuji.Web.Tests.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Statements;

/// <summary>
/// Files with bytes changed at random, taken the whole way: nothing throws, and of every file either all lines stand afterwards or none. JIUJI_FUZZ=100000 reads
/// as many; every fiftieth that is still clean is imported.
/// </summary>
public sealed class StatementFileFuzzTests(FundSite site) : IClassFixture<FundSite>
{
    private const int Every = 50;
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    private const string Csv = """
        账户明细查询,,,,,,
        户名:临时救助备用金专户,,,,,,
        交易日期,摘要,收入金额,支出金额,余额,对方户名,对方账号
        20261102,发放,,"1,500.00","8,500.00",王小芳,6217000000001234
        2026-11-03	,退汇,500.00,,"9,000.00",王小芳,
        20261104,结息,1.23,-,"9,001.23",,
        2026年11月5日,手续费,,１０．００,"8,991.23",,
        合计,,501.23,"1,510.00",,,
        """;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("JIUJI_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 2_000;

    [Fact]
    [Trait("trap", "T15")]
    public async Task A_broken_file_is_refused_whole_and_a_clean_one_stands_whole()
    {
        var story = await site.NewTownship().WithMoney(1_000_000, new DateOnly(2026, 11, 1));
        var (random, whole, clean, refused, stood) = (new Random(20261122), Gbk.GetBytes(Csv), 0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var file = StatementFile.Read(Mutated(random, whole), "fuzz.csv", null);
            Assert.True(file.IsClean || file.Reading.Problems.Count + file.SheetProblems.Count > 0, "A refusal says why.");
            refused += file.IsClean ? 0 : 1;
            if (!file.IsClean || clean++ % Every != 0)
            {
                continue;
            }

            var before = await Lines(story);
            var answer = await story.Send(new ImportStatement(
                story.NewId, story.As(Role.Bookkeeper), story.County, story.Township, file.Name, file.Hash, file.Content, "", file.Reading.OpeningFen, file.Reading.ClosingFen,
                file.Rows(story.Township, site.Services.GetRequiredService<PersonalVault>())));
            stood += answer.IsDone ? 1 : 0;
            Assert.Equal(before + (answer.IsDone ? file.Reading.Lines.Count : 0), await Lines(story));
            Assert.True(answer.IsDone || answer.Refused!.Reason is ReconciliationRefusal.FileAlreadyImported or ReconciliationRefusal.LinesAlreadyImported, $"{answer.Refused?.Reason}");
        }

        Assert.True(clean > Rounds / 50 && refused > Rounds / 50 && stood > 0, $"{clean} clean, {refused} refused and {stood} imported are no test of all three.");
        Assert.Empty(await site.Broken(story.County));
    }

    private async Task<int> Lines(FundStory story)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<BankLine>().CountAsync(l => l.CountyCode == story.County && l.TownshipCode == story.Township);
    }

    private static byte[] Mutated(Random random, byte[] whole)
    {
        var bytes = whole.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes.RemoveRange(at, Math.Min(random.Next(1, 10), bytes.Count - at)); break;
                case 1: bytes.Insert(at, (byte)random.Next(256)); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes[at] = (byte)('0' + random.Next(10)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(50, bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }
}
