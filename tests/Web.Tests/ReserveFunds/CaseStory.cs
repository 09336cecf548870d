using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>The household side of a township's year: the steps off the ordinary path, by the commands that their people send.</summary>
public static class CaseStory
{
    public const string Papers = "application;survey;approval-form;payment-list;bank-receipt-or-cash-receipt;id-copy;filing-record";

    public static async Task Sign(this FundStory story, string number, DateOnly? on = null)
    {
        foreach (var signer in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance])
        {
            await story.Did(new SignCase(story.NewId, story.As(signer), story.County, number, on));
        }
    }

    public static async Task HandInPapers(this FundStory story, string number)
    {
        await story.Did(new SubmitPapers(story.NewId, story.As(Role.TownshipHandler), story.County, number, Papers));
        await story.Did(new AcceptPapers(story.NewId, story.As(Role.Bookkeeper), story.County, number));
    }

    /// <summary>Approved by the county in a claim of its own.</summary>
    public static async Task<string> Cleared(this FundStory story, long fen, string cause = "ILLNESS")
    {
        var number = await story.PapersAccepted(fen, cause);
        var claim = await story.Submitted();
        await story.Did(new ReviewClaim(story.NewId, story.As(Role.CountyCivilAffairs), story.County, claim));
        return number;
    }

    public static async Task<T> Row<T>(this FundSite site, System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<T>().AsNoTracking().SingleAsync(which);
    }

    public static async Task<bool> Has<T>(this FundSite site, System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<T>().AsNoTracking().AnyAsync(which);
    }

    public static Task<AidCase> CaseOf(this FundSite site, FundStory story, string number) => site.Row<AidCase>(c => c.CountyCode == story.County && c.Number == number);

    /// <summary>The only payment of a case.</summary>
    public static async Task<Payment> PaymentOf(this FundSite site, FundStory story, string number)
    {
        var aidCase = await site.CaseOf(story, number);
        return await site.Row<Payment>(p => p.CountyCode == story.County && p.AidCaseId == aidCase.Id);
    }

    /// <summary>What proves every county's books finds nothing broken.</summary>
    public static async Task Proves(this FundSite site, string county)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var proof = ActivatorUtilities.CreateInstance<CountyVerification>(scope.ServiceProvider);
        Assert.DoesNotContain(await proof.Run(county, null, CancellationToken.None), fact => fact.Broken > 0);
    }
}
