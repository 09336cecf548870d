using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>One township's year, told by the commands that its people send. A step that must succeed says so; a test sends the refused ones itself.</summary>
public sealed class FundStory(FundSite site, string county, string township)
{
    public const int Year = 2026;
    private static readonly string[] Kinds =
        ["application", "survey", "approval-form", "payment-list", "bank-receipt-or-cash-receipt", "id-copy", "filing-record"];
    private static int households;

    /// <summary>Every paper that any pack asks for, as the command takes them.</summary>
    public static string AllPapers => string.Join(';', Kinds);

    public string County => county;
    public string Township => township;
    public Guid NewId => Guid.CreateVersion7();

    public Actor As(Role role) => DemoUsers.As(role, county, role is Role.CountyCivilAffairs or Role.CountyFinance or Role.Auditor or Role.CityOperator ? "" : township);

    public async Task<Result<T>> Send<T>(ICommand<T> command)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }

    public async Task<T> Did<T>(ICommand<T> command)
    {
        var result = await Send(command);
        Assert.True(result.IsDone, $"{command.GetType().Name} was refused: {result.Refused?.Reason} {string.Join(' ', result.Refused?.Detail ?? new Dictionary<string, string>())}");
        return result.Value!;
    }

    /// <summary>Why a command is refused; nothing else may have come of it.</summary>
    public async Task<Refused> Refusal<T>(ICommand<T> command)
    {
        var before = await Stand();
        var result = await Send(command);
        Assert.NotNull(result.Refused);
        Assert.Equal(before, await Stand());
        return result.Refused;
    }

    /// <summary>Opens the year's fund and brings it its first money.</summary>
    public async Task<FundStory> WithMoney(long fen, DateOnly? on = null)
    {
        await Did(new OpenFund(NewId, As(Role.CountyCivilAffairs), county, township, Year));
        var advance = await Approved(fen, on);
        await Did(new IssueAdvance(NewId, As(Role.CountyFinance), county, advance, on));
        await Did(new ReceiveAdvance(NewId, As(Role.Cashier), county, advance, on));
        return this;
    }

    /// <summary>An advance that both bureaus have approved, on a document of its own.</summary>
    public async Task<Guid> Approved(long fen, DateOnly? on = null, AdvanceKind kind = AdvanceKind.Ordinary, string caseNumber = "")
    {
        var number = $"民财 {Guid.CreateVersion7():N}";
        await Did(new RegisterJointDocument(NewId, As(Role.CountyCivilAffairs), county, number, "预拨备用金", on ?? new DateOnly(Year, 1, 5), fen));
        var advance = await Did(new DraftAdvance(NewId, As(Role.CountyCivilAffairs), county, township, Year, number, fen, kind, on, caseNumber));
        await Did(new ApproveAdvance(NewId, As(Role.CountyCivilAffairs), county, advance, on));
        await Did(new ApproveAdvance(NewId, As(Role.CountyFinance), county, advance, on));
        return advance;
    }

    /// <summary>A household of the township with a bank account of its own.</summary>
    public async Task<string> Household(string name = "王小芳")
    {
        var number = $"HX{Interlocked.Increment(ref households):0000}";
        await Did(new ImportHouseholds(NewId, As(Role.CountyCivilAffairs), county,
        [
            new HouseholdRow(NewId, number, "DIBAO", township, township, "", "",
                [new PersonRow(NewId, name, "", new DateOnly(1970, 1, 1), null, Relation.Head, "", $"99999988{number[2..]}0000", DisabilityKind.None, null, SelfCareAbility.Full, null)]),
        ]));
        return number;
    }

    public async Task<string> Accepted(long fen, string cause = "ILLNESS", string? household = null, DateOnly? on = null) =>
        await Did(new AcceptCase(NewId, As(Role.TownshipHandler), county, household ?? await Household(), AidType.Emergency, cause, fen, HappenedOn: on));

    public async Task<string> Investigated(long fen, string cause = "ILLNESS", string? household = null, DateOnly? on = null)
    {
        var number = await Accepted(fen, cause, household, on);
        await Did(new InvestigateCase(NewId, As(Role.TownshipHandler), county, number, "入户属实", on));
        return number;
    }

    public async Task<string> Signed(long fen, string cause = "ILLNESS", string? household = null, DateOnly? on = null)
    {
        var number = await Investigated(fen, cause, household, on);
        foreach (var signer in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance])
        {
            await Did(new SignCase(NewId, As(signer), county, number, on));
        }

        return number;
    }

    public async Task<string> Paid(long fen, string cause = "ILLNESS", string? household = null, DateOnly? on = null)
    {
        var number = await Signed(fen, cause, household, on);
        await Did(new ReleasePayment(NewId, As(Role.Cashier), county, number, on));
        await Did(new ConfirmPaid(NewId, As(Role.Cashier), county, number, on));
        return number;
    }

    public async Task<string> PapersAccepted(long fen, string cause = "ILLNESS")
    {
        var number = await Paid(fen, cause);
        await Did(new SubmitPapers(NewId, As(Role.TownshipHandler), county, number, string.Join(';', Kinds)));
        await Did(new AcceptPapers(NewId, As(Role.Bookkeeper), county, number));
        return number;
    }

    public async Task<string> Submitted()
    {
        var claim = await Did(new DraftClaim(NewId, As(Role.TownshipHandler), county, Year, 11));
        await Did(new SubmitClaim(NewId, As(Role.TownshipHandler), county, claim));
        return claim;
    }

    public async Task<FundContext> Fund(int year = Year)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var fund = await scope.ServiceProvider.GetRequiredService<FundDesk>().Fund(county, township, year, Ledger.CountyDay.Of(site.Clock.Now), CancellationToken.None);
        return Assert.IsType<FundContext>(fund);
    }

    public async Task<IReadOnlyList<GateReason>> Gate()
    {
        var fund = await Fund();
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FundDesk>().Gate(fund, Ledger.CountyDay.Of(site.Clock.Now), CancellationToken.None);
    }

    /// <summary>The advance that a re-allocation drafted.</summary>
    public async Task<Guid> AdvanceOf(Guid sweepBack)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var sweep = await scope.ServiceProvider.GetRequiredService<JiujiDb>().Set<SweepBack>().AsNoTracking().SingleAsync(s => s.CountyCode == county && s.Id == sweepBack);
        return Assert.NotNull(sweep.AdvanceId);
    }

    /// <summary>Spends what is in hands, so that the gate finds nothing lying still.</summary>
    public async Task WithoutIdleMoney() => await Paid((await Fund()).Position.InHands);

    /// <summary>Where the fund's money stands, in yuan: advanced = transit + hands + awaiting + approved.</summary>
    public async Task<string> Stand()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var fund = await scope.ServiceProvider.GetRequiredService<FundDesk>().Fund(county, township, Year, new DateOnly(Year, 11, 21), CancellationToken.None);
        if (fund is null)
        {
            return "";
        }

        var position = fund.Position;
        Assert.True(position.IdentityHolds, "The fund's money does not add up.");
        return string.Create(
            CultureInfo.InvariantCulture, $"{position.Advanced / 100} = {position.InTransit / 100} + {position.InHands / 100} + {position.AwaitingPapers / 100} + {position.Approved / 100}");
    }
}
