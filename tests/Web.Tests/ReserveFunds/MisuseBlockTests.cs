using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Matching.Households;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Deaths;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>What is stopped before the money leaves, whoever asks (G1).</summary>
[Collection(nameof(OnSharedTownships))]
public sealed class MisuseBlockTests(FundSite site)
{
    private static int people;

    [Fact]
    [Trait("trap", "T7")]
    public async Task What_was_signed_is_what_is_paid_and_no_later_word_changes_it()
    {
        var story = await site.NewTownship().WithMoney(500_000);
        var accept = new AcceptCase(story.NewId, story.As(Role.TownshipHandler), story.County, await story.Household(), AidType.Emergency, "ILLNESS", 90_000);
        var number = await story.Did(accept);
        Assert.Equal(SiteRefusal.CommandIdTakenByOtherContent, (await story.Refusal(accept with { AmountFen = 900_000 })).Reason);
        await story.Did(new InvestigateCase(story.NewId, story.As(Role.TownshipHandler), story.County, number, "属实"));
        await story.Sign(number);
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new DecideByCounty(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, 900_000, "加大"))).Reason);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal("5000 = 0 + 4100 + 900 + 0", await story.Stand());
    }

    [Fact]
    [Trait("trap", "T10")]
    [Trait("trap", "T11")]
    public async Task Staff_are_never_paid_from_their_own_fund_and_no_role_lets_it_pass()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (household, account) = await Household(story, NextId());
        await story.Did(new DeclarePayerParty(story.NewId, story.As(Role.TownshipHandler), story.County, PayerPartyKind.Staff, "somebody", "", account));
        var number = await story.Signed(50_000, household: household);
        Assert.Equal(FundRefusal.PayeeIsStaff, (await story.Refusal(Release(story, number))).Reason);
        foreach (var role in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.CountyCivilAffairs])
        {
            Assert.Equal(FundRefusal.PayeeIsStaff, (await story.Refusal(new LetPaymentPass(story.NewId, story.As(role), story.County, number, FundRefusal.PayeeIsStaff, "特殊情况"))).Reason);
        }

        Assert.Equal(SiteRefusal.NotYourRole, (await story.Refusal(new LetPaymentPass(story.NewId, story.As(Role.Cashier), story.County, number, FundRefusal.PayeeIsKin, "特殊情况"))).Reason);
        Assert.Equal(FundRefusal.PayeeIsStaff, (await story.Refusal(Release(story, number))).Reason);
    }

    [Fact]
    [Trait("trap", "T10")]
    [Trait("trap", "T11")]
    public async Task Declared_kin_is_paid_only_after_a_second_person_said_why_and_under_a_mark()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (household, account) = await Household(story, NextId());
        await story.Did(new DeclarePayerParty(story.NewId, story.As(Role.TownshipHandler), story.County, PayerPartyKind.Kin, story.As(Role.OfficeHead).Name, "", account));
        var number = await story.Signed(50_000, household: household);
        Assert.Equal(FundRefusal.PayeeIsKin, (await story.Refusal(Release(story, number))).Reason);
        var pass = new LetPaymentPass(story.NewId, story.As(Role.CountyCivilAffairs), story.County, number, FundRefusal.PayeeIsKin, "");
        Assert.Equal(FundRefusal.ReasonMissing, (await story.Refusal(pass)).Reason);
        await story.Did(pass with { CommandId = story.NewId, Reason = "确属大病，已回避" });
        await story.Did(Release(story, number));
        Assert.True(await site.Has<TransferRow>(t => t.CountyCode == story.County && t.Mark == FundMarks.Override));
    }

    [Fact]
    [Trait("trap", "T26")]
    public async Task One_account_does_not_receive_for_two_households_unless_a_proxy_is_recorded_who_is_no_staff()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (_, shared) = await Household(story, NextId());
        var (second, _) = await Household(story, NextId(), shared);
        var number = await story.Signed(50_000, household: second);
        Assert.Equal(FundRefusal.PayeeAccountServesAnotherHousehold, (await story.Refusal(Release(story, number))).Reason);
        await story.Did(new DeclarePayerParty(story.NewId, story.As(Role.TownshipHandler), story.County, PayerPartyKind.Staff, "somebody", "", "99999988000000000001"));
        var proxy = new RecordProxy(story.NewId, story.As(Role.TownshipHandler), story.County, number, "陈大哥", "", "99999988000000000001", "行动不便");
        Assert.Equal(FundRefusal.PayeeIsStaff, (await story.Refusal(proxy)).Reason);
        await story.Did(proxy with { CommandId = story.NewId, Account = shared });
        await story.Did(Release(story, number));
    }

    [Fact]
    [Trait("trap", "T25")]
    [Trait("rule", "G5")]
    public async Task Nobody_is_paid_after_death_and_what_reached_somebody_who_lived_alone_is_owed()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var id = NextId();
        var (household, _) = await Household(story, id);
        var paid = await story.Paid(50_000, "ILLNESS", household);
        var waiting = await story.Signed(40_000, "DISASTER", household);
        await story.Did(Deaths(story, id, new DateOnly(2026, 11, 3)));
        Assert.Equal(FundRefusal.PayeeDeceased, (await story.Refusal(Release(story, waiting))).Reason);
        Assert.Equal(PaymentState.InRecovery, (await site.PaymentOf(story, paid)).State);
        var debt = await site.Row<RecoveryCase>(r => r.CountyCode == story.County && r.Cause == RecoveryCause.PaidAfterDeath);
        Assert.Equal((50_000L, DebtorKind.AccountHolder), (debt.AmountFen, debt.DebtorKind));
        await site.Proves(story.County);
    }

    [Fact]
    [Trait("trap", "T25")]
    [Trait("rule", "F16")]
    public async Task A_death_stops_the_instalments_until_those_who_remain_were_reviewed()
    {
        var story = await site.NewTownship().WithMoney(300_000, new DateOnly(2026, 9, 1));
        var id = NextId();
        var (household, _) = await Household(story, id, withSpouse: true);
        var (on, first) = (new DateOnly(2026, 10, 8), new DateOnly(2026, 10, 12));
        var number = await story.Did(new AgreeStagedGrant(story.NewId, story.As(Role.TownshipHandler), story.County, household, AidType.Emergency, "ILLNESS", 3, 40_000, first, HappenedOn: on));
        await story.Did(new InvestigateCase(story.NewId, story.As(Role.TownshipHandler), story.County, number, "属实", on));
        await story.Sign(number, on);
        await story.Did(new StartGrant(story.NewId, story.As(Role.TownshipHandler), story.County, number, on));
        await story.Did(Deaths(story, id, new DateOnly(2026, 10, 10)));
        Assert.Equal(FundRefusal.MoveNotAllowed, (await story.Refusal(new CheckStatus(story.NewId, story.As(Role.TownshipHandler), story.County, number, "在世"))).Reason);
        Assert.Equal(FundRefusal.PayeeDeceased, (await story.Refusal(Release(story, number))).Reason);
        await story.Did(new ReReviewGrant(story.NewId, story.As(Role.TownshipHandler), story.County, number, "配偶仍困难"));
        await story.Did(new ResumeGrant(story.NewId, story.As(Role.OfficeHead), story.County, number, 30_000));
        await story.Did(Release(story, number));
        await story.Did(new ConfirmPaid(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal("3000 = 0 + 2700 + 300 + 0", await story.Stand());
    }

    private static ReleasePayment Release(FundStory story, string number) => new(story.NewId, story.As(Role.Cashier), story.County, number);

    private static ImportDeaths Deaths(FundStory story, string id, DateOnly on) =>
        new(story.NewId, story.As(Role.CountyCivilAffairs), story.County, [new DeathRow(story.NewId, id, on, "证 0001")]);

    /// <summary>An ID number that no other test has used.</summary>
    private static string NextId()
    {
        var first = $"99999919600101{Interlocked.Increment(ref people):000}";
        return first + Matching.Personal.CitizenId.CheckCharacter(first);
    }

    private static async Task<(string Number, string Account)> Household(FundStory story, string id, string account = "", bool withSpouse = false)
    {
        var (number, own) = ($"MB{id[14..17]}", account.Length > 0 ? account : $"99999977{id[6..17]}");
        var head = new PersonRow(story.NewId, "刘守田", id, null, null, Relation.Head, "", own, DisabilityKind.None, null, SelfCareAbility.Full, null);
        var spouse = new PersonRow(story.NewId, "赵桂英", NextId(), null, null, Relation.Spouse, "", $"99999966{id[6..17]}", DisabilityKind.None, null, SelfCareAbility.Full, null);
        await story.Did<Imported>(new ImportHouseholds(story.NewId, story.As(Role.CountyCivilAffairs), story.County,
            [new HouseholdRow(story.NewId, number, "DIBAO", story.Township, story.Township, "", "", withSpouse ? [head, spouse] : [head])]));
        return (number, own);
    }
}
