using Jiuji.Ledger.ReserveFunds;
using Jiuji.Testing;
using Jiuji.Web.Database;
using Jiuji.Web.Database.Migrations;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Users;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Lists of cases are paged by a stored day; here it is what the case and its last payment say, after each kind of step.</summary>
public sealed class CaseOrderTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public Task The_next_day_is_the_payments_then_the_papers_then_none_and_the_migration_gave_the_same(DatabaseProvider provider) => FundSite.Alone(Tell, provider);

    private static async Task Tell(FundSite site)
    {
        var story = await site.Qidu().WithMoney(9_000_00);
        var (accepted, withdrawn) = (await story.Accepted(100_00), await story.Accepted(100_00));
        await story.Did(new WithdrawCase(story.NewId, story.As(Role.TownshipHandler), story.County, withdrawn, "不再申请"));
        var (signed, paid, shown, returned) = (await story.Signed(100_00), await story.Paid(100_00), await story.PapersAccepted(100_00), await story.Paid(100_00));
        await story.Did(new ReturnPayment(story.NewId, story.As(Role.Bookkeeper), story.County, returned, "户名不符"));

        var cases = await Cases(site, story.County);
        Assert.All([accepted, signed, returned], number => Assert.Equal((cases[number].Case.DueOn, cases[number].Case.DueOn), (cases[number].Stored, cases[number].Case.NextDueOn)));
        Assert.Equal(cases[paid].Last!.PapersDueOn, cases[paid].Stored);
        Assert.NotEqual(cases[paid].Case.DueOn, cases[paid].Stored);
        Assert.All([withdrawn, shown], number => Assert.Equal(AidCase.NothingDue, cases[number].Stored));

        var county = await site.SignIn("county");
        var open = await county.Read("/cases");
        Assert.Equal([true, true, true, true, false, false], new[] { accepted, signed, paid, returned, withdrawn, shown }.Select(number => open.Contains(number, StringComparison.Ordinal)));

        Assert.Equal((true, false), await Listed("Papers"));
        Assert.Equal((false, true), await Listed("Claim"));

        await site.Database.Execute("UPDATE aid_case SET due_once_paid = NULL, next_due_on = '1999-01-01'");
        var provider = site.Services.GetRequiredService<DatabaseChoice>().Provider is DatabaseProvider.Sqlite ? "Microsoft.EntityFrameworkCore.Sqlite" : "Npgsql.EntityFrameworkCore.PostgreSQL";
        foreach (var statement in MigrationSql.Read("0006_list_orders", provider).Split(';').Where(statement => statement.Contains("UPDATE", StringComparison.Ordinal) && statement.Contains("aid_case", StringComparison.Ordinal)))
        {
            await site.Database.Execute(statement);
        }

        Assert.Equal(cases.ToDictionary(each => each.Key, each => each.Value.Stored), (await Cases(site, story.County)).ToDictionary(each => each.Key, each => each.Value.Stored));

        async Task<(bool Paid, bool Shown)> Listed(string filter)
        {
            var page = await county.Read($"/cases?show={filter}");
            return (page.Contains(paid, StringComparison.Ordinal), page.Contains(shown, StringComparison.Ordinal));
        }
    }

    private static async Task<Dictionary<string, (AidCase Case, DateOnly Stored, Payment? Last)>> Cases(FundSite site, string county) =>
        (await site.Cases()).Where(each => each.Case.CountyCode == county).ToDictionary(each => each.Case.Number);
}
