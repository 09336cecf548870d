using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Jiuji.Web.Tests.ReserveFunds;

/// <summary>Who acts for whom and where: guardians, signatures on paper, the township of the place where it happened, and papers that come as files.</summary>
public sealed class ActingForTests(FundSite site) : IClassFixture<FundSite>
{
    /// <summary>The smallest picture that a scanner could have made.</summary>
    private static readonly string Picture = Convert.ToBase64String([0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13]);

    private static int people;

    [Fact]
    public async Task For_a_minor_the_guardian_receives_who_is_a_living_adult_of_the_files()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var (minor, adult, dead) = (NextId(2018), NextId(1980), NextId(1950));
        var number = await story.Accepted(50_000, household: await Household(story, minor, [(adult, null), (dead, new DateOnly(2024, 1, 1))]));
        var name = new NameGuardian(story.NewId, story.As(Role.TownshipHandler), story.County, number, adult);
        Assert.Equal(FundRefusal.GuardianNotFit, (await story.Refusal(name with { IdNumber = minor })).Reason);
        Assert.Equal(FundRefusal.GuardianNotFit, (await story.Refusal(name with { CommandId = story.NewId, IdNumber = dead })).Reason);
        Assert.Equal(SiteRefusal.NotFound, (await story.Refusal(name with { CommandId = story.NewId, IdNumber = NextId(1970) })).Reason);
        var guardian = await story.Did(name with { CommandId = story.NewId });

        await story.Did(new InvestigateCase(story.NewId, story.As(Role.TownshipHandler), story.County, number, "孤儿"));
        await story.Sign(number);
        await story.Did(new ReleasePayment(story.NewId, story.As(Role.Cashier), story.County, number));
        Assert.Equal(guardian, (await site.PaymentOf(story, number)).PayeePersonId);
    }

    [Fact]
    public async Task An_adult_who_can_look_after_themself_has_no_guardian()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var other = NextId(1980);
        var number = await story.Accepted(50_000, household: await Household(story, NextId(1975), [(other, null)]));
        Assert.Equal(FundRefusal.GuardianNotNeeded, (await story.Refusal(new NameGuardian(story.NewId, story.As(Role.TownshipHandler), story.County, number, other))).Reason);
    }

    [Fact]
    [Trait("rule", "F9")]
    public async Task A_signature_on_paper_needs_its_scan_and_is_the_signers_own()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var number = await story.Investigated(50_000);
        var paper = new SignOnPaper(story.NewId, story.As(Role.TownshipHandler), story.County, number, FundRole.OfficeHead, "审批表.png", "");
        Assert.Equal(FundRefusal.ScanMissing, (await story.Refusal(paper)).Reason);
        Assert.Equal(FundRefusal.ScanMissing, (await story.Refusal(paper with { CommandId = story.NewId, Scan = Convert.ToBase64String("no picture"u8) })).Reason);
        Assert.Equal(FundRefusal.WrongRole, (await story.Refusal(paper with { CommandId = story.NewId, Signer = FundRole.Cashier, Scan = Picture })).Reason);
        Assert.Equal(AidCaseState.Signing, await story.Did(paper with { CommandId = story.NewId, Scan = Picture }));

        var signature = await site.Row<CaseSignature>(s => s.CountyCode == story.County && s.ScanHash != "" && s.Role == FundRole.OfficeHead && s.Actor == story.As(Role.OfficeHead).Name);
        Assert.True(await site.Has<Document>(d => d.CountyCode == story.County && d.Hash == signature.ScanHash && d.MediaType == "image/png"));

        // Whoever signed on paper does not sign again here.
        Assert.Equal(FundRefusal.SamePersonTwice, (await story.Refusal(new SignCase(story.NewId, story.As(Role.OfficeHead), story.County, number))).Reason);
    }

    [Fact]
    [Trait("rule", "F13")]
    public async Task Where_it_happened_decides_which_township_accepts_and_where_they_live_does_not()
    {
        var story = await site.NewTownship().WithMoney(300_000);
        var elsewhere = site.NewTownship(story.County);
        var household = await elsewhere.Household();
        var accept = new AcceptCase(story.NewId, story.As(Role.TownshipHandler), story.County, household, AidType.Emergency, "INJURY", 50_000, elsewhere.Township);
        var refused = await story.Refusal(accept);
        Assert.Equal((FundRefusal.OutsideArea, elsewhere.Township), ((FundRefusal)refused.Reason, refused.Detail["incident"]));
        await story.Did(accept with { CommandId = story.NewId, Incident = story.Township });
        Assert.Equal(FundRefusal.OutsideArea, (FundRefusal)(await story.Refusal(accept with { CommandId = story.NewId, Incident = "" })).Reason);

        // Words name no township; they stand beside the place that is judged.
        Assert.Equal(ImportRefusal.PlaceUnknown, (await story.Refusal(accept with { CommandId = story.NewId, Incident = "国道旁" })).Reason);
        var number = await story.Did(accept with { CommandId = story.NewId, Incident = story.Township, IncidentNote = "国道旁" });
        var aidCase = await site.CaseOf(story, number);
        Assert.Equal((story.Township, "国道旁"), (aidCase.IncidentPlace, aidCase.IncidentNote));
    }

    [Fact]
    [Trait("rule", "F3")]
    public async Task A_joint_documents_scan_is_kept_under_the_hash_of_its_content()
    {
        var story = site.NewTownship();
        var id = story.NewId;
        await story.Did(new RegisterJointDocument(id, story.As(Role.CountyCivilAffairs), story.County, $"民财 {id:N}", "预拨备用金", new DateOnly(2026, 1, 5), 100, "文件.png", Picture));
        var document = await site.Row<JointDocument>(d => d.CountyCode == story.County && d.Id == id);
        Assert.True(await site.Has<Document>(d => d.CountyCode == story.County && d.Hash == document.DocumentHash && d.MediaType == "image/png"));
    }

    private static string NextId(int year)
    {
        var first = $"999999{year}0101{Interlocked.Increment(ref people):000}";
        return first + Matching.Personal.CitizenId.CheckCharacter(first);
    }

    private static async Task<string> Household(FundStory story, string head, IReadOnlyList<(string Id, DateOnly? Died)> others)
    {
        var number = $"AF{head[14..17]}";
        PersonRow Row(string id, Relation relation, DateOnly? died) =>
            new(story.NewId, "张某某", id, null, null, relation, "", $"99999955{id[6..17]}", DisabilityKind.None, null, SelfCareAbility.Full, died);
        await story.Did(new ImportHouseholds(story.NewId, story.As(Role.CountyCivilAffairs), story.County,
            [new HouseholdRow(story.NewId, number, "DIBAO", story.Township, story.Township, "", "", [Row(head, Relation.Head, null), .. others.Select(other => Row(other.Id, Relation.Other, other.Died))])]));
        return number;
    }
}
