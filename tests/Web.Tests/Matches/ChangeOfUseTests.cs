using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Jiuji.Web.Tests.Matches.MatchingCounty;

namespace Jiuji.Web.Tests.Matches;

/// <summary>What was given for one thing is put to another only with the donor's paper (Charity Law 56).</summary>
public sealed class ChangeOfUseTests(MatchingCounty county) : IClassFixture<MatchingCounty>
{
    private static readonly string Paper = Convert.ToBase64String("%PDF-1.4 the donor agrees"u8);

    private static ConsentToChangeOfUse Agreed(string lot, string kind) => new(Guid.CreateVersion7(), Provider(Charity), County, lot, kind, "agreed.pdf", Paper);

    private Task<List<FundPurpose>> Uses(Guid lot) => county.Read(db => db.Set<FundPurpose>().AsNoTracking()
        .Where(purpose => purpose.CountyCode == County && purpose.FundId == lot).OrderBy(purpose => purpose.Purpose).ToListAsync());

    [Fact, Trait("trap", "T9")]
    public async Task With_the_donors_paper_a_lot_may_also_be_put_to_another_kind_of_help()
    {
        var lot = await county.Lot("LU1", "CH01", "COAT", "PIECE", 5);
        await county.Sent(Agreed("LU1", "QUILT"));
        var uses = await Uses(lot);
        Assert.Equal(["COAT", "QUILT"], uses.Select(use => use.Purpose));
        Assert.Equal((null, ""), (uses[0].AllowedFrom, uses[0].ConsentDocument));
        Assert.Equal(CountyDay.Of(Testing.FakeClock.Start), uses[1].AllowedFrom);
        Assert.Equal("application/pdf", await county.Read(db => db.Documents.Where(document => document.CountyCode == County && document.Hash == uses[1].ConsentDocument).Select(document => document.MediaType).SingleAsync()));
        Assert.DoesNotContain(await county.Read(db => new CountyVerification(db).Run(County, null, default)), result => result.Broken > 0);
    }

    [Fact, Trait("trap", "T9")]
    public async Task Without_the_paper_nothing_is_changed()
    {
        var lot = await county.Lot("LU2", "CH01", "COAT", "PIECE", 5);
        Assert.Equal(FundRefusal.ScanMissing, await county.RefusalOf(Agreed("LU2", "QUILT") with { Scan = "" }));
        Assert.Equal(FundRefusal.ScanMissing, await county.RefusalOf(Agreed("LU2", "QUILT") with { Scan = Convert.ToBase64String("MZ a program"u8) }));
        Assert.Equal("COAT", Assert.Single(await Uses(lot)).Purpose);
    }

    [Fact]
    public async Task Only_the_charity_that_holds_the_lot_enters_the_consent()
    {
        await county.Lot("LU3", "CH01", "COAT", "PIECE", 5);
        Assert.Equal(SiteRefusal.NotYourRole, await county.RefusalOf(Agreed("LU3", "QUILT") with { By = Officer }));
        Assert.Equal(SiteRefusal.NotYourArea, await county.RefusalOf(Agreed("LU3", "QUILT") with { By = Provider(SocialWork) }));
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(Agreed("LU-none", "QUILT")));
    }

    [Fact]
    public async Task The_further_use_is_a_kind_of_help_in_the_lots_unit_that_it_did_not_have()
    {
        await county.Lot("LU4", "CH01", "COAT", "PIECE", 5);
        Assert.Equal(SiteRefusal.NotFound, await county.RefusalOf(Agreed("LU4", "PETROL")));
        Assert.Equal(MatchingRefusal.UnitsDiffer, await county.RefusalOf(Agreed("LU4", "WHEELCHAIR")));
        Assert.Equal(MatchingRefusal.AlreadyRegistered, await county.RefusalOf(Agreed("LU4", "COAT")));
        await county.Sent(Agreed("LU4", "QUILT"));
        Assert.Equal(MatchingRefusal.AlreadyRegistered, await county.RefusalOf(Agreed("LU4", "QUILT")));
        await county.Sent(new WithdrawLot(Guid.CreateVersion7(), Officer, County, "LU4", "质量问题"));
        Assert.Equal(MatchingRefusal.LotNotPublished, await county.RefusalOf(Agreed("LU4", "HEATER")));
    }
}
